import datetime as dt

import pytest

from housing import facts
from housing.models import Unit
from tests.housing.factories import StaircaseFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def staircase():
    return StaircaseFactory(
        building__residence__name="Les Lilas",
        building__name="Bâtiment B",
        name="Escalier 3",
        street="rue de l’Été",
    )


def test_a_residence_counts_its_present_homes_only(staircase):
    UnitFactory(staircase=staircase, energy_class="D", built_year=1970, priority_district=True)
    UnitFactory(staircase=staircase, energy_class="B", built_year=1982, priority_district=None)
    UnitFactory(
        staircase=staircase, energy_class="G", built_year=1950, left_on=dt.date(2026, 1, 1), left_reason="4"
    )
    facts.refresh([staircase.residence_id])
    residence = staircase.residence
    residence.refresh_from_db()
    assert residence.unit_count == 2
    assert residence.energy_classes == ["B", "D"]
    assert (residence.built_from, residence.built_to) == (1970, 1982)
    assert residence.has_priority_district


def test_a_residence_whose_homes_all_left_counts_none(staircase):
    UnitFactory(staircase=staircase, energy_class="D", built_year=1970)
    facts.refresh(None)
    Unit.objects.update(left_on=dt.date(2026, 1, 1), left_reason="4")
    facts.refresh(None)
    residence = staircase.residence
    residence.refresh_from_db()
    assert (residence.unit_count, residence.energy_classes, residence.built_from) == (0, [], None)


def test_a_staircase_is_found_by_every_word_of_its_place(staircase):
    UnitFactory(staircase=staircase, estate_label="ZAC DU PORT", locality="Fecciajo")
    facts.refresh([staircase.residence_id])
    staircase.refresh_from_db()
    for word in ("lilas", "batiment b", "escalier 3", "12", "ete", "20600", "bastia", "zac du port", "fecciajo"):
        assert f" {word} " in staircase.search_text


def test_other_residences_are_left_alone(staircase):
    other = StaircaseFactory()
    UnitFactory(staircase=other)
    facts.refresh([staircase.residence_id])
    other.refresh_from_db()
    assert other.search_text == ""
    facts.refresh([])
