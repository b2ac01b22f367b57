"""The tenant's page and the poster in a browser, without scripts, as on an old telephone."""

import re

import pytest
from playwright.sync_api import expect

from coordination.models import Case, CasePhoto, Entry
from requests_app.models import Request, TenantLink
from tests.browser import tenant_screens
from tests.browser.screens import of_strangers
from tests.requests_app.pictures import a_broken_photo, a_photo


def as_file(photo):
    return {"name": photo.name, "mimeType": "image/jpeg", "buffer": photo.read()}


@pytest.fixture
def phone(browser, browser_context_args):
    """A small screen; `phone(scripts)`."""
    contexts = []

    def make(scripts=False):
        arguments = {**browser_context_args, "viewport": {"width": 390, "height": 844}}
        contexts.append(browser.new_context(**arguments, java_script_enabled=scripts))
        return contexts[-1].new_page()

    yield make
    for context in contexts:
        context.close()


def test_a_tenant_writes_shows_and_says_that_it_is_not_solved(phone, live_server):
    address = tenant_screens.page_that_asks(of_strangers())
    page = phone()
    page.goto(live_server.url + address)

    page.get_by_label("Votre message").fill("La photo montre la fuite")
    page.get_by_label("Photos", exact=True).set_input_files([as_file(a_broken_photo())])
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_label("Votre message")).to_have_value("La photo montre la fuite")
    expect(page.locator("main")).to_contain_text("pas une photo JPEG")
    page.get_by_label("Photos", exact=True).set_input_files([as_file(a_photo())])
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_role("status")).to_contain_text("Bien reçu")
    assert CasePhoto.objects.count() == 1

    page.get_by_role("link", name="Ce n’est pas réglé").click()
    page.get_by_label("Qu’est-ce qui ne va pas").fill("Ça goutte")
    page.get_by_role("button", name="Non, ce n’est pas réglé").click()
    expect(page.get_by_role("status")).to_contain_text("Nous reprenons votre demande")
    assert Case.objects.get().tasks.open().get().step == "handling"

    page.get_by_label(re.compile("date de naissance")).fill("1/2/1980")
    page.get_by_role("button", name="Voir", exact=True).click()
    expect(page.locator("main")).to_contain_text("Leïla Ben Salah")
    expect(page.locator("main")).to_contain_text("Ça goutte")
    page.get_by_role("button", name="English").click()
    expect(page.locator("main")).to_contain_text("Where your request stands")


def test_the_first_look_is_told_by_the_page_itself(phone, live_server):
    address = tenant_screens.page(of_strangers())
    page = phone(scripts=True)
    with page.expect_response(re.compile("/ouverture$")) as answer:
        page.goto(live_server.url + address)
    assert answer.value.status == 204
    assert TenantLink.objects.get().opened_at


def test_somebody_before_a_poster_tells_with_a_photo_and_sees_what_follows(phone, live_server):
    page = phone()
    page.goto(live_server.url + tenant_screens.report(of_strangers()))
    expect(page.locator("main")).to_contain_text("Ascenseur en panne")
    page.get_by_label("Une photo").set_input_files([as_file(a_photo())])
    page.get_by_label("Éclairage", exact=True).check()
    page.get_by_label("Dites-en plus").fill("Plus de lumière")
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_role("status")).to_contain_text("Gardez cette page")
    request = Request.objects.get(channel="portal")
    assert Entry.objects.filter(case=request.case, kind="photo").count() == 1
