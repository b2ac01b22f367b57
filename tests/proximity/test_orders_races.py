"""Two people at once on one order: one wins, the other is told. Real threads, real connections."""

import uuid
from decimal import Decimal

import pytest

from coordination.models import Case
from proximity import booking, execution, order_endings, ordering, posting
from proximity.models import ContractorLink, Slot, Via, WorkOrder
from tests.coordination.test_races import at_once, refusals
from tests.proximity.order_factories import a_contractor, an_order, done, fresh, lines, sent, slot

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


# --- what ends an order, or asks for somebody else


def begun(case, by):
    order = sent(case, by)
    execution.start(order, by=by)
    return fresh(order)


def test_of_four_who_stop_the_works_one_says_what_is_paid(request_, planner):
    order = begun(request_.case, planner)
    acts = [
        lambda o=o, n=n: order_endings.stop(o, "Amiante", due=Decimal(n * 10), by=planner)
        for n, o in enumerate(copies(order))
    ]
    assert len(refusals(at_once(*acts))) == 3
    kept = fresh(order)
    assert kept.ending == "stopped"
    assert kept.amount == ordering.in_force(kept).amount
    assert kept.timeline.filter(move__in=("stop", "close")).count() == 1


def test_of_a_firm_that_ends_and_a_planner_who_stops_one_is_told(request_, planner):
    order = begun(request_.case, planner)
    results = at_once(
        lambda: execution.complete(fresh(order), "Fini", by=None, via=Via.CONTRACTOR),
        lambda: order_endings.stop(fresh(order), "Amiante", due=Decimal(50), by=planner),
    )
    assert len(refusals(results)) == 1
    assert order.timeline.filter(move__in=("complete", "stop", "close")).count() == 1


def test_declined_by_the_firm_and_for_it_one_search_opens(request_, planner):
    order = sent(request_.case, planner)
    results = at_once(
        lambda: order_endings.decline(fresh(order), "Complet", by=None, via=Via.CONTRACTOR),
        lambda: order_endings.decline(fresh(order), "Dit au téléphone", by=planner),
        lambda: execution.acknowledge(fresh(order), by=None, via=Via.CONTRACTOR),
    )
    assert fresh(order).state == "declined"
    assert len(refusals(results)) in (1, 2)
    assert Case.objects.filter(process="order").count() == 1


def test_of_those_who_accept_for_less_one_says_the_price(request_, planner):
    order = done(request_.case, planner)
    results = at_once(
        lambda: order_endings.reduce(fresh(order), "Mal peint", due=Decimal(100), by=planner),
        lambda: order_endings.reduce(fresh(order), "Mal peint", due=Decimal(120), by=planner),
        lambda: execution.accept(fresh(order), by=planner),
        lambda: execution.reserve(fresh(order), "À refaire", by=planner),
    )
    kept = fresh(order)
    assert len(refusals(results)) == 3
    assert kept.amount == ordering.in_force(kept).amount
    assert kept.versions.count() == (2 if kept.ending == "reduced" else 1)


def test_of_who_approves_and_who_refuses_beyond_the_limit_one_decides(request_, planner, manager):
    order = an_order(request_.case, planner, amount="4000")
    results = at_once(
        lambda: ordering.approve(fresh(order), by=manager),
        lambda: ordering.refuse(fresh(order), "Trop cher", by=manager),
        lambda: ordering.approve(fresh(order), by=manager),
    )
    assert len(refusals(results)) == 2
    asked = Case.objects.get(process="order")
    kept = fresh(order).state
    assert (kept, asked.outcome) in (("approved", "approved"), ("refused", "declined"))
    assert not asked.is_open


def test_nobody_approves_lines_that_came_after_what_they_read(request_, planner, manager):
    order = an_order(request_.case, planner, amount="4000")
    at_once(
        lambda: ordering.approve(fresh(order), seen=1, by=manager),
        lambda: ordering.vary(fresh(order), lines("14000"), "Plus", version=1, by=planner),
    )
    kept = fresh(order)
    assert kept.versions.filter(decision="approved", number=2).count() == 0
    assert (kept.state, kept.amount) in (("approved", 4000), ("prepared", 14000))
    assert kept.versions.pending().get().number == 2


def test_of_four_who_take_the_works_up_again_one_does(request_, planner):
    order = done(request_.case, planner)
    results = at_once(*(lambda o=o: execution.reserve(o, "À refaire", by=planner) for o in copies(order)))
    assert len(refusals(results)) == 3
    assert order.timeline.filter(move="reserve").count() == 1


def test_of_two_orders_that_replace_a_declined_one_the_search_ends_once(request_, planner):
    order = sent(request_.case, planner)
    order_endings.decline(order, "Complet", by=None, via=Via.CONTRACTOR)
    contracts = [fresh(order).contract, fresh(order).contract]
    results = at_once(
        *(lambda c=c: an_order(request_.case, planner, contract=c, follows=fresh(order)) for c in contracts)
    )
    assert not refusals(results)
    assert Case.objects.get(process="order").outcome == "done"
