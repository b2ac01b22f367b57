"""Works from the case to the tenant's word, without scripts: the planner, the firm on its phone, texts."""

import uuid

import pytest
from django.urls import reverse

from messaging import inbound
from messaging.models import Message
from proximity.models import ContractorLink, WorkOrder
from teams.roles import Role
from tests.browser.screens import known_tenant, stock
from tests.browser.test_reletting import Desk
from tests.proximity.order_factories import a_contract, a_price, slot
from tests.teams.factories import AgencyFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
State = WorkOrder.State


class Firm(Desk):
    """Nobody that we know: a telephone that holds the address."""

    def __init__(self, browser, live_server):
        context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
        self.page, self.base = context.new_page(), live_server.url


def test_a_leak_is_repaired_by_a_firm_and_the_tenant_says_so(browser, live_server):
    agency = AgencyFactory()
    planner = UserFactory(roles=[Role.PROXIMITY_MANAGER], agencies=[agency])
    place = stock(planner)
    tenant, request = known_tenant(place)
    contract = a_contract()
    price = a_price(contract, code="PLO-1")
    desk, firm = Desk(browser, live_server, planner), Firm(browser, live_server)

    desk.does(
        "proximity:order_create",
        request.case.reference,
        contract=contract.pk,
        code_1=price.code,
        contact=tenant.pk,
    )
    order = WorkOrder.objects.get()
    desk.does("proximity:order_approve", order.number)
    order.refresh_from_db()
    assert order.state == State.SENT

    token = ContractorLink.objects.get().token
    start, _ = slot(3)
    firm.page.goto(live_server.url + reverse("proximity:firm", args=[token]))
    firm.page.get_by_role("link", name=order.title).click()
    assert "Ben Salah" in firm.page.locator("main").inner_text()
    firm.page.get_by_role("button", name="Nous nous en occupons").click()
    firm.does("proximity:firm_offer", token, order.number, day_1=start.date().isoformat(), start_1="08:00",
              end_1="10:00")  # fmt: skip

    number = str(tenant.phones.get().number)
    inbound.route(inbound.receive("simulator", uuid.uuid4().hex, number, "1").pk)
    order.refresh_from_db()
    assert order.state == State.BOOKED

    firm.does("proximity:firm_complete", token, order.number, text="Joint changé, essai fait.")
    assert Message.objects.filter(contact=tenant, event="request.done").count() == 1
    assert request.case.tasks.open().get().step == "confirmation"
    inbound.route(inbound.receive("simulator", uuid.uuid4().hex, number, "1").pk)
    request.case.refresh_from_db()
    assert request.case.outcome == "confirmed"

    desk.does("proximity:order_accept", order.number)
    order.refresh_from_db()
    assert order.state == State.ACCEPTED
