"""A delay doubles: the director reads why, opens the files, decides, and sees four weeks later what came of it."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from kpis import rollup
from kpis.alerts import effects, watching
from kpis.models import Alert
from teams.roles import Role
from tests.browser.screens import stock
from tests.housing.factories import ResidenceFactory
from tests.kpis.alert_factories import WEEK, counted, last_week, usual, weekly
from tests.kpis.town import DAY, HOUR, open_task
from tests.messaging.factories import a_contact
from tests.requests_app.factories import a_tenant_request
from tests.teams.factories import AgencyFactory, TeamFactory, UserFactory

SLOW = 6


def slow_requests(place, keeper):
    """Six requests that took twelve days, closed on the Wednesday of the last week."""
    closed = timezone.make_aware(dt.datetime.combine(last_week() + 2 * DAY, dt.time(10)))
    tenant = a_contact(place.residence.agency)
    for unit in place.residence.units.order_by("pk")[:SLOW]:
        with time_machine.travel(closed - 12 * DAY, tick=False):
            request = a_tenant_request(unit, by=keeper, contact=tenant)
        open_task(request, "handling").answer("done", by=keeper, at=closed)
        open_task(request, "confirmation").answer("confirmed", by=None, at=closed + HOUR)


@pytest.fixture
def director():
    return UserFactory(roles=[Role.DIRECTOR], agencies=[AgencyFactory(name="Agence Nord")])


@pytest.fixture
def alert(director):
    """Real requests of the last week, after a year of quicker ones."""
    place, agency = stock(director), director.agencies.get()
    keeper = UserFactory(roles=[Role.CARETAKER], agencies=[agency])
    TeamFactory(agency=agency).members.add(keeper)
    UserFactory(roles=[Role.PROXIMITY_MANAGER], agencies=[agency])
    slow_requests(place, keeper)
    rollup.run(rebuild=True)
    weekly(ResidenceFactory(agency=agency), [*usual(mean=4), 2.0], until=last_week() - WEEK)
    watching.watch()
    return Alert.objects.get(measure="REQ02")


def four_weeks_later(alert):
    """As the night would find them: requests are closed within four days again."""
    with time_machine.travel(timezone.now() + 5 * WEEK, tick=False):
        weekly(alert.case.residence, [4.0] * 5)
        counted()
        return effects.measure_all()


def test_from_the_alert_to_its_files_to_an_action_to_its_effect(alert, director, signed_in_page, live_server):
    page = signed_in_page(director)
    page.goto(live_server.url + reverse("kpis:dashboard"))
    page.get_by_role("link", name="Délai de traitement net : Agence Nord").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Délai de traitement net : Agence Nord")
    expect(page.locator("main")).to_contain_text(f"12,0\xa0jours depuis la semaine du {last_week():%d/%m/%Y}")
    expect(page.locator("main")).to_contain_text("Ce qui pèse le plus : la catégorie « ")
    page.get_by_role("link", name="Ouvrir les dossiers").click()
    expect(page.locator("[data-total]")).to_have_text(f"{SLOW} demandes")

    page.goto(live_server.url + alert.get_absolute_url())
    page.get_by_role("link", name="Dire l’hypothèse et l’action").click()
    page.get_by_role("textbox", name="Hypothèse").fill("Le plombier du secteur est absent.")
    page.get_by_role("textbox", name="Action").fill("Un second plombier prend les demandes.")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator("main")).to_contain_text("Effet mesuré quatre semaines après l’action.")

    assert four_weeks_later(alert) == 1
    page.goto(live_server.url + reverse("kpis:alerts"))
    expect(page.locator("#rows")).to_contain_text("Mieux")
    page.get_by_role("link", name="Délai de traitement net : Agence Nord").click()
    expect(page.locator("main")).to_contain_text("4,0\xa0jours depuis")
    expect(page.locator("main")).to_contain_text("l’action a eu un effet")


def test_all_or_nothing_of_a_family_is_one_click_in_the_letter(director, signed_in_page, live_server):
    page = signed_in_page(director)
    page.goto(live_server.url + reverse("kpis:digest"))
    page.get_by_role("button", name="Rien : Relocation").click()
    boxes = page.get_by_role("group", name="Relocation").get_by_role("checkbox")
    for box in boxes.all():
        expect(box).not_to_be_checked()
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator("main")).to_contain_text("Choix enregistré.")
    expect(page.get_by_label("Délai moyen de relocation (REL01)")).not_to_be_checked()
    expect(page.get_by_label("Taux de vacance (VAC01)")).to_be_checked()
    page.get_by_role("button", name="Tout : Relocation").click()
    expect(page.get_by_label("Délai moyen de relocation (REL01)")).to_be_checked()
