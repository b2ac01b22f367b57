"""A call is recorded from the keyboard alone, and without scripts too."""

import datetime as dt
import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from requests_app.models import Request
from teams.roles import Role
from tests.housing.factories import BuildingFactory, ResidenceFactory, StaircaseFactory, UnitFactory
from tests.messaging.factories import a_contact
from tests.teams.factories import AgencyFactory, UserFactory


@pytest.fixture
def home():
    """Leïla Ben Salah lives at Les Lilas."""
    agency = AgencyFactory()
    residence = ResidenceFactory(agency=agency, name="Les Lilas")
    unit = UnitFactory(staircase=StaircaseFactory(building=BuildingFactory(residence=residence)), door="12")
    tenant = a_contact(agency, first_name="Leïla", last_name="Ben Salah")
    tenant.move_in(unit, since=timezone.localdate() - dt.timedelta(days=300))
    return unit


def test_a_call_is_recorded_without_the_mouse(home, visit, live_server):
    page = visit(UserFactory(roles=[Role.CONTACT_CENTRE], agencies=[home.residence.agency]))
    page.goto(f"{live_server.url}/demandes/")
    page.keyboard.press("n")
    expect(page.get_by_label("Qui appelle, ou quel lieu ?")).to_be_focused()
    page.keyboard.type("ben sal")
    expect(page.locator("#found button").first).to_contain_text("Leïla Ben Salah")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Ce que dit la personne")).to_be_focused()
    expect(page.locator("#place")).to_contain_text("Les Lilas")
    page.keyboard.type("Grosse fuite sous l’évier")
    suggestion = page.locator("#suggestions").get_by_role("button", name="Fuite d’eau")
    expect(suggestion).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Catégorie")).to_be_focused()
    expect(page.locator("#look")).to_contain_text("Qui paie : locataire (proposé)")
    expect(page.get_by_label(re.compile("U1 — urgence"))).to_be_checked()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("enregistrée. SMS envoyé à Leïla Ben Salah")).to_be_visible()
    request = Request.objects.select_related("case").get()
    assert (request.case.unit_id, request.case.priority) == (home.pk, 1)


def test_arrows_walk_the_answers_and_a_choice_stays(home, visit, live_server):
    page = visit(UserFactory(roles=[Role.CONTACT_CENTRE], agencies=[home.residence.agency]))
    page.goto(f"{live_server.url}/demandes/nouvelle/")
    page.get_by_label("Qui appelle, ou quel lieu ?").press_sequentially("lilas")
    expect(page.locator("#found button").last).to_contain_text("Les Lilas")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#found button").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#place")).to_contain_text("Les Lilas")
    page.get_by_label("Catégorie").select_option(label="Propreté des parties communes")
    expect(page.get_by_label(re.compile("U3 — normal"))).to_be_checked()
    page.get_by_label(re.compile("U4")).check()
    page.get_by_label("Ce que dit la personne").fill("Le hall est sale, du verre par terre")
    expect(page.locator("#look")).to_contain_text("Verre, seringue")
    expect(page.get_by_label(re.compile("U4"))).to_be_checked()
