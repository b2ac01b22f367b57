"""Homes without a key: never lost, never two made one, whatever the lines (property tests)."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from housing.models import Unit
from tests.housing.factories import LandlordFactory
from tests.housing.rpls import counts, declaration, declared, open_data, take

pytestmark = pytest.mark.django_db
SLOW = settings(max_examples=25, suppress_health_check=list(HealthCheck))

keyless = st.fixed_dictionaries(
    {
        "NUMAPPT": st.sampled_from(["", "0", "1", "2"]),
        "ETAGE": st.sampled_from(["", "0", "1"]),
        "ESC": st.sampled_from(["", "A"]),
        "NBPIECE": st.sampled_from(["2", "3", "x", ""]),
        "DEPCOM": st.sampled_from(["2B033", "2A004", "", "bad"]),
        "DPEENERGIE": st.sampled_from(["", "D", "Z"]),
    }
)
keyed = st.fixed_dictionaries(
    {
        "IDENT_INT": st.sampled_from(["", "L1", "L2", "L3", "L4"]),
        "IDENT_REP": st.sampled_from(["", "1", "2", "3"]),
        "NUMAPPT": st.sampled_from(["1", "2"]),
        "NBPIECE": st.sampled_from(["3", "4", "x"]),
        "SORTIEPATRIM": st.sampled_from(["", "9", "1"]),
    }
)


def adds_up(row) -> None:
    assert row.lines_read == row.dwellings + row.rejected
    assert row.dwellings == row.created + row.changed + row.unchanged
    assert row.rejected == row.rejected_lines.count()


@pytest.mark.slow
@SLOW
@given(lines=st.lists(keyless, min_size=1, max_size=12))
def test_every_accepted_line_is_a_home_and_again_is_nothing(lines):
    landlord = LandlordFactory(siren="")
    first = take(open_data(*lines), landlord)
    adds_up(first)
    assert Unit.objects.filter(landlord=landlord).count() == first.created == first.dwellings
    again = take(open_data(*reversed(lines)), landlord)
    adds_up(again)
    assert counts(again) == (0, 0, first.dwellings, 0)


@pytest.mark.slow
@SLOW
@given(first=st.lists(keyless, min_size=1, max_size=10), second=st.lists(keyless, min_size=1, max_size=10))
def test_two_years_without_keys_hold_as_many_homes_as_lines(first, second):
    landlord = LandlordFactory(siren="")
    adds_up(take(open_data(*first), landlord))
    held = Unit.objects.filter(landlord=landlord).count()
    row = take(open_data(*second), landlord, confirm_gone=True)
    adds_up(row)
    present = Unit.objects.in_stock().filter(landlord=landlord)
    assert Unit.objects.filter(landlord=landlord).count() == held + row.created
    assert present.filter(stated_by=row).count() <= row.dwellings <= present.count()
    adds_up(again := take(open_data(*second), landlord, confirm_gone=True))
    assert (again.created, again.changed) == (0, 0)


@pytest.mark.slow
@SLOW
@given(first=st.lists(keyed, min_size=1, max_size=8), second=st.lists(keyed, min_size=1, max_size=8))
def test_two_years_with_keys_that_come_go_and_clash_always_add_up(first, second):
    landlord = LandlordFactory(siren="")
    adds_up(take(declaration(*(declared(**line) for line in first)), landlord))
    held = Unit.objects.filter(landlord=landlord).count()
    row = take(declaration(*(declared(**line) for line in second)), landlord, confirm_gone=True)
    adds_up(row)
    assert Unit.objects.filter(landlord=landlord).count() == held + row.created
    again = take(declaration(*(declared(**line) for line in second)), landlord, confirm_gone=True)
    adds_up(again)


def test_a_home_whose_line_is_rejected_keeps_its_identifier_against_the_next_line():
    """L3 keeps 3, so L2 may not take it and keeps 2, so L1 may not take that either."""
    landlord = LandlordFactory(siren="")
    homes = [declared(IDENT_INT=f"L{n}", IDENT_REP=str(n), NUMAPPT=str(n)) for n in (1, 2, 3)]
    take(declaration(*homes), landlord)
    moved = [("L1", "2"), ("L2", "3"), ("L3", "")]
    row = take(
        declaration(*(declared(IDENT_INT=ref, IDENT_REP=rep, NUMAPPT=ref[1]) for ref, rep in moved)),
        landlord,
        confirm_gone=True,
    )
    adds_up(row)
    assert row.rejected == 2
    assert dict(Unit.objects.values_list("landlord_ref", "rpls_id")) == {"L1": "1", "L2": "2", "L3": "3"}
    assert Unit.objects.in_stock().count() == 3


def test_homes_that_read_the_same_stay_distinct_when_one_leaves():
    landlord = LandlordFactory(siren="")
    take(open_data(*[{"NUMAPPT": "0"}] * 20), landlord)
    row = take(open_data(*[{"NUMAPPT": "0"}] * 19), landlord)
    assert counts(row) == (0, 0, 19, 1)


def test_a_home_without_a_key_is_followed_by_its_door_when_its_rent_class_changes():
    landlord = LandlordFactory(siren="")
    take(open_data({"NUMAPPT": "1"}, {"NUMAPPT": "2"}), landlord)
    row = take(open_data({"NUMAPPT": "1", "DPEENERGIE": "B"}, {"NUMAPPT": "2"}), landlord)
    assert counts(row) == (0, 1, 1, 0)
    assert Counter(Unit.objects.values_list("door", "energy_class")) == {("1", "B"): 1, ("2", "D"): 1}


def test_alike_homes_without_doors_are_not_guessed_when_their_number_changes():
    landlord = LandlordFactory(siren="")
    take(open_data(*[{}] * 3), landlord)
    row = take(open_data(*[{"DPEENERGIE": "B"}] * 2), landlord, confirm_gone=True)
    assert counts(row) == (2, 0, 0, 3)


def test_a_declaration_takes_up_the_homes_of_the_open_data():
    landlord = LandlordFactory(siren="")
    take(open_data({"NUMAPPT": "1"}, {"NUMAPPT": "2"}), landlord)
    row = take(declaration(declared(IDENT_INT="A", NUMAPPT="1"), declared(IDENT_INT="B", NUMAPPT="2")), landlord)
    assert counts(row) == (0, 2, 0, 0)
    assert dict(Unit.objects.values_list("door", "landlord_ref")) == {"1": "A", "2": "B"}
    later = take(open_data({"NUMAPPT": "1"}, {"NUMAPPT": "2"}), landlord)
    assert counts(later) == (0, 0, 2, 0)
    assert Unit.objects.filter(rent=412).count() == 2
