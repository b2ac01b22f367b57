"""An order that ends early or for less: stopped, declined, reduced; and what is asked of colleagues about it."""

from decimal import Decimal

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coordination.models import Case, Task
from proximity import execution, order_endings, ordering
from proximity.models import ContractorLink, Via, WorkOrder
from teams.roles import Role
from teams.workflow import MoveRefused
from tests.proximity.order_factories import a_contract, an_order, booked, done, fresh, lines, sent
from tests.teams.factories import UserFactory

pytestmark = pytest.mark.django_db
State = WorkOrder.State
KEY = "5b1d2f3a-0000-4000-8000-000000000001"


def url(order, act):
    return reverse(f"proximity:order_{act}", args=[order.number])


def begun(case, by) -> WorkOrder:
    order = sent(case, by)
    execution.start(order, by=by)
    return fresh(order)


def asked(order) -> Task | None:
    case = Case.objects.open().filter(asked_by_order=order).first()
    return case and case.tasks.open().get()


# --- beyond the limit


def test_beyond_the_limit_who_may_approve_has_a_task_with_a_due_date(request_, planner, manager):
    order = an_order(request_.case, planner, amount="4000")
    task = asked(order)
    assert (task.step, task.role, task.assignee) == ("approval", Role.AGENCY_MANAGER, manager)
    assert task.due_at
    assert task in Task.objects.open_for(manager)
    ordering.approve(order, by=manager)
    assert asked(order) is None
    assert Task.objects.get(pk=task.pk).outcome == "approved"


def test_the_task_names_its_step_and_nothing_after_it(request_, planner, manager, sign_in):
    task = asked(an_order(request_.case, planner, amount="4000", priority=1))
    page = sign_in(manager).get(task.case.get_absolute_url()).text
    assert "Ordre à valider" in page
    assert "Dernière étape" in page
    assert "Autre entreprise à trouver" not in page
    assert task.case.priority == 1


def test_ending_the_task_leads_to_the_order_where_one_decides(request_, planner, manager, sign_in):
    order = an_order(request_.case, planner, amount="4000")
    address, client = reverse("coordination:task_finish", args=[asked(order).pk]), sign_in(manager)
    assert client.get(address).url == order.get_absolute_url()
    assert client.get(address, headers={"HX-Request": "true"})["HX-Redirect"] == order.get_absolute_url()
    refused = client.post(address, {"outcome": "approved", "visibility": "internal", "key": KEY})
    assert "sur la page de l’ordre" in refused.text
    assert asked(order)


def test_the_lowest_sufficient_limit_that_somebody_holds_is_asked(request_, planner, manager, agency):
    UserFactory(roles=[Role.TECHNICIAN], agencies=[agency])
    assert asked(an_order(request_.case, planner, amount="2000")).role == Role.TECHNICIAN


def test_within_the_limit_nobody_is_asked(order):
    assert asked(order) is None


def test_what_a_confidential_case_orders_is_approved_by_one_who_sees_it(
    request_, planner, manager, agency, sign_in
):
    Case.objects.filter(pk=request_.case.pk).update(confidential=True)
    request_.case.refresh_from_db()
    insider = UserFactory(roles=[Role.AGENCY_MANAGER, Role.SOCIAL_WORKER], agencies=[agency])
    order = an_order(request_.case, planner, amount="4000")
    task = asked(order)
    assert (task.assignee, task.case.confidential) == (insider, True)
    assert sign_in(insider).get(order.get_absolute_url()).status_code == 200
    assert sign_in(insider).get(task.case.get_absolute_url()).status_code == 200
    assert sign_in(manager).get(task.case.get_absolute_url()).status_code == 404
    assert task not in Task.objects.open_for(manager)
    ordering.approve(order, by=insider)
    assert asked(order) is None


def test_a_confidential_order_that_nobody_inside_may_approve_is_refused_whole(request_, planner, manager):
    Case.objects.filter(pk=request_.case.pk).update(confidential=True)
    request_.case.refresh_from_db()
    with pytest.raises(MoveRefused, match="confidentiel"):
        an_order(request_.case, planner, amount="4000")
    assert not WorkOrder.objects.exists()
    task = request_.case.tasks.open().get()
    task.case = request_.case
    task.reassign(manager, "Peut valider", by=planner)
    assert asked(an_order(request_.case, planner, amount="4000")).assignee == manager


def test_an_approver_of_another_agency_is_not_asked(request_, planner, other_agency):
    UserFactory(roles=[Role.AGENCY_MANAGER], agencies=[other_agency])
    task = asked(an_order(request_.case, planner, amount="4000"))
    assert (task.role, task.assignee) == (Role.DIRECTOR, None)


def test_a_task_alone_approves_nothing(request_, planner, manager):
    task = asked(an_order(request_.case, planner, amount="4000"))
    with pytest.raises(MoveRefused, match="page de l’ordre"):
        task.answer("approved", by=manager)


def test_another_version_asks_anew_and_a_refusal_ends_the_task(request_, planner, manager):
    order = an_order(request_.case, planner, amount="4000")
    first = asked(order)
    ordering.vary(order, lines("20000"), "Plus", version=1, by=planner)
    again = asked(order)
    assert Task.objects.get(pk=first.pk).outcome == "withdrawn"
    ordering.refuse(order, "Trop cher", by=manager)
    assert Task.objects.get(pk=again.pk).outcome == "declined"


def test_back_within_the_limit_or_cancelled_nothing_is_left_to_approve(request_, planner):
    small, gone = (an_order(request_.case, planner, amount="4000") for _ in range(2))
    ordering.vary(small, lines("100"), "Moins", version=1, by=planner)
    ordering.cancel(gone, "Plus besoin", by=planner)
    assert (asked(small), asked(gone)) == (None, None)


# --- stopped


def test_stopped_for_nothing_it_is_cancelled_and_the_firm_is_told(
    request_, planner, django_capture_on_commit_callbacks
):
    order = begun(request_.case, planner)
    with pytest.raises(MoveRefused, match="Dites pourquoi"):
        order_endings.stop(order, " ", due=Decimal(0), by=planner)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        order_endings.stop(order, "Amiante", due=Decimal(0), by=planner)
    assert (fresh(order).state, fresh(order).ending) == (State.CANCELLED, "stopped")
    assert "Rien n’est à facturer" in mail.outbox[-1].body


def test_stopped_what_is_done_is_paid_and_may_be_invoiced(request_, planner, buyer):
    order = begun(request_.case, planner)
    order_endings.stop(order, "Amiante", due=Decimal("90.50"), by=planner)
    order = fresh(order)
    assert (order.state, order.amount, order.version) == (State.ACCEPTED, Decimal("90.50"), 2)
    assert order.versions.get(number=2).reason == "Amiante"
    execution.invoice(order, "F-1", by=buyer)
    assert order.timeline.get(move="invoice").by == buyer


def test_a_booked_order_is_cancelled_and_not_stopped(request_, planner):
    with pytest.raises(MoveRefused, match="plus possible"):
        order_endings.stop(booked(request_.case, planner), "Trop tôt", due=Decimal(0), by=planner)


# --- réfaction


def test_a_reduction_keeps_the_works_for_less_and_says_so(request_, planner, django_capture_on_commit_callbacks):
    order = done(request_.case, planner)
    with django_capture_on_commit_callbacks(execute=True):
        order_endings.reduce(order, "Joint mal posé", due=Decimal(200), by=planner)
    order = fresh(order)
    assert (order.state, order.amount, order.ending) == (State.ACCEPTED, 200, "reduced")
    assert [one.amount for one in order.versions.order_by("number")] == [240, 200]
    assert "200,00 € HT" in mail.outbox[-1].body


@pytest.mark.parametrize(("due", "why"), [("240", "réduit le prix"), ("240.01", "de zéro"), ("-1", "de zéro")])
def test_a_reduction_is_below_the_price_and_never_below_zero(request_, planner, due, why):
    with pytest.raises(MoveRefused, match=why):
        order_endings.reduce(done(request_.case, planner), "Mal posé", due=Decimal(due), by=planner)


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(cents=st.integers(-5000, 60000))
def test_whatever_is_asked_what_is_paid_stays_within_the_order(request_, planner, cents):
    order = done(request_.case, planner)
    try:
        order_endings.reduce(order, "Mal posé", due=Decimal(cents) / 100, by=planner)
    except MoveRefused:
        assert not 0 <= cents < 24000
        assert fresh(order).amount == 240
    else:
        assert 0 <= fresh(order).amount < 240
        assert ordering.in_force(order).amount == fresh(order).amount


# --- declined


def test_declined_by_the_firm_the_planner_finds_another_and_that_ends_it(request_, planner):
    contract, other = a_contract(), a_contract()
    order = sent(request_.case, planner, contract=contract)
    token = ContractorLink.objects.get(contractor=order.contractor).token
    address = reverse("proximity:firm_decline", args=[token, order.number])
    anybody = Client()
    assert anybody.post(address, {"text": "", "key": KEY}).status_code == 422
    assert anybody.post(address, {"text": "Planning plein", "key": KEY}).status_code == 302
    assert anybody.get(reverse("proximity:firm_order", args=[token, order.number])).status_code == 404
    task = asked(order)
    assert (fresh(order).state, task.step, task.assignee) == (State.DECLINED, "replace", planner)
    with pytest.raises(MoveRefused, match="Préparez d’abord"):
        task.answer("replaced", by=planner)
    an_order(request_.case, planner, contract=other, follows=fresh(order))
    assert asked(order) is None
    assert Task.objects.get(pk=task.pk).outcome == "replaced"


def test_a_declined_order_takes_its_day_back_and_offers_the_other_firms_of_the_lot(request_, planner, sign_in):
    order = booked(request_.case, planner)
    near, far = a_contract(), a_contract(lot="Peinture")
    order_endings.decline(order, "Panne de camion", by=None, via=Via.CONTRACTOR)
    assert request_.case.tasks.open().get().expected_on is None
    client = sign_in(planner)
    shown = client.get(order.get_absolute_url()).content.decode()
    assert f"Confier à {near.contractor}" in shown
    assert f"Confier à {far.contractor}" not in shown
    new = reverse("proximity:order_create", args=[request_.case.reference])
    form = client.get(f"{new}?suite={order.number}&marche={near.pk}").context["form"]
    assert (form.initial["contract"], form.initial["title"]) == (near.pk, order.title)


def test_the_search_for_another_firm_is_as_pressing_and_as_confidential_as_the_order(request_, planner):
    Case.objects.filter(pk=request_.case.pk).update(confidential=True)
    request_.case.refresh_from_db()
    order = sent(request_.case, planner, priority=1)
    order_endings.decline(order, "Planning plein", by=None, via=Via.CONTRACTOR)
    case = Case.objects.get(asked_by_order=order)
    assert (case.priority, case.confidential) == (1, True)
    assert Task.objects.open_for(planner).filter(case=case).exists()


def test_works_that_began_are_stopped_and_not_declined(request_, planner):
    with pytest.raises(MoveRefused, match="plus possible"):
        order_endings.decline(begun(request_.case, planner), "Trop tard", by=planner)


# --- who may


@pytest.mark.parametrize("act", ["decline", "stop", "reduce"])
def test_strangers_find_nothing_and_others_are_refused(order, other_agent, agency, sign_in, act):
    other_agent.roles = [Role.PROXIMITY_MANAGER]
    other_agent.save()
    officer = UserFactory(roles=[Role.LEASING_OFFICER], agencies=[agency])
    assert sign_in(other_agent).post(url(order, act)).status_code == 404
    assert sign_in(officer).post(url(order, act)).status_code == 403


def test_on_screen_a_reduction_comes_back_with_what_was_typed(request_, planner, sign_in):
    order, client = done(request_.case, planner), sign_in(planner)
    typed = {"text": "Joint mal posé", "due": "999", "key": KEY}
    refused = client.post(url(order, "reduce"), typed)
    assert refused.status_code == 422
    assert "Joint mal posé" in refused.content.decode()
    client.post(url(order, "reduce"), typed | {"due": "200"})
    client.post(url(order, "reduce"), typed | {"due": "200"})
    assert fresh(order).timeline.filter(move="accept").count() == 1
    assert "Réfaction" in client.get(order.get_absolute_url()).content.decode()


def test_what_waits_for_approval_is_what_the_order_shows_and_its_task_is_the_last(
    request_, planner, manager, sign_in
):
    order = an_order(request_.case, planner)
    ordering.vary(order, lines("4000"), "Colonne à reprendre", version=1, by=planner)
    client = sign_in(manager)
    assert client.get(order.get_absolute_url()).context["file"].in_force.number == 2
    assert "Dernière étape" in client.get(asked(order).case.get_absolute_url()).content.decode()
