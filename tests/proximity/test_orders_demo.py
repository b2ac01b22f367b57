"""The demo's year of orders: whole, and the same each time."""

import datetime as dt
from random import Random

import pytest
from django.utils import timezone

from coordination.models import Task
from proximity import execution
from proximity.demo import endings, firms, orders
from proximity.models import Contract, Contractor, OrderVersion, WorkOrder
from proximity.models.contracts import check_siren
from proximity.parameters import limit_of
from teams import demo as people
from tests.coordination.factories import a_case
from tests.proximity.order_factories import an_order, done, fresh, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def cases(unit, desk, keeper, other_keeper):
    """Thirty leaks: half of them repaired, half with the field."""
    made = [a_case(unit, by=desk, facts={"family": "T1"}) for _ in range(30)]
    for case in made[::2]:
        case.tasks.open().get().answer("done", by=keeper)
    return made


def test_the_firms_have_contracts_prices_and_rules():
    made = firms.build(timezone.localdate(), Random(1))
    for firm, contract in made.items():
        check_siren(contract.contractor.siren)
        assert contract.is_running, firm.name
        assert contract.prices.count() == len(firm.prices)
    assert Contract.objects.on(timezone.localdate()).count() == len(firms.FIRMS)


def test_orders_are_in_every_stage_and_add_up(cases, check_now):
    people.build(["Agence du Lac", "Agence du Val", "Agence du Port"])
    orders.build(42, timezone.localdate(), lambda words: None)
    check_now()
    known = list(WorkOrder.objects.prefetch_related("versions__lines", "timeline"))
    assert len(known) > 20
    assert len({order.state for order in known}) > 4
    for order in known:
        (version,) = order.versions.all()
        assert order.amount == version.amount == sum(line.amount for line in version.lines.all())
        assert version.decided_by is None or version.amount <= limit_of(version.decided_by)
        times = [line.at for line in sorted(order.timeline.all(), key=lambda line: line.pk)]
        assert times == sorted(times)
        told = [line.told_at for line in sorted(order.timeline.all(), key=lambda line: line.pk)]
        assert told == sorted(told)
    assert not OrderVersion.objects.filter(amount=0).exists()


def test_the_same_seed_tells_the_same_story(cases):
    people.build(["Agence du Lac", "Agence du Val", "Agence du Port"])
    writers = []
    for _ in range(2):
        writer = orders.Writer(Random(7), firms.build(dt.date(2026, 11, 25), Random(7)))
        for task in orders._open():
            writer.add(task, "booked")
        writers.append([(order.title, order.amount) for order in writer.orders])
        Contract.objects.all().delete()
        Contractor.objects.all().delete()
    assert writers[0] == writers[1]


def test_orders_that_do_not_go_as_ordered_are_told_once_each(request_, planner, manager, check_now):
    an_order(request_.case, planner)
    sent(request_.case, planner)
    for _ in range(2):
        execution.acknowledge(sent(request_.case, planner), by=planner)
    late = done(request_.case, planner)
    told: list[str] = []

    endings.build(42, timezone.localdate(), told.append)
    check_now()

    assert told == ["5 ordres qui ne finissent pas comme prévu"]
    asked = Task.objects.open().filter(process="order").order_by("step")
    assert [(task.step, task.assignee) for task in asked] == [
        ("approval", manager), ("replace", planner), ("replace", planner),
    ]  # fmt: skip
    ends = WorkOrder.objects.exclude(ending="").order_by("ending").values_list("ending", "state", "amount")
    assert list(ends) == [("reduced", "accepted", 192), ("stopped", "accepted", 120)]
    assert fresh(late).ending == "reduced"
    assert set(WorkOrder.objects.filter(state="declined").values_list("asks__closed_at", flat=True)) == {None}
