"""The founding example: all guard-rails are in bad state, the plan answers, and an order on them is stopped."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from coordination.models import ResponsibilityMatrix
from housing.models import ComponentKind, PlannedWork
from proximity.models import Finding, Need, WorkOrder
from requests_app.models import Request
from teams.models import Team
from teams.roles import Role
from tests.browser.owners import owners
from tests.browser.screens import stock
from tests.proximity.order_factories import a_contract
from tests.requests_app.factories import a_tenant_request
from tests.teams.factories import AgencyFactory, TeamFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
FIRST_THERE = {"territory": "keeper", "trade": "manager"}
"""Who goes to an emergency."""
YEAR = timezone.localdate().year + 1


class Person:
    """Somebody at a browser; `scripts`: a tablet runs them, the desk here does without."""

    def __init__(self, browser, live_server, user, scripts=False):
        client = Client()
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        context = browser.new_context(java_script_enabled=scripts, viewport={"width": 820, "height": 1180})
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        self.page, self.base = context.new_page(), live_server.url

    def opens(self, path):
        self.page.goto(self.base + path)
        return self.page.locator("main").inner_text()

    def sends(self, button, **said):
        form = self.page.locator("main form").filter(has=self.page.get_by_role("button", name=button, exact=True))
        for field, value in said.items():
            control = form.locator(f"[name={field}]").first
            if control.evaluate("one => one.tagName") == "SELECT":
                control.select_option(str(value))
            else:
                control.fill(str(value))
        form.get_by_role("button", name=button, exact=True).click()
        self.page.wait_for_load_state()
        return self.page.locator("main").inner_text()


@pytest.fixture
def cast(browser, live_server):
    """The caretaker on a tablet, the sector's manager and the planner at desks."""
    agency, found = AgencyFactory(), {}
    for name, role, service in (
        ("keeper", Role.CARETAKER, Team.Service.PROXIMITY),
        ("manager", Role.PROXIMITY_MANAGER, Team.Service.PROXIMITY),
        ("planner", Role.ASSET_PLANNER, Team.Service.ASSETS),
    ):  # fmt: skip
        user = UserFactory(roles=[role], agencies=[agency], last_name=name.title())
        TeamFactory(agency=agency, service=service, name=f"{service.label} {name}").members.add(user)
        found[name] = user, Person(browser, live_server, user, scripts=name == "keeper")
    return found


def publish(organisation):
    """The landlord works that way from today on; by territory is how a fresh installation starts."""
    if organisation != "territory":
        ResponsibilityMatrix.objects.get(organisation=organisation).publish(valid_from=timezone.localdate())


@pytest.mark.parametrize("organisation", ["territory", "trade"])
def test_what_the_field_sees_reaches_the_plan_and_comes_back(cast, organisation):
    (keeper, tablet), (manager, desk), (planner, office) = cast["keeper"], cast["manager"], cast["planner"]
    place = stock(keeper)
    publish(organisation)
    building = place.residence.buildings.get()
    rails, _ = ComponentKind.objects.get_or_create(
        code="garde-corps", defaults={"label": "Garde-corps", "safety": True}
    )

    # Three findings on the tablet make one need, and an emergency.
    for number in range(3):
        tablet.opens(reverse("proximity:need_report", args=[place.residence.pk]))
        tablet.page.get_by_label("Garde-corps", exact=True).check()
        tablet.page.get_by_label("Où").select_option(label=str(building))
        tablet.page.get_by_label("Précision").fill(f"Barreau descellé au {number + 1}e étage")
        tablet.page.get_by_role("button", name="Signaler au plan").click()
        tablet.page.wait_for_url("**/dossiers/**")
    need = Need.objects.get()
    assert (need.safety, Finding.objects.count()) == (True, 3)
    emergency = Request.objects.get().case
    assert emergency.priority == 1
    assert owners(desk, emergency) == [str(cast[FIRST_THERE[organisation]][0])]

    # Whoever the matrix names answers, from « Mon travail ».
    task = need.case.tasks.open().get()
    assert (task.step, task.amount) == ("decision", 15)
    assert owners(tablet, need.case) == [str(planner)]
    assert "Besoin : Garde-corps" in office.opens(reverse("coordination:work"))
    office.opens(reverse("proximity:need_plan", args=[need.pk]))
    office.sends("Programmer", year=YEAR, amount=42000, text="Remplacement complet.")
    work = PlannedWork.objects.get(kind=rails)
    assert (work.year, work.state) == (YEAR, "retained")

    # The reporter sees it: one reads the answer, the other carries the works.
    assert sorted(owners(desk, need.case)) == sorted([str(keeper), str(planner)])
    assert "Réponse du plan à lire" in tablet.opens(reverse("coordination:work"))
    assert f"Programmé en {YEAR}" in tablet.opens(need.get_absolute_url())
    assert f"Garde-corps en {YEAR}" in tablet.opens(reverse("requests_app:round"))

    # An order on those guard-rails is stopped; it leaves with a reason, or is approved.
    request = a_tenant_request(place.unit, by=manager)
    contract = a_contract()
    desk.opens(reverse("proximity:order_create", args=[request.case.reference]))
    typed = {
        "contract": contract.pk, "title": "Garde-corps du balcon", "kind": rails.pk, "label_1": "Scellement",
        "quantity_1": 1, "price_1": 1900,
    }  # fmt: skip
    told = desk.sends("Préparer l’ordre", **typed)
    assert f"est prévu en {YEAR}" in told
    assert not WorkOrder.objects.exists()
    desk.sends("Préparer l’ordre", override="temporary", override_reason="En attendant les travaux")
    order = WorkOrder.objects.get()
    check = order.guard.check_case
    assert (order.guard.state, check.tasks.open().get().step) == ("pending", "order_check")
    assert owners(desk, check) == [str(planner)]


def test_works_dragged_to_another_year_show_the_effect_and_are_saved(cast, browser, live_server):
    planner, _ = cast["planner"]
    place = stock(planner)
    PlannedWork.objects.update(year=YEAR, state="retained", amount=90_000)
    office = Person(browser, live_server, planner, scripts=True)
    office.page.set_viewport_size({"width": 1440, "height": 900})
    office.opens(reverse("proximity:plan_budget"))

    card = office.page.locator("[data-work]").first
    card.drag_to(office.page.locator(f"[data-year='{YEAR + 2}'] h3"))
    office.page.get_by_role("heading", name="Ce qui changerait").wait_for()
    work = PlannedWork.objects.get(residence=place.residence)
    assert work.year == YEAR

    office.page.get_by_label("Motif").fill("Budget de l’année épuisé")
    office.page.get_by_role("button", name="Enregistrer").click()
    office.page.get_by_text("Une ligne du plan déplacée.").wait_for()
    work.refresh_from_db()
    assert (work.year, work.state, work.reason) == (YEAR + 2, "postponed", "Budget de l’année épuisé")
