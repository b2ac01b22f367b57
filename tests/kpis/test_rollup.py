"""The nightly counting: once or twice, whole or by what changed, it leaves the same table."""

import datetime as dt
import random
from decimal import Decimal

import pytest
from django.utils import timezone

from coordination.models import Parameter
from kpis import checking, rollup, touched
from kpis.models import DailyFact, Discrepancy, RollupRun
from kpis.parameters import OLD_REQUEST
from requests_app.models import Request
from tests.kpis.conftest import table
from tests.kpis.town import HOUR, a_residence, open_task
from tests.requests_app.factories import a_tenant_request

pytestmark = pytest.mark.django_db


@pytest.fixture
def exact(monkeypatch):
    """Only what was logged after the last counting began is looked at: nothing is counted by chance."""
    monkeypatch.setattr(touched, "OVERLAP", dt.timedelta(0))


def whole() -> list[tuple]:
    """What a counting from nothing would leave."""
    DailyFact.objects.all().delete()
    rollup.run(rebuild=True)
    return table()


def tell_late(town, keeper) -> None:
    """One request done five days ago and told now; one that was closed opens again."""
    request = Request.objects.open().filter(case__residence=town[0]).order_by("pk").first()
    told = timezone.now() - dt.timedelta(days=5)
    open_task(request, "handling").answer("done", by=keeper, at=told)
    open_task(request, "confirmation").answer("confirmed", by=None, at=told + HOUR)
    Request.objects.closed().order_by("pk").first().case.reopen("Pas réglé", step="handling", by=keeper)


def test_counting_twice_changes_nothing(town, counted):
    first = counted()
    assert len(first) > 100
    again = rollup.run(rebuild=True)
    assert (again.changed, table()) == (0, first)


def test_what_was_answered_since_is_counted_and_nothing_else(town, counted, exact, keeper):
    counted()
    request = Request.objects.open().filter(case__tasks__step="handling").order_by("pk").first()
    open_task(request, "handling").answer("done", by=keeper)
    run = rollup.run()
    assert (run.since is not None, run.residences) == (True, 1)
    assert table() == whole()


def test_an_event_told_late_moves_the_days_in_the_past(town, counted, exact, keeper):
    counted()
    request = Request.objects.open().filter(case__residence=town[0]).order_by("pk").first()
    told = timezone.now() - dt.timedelta(days=5)
    open_task(request, "handling").answer("done", by=keeper, at=told)
    open_task(request, "confirmation").answer("confirmed", by=None, at=told + HOUR)
    rollup.run()
    day = timezone.localtime(told + HOUR).date()
    closings = DailyFact.objects.get(measure="REQ03", residence=town[0], day=day)
    assert closings.denominator >= 1
    assert table() == whole()


def test_a_reopened_request_leaves_the_day_on_which_it_had_been_closed(town, counted, exact, keeper):
    request = Request.objects.closed().order_by("pk").first()
    day = timezone.localtime(request.case.closed_at).date()
    counted()
    fact = DailyFact.objects.get(measure="REQ02", residence=request.case.residence, day=day)
    request.case.reopen("Pas réglé", step="handling", by=keeper)
    rollup.run()
    assert not DailyFact.objects.filter(pk=fact.pk, denominator=fact.denominator).exists()
    assert table() == whole()


def test_homes_that_leave_the_stock_are_seen_without_a_case(town, counted, exact):
    counted()
    unit = town[1].units.order_by("pk").last()
    unit.left_on, unit.left_reason = timezone.localdate(), "4"
    unit.save()
    rollup.run()
    assert DailyFact.objects.filter(measure="VAC03", residence=town[1], day=unit.left_on, denominator=-1).exists()
    assert table() == whole()


def test_a_residence_that_came_since_is_counted(town, counted, exact, agency):
    counted()
    added = a_residence(agency, "R9")
    rollup.run()
    assert DailyFact.objects.filter(residence=added).exists()
    assert table() == whole()


def test_what_is_left_of_a_residence_that_is_gone_leaves_with_the_next_counting(town, counted):
    expected = counted()
    for gone, again in ((2_000_000_001, {}), (2_000_000_002, {"rebuild": True})):
        DailyFact.objects.create(
            measure="VAC03", residence_id=gone, day=timezone.localdate(), numerator=0, denominator=6
        )
        rollup.run(**again)
        assert table() == expected


def test_a_threshold_that_changes_counts_everything_again(town, counted):
    counted()
    Parameter.objects.filter(code=OLD_REQUEST).update(value=Decimal(10))
    run = rollup.run()
    assert run.since is None
    assert table() == whole()


def test_from_a_day_on_leaves_the_days_before_alone(town, counted):
    expected = counted()
    day = timezone.localdate() - dt.timedelta(days=30)
    DailyFact.objects.filter(measure="REQ06").delete()
    rollup.run(from_day=day)
    kept = [row for row in expected if row[0] == "REQ06" and row[4] >= day]
    assert [row for row in table() if row[0] == "REQ06"] == kept


def test_a_fact_that_differs_from_the_files_raises_an_alert(town, counted):
    counted()
    run = RollupRun.objects.first()
    run.started_at = run.finished_at = timezone.now() + dt.timedelta(days=1)
    run.save()
    assert checking.check(run, chance=random.Random(1)) == []
    wrong = DailyFact.objects.filter(measure="REQ05").first()
    DailyFact.objects.filter(pk=wrong.pk).update(numerator=99)
    checking.check(run, chance=random.Random(1))
    assert [(one.measure, one.residence_id) for one in Discrepancy.objects.all()] == [
        ("REQ05", wrong.residence_id)
    ]


def test_another_day_of_another_desk_is_not_touched(town, counted, desk):
    counted()
    other = (
        DailyFact.objects.filter(residence=town[3]).order_by("pk").values_list("pk", "numerator", "denominator")
    )
    before = list(other)
    a_tenant_request(town[0].units.order_by("pk").first(), by=desk)
    rollup.run()
    assert list(other.all()) == before
