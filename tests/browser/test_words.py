"""Words as they are typed: what a text to tenants weighs, and what a note should not say of a person."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from messaging.events import WHICH_CASE
from messaging.texts import segments
from messaging.wordings import preview
from teams.roles import Role
from tests.browser.screens import a_request, stock
from tests.teams.factories import AgencyFactory, UserFactory


@pytest.fixture
def admin(transactional_db):
    return UserFactory(roles=[Role.ADMIN], agencies=[AgencyFactory()])


@pytest.fixture
def keeper(transactional_db):
    return UserFactory(roles=[Role.CARETAKER], agencies=[AgencyFactory()])


def test_a_text_is_seen_and_weighed_as_it_is_typed(admin, visit, live_server):
    from messaging import texts

    page = visit(admin)
    page.goto(live_server.url + reverse("messaging:text_change", args=[WHICH_CASE, "fr"]))
    area, told, shown = (
        page.get_by_label("Texte"),
        page.locator("[data-segments-told]"),
        page.locator("[data-preview]"),
    )
    for typed, warning in (
        ("{landlord} : « {choices} » à l’été", ""),
        ("{landlord} {choices} " + "é" * 150, "plus d’un SMS"),
        ("{landlord} {choices} مرحبا", "hors de l’alphabet"),
    ):
        area.fill(typed)
        seen = preview(texts.event_of(WHICH_CASE), typed)
        measure = segments(seen)
        expect(shown).to_have_text(seen)
        expect(told).to_contain_text(f"{measure.length} caractères, {measure.count} SMS")
        expect(told).to_contain_text(warning)
    area.fill("{choix}")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator("main")).to_contain_text("Valeur inconnue : choix")


def test_a_note_is_warned_about_while_typed_and_accepted(keeper, visit, live_server):
    case = a_request(stock(keeper))
    page = visit(keeper)
    page.goto(live_server.url + case.get_absolute_url())
    page.wait_for_load_state("networkidle")
    asked = []
    page.on("request", lambda request: asked.append(request) if "/ecriture/" in request.url else None)
    note = page.get_by_label("Note")
    note.press_sequentially("M. Martin est alcoolique")
    warning = page.locator(".wording", has_text="addiction")
    expect(warning).to_be_visible()
    expect(note).to_be_focused()
    assert [request.method for request in asked] == ["POST"]
    assert "key" not in (asked[0].post_data or "")
    note.fill("Fuite sous l’évier")
    expect(page.locator(".wording .alert")).to_have_count(0)
    note.fill("M. Martin est alcoolique")
    page.get_by_role("button", name="Ajouter").click()
    expect(page.locator("main")).to_contain_text("M. Martin est alcoolique")
