"""Another redo where the contract gives one; instead of a penalty, a lower price or another firm."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from proximity import cleaning_redo, cleaning_remedies, ordering, penalty_procedure
from proximity.models import CleaningRedo, Penalty, RedoRule
from proximity.penalty_amount import difference, reduction
from teams.workflow import MoveRefused
from tests.proximity.cleaning.factories import BAD_HALL, a_check, a_contract, a_service, failed_twice, step
from tests.proximity.order_factories import sent

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
KEY = "1b1d2f3a-0000-4000-8000-000000000001"


@pytest.fixture
def service(residence):
    return a_service(residence, contract=a_contract(residence, cap_percent=1, exempt_up_to=5000))


@pytest.fixture
def again(service, caretaker, agent):
    return failed_twice(service, caretaker, agent)


def gives(service, most, since=None):
    return RedoRule.objects.create(
        contract=service.contract, most=most, since=since or dt.date(2026, 1, 1), basis="CCAP, art. 12"
    )


def another(again, agent, amount="300.00"):
    """The order of another firm on this case, sent."""
    return sent(again.case, agent, amount=amount, title="Nettoyer le hall")


def taken(penalty, buyer) -> Penalty:
    """To the invoice, the company having answered."""
    penalty_procedure.notify(penalty, by=buyer)
    penalty_procedure.observe(Penalty.objects.get(pk=penalty.pk), words="Vu", by=buyer)
    penalty = Penalty.objects.select_related("case", "contract", "order").get(pk=penalty.pk)
    penalty_procedure.confirm(penalty, words="Maintenue", by=buyer)
    penalty_procedure.apply(penalty, invoice="F-1", on=TODAY(), by=buyer)
    return Penalty.objects.select_related("case").get(pk=penalty.pk)


# --- another redo


def test_a_redo_sent_again_after_another_failure_is_the_first_one(service, caretaker, agent):
    case = a_check(service, caretaker, BAD_HALL).case
    first = cleaning_redo.order(case, words="Hall", by=agent, key=KEY)
    cleaning_redo.done(case, text="Refait", by=agent)
    a_check(service, caretaker, BAD_HALL)
    assert cleaning_redo.order(case, words="Hall", by=agent, key=KEY) == first
    assert CleaningRedo.objects.count() == 1


def test_a_contract_that_gives_two_redos_asks_once_more_before_the_penalty(service, caretaker, agent, check_now):
    gives(service, 2)
    case = failed_twice(service, caretaker, agent).case
    assert step(case) == "response"
    cleaning_redo.order(case, words="Encore le hall", by=agent)
    cleaning_redo.done(case, text="Refait", by=agent)
    third = a_check(service, caretaker, BAD_HALL)
    assert (third.case, step(case), case.cleaning_redos.count()) == (case, "penalty", 2)
    check_now()


def test_done_well_the_second_time_nothing_is_asked(service, caretaker, agent):
    gives(service, 2)
    case = failed_twice(service, caretaker, agent).case
    cleaning_redo.order(case, words="Encore le hall", by=agent)
    cleaning_redo.done(case, text="Refait", by=agent)
    a_check(service, caretaker)
    case.refresh_from_db()
    assert case.outcome == "redone"


@pytest.mark.parametrize(("most", "days"), [(1, 0), (2, 1)])
def test_without_a_rule_in_force_that_gives_more_the_second_failure_is_for_a_penalty(
    service, caretaker, agent, most, days
):
    gives(service, most, TODAY() + dt.timedelta(days=days))
    assert step(failed_twice(service, caretaker, agent).case) == "penalty"


def test_the_first_redo_that_was_never_said_done_does_not_end_the_second(service, caretaker, agent):
    gives(service, 2)
    first = a_check(service, caretaker, BAD_HALL)
    redo = cleaning_redo.order(first.case, words="Hall", by=agent)
    CleaningRedo.objects.update(
        ordered_at=redo.ordered_at - dt.timedelta(days=3), due_at=redo.due_at - dt.timedelta(days=3)
    )
    assert cleaning_redo.overtake() == 1
    a_check(service, caretaker, BAD_HALL)
    assert (cleaning_redo.overtake(), step(first.case)) == (0, "response")


# --- amounts

money = st.decimals(min_value=0, max_value=100_000, places=2)


@given(money, st.decimals(min_value=-50, max_value=300, places=2))
def test_a_reduction_is_never_less_than_nothing_nor_more_than_the_price(price, percent):
    assert 0 <= reduction(price, percent).amount <= price


@given(money, st.decimals(min_value=-1000, max_value=100_000, places=2))
def test_the_difference_is_never_less_than_nothing_nor_more_than_the_order(cost, saved):
    due = difference(cost, saved)
    assert 0 <= due <= cost
    assert due == cost - saved or saved >= cost or saved < 0


# --- a lower price


def test_imperfect_work_is_accepted_for_less_and_taken_off_the_invoice(again, agent, contract_manager, check_now):
    made = cleaning_remedies.reduce(again.case, percent=Decimal(30), text="Hall rayé", by=agent)
    assert (made.amount, made.base, made.kind, step(again.case)) == (360, 1200, "reduction", "sanction")
    over = taken(made, contract_manager)
    assert (over.state, over.amount, over.case.outcome) == ("applied", 360, "reduced")
    assert [line.move for line in over.timeline.order_by("pk")] == ["notify", "observe", "confirm", "apply"]
    assert penalty_procedure.owed(over.contract) == 0
    check_now()


def test_sent_twice_it_is_proposed_once(again, agent):
    first = cleaning_remedies.reduce(again.case, percent=Decimal(10), text="Hall", by=agent, key=KEY)
    assert cleaning_remedies.reduce(again.case, percent=Decimal(10), text="Hall", by=agent, key=KEY) == first


def test_without_a_price_there_is_nothing_to_reduce(again, agent):
    again.service.contract.sites.update(monthly_price=None)
    with pytest.raises(MoveRefused, match="prix mensuel"):
        cleaning_remedies.reduce(again.case, percent=Decimal(10), text="Hall", by=agent)


def test_the_database_keeps_a_reduction_within_the_price(again, agent):
    made = cleaning_remedies.reduce(again.case, percent=Decimal(10), text="Hall", by=agent)
    with pytest.raises(IntegrityError, match="penalty_within_base"), transaction.atomic():
        Penalty.objects.filter(pk=made.pk).update(full_amount=1300)


# --- another firm


def test_another_firm_is_paid_by_the_company_beyond_what_it_is_not_paid(again, agent, contract_manager):
    order = another(again, agent)
    made = cleaning_remedies.execute(again.case, order=order, saved=Decimal(120), text="Urgent", by=agent)
    assert (made.amount, made.base, made.order) == (180, 300, order)
    over = taken(made, contract_manager)
    assert (over.amount, over.case.outcome) == (180, "executed")


def test_what_the_order_costs_less_in_the_end_the_company_pays_less(again, agent, contract_manager):
    order = another(again, agent)
    made = cleaning_remedies.execute(again.case, order=order, saved=Decimal(120), text="Urgent", by=agent)
    type(order).objects.filter(pk=order.pk).update(amount=Decimal(200))
    assert taken(made, contract_manager).amount == 80


def test_an_order_that_is_cancelled_is_not_charged(again, agent, contract_manager):
    order = another(again, agent)
    made = cleaning_remedies.execute(again.case, order=order, saved=Decimal(0), text="Urgent", by=agent)
    ordering.cancel(order, "Erreur", by=agent)
    with pytest.raises(MoveRefused, match="ne tient plus"):
        taken(made, contract_manager)


def test_only_an_order_of_another_firm_on_this_case_is_charged(again, agent, service):
    own = sent(again.case, agent, contract=service.contract, title="Nettoyer")
    with pytest.raises(MoveRefused, match="une autre entreprise"):
        cleaning_remedies.execute(again.case, order=own, saved=Decimal(0), text="Non", by=agent)


def test_another_firm_that_costs_no_more_charges_nothing(again, agent):
    order = another(again, agent, "100.00")
    with pytest.raises(MoveRefused, match="ne coûte pas plus cher"):
        cleaning_remedies.execute(again.case, order=order, saved=Decimal(100), text="Non", by=agent)


# --- screens


@pytest.mark.parametrize("name", ["reduce", "execute"])
def test_who_may_propose(client, again, agent, other_agent, caretaker, name):
    url = reverse(f"proximity:cleaning_{name}", args=[again.case.reference])
    for user, status in ((other_agent, 404), (caretaker, 403), (agent, 200)):
        client.force_login(user)
        assert client.get(url).status_code == status


def test_from_the_case_to_the_list(client, again, agent, contract_manager):
    order = another(again, agent)
    client.force_login(agent)
    assert "Proposer une réfaction" in client.get(again.case.get_absolute_url()).content.decode()
    url = reverse("proximity:cleaning_execute", args=[again.case.reference])
    assert client.post(url, {"key": KEY, "order": order.pk, "saved": "", "text": "Urgent"}).status_code == 422
    assert client.post(url, {"key": KEY, "order": order.pk, "saved": "100", "text": "Urgent"}).status_code == 302
    made = Penalty.objects.get()
    client.force_login(contract_manager)
    assert order.number in client.get(made.get_absolute_url()).content.decode()
    listed = client.get(reverse("proximity:cleaning_penalties"), {"nature": "execution"}).content.decode()
    assert made.get_absolute_url() in listed
    listed = client.get(reverse("proximity:cleaning_penalties"), {"nature": "penalty"}).content.decode()
    assert made.get_absolute_url() not in listed


def test_the_number_of_redos_is_kept_on_the_contract(client, service, contract_manager):
    client.force_login(contract_manager)
    url = reverse("proximity:contract_redos", args=[service.contract.pk])
    assert client.post(url, {"most": 0, "since": "2026-01-01", "basis": "CCAP"}).status_code == 422
    for most in (2, 3):
        said = {"most": most, "since": "2026-01-01", "basis": "CCAP, art. 12"}
        assert client.post(url, said).status_code == 302
    assert RedoRule.objects.get().most == 3
    assert "CCAP, art. 12" in client.get(service.contract.get_absolute_url()).content.decode()
