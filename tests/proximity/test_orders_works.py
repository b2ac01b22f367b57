"""From the firm's answer to the invoice, and what the case, the vacancy and the tenant make of it."""

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from coordination.models import Priority
from messaging import inbound
from proximity import booking, execution, ordering
from proximity.models import Slot, Via, WorkOrder
from teams.workflow import MoveRefused
from tests.coordination.factories import a_case
from tests.leasing.factories import a_lease
from tests.leasing.vacancies import a_vacancy, cost, leave, visit
from tests.leasing.vacancies import fresh as fresh_vacancy
from tests.leasing.vacancies import steps as steps_of
from tests.proximity.order_factories import an_order, booked, done, fresh, lines, sent, slot

pytestmark = pytest.mark.django_db
State = WorkOrder.State


@pytest.fixture
def left(request_, planner, tenant):
    """An order for the leak, with the firm."""
    return sent(request_.case, planner, contact=tenant)


def steps(case) -> set[str]:
    return set(case.tasks.open().values_list("step", flat=True))


def answers(tenant, body: str) -> None:
    number = str(tenant.phones.get().number)
    inbound.route(inbound.receive("simulator", uuid.uuid4().hex, number, body).pk)


# --- the appointment


def test_the_tenant_takes_a_slot_by_its_digit(left, request_, tenant, planner):
    booking.offer(left, [slot(4, 14), slot(3, 8)], by=None, via=Via.CONTRACTOR)
    assert fresh(left).state == State.ACKNOWLEDGED
    asked = tenant.messages.get(event="order.slots")
    assert asked.asks
    assert "1 : " in asked.body
    answers(tenant, "2")
    order = fresh(left)
    chosen = order.slots.standing().get()
    assert (order.state, chosen.number, chosen.chosen_via) == (State.BOOKED, 2, Via.TENANT)
    assert request_.case.tasks.open().get().expected_on == order.expected_on
    assert tenant.messages.filter(event="order.booked").count() == 1
    assert not tenant.messages.get(direction="in").disturbs


def test_a_digit_that_no_slot_bears_is_for_a_person_to_read(left, tenant):
    booking.offer(left, [slot()], by=None, via=Via.CONTRACTOR)
    answers(tenant, "4")
    assert tenant.messages.get(direction="in").disturbs
    assert fresh(left).state == State.ACKNOWLEDGED


def test_none_suits_and_the_firm_is_told(left, tenant, mailoutbox, django_capture_on_commit_callbacks):
    booking.offer(left, [slot()], by=None, via=Via.CONTRACTOR)
    with django_capture_on_commit_callbacks(execute=True):
        answers(tenant, "0")
    assert not left.slots.offered().exists()
    assert "aucun créneau" in mailoutbox[-1].subject


def test_other_words_do_not_book(left, tenant):
    booking.offer(left, [slot()], by=None, via=Via.CONTRACTOR)
    answers(tenant, "1 fuite aussi dans la cuisine")
    assert left.slots.offered().count() == 1


def test_of_two_who_choose_the_second_is_told(left, planner):
    booking.offer(left, [slot(3), slot(4)], by=planner)
    booking.choose(left, 1, by=None, via=Via.TENANT)
    with pytest.raises(MoveRefused, match="plus proposé"):
        booking.choose(left, 2, by=planner)


@pytest.mark.parametrize(
    ("times", "why"),
    [
        ((slot()[0], slot()[0] + dt.timedelta(hours=5)), "au plus 4 heures"),
        ((slot()[0], slot()[0]), "finit après"),
        ((timezone.now() - dt.timedelta(hours=3), timezone.now()), "déjà passé"),
    ],
)
def test_a_slot_is_to_come_and_short(left, planner, times, why):
    with pytest.raises(MoveRefused, match=why):
        booking.offer(left, [times], by=planner)


def test_nobody_is_asked_to_be_home_on_a_sunday_unless_it_burns(left, request_, planner, tenant):
    start = slot()[0]
    sunday = start + dt.timedelta(days=6 - start.weekday())
    with pytest.raises(MoveRefused, match="dimanche"):
        booking.book(left, sunday, sunday + dt.timedelta(hours=2), by=planner)
    urgent = sent(request_.case, planner, contact=tenant, priority=Priority.EMERGENCY)
    booking.book(urgent, sunday, sunday + dt.timedelta(hours=2), by=planner)


def test_without_anybody_to_tell_the_day_is_fixed(request_, planner):
    order = sent(request_.case, planner)
    with pytest.raises(MoveRefused, match="fixez directement"):
        booking.offer(order, [slot()], by=planner)
    booking.book(order, *slot(), by=planner)
    assert fresh(order).state == State.BOOKED


def test_another_day_moves_the_slot_and_the_task(left, request_, planner):
    booking.book(left, *slot(3), by=planner)
    booking.book(left, *slot(12), by=planner)
    order = fresh(left)
    assert [one.state for one in order.slots.order_by("pk")] == [Slot.State.MOVED, Slot.State.CHOSEN]
    assert request_.case.tasks.open().get().expected_on == order.expected_on


def test_shut_doors_are_counted_and_told(request_, planner, tenant):
    order = booked(request_.case, planner, contact=tenant)
    booking.miss(order, note="Sonné deux fois", by=None, via=Via.CONTRACTOR)
    order = fresh(order)
    assert (order.state, order.expected_on, order.attempts.count()) == (State.ACKNOWLEDGED, None, 1)
    assert request_.case.tasks.open().get().expected_on is None
    assert order.slots.get().state == Slot.State.MISSED
    assert tenant.messages.filter(event="order.no_access").count() == 1
    assert request_.case.entries.filter(text__contains="sans accès (1er)").exists()


def test_the_day_before_the_tenant_is_reminded_once(request_, planner, tenant, time_machine):
    order = booked(request_.case, planner, contact=tenant)
    Slot.objects.update(chosen_at=timezone.now() - dt.timedelta(days=5))
    eve = order.slots.get().starts_at - dt.timedelta(hours=22)
    assert [booking.remind(eve), booking.remind(eve - dt.timedelta(days=3))] == [1, 0]
    booking.remind(eve)
    assert tenant.messages.filter(event="order.reminder").count() == 1


# --- done


def test_done_the_tenant_is_asked_to_confirm(left, request_, tenant):
    execution.complete(left, "Joint changé", by=None, via=Via.CONTRACTOR)
    assert fresh(left).state == State.DONE
    assert steps(request_.case) == {"confirmation"}
    assert tenant.messages.filter(event="request.done").count() == 1


def test_what_the_firm_tells_late_is_measured(left, time_machine):
    done_at = timezone.now()
    time_machine.move_to(done_at + dt.timedelta(days=2))
    execution.complete(left, "Joint changé", at=done_at, by=None, via=Via.CONTRACTOR)
    line = left.timeline.get(move="complete")
    assert line.told_after >= dt.timedelta(days=1, hours=23)
    assert fresh(left).done_at == done_at


def test_what_is_not_over_is_not_told(left):
    with pytest.raises(MoveRefused, match="pas encore eu lieu"):
        execution.complete(left, "Bientôt", at=timezone.now() + dt.timedelta(hours=1), by=None, via=Via.CONTRACTOR)
    with pytest.raises(MoveRefused, match="précède l’envoi"):
        execution.complete(left, "Avant", at=left.sent_at - dt.timedelta(hours=1), by=None, via=Via.CONTRACTOR)


def test_the_firm_says_what_it_did(left):
    with pytest.raises(MoveRefused, match="en quelques mots"):
        execution.complete(left, " ", by=None, via=Via.CONTRACTOR)


def test_said_twice_with_the_same_key_it_is_done_once(left, request_):
    key = uuid.uuid4()
    for _ in range(2):
        execution.complete(left, "Joint changé", by=None, via=Via.CONTRACTOR, key=key)
    assert left.timeline.filter(move="complete").count() == 1


def test_with_two_orders_the_last_one_ends_the_task(request_, planner):
    first, second = sent(request_.case, planner), sent(request_.case, planner)
    execution.complete(first, "Plomberie", by=planner)
    assert steps(request_.case) == {"handling"}
    execution.complete(second, "Peinture", by=planner)
    assert steps(request_.case) == {"confirmation"}


def test_an_order_that_never_left_does_not_end_the_case_by_itself(request_, planner):
    an_order(request_.case, planner)
    execution.complete(sent(request_.case, planner), "Fait", by=planner)
    assert steps(request_.case) == {"handling"}


# --- accepted, or not


def test_reserves_take_the_request_up_again(request_, planner, tenant):
    order = done(request_.case, planner, contact=tenant)
    with pytest.raises(MoveRefused, match="ne va pas"):
        execution.reserve(order, "", by=planner)
    execution.reserve(order, "Carrelage cassé", by=planner)
    assert (fresh(order).state, steps(request_.case)) == (State.RESERVES, {"handling"})
    execution.complete(fresh(order), "Carrelage repris", by=None, via=Via.CONTRACTOR)
    assert steps(request_.case) == {"confirmation"}


def test_accepted_then_invoiced(request_, planner, buyer):
    order = done(request_.case, planner)
    execution.accept(order, by=planner)
    with pytest.raises(MoveRefused, match="numéro"):
        execution.invoice(order, " ", by=buyer)
    execution.invoice(order, "F-2026-118", by=buyer)
    assert (fresh(order).state, fresh(order).invoice) == (State.INVOICED, "F-2026-118")


def test_a_variation_that_waits_is_decided_before_the_acceptance(request_, planner):
    order = sent(request_.case, planner)
    ordering.vary(order, lines("5000"), "Colonne", version=1, by=planner)
    execution.complete(order, "Fait", by=planner)
    with pytest.raises(MoveRefused, match="avenant"):
        execution.accept(order, by=planner)


def test_an_incident_is_over_once_its_works_are_accepted(unit, desk, planner):
    case = a_case(unit, by=desk, process="incident", facts={"family": "C2"})
    order = done(case, planner)
    assert steps(case) == {"handling"}
    execution.accept(order, by=planner)
    case.refresh_from_db()
    assert case.outcome == "done"


# --- the vacancy moves by itself


@pytest.fixture
def vacancy(unit, tenant, manager):
    """Costed: works are to be ordered."""
    return cost(leave(visit(a_vacancy(a_lease(unit, tenant), manager), manager), manager), manager)


def test_sending_the_order_is_ordering_the_works(vacancy, manager, check_now):
    assert "works_order" in steps_of(vacancy)
    sent(vacancy.case, manager)
    assert "works" in steps_of(vacancy)
    check_now()


def test_the_ready_date_follows_the_day_of_the_works(vacancy, manager):
    order = sent(vacancy.case, manager)
    before = fresh_vacancy(vacancy).case.promised_on
    booking.book(order, *slot(40), by=None, via=Via.CONTRACTOR)
    after = fresh_vacancy(vacancy).case.promised_on
    assert after > max(before, fresh(order).expected_on)
    promise = vacancy.case.promises.order_by("-pk").first()
    assert promise.cause


def test_done_the_works_are_to_be_accepted_and_reserves_take_them_up(vacancy, manager, check_now):
    order = done(vacancy.case, manager)
    assert "acceptance" in steps_of(vacancy)
    execution.reserve(order, "Peinture à reprendre", by=manager)
    assert "works" in steps_of(vacancy)
    assert "acceptance" not in steps_of(vacancy)
    check_now()
