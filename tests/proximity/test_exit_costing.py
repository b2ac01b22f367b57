"""One way to cost an exit: an inventory's lines and typed amounts are the same words in the case."""

import uuid
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordination import costing
from coordination.models import Entry
from leasing.vacancy_forms import CostingForm
from proximity import inventorying
from proximity.models import CostLine
from teams.workflow import MoveRefused
from tests.leasing.factories import a_lease
from tests.leasing.vacancies import a_vacancy, cost, fresh, leave, visit
from tests.messaging.factories import a_contact
from tests.proximity.inspecting import a_home, an_inventory, signed

Cause = CostLine.Cause
cents = st.decimals(0, 50_000, places=2)
WITHOUT_GRID = [cause for cause in Cause if cause not in CostLine.WITH_WEAR]


def kept(told: costing.Costing) -> costing.Costing | None:
    """As the journal gives it back."""
    return costing.heard(Entry(kind=Entry.Kind.NOTED, data=told.data))


def sums(told: costing.Costing) -> Decimal:
    return told.tenant_share + told.landlord_share + told.other_share


@given(st.lists(st.tuples(st.sampled_from(WITHOUT_GRID), st.integers(1, 900), cents), max_size=6))
def test_shares_of_an_inventory_sum_to_the_amount(rows):
    lines = [CostLine(label="Sol", cause=cause, quantity=count, unit_price=price) for cause, count, price in rows]
    for line in lines:
        line.price()
    told = costing.Costing("light", tuple(line.as_costed for line in lines), page=("proximity:costing", 1))
    assert sums(told) == told.total == sum(line.amount for line in lines)
    assert all(line.is_sound for line in told.lines)
    assert kept(told) == told


@given(amount=cents, tenant=cents, diagnostics=st.none() | cents)
def test_shares_of_typed_amounts_sum_to_the_amount(amount, tenant, diagnostics):
    typed = {
        "works": "light", "works_cost": amount, "tenant_share": tenant, "diagnostics_cost": diagnostics,
        "key": uuid.uuid4(),
    }  # fmt: skip
    form = CostingForm(typed)
    assert form.is_valid(), form.errors
    told = form.costing
    assert sums(told) == told.total == amount
    assert told.lines[0].is_sound == (tenant <= amount)
    assert kept(told) == told


def test_a_costing_told_before_there_were_lines_is_still_heard():
    data = {"costing": {"total": "1200.00", "tenant_share": "300.00", "works": "light"}}
    told = costing.heard(Entry(kind=Entry.Kind.NOTED, data=data))
    assert (told.works, told.total, told.tenant_share, told.diagnostics) == ("light", 1200, 300, None)


def test_a_line_of_the_journal_that_costs_nothing_tells_nothing():
    assert costing.heard(Entry(kind=Entry.Kind.NOTED, data={})) is None
    assert costing.heard(Entry(kind=Entry.Kind.EXPECTED, data={"costing": {}})) is None


@pytest.fixture
def vacancy(agency, agent):
    lease = a_lease(a_home(agency), a_contact(agency, last_name="Petit"), number="2020-000001")
    return visit(a_vacancy(lease, agent), agent)


@pytest.fixture
def left(vacancy, caretaker):
    """Its exit inventory is done, and nothing is costed."""
    inventory = signed(an_inventory(vacancy.unit, caretaker, case=vacancy.case), caretaker)
    inventorying.finish(inventory, by=caretaker)
    return inventory


def two_lines(inventory) -> None:
    for cause in (Cause.CLEANING, Cause.WEAR):
        line = CostLine(label=f"Sol {cause}", cause=cause, quantity=1, unit_price=Decimal(150))
        inventorying.add_line(inventory, line)


@pytest.mark.django_db
def test_the_vacancy_shows_who_costed_line_by_line(vacancy, left, caretaker, sign_in):
    two_lines(left)
    inventorying.send_costing(left, "light", diagnostics=Decimal(60), by=caretaker)
    assert fresh(vacancy).diagnostics_cost == 60
    page = sign_in(caretaker).get(vacancy.get_absolute_url()).text
    assert "État des lieux de sortie, ligne à ligne" in page
    assert f"· {caretaker}, le" in page
    assert "Sol cleaning" in page
    assert "locataire 150" in page


@pytest.mark.django_db
def test_lines_being_worked_out_take_the_place_of_the_form(vacancy, left, caretaker, sign_in, other_agency):
    client, typed = sign_in(caretaker), f"/relocations/{vacancy.pk}/chiffrage/"
    page = client.get(vacancy.get_absolute_url()).text
    assert f'href="/visites/{left.pk}/chiffrage/"' in page
    assert typed not in page
    assert costing.prepared(vacancy.case, caretaker)
    caretaker.agencies.set([other_agency])
    assert not costing.prepared(vacancy.case, type(caretaker).objects.get(pk=caretaker.pk))


@pytest.mark.django_db
def test_without_an_inventory_amounts_are_typed(vacancy, caretaker, sign_in):
    leave(vacancy, caretaker)
    assert f"/relocations/{vacancy.pk}/chiffrage/" in sign_in(caretaker).get(vacancy.get_absolute_url()).text


@pytest.mark.django_db
def test_whoever_costs_second_is_told(vacancy, left, caretaker):
    two_lines(left)
    cost(vacancy, caretaker)
    with pytest.raises(MoveRefused, match="n’attend pas"):
        inventorying.send_costing(left, "light", by=caretaker)
    assert fresh(vacancy).works_cost == 900
    left.refresh_from_db()
    assert left.costed_at is None


@pytest.mark.django_db
def test_diagnostics_that_nobody_spoke_of_stay(vacancy, left, caretaker):
    two_lines(left)
    type(vacancy).objects.filter(pk=vacancy.pk).update(diagnostics_cost=70)
    inventorying.send_costing(left, "light", by=caretaker)
    assert fresh(vacancy).diagnostics_cost == 70


@pytest.mark.django_db
def test_the_same_costing_twice_is_told_once(vacancy, caretaker):
    leave(vacancy, caretaker)
    told, key = costing.Costing("light", (costing.Line("Sol", Decimal(10)),)), uuid.uuid4()
    first = costing.tell(vacancy.case, told, by=caretaker, key=key)
    assert costing.tell(vacancy.case, told, by=caretaker, key=key) == first
    assert costing.last(vacancy.case) == first


@pytest.mark.django_db
def test_amounts_that_a_vacancy_cannot_hold_are_refused(vacancy, caretaker):
    leave(vacancy, caretaker)
    lines = tuple(costing.Line("Sol", Decimal(60_000_000)) for _ in range(2))
    with pytest.raises(MoveRefused, match="vérifiez"):
        costing.tell(vacancy.case, costing.Costing("light", lines), by=caretaker)
