"""A person adds a passkey and enters with it alone: the browser's virtual authenticator plays the device."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.teams.factories import PASSWORD


@pytest.fixture
def phone(page):
    """A phone that recognises its owner; made before the page needs it."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return devtools


def test_a_passkey_added_then_opens_the_door_alone(page, live_server, agent, phone):
    address = live_server.url.replace("127.0.0.1", "localhost")
    page.goto(f"{address}/compte/login/?next=/compte/2fa/webauthn/add/")
    page.get_by_label("Adresse e-mail").fill(agent.email)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("heading", name="Confirmez que c’est vous")).to_be_visible()
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Confirmer").click()

    page.get_by_label("Nom de la clé").fill("Mon téléphone")
    page.get_by_label("Entrer sans mot de passe").check()
    page.get_by_role("button", name="Ajouter").click()
    page.wait_for_url("**/recovery-codes/")
    assert agent.second_factors().get().wrap().name == "Mon téléphone"

    page.goto(f"{address}/compte/logout/")
    page.locator("main").get_by_role("button", name="Se déconnecter").click()
    page.get_by_role("button", name="Avec une clé d’accès").click()
    page.wait_for_url(address + reverse("coordination:work"))
    page.goto(f"{address}/mon-compte/")
    expect(page.get_by_text(agent.email)).to_be_visible()
