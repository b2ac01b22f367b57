"""Orders of contractors and the plan: warned of it, kept beside it, approved before they leave."""

import uuid

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from coordination.opening import open_case
from proximity import ordering
from proximity.models import GuardDecision, WorkOrder
from requests_app.models import Parking
from teams.roles import Role
from teams.workflow import MoveRefused
from tests.housing.factories import PlannedWorkFactory, StaircaseFactory, UnitFactory
from tests.proximity.needs.factories import a_kind
from tests.proximity.order_factories import a_contract, an_order, lines
from tests.requests_app.factories import a_tenant_request
from tests.teams.factories import UserFactory

State = GuardDecision.State


@pytest.fixture
def kind(db):
    return a_kind()


@pytest.fixture
def work(building, kind):
    return PlannedWorkFactory(residence=building.residence, building=building, kind=kind, year=2028)


@pytest.fixture
def case(building, manager):
    home = UnitFactory(staircase=StaircaseFactory(building=building))
    return open_case("incident", "handling", home, title="Fenêtre", by=manager, facts={"family": "T4"})


@pytest.fixture
def boss(agency):
    return UserFactory(roles=[Role.DIRECTOR], all_agencies=True)


def deviating(case, kind, by, amount, override="accepted"):
    return an_order(case, by, kind=kind, amount=amount, override=override, override_reason="Deux vitres cassées")


def test_an_order_on_a_planned_component_is_not_prepared_without_a_word(case, work, kind, manager):
    with pytest.raises(MoveRefused, match="prévu en 2028"):
        an_order(case, manager, kind=kind)
    assert not WorkOrder.objects.exists()


def test_a_small_one_leaves_with_its_reason_and_is_counted(case, work, kind, manager):
    order = deviating(case, kind, manager, "300.00")
    ordering.approve_and_send(order, by=manager)

    assert (order.guard.choice, order.planned_work, order.guard.may_leave) == ("override", work, True)
    assert GuardDecision.objects.spent().amount() == 300


def test_a_big_one_waits_for_the_planner_and_then_leaves(case, work, kind, manager, planner, boss):
    order = deviating(case, kind, manager, "4000.00")
    with pytest.raises(MoveRefused, match="le patrimoine doit d’abord"):
        ordering.approve(order, by=boss)

    order.guard.check_case.tasks.open().get().answer("approved", by=planner)
    ordering.approve_and_send(order, by=boss)

    order.refresh_from_db()
    assert order.state == "sent"


def test_the_planner_reads_nothing_of_a_confidential_case_but_the_amount_and_the_works(
    case, work, kind, manager, planner, agency, sign_in
):
    type(case).objects.filter(pk=case.pk).update(confidential=True)
    case.refresh_from_db()
    UserFactory(roles=[Role.AGENCY_MANAGER, Role.SOCIAL_WORKER], agencies=[agency])
    check = deviating(case, kind, manager, "4000.00").guard.check_case
    page = sign_in(planner).get(check.get_absolute_url()).text
    assert (check.unit, check.residence) == (None, case.residence)
    assert "prévu en 2028" in page
    assert "Deux vitres" not in page
    assert sign_in(planner).get(case.get_absolute_url()).status_code == 404


def test_what_the_planner_declines_never_leaves(case, work, kind, manager, planner, boss):
    order = deviating(case, kind, manager, "4000.00")
    order.guard.check_case.tasks.open().get().answer("declined", text="Attendez.", by=planner)

    with pytest.raises(MoveRefused, match="n’approuve pas"):
        ordering.approve_and_send(order, by=boss)


def test_safety_leaves_whatever_it_costs(case, work, kind, manager, boss):
    order = deviating(case, kind, manager, "40000.00", override="safety")
    ordering.approve_and_send(order, by=boss)

    assert order.guard.choice == "safety"


def test_a_variation_does_not_go_round_the_planner(case, work, kind, manager):
    order = deviating(case, kind, manager, "300.00")
    ordering.vary(order, lines("500.00"), "Une vitre de plus", version=1, by=manager)
    order.guard.refresh_from_db()
    assert order.guard.amount == 500

    with pytest.raises(MoveRefused, match="L’avenant dépasse"):
        ordering.vary(order, lines("1600.00"), "Toute la façade", version=2, by=manager)


def test_an_order_on_what_is_not_planned_leaves_without_a_word(case, kind, manager):
    order = an_order(case, manager, kind=kind)
    ordering.approve_and_send(order, by=manager)

    assert not GuardDecision.objects.exists()


def test_the_form_shows_the_works_and_the_way_to_join_them(case, work, kind, manager, sign_in):
    contract = a_contract()
    typed = {
        "key": uuid.uuid4(), "contract": contract.pk, "title": "Fenêtre", "place": f"unit-{case.unit_id}",
        "priority": 3, "kind": kind.pk, "label_1": "Vitre", "quantity_1": "1", "price_1": "90",
    }  # fmt: skip
    page = sign_in(manager).post(reverse("proximity:order_create", args=[case.reference]), typed)

    assert page.status_code == 422
    assert reverse("proximity:plan_attach", args=[case.reference, work.pk]) in page.content.decode()


def attach(client, case, work, **typed):
    path = reverse("proximity:plan_attach", args=[case.reference, work.pk])
    return client.post(path, {"key": uuid.uuid4(), "amount": "90", **typed})


def test_a_request_that_joins_the_works_waits_for_them(building, work, manager, sign_in):
    home = UnitFactory(staircase=StaircaseFactory(building=building))
    request = a_tenant_request(home, by=manager)
    attach(sign_in(manager), request.case, work)

    assert GuardDecision.objects.get().state == State.ATTACHED
    assert Parking.objects.get().work == work


def test_joining_works_that_do_not_touch_the_case_is_refused(case, kind, manager, sign_in):
    elsewhere = PlannedWorkFactory(residence__agency=case.agency, kind=kind, year=2028)
    page = attach(sign_in(manager), case, elsewhere)

    assert page.status_code == 422
    assert "Aucuns travaux programmés" in page.content.decode()


def test_strangers_and_other_roles_join_nothing(case, work, keeper, other_agent, sign_in):
    assert attach(sign_in(other_agent), case, work).status_code == 404
    assert attach(sign_in(keeper), case, work).status_code == 403
    assert not GuardDecision.objects.exists()


def test_what_joins_the_works_has_no_order(case, work, kind, manager):
    deviating(case, kind, manager, "300.00")
    with pytest.raises(IntegrityError, match="guard_attached_orders_nothing"), transaction.atomic():
        GuardDecision.objects.update(choice="attach", state="attached")
