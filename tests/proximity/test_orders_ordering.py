"""An order before works: prepared, approved within a limit, sent, changed by two, cancelled."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from coordination.clock import Unit
from proximity import execution, ordering
from proximity.models import ContractorLink, WorkOrder
from proximity.ordering import Line
from teams.workflow import MoveRefused
from tests.housing.factories import ResidenceFactory
from tests.proximity.order_factories import (
    a_contract,
    a_contractor,
    a_price,
    an_order,
    booked,
    fresh,
    lines,
    sent,
)

pytestmark = pytest.mark.django_db
State = WorkOrder.State


# --- prepared


def test_an_order_bears_a_number_its_lines_and_a_line_in_the_journal(request_, planner):
    contract = a_contract()
    price = a_price(contract, price=Decimal("79.90"))
    order = ordering.prepare(
        request_.case, [Line.of(price, Decimal("1.5")), *lines("10")], title="Fuite",
        contractor=contract.contractor, contract=contract, by=planner,
    )  # fmt: skip
    assert order.number.startswith("OS-")
    assert (order.state, order.amount) == (State.PREPARED, Decimal("129.85"))
    assert [line.code for line in order.versions.get().lines.all()] == [price.code, ""]
    assert order.number in request_.case.entries.first().text


def test_sent_twice_it_is_prepared_once(request_, planner):
    key = uuid.uuid4()
    contract = a_contract()
    first, again = (an_order(request_.case, planner, contract=contract, key=key) for _ in range(2))
    assert first == again
    assert WorkOrder.objects.count() == 1


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        ({"period": DateRange(dt.date(2020, 1, 1), dt.date(2021, 1, 1))}, "n’est pas en cours"),
        ({"covers_all": False}, "ne couvre pas"),
    ],
)
def test_a_contract_that_does_not_hold_here_is_refused(request_, planner, broken, why):
    with pytest.raises(MoveRefused, match=why):
        an_order(request_.case, planner, contract=a_contract(**broken))


def test_a_contract_of_this_residence_holds(request_, planner, residence):
    assert an_order(request_.case, planner, contract=a_contract(residence=residence)).contract
    with pytest.raises(MoveRefused, match="ne couvre pas"):
        an_order(request_.case, planner, contract=a_contract(residence=ResidenceFactory()))


def test_a_firm_that_stopped_gets_no_order(request_, planner):
    contract = a_contract(a_contractor(active=False))
    with pytest.raises(MoveRefused, match="plus en activité"):
        an_order(request_.case, planner, contract=contract)


def test_the_database_refuses_a_contract_of_another_firm(order):
    order.contractor = a_contractor()
    with pytest.raises(IntegrityError, match="contract_of_contractor"), transaction.atomic():
        order.save(update_fields=["contractor"])


def test_despite_the_plan_one_says_why(request_, planner):
    an_order(request_.case, planner, override="safety", override_reason="Fuite sur le tableau électrique")
    with pytest.raises(IntegrityError, match="order_override"), transaction.atomic():
        WorkOrder.objects.update(override_reason="")


def test_nothing_is_ordered_for_a_closed_case(request_, planner, desk):
    request_.case.close("void", by=desk, text="Rien")
    with pytest.raises(MoveRefused, match="clos"):
        an_order(request_.case, planner)


@given(st.lists(st.tuples(st.integers(1, 99999), st.integers(0, 999999)), min_size=1, max_size=8))
def test_the_total_is_the_sum_of_what_each_line_shows(pairs):
    drawn = [Line("x", Decimal(q) / 100, Decimal(p) / 100) for q, p in pairs]
    total = ordering._total(drawn)
    assert total == sum(line.amount for line in drawn)
    assert abs(total - sum(Decimal(q * p) / 10000 for q, p in pairs)) <= Decimal("0.005") * len(pairs)


# --- approved


def test_within_the_limit_one_approves_alone(order, planner):
    ordering.approve(order, by=planner)
    assert fresh(order).state == State.APPROVED


def test_beyond_it_somebody_else_does(request_, planner, manager):
    order = an_order(request_.case, planner, amount="1500.01")
    with pytest.raises(MoveRefused, match="dépassent votre limite"):
        ordering.approve(order, by=planner)
    ordering.approve(order, by=manager)
    assert order.versions.get().decided_by == manager


def test_a_caretaker_has_no_limit_to_approve_with(order, keeper):
    with pytest.raises(MoveRefused, match="dépassent"):
        ordering.approve(order, by=keeper)


def test_refused_it_goes_no_further(order, manager):
    ordering.refuse(order, "Trop cher", by=manager)
    assert fresh(order).state == State.REFUSED
    with pytest.raises(MoveRefused, match="rien à valider"):
        ordering.approve(order, by=manager)


# --- sent


def test_sent_its_clocks_run_by_the_contract(request_, planner, django_capture_on_commit_callbacks):
    contract = a_contract()
    contract.response_times.create(priority=2, amount=24, unit=Unit.HOURS)
    order = an_order(request_.case, planner, contract=contract, priority=2)
    with django_capture_on_commit_callbacks(execute=True):
        ordering.approve_and_send(order, by=planner)
    order = fresh(order)
    assert order.due_at - order.sent_at == dt.timedelta(hours=24)
    assert order.acknowledge_by - order.sent_at == dt.timedelta(hours=24)
    (told,) = mail.outbox
    assert told.to == [contract.contractor.email]
    assert ContractorLink.objects.get().token in told.body
    assert [name for name, *_ in told.attachments] == [f"{order.number}-1.pdf"]


def test_an_order_that_was_not_approved_does_not_leave(order, planner):
    with pytest.raises(MoveRefused, match="plus possible"):
        ordering.send(order, by=planner)


def test_a_case_late_already_gives_the_usual_delay(request_, planner):
    type(request_.case).objects.filter(pk=request_.case.pk).update(due_at=timezone.now() - dt.timedelta(days=2))
    assert sent(request_.case, planner).due_at > timezone.now()


def test_one_firm_has_one_address_for_all_its_orders(request_, planner):
    contract = a_contract()
    for _ in range(2):
        sent(request_.case, planner, contract=contract)
    assert ContractorLink.objects.count() == 1


# --- changed


def test_of_two_planners_the_second_is_told_and_nothing_is_overwritten(request_, planner, manager):
    order = sent(request_.case, planner)
    ordering.vary(order, lines("300"), "Deux joints", version=1, by=planner)
    with pytest.raises(MoveRefused, match="rien n’a été écrasé"):
        ordering.vary(fresh(order), lines("90"), "Un seul", version=1, by=manager)
    assert fresh(order).amount == 300
    assert order.versions.count() == 2


def test_a_variation_beyond_the_limit_waits_and_the_order_stays(request_, planner, manager):
    order = sent(request_.case, planner)
    ordering.vary(order, lines("4000"), "Colonne à refaire", version=1, by=planner)
    assert fresh(order).amount == 240
    assert ordering.in_force(order).number == 1
    ordering.approve(order, by=manager)
    assert fresh(order).amount == 4000
    assert ordering.in_force(order).number == 2
    assert fresh(order).state == State.SENT


def test_a_refused_variation_leaves_the_order_as_it_was(request_, planner, manager):
    order = sent(request_.case, planner)
    ordering.vary(order, lines("4000"), "Colonne à refaire", version=1, by=planner)
    ordering.refuse(order, "Attendre", by=manager)
    assert (fresh(order).amount, fresh(order).state) == (240, State.SENT)


def test_before_approval_another_version_replaces_the_first(order, planner):
    ordering.vary(order, lines("100"), "Moins", version=1, by=planner)
    ordering.approve(order, by=planner)
    assert fresh(order).amount == 100
    assert [one.decision for one in order.versions.all()] == ["dropped", "approved"]


def test_what_is_done_is_no_longer_varied(request_, planner):
    order = sent(request_.case, planner)
    execution.complete(order, "Fait", by=planner)
    with pytest.raises(MoveRefused, match="ne se modifie plus"):
        ordering.vary(order, lines("100"), "Moins", version=1, by=planner)


# --- cancelled


def test_cancelled_for_a_reason_the_day_is_taken_back(request_, planner, tenant):
    order = booked(request_.case, planner, contact=tenant)
    task = request_.case.tasks.open().get()
    assert task.expected_on == order.expected_on
    with pytest.raises(MoveRefused, match="Dites pourquoi"):
        ordering.cancel(order, " ", by=planner)
    ordering.cancel(order, "Le locataire a réparé", by=planner)
    task.refresh_from_db()
    assert (fresh(order).state, task.expected_on) == (State.CANCELLED, None)
    assert tenant.messages.filter(event="order.off").count() == 1


def test_works_that_began_are_not_cancelled(request_, planner):
    order = sent(request_.case, planner)
    execution.start(order, by=planner)
    with pytest.raises(MoveRefused, match="plus possible"):
        ordering.cancel(order, "Trop tard", by=planner)


def test_a_follow_on_order_says_what_it_follows(request_, planner):
    first = sent(request_.case, planner)
    second = an_order(request_.case, planner, follows=first, title="Peinture")
    assert list(first.followed_by.all()) == [second]


@pytest.mark.parametrize("move", sorted(WorkOrder.MOVES))
def test_each_move_is_refused_from_every_other_state(order, move):
    step = WorkOrder.MOVES[move]
    now, day = timezone.now(), timezone.localdate()
    for state in State.values:
        if state in step.sources:
            continue
        WorkOrder.objects.filter(pk=order.pk).update(
            state=state, sent_at=now, due_at=now, done_at=now, accepted_at=now, expected_on=day,
            invoice="F1" if state == "invoiced" else "",
        )  # fmt: skip
        with pytest.raises(MoveRefused):
            fresh(order).move(move)
