"""Which findings the plan must hear of, and that there is one need whatever happens."""

import datetime as dt
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from coordination import clock
from coordination.models import Case, Priority
from coordination.opening import open_case
from housing.grouping import GroupingRefused, merge
from housing.models import Condition
from proximity import needs_raising, signals
from proximity.models import Finding, Need
from teams.workflow import MoveRefused
from tests.housing.factories import BuildingFactory, ComponentFactory, ResidenceFactory
from tests.proximity.needs.factories import a_finding, a_kind, guard_rails

Because = Need.Because


@pytest.fixture
def asked():
    """Dangers that somebody is asked to put right at once."""
    heard = []

    def hear(sender, finding, by, **kwargs):
        heard.append(finding)
        return open_case("incident", "handling", finding.building, title="Danger", by=by, facts={"family": "C1"})

    signals.request_wanted.connect(hear)
    yield heard
    signals.request_wanted.disconnect(hear)


def seen(place, by, **values) -> Finding:
    """A finding, once its transaction is over."""
    finding = a_finding(place, by=by, **values)
    needs_raising.consider(finding.pk)
    return finding


def test_two_findings_stay_findings_and_the_third_makes_a_need_with_all_three(building, keeper, planner):
    for _ in range(2):
        seen(building, keeper)
    assert not Need.objects.exists()

    seen(building, keeper)

    need = Need.objects.get()
    assert (need.because, need.building, need.safety) == (Because.REPEATED, building, False)
    assert need.case.entries.filter(kind="noted").count() == 2
    assert {one.follow_ups.get().case for one in Finding.objects.all()} == {need.case}


@pytest.mark.parametrize("elsewhere", ["building", "kind", "long ago", "good"])
def test_findings_of_something_else_do_not_count(building, residence, keeper, elsewhere):
    told = {
        "building": {"building": BuildingFactory(residence=residence)},
        "kind": {"kind": a_kind("roof", "Toiture")},
        "long ago": {"seen_at": timezone.now() - dt.timedelta(days=400)},
        "good": {"grade": Condition.GOOD},
    }  # fmt: skip
    seen(building, keeper, **told[elsewhere])
    seen(building, keeper)
    seen(building, keeper)

    assert not Need.objects.exists()


def test_what_concerns_the_whole_residence_makes_a_need_at_once(residence, keeper, planner):
    seen(residence, keeper, scope=Finding.Scope.ALL)

    assert Need.objects.get().because == Because.SCOPE


def test_a_bad_guard_rail_makes_an_urgent_need_and_is_put_right_at_once(building, keeper, planner, asked):
    finding = seen(building, keeper, kind=guard_rails())

    need = Need.objects.get()
    assert (need.because, need.safety, need.case.priority) == (Because.SAFETY, True, Priority.URGENT)
    assert asked == [finding]


def test_a_guard_rail_that_is_only_worn_waits_for_others(building, keeper, asked):
    seen(building, keeper, kind=guard_rails(), grade=Condition.FAIR)

    assert not Need.objects.exists()
    assert not asked


def test_a_rule_looks_once_the_transaction_is_over(building, keeper, planner, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        a_finding(building, by=keeper, scope=Finding.Scope.ALL)

    assert Need.objects.count() == 1


def test_a_finding_left_behind_is_considered_later(building, keeper, planner):
    a_finding(building, by=keeper, scope=Finding.Scope.ALL)
    for _ in range(3):
        a_finding(building, by=keeper, kind=a_kind("roof", "Toiture"))

    assert needs_raising.review() == 2
    assert needs_raising.review() == 0
    assert Need.objects.count() == 2


def test_the_planner_has_fifteen_working_days(building, keeper, planner):
    need = needs_raising.raise_need(a_finding(building, by=keeper), by=keeper)

    task = need.case.tasks.open().get()
    assert (task.step, task.assignee, str(task.amount), task.unit) == (
        "decision",
        planner,
        "15.00",
        "working_days",
    )
    assert need.case.promised_on == clock.day_of(task.due_at)


def test_a_building_joins_the_need_of_its_residence_and_not_the_other_way(residence, building, keeper, planner):
    of_residence = needs_raising.raise_need(a_finding(residence, by=keeper), by=keeper)

    assert needs_raising.raise_need(a_finding(building, by=keeper), by=keeper) == of_residence


def test_the_need_of_one_building_does_not_hold_what_the_residence_needs(residence, building, keeper, planner):
    of_building = needs_raising.raise_need(a_finding(building, by=keeper), by=keeper)

    assert needs_raising.raise_need(a_finding(residence, by=keeper), by=keeper) != of_building


def test_a_danger_seen_later_makes_the_need_urgent(building, keeper, planner):
    need = needs_raising.raise_need(a_finding(building, by=keeper), by=keeper)
    needs_raising.raise_need(a_finding(building, by=keeper, safety=True), by=keeper)

    need = Need.objects.get()
    assert (need.safety, need.case.priority) == (True, Priority.URGENT)


def test_a_finding_of_no_component_is_refused(building, keeper):
    finding = a_finding(building, by=keeper)
    finding.kind = None
    finding.save()

    with pytest.raises(MoveRefused, match="quel composant"):
        finding.report_to_plan(by=keeper)


def test_the_component_says_its_kind(building, keeper, planner):
    component = ComponentFactory(residence=building.residence, building=building, kind=a_kind("roof", "Toiture"))
    finding = a_finding(building, by=keeper, component=component)
    finding.report_to_plan(by=keeper)

    assert Need.objects.get().kind.label == "Toiture"


def test_residences_with_a_need_each_on_one_component_are_settled_before_they_merge(residence, keeper, planner):
    other = ResidenceFactory(agency=residence.agency, landlord=residence.landlord)
    for place in (residence, other):
        needs_raising.raise_need(a_finding(place, by=keeper), by=keeper)

    with pytest.raises(GroupingRefused, match="Un besoin est déjà ouvert"):
        merge(other, residence, by=planner)


@pytest.mark.django_db(transaction=True)
def test_six_people_who_report_at_once_make_one_need(building, keeper, planner):
    findings = [a_finding(building, by=keeper, grade=Condition.GOOD) for _ in range(6)]  # no rule looks at these
    together, cases = Barrier(6), []

    def report(finding):
        together.wait()
        try:
            cases.append(Finding.objects.get(pk=finding.pk).report_to_plan(by=keeper).case_id)
        finally:
            connection.close()

    threads = [Thread(target=report, args=[one]) for one in findings]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert Need.objects.count() == 1
    assert cases == [Need.objects.get().case_id] * 6
    assert Case.objects.filter(process="need").count() == 1
