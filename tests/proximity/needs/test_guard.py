"""An order on a component that is planned: stopped, unless safety asks, and always with a reason."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from coordination.models import Case
from coordination.opening import open_case
from housing.models import Component, PlannedWork
from proximity import guard, needs_slips
from proximity.models import GuardDecision
from teams.workflow import MoveRefused
from tests.housing.factories import (
    BuildingFactory,
    ComponentFactory,
    PlannedWorkFactory,
    ResidenceFactory,
    StaircaseFactory,
    UnitFactory,
)
from tests.proximity.needs.factories import a_kind

Choice, State = GuardDecision.Choice, GuardDecision.State
TODAY = dt.date(2026, 11, 25)


@pytest.fixture
def kind(db):
    return a_kind()


@pytest.fixture
def work(building, kind):
    return PlannedWorkFactory(residence=building.residence, building=building, kind=kind, year=2028, amount=90_000)


@pytest.fixture
def case(building, manager):
    """A caretaker asks for two windows to be mended."""
    home = UnitFactory(staircase=StaircaseFactory(building=building))
    return open_case("request", "handling", home, title="Fenêtre", by=manager, facts={"family": "T4"})


def look(case, kind, amount=900, day=TODAY, **about):
    return guard.look(case, kind, Decimal(amount), day, **about)


def test_planned_works_on_the_component_are_found(case, work, kind):
    assert look(case, kind).works == [work]


def test_looking_costs_two_queries(case, work, kind, django_assert_num_queries):
    PlannedWorkFactory.create_batch(5, residence=work.residence, kind=kind, year=2027)
    with django_assert_num_queries(2):
        assert len(look(case, kind).works) == 6


def test_another_component_or_none_is_free(case, work, kind):
    assert not look(case, a_kind("roof", "Toiture"))
    assert not look(case, None)


@pytest.mark.parametrize("state", ["refused", "cancelled", "settled", "received"])
def test_works_that_will_not_be_done_stop_nothing(case, work, kind, state):
    PlannedWork.objects.update(state=state, reason="Vente")
    assert not look(case, kind)


def test_one_component_is_not_another_of_the_same_kind(case, work, kind, building):
    own, other = (ComponentFactory(residence=building.residence, kind=kind) for _ in range(2))
    PlannedWork.objects.update(component=own, kind=None)

    assert look(case, kind, component=own)
    assert not look(case, kind, component=other)
    assert look(case, kind)
    assert isinstance(own, Component)


@pytest.mark.parametrize(
    ("ordered", "planned", "stops"),
    [
        ("residence", "residence", True), ("residence", "unit", True), ("unit", "residence", True),
        ("unit", "building", True), ("unit", "unit", True), ("unit", "other_building", False),
        ("staircase", "other_unit", False), ("building", "other_residence", False), ("building", "unit", True),
        ("staircase", "unit", True),
    ],
)  # fmt: skip
def test_what_contains_the_place_or_lies_in_it_touches_it(kind, agency, ordered, planned, stops):
    def places(residence):
        building = BuildingFactory(residence=residence)
        staircase = StaircaseFactory(building=building)
        unit = UnitFactory(staircase=staircase)
        own = {"residence": residence}
        return {
            "residence": own, "building": {**own, "building": building},
            "staircase": {**own, "building": building, "staircase": staircase},
            "unit": {**own, "building": building, "staircase": staircase, "unit": unit},
        }  # fmt: skip

    residence = ResidenceFactory(agency=agency)
    here, there = places(residence), places(residence)
    known = {
        **here, "other_building": there["building"], "other_unit": there["unit"],
        "other_residence": {"residence": ResidenceFactory(agency=agency)},
    }  # fmt: skip
    PlannedWorkFactory(kind=kind, year=2027, **known[planned])
    place = Component(kind=kind, **known[ordered])

    assert bool(look(place, kind)) is stops


@pytest.mark.django_db
@given(
    year=st.integers(2020, 2035), quarter=st.none() | st.integers(1, 4),
    day=st.dates(dt.date(2024, 1, 1), dt.date(2030, 12, 31)), months=st.integers(0, 120),
)  # fmt: skip
def test_the_window_counts_whole_months_from_the_first_the_works_may_start_in(year, quarter, day, months):
    """The database and the calendar agree: works start in the window when their first month does."""
    first = (year, 3 * (quarter or 1) - 2)
    years, month = divmod(day.month - 1 + months, 12)
    expected = first <= (day.year + years, month + 1)

    with transaction.atomic():
        work = PlannedWorkFactory(year=year, quarter=quarter)
        found = PlannedWork.objects.filter(pk=work.pk).starting_within(months, day).exists()
        transaction.set_rollback(True)

    assert found is expected


# --- deciding


def decide(case, kind, choice, *, amount=900, reason="Vitre cassée", by, **more):
    return guard.decide(case, look(case, kind, amount), choice=choice, reason=reason, by=by, **more)


def test_safety_always_leaves_whatever_it_costs(case, work, kind, manager):
    decision = decide(case, kind, Choice.SAFETY, amount=50_000, reason="", by=manager)

    assert decision.may_leave
    assert decision.check_case is None


def test_a_small_temporary_measure_leaves_with_its_reason(case, work, kind, manager):
    decision = decide(case, kind, Choice.TEMPORARY, by=manager)

    assert decision.may_leave
    assert "Vitre cassée" in case.entries.latest("pk").text


@pytest.mark.parametrize("choice", [Choice.TEMPORARY, Choice.OVERRIDE])
def test_without_a_reason_nothing_leaves(case, work, kind, manager, choice):
    with pytest.raises(MoveRefused, match="dites pourquoi"):
        decide(case, kind, choice, reason=" ", by=manager)


def test_nothing_is_decided_where_nothing_is_planned(case, kind, manager):
    with pytest.raises(MoveRefused, match="Aucuns travaux"):
        decide(case, kind, Choice.OVERRIDE, by=manager)


def test_from_the_threshold_on_the_planner_approves(case, work, kind, manager, planner, check_now):
    decision = decide(case, kind, Choice.OVERRIDE, amount=1500, by=manager)
    task = decision.check_case.tasks.open().get()
    assert (decision.state, task.step, task.assignee) == (State.PENDING, "order_check", planner)

    task.answer("approved", by=planner)
    check_now()

    decision.refresh_from_db()
    assert decision.may_leave
    assert "approuvée" in case.entries.latest("pk").text


def test_what_the_planner_declines_does_not_leave(case, work, kind, manager, planner):
    decision = decide(case, kind, Choice.OVERRIDE, amount=9000, by=manager)
    decision.check_case.tasks.open().get().answer("declined", text="Attendez 2028.", by=planner)

    decision.refresh_from_db()
    assert decision.state == State.DECLINED
    assert "Attendez 2028." in case.entries.latest("pk").text


def test_a_check_that_is_merely_closed_approves_nothing(case, work, kind, manager, planner):
    decision = decide(case, kind, Choice.OVERRIDE, amount=9000, by=manager)
    decision.check_case.close("approved", by=planner)

    decision.refresh_from_db()
    assert decision.state == State.DECLINED


def test_the_same_choice_sent_again_decides_once(case, work, kind, manager):
    key = uuid.uuid4()
    first = decide(case, kind, Choice.OVERRIDE, amount=9000, by=manager, key=key)

    assert decide(case, kind, Choice.OVERRIDE, amount=9000, by=manager, key=key) == first
    assert Case.objects.filter(process="need").count() == 1


def test_the_database_lets_nothing_stop_safety_and_nothing_leave_without_a_reason(case, work, kind, manager):
    decide(case, kind, Choice.TEMPORARY, by=manager)
    for wrong in ({"choice": "safety", "state": "declined"}, {"reason": ""}, {"state": "attached"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            GuardDecision.objects.update(**wrong)


def test_what_was_ordered_on_planned_components_is_counted(case, work, kind, manager, planner):
    decide(case, kind, Choice.SAFETY, amount=100, by=manager)
    decide(case, kind, Choice.TEMPORARY, amount=200, by=manager)
    decide(case, kind, Choice.OVERRIDE, amount=5000, by=manager)

    assert GuardDecision.objects.visible_to(manager).spent().amount() == 300


def test_a_stranger_sees_no_decision(case, work, kind, manager, other_agent):
    decide(case, kind, Choice.SAFETY, by=manager)

    assert not GuardDecision.objects.visible_to(other_agent).exists()


# --- what becomes of an order that waits for the works


@pytest.fixture
def vacancy(building, manager):
    """A case that has no request: nothing else would bring its order back."""
    return open_case("incident", "handling", building, title="Hall", by=manager, facts={"family": "C1"})


def test_an_order_that_waits_comes_back_when_the_works_slip(vacancy, work, kind, manager, planner):
    decision = decide(vacancy, kind, Choice.ATTACH, reason="", by=manager)
    assert decision.state == State.ATTACHED
    work.move("retain", by=planner)
    work.postpone(2030, "Budget", planner)

    assert needs_slips.changed(work.pk) == 1
    assert needs_slips.changed(work.pk) == 0

    decision.refresh_from_db()
    assert decision.state == State.RELEASED
    assert "reportés à 2030" in vacancy.entries.latest("pk").text
    mine = manager.tasks.open().get(process="need")
    assert (mine.step, vacancy.reference in mine.case.entries.get(kind="opened").text) == ("answer", True)


def test_an_order_that_left_stays_gone(vacancy, work, kind, manager, planner):
    decide(vacancy, kind, Choice.TEMPORARY, by=manager)
    work.move("retain", by=planner)
    work.cancel("Vente", planner)

    assert needs_slips.review() == 0
