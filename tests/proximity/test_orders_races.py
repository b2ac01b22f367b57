"""Two people at once on one order: one wins, the other is told. Real threads, real connections."""

import uuid

import pytest

from proximity import booking, execution, ordering, posting
from proximity.models import ContractorLink, Slot, Via, WorkOrder
from tests.coordination.test_races import at_once, refusals
from tests.proximity.order_factories import a_contractor, an_order, fresh, lines, sent, slot

pytestmark = pytest.mark.django_db(transaction=True)


def copies(order, count=4):
    return [fresh(order) for _ in range(count)]


def test_of_four_who_approve_one_does(order, planner):
    results = at_once(*(lambda o=o: ordering.approve(o, by=planner) for o in copies(order)))
    assert len(refusals(results)) == 3
    assert order.timeline.count() == 1


def test_of_four_variations_from_the_same_version_one_holds(request_, planner):
    order = sent(request_.case, planner)
    acts = [
        lambda o=o, n=n: ordering.vary(o, lines(f"{300 + n}"), "x", version=1, by=planner)
        for n, o in enumerate(copies(order))
    ]
    results = at_once(*acts)
    assert len(refusals(results)) == 3
    assert fresh(order).version == 2
    assert fresh(order).amount == ordering.in_force(order).amount


def test_of_a_tenant_and_a_planner_one_books(request_, planner, tenant):
    order = sent(request_.case, planner, contact=tenant)
    booking.offer(order, [slot(3), slot(4)], by=planner)
    results = at_once(
        lambda: booking.choose(fresh(order), 1, by=None, via=Via.TENANT),
        lambda: booking.choose(fresh(order), 2, by=planner),
    )
    assert len(refusals(results)) == 1
    assert Slot.objects.standing().count() == 1


def test_the_report_sent_four_times_at_once_is_one(request_, planner):
    order, key = sent(request_.case, planner), uuid.uuid4()
    said = {"by": None, "via": Via.CONTRACTOR, "key": key}
    results = at_once(*(lambda o=o: execution.complete(o, "Fait", **said) for o in copies(order)))
    assert len({entry.pk for entry in results}) == 1
    assert order.timeline.filter(move="complete").count() == 1


def test_the_same_form_sent_four_times_at_once_prepares_one_order(request_, planner, order):
    key = uuid.uuid4()
    results = at_once(*(lambda: an_order(request_.case, planner, contract=order.contract, key=key),) * 4)
    assert len({made.pk for made in results}) == 1
    assert WorkOrder.objects.count() == 2


def test_a_firm_gets_one_address_whoever_orders_first(planner):
    from django.db import transaction

    firm = a_contractor()

    def link():
        with transaction.atomic():
            return posting.link_of(firm)

    assert len({one.pk for one in at_once(*(link,) * 4)}) == 1
    assert ContractorLink.objects.count() == 1
