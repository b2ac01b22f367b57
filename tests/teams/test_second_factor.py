import base64
import hashlib
import hmac
import json
import re
import struct
import time

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from structlog.testing import capture_logs

from tests.teams.factories import PASSWORD
from tests.teams.test_sign_in import enter, signed_in

pytestmark = pytest.mark.django_db
ACTIVATE = "/compte/2fa/totp/activate/"
AUTHENTICATE = "/compte/2fa/authenticate/"


def code(secret: str, later: int = 0) -> str:
    """What the phone shows (RFC 6238), `later` half-minutes from now."""
    counter = struct.pack(">Q", int(time.time()) // 30 + later)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    offset = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[offset : offset + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


def secret_on(page: str) -> str:
    return re.search(r'id="authenticator_secret"[^>]*value="([A-Z2-7]+)"', page)[1]


@pytest.fixture
def confirmed(agent):
    """A client who has just proved who they are."""
    client = Client()
    enter(client, agent)
    client.post("/compte/reauthenticate/", {"password": PASSWORD})
    return client


@pytest.fixture
def secret(agent, confirmed):
    """The agent enrols a phone; its secret."""
    page = confirmed.get(ACTIVATE).content.decode()
    assert 'src="data:image/svg+xml' in page
    secret = secret_on(page)
    response = confirmed.post(ACTIVATE, {"code": code(secret)})
    assert response.url == "/compte/2fa/recovery-codes/"
    return secret


def recovery_codes(client) -> list[str]:
    page = client.get("/compte/2fa/recovery-codes/").content.decode()
    return re.findall(r"\b\d{8}\b", re.search(r"<textarea.*?</textarea>", page, re.DOTALL)[0])


def test_settings_of_safety_ask_for_the_password_again(agent, sign_in):
    assert "/compte/reauthenticate/" in sign_in(agent).get(ACTIVATE).url


def test_a_wrong_code_does_not_enrol(agent, confirmed):
    confirmed.get(ACTIVATE)
    assert "Ce code n’est pas le bon." in confirmed.post(ACTIVATE, {"code": "000000"}).content.decode()
    assert not agent.second_factors().exists()


def test_once_enrolled_the_phone_is_asked_for(agent, secret, client):
    assert enter(client, agent).url == AUTHENTICATE
    assert not signed_in(client)
    client.post(AUTHENTICATE, {"code": "000000"})
    assert not signed_in(client)
    client.post(AUTHENTICATE, {"code": code(secret, later=1)})
    assert signed_in(client)


def test_a_code_of_the_phone_serves_once(agent, secret, client):
    used = code(secret, later=1)
    enter(client, agent)
    client.post(AUTHENTICATE, {"code": used})
    other = Client()
    enter(other, agent)
    other.post(AUTHENTICATE, {"code": used})
    assert not signed_in(other)


def test_a_recovery_code_opens_once(agent, secret, confirmed, client):
    spare = recovery_codes(confirmed)
    assert len(spare) == 10
    enter(client, agent)
    client.post(AUTHENTICATE, {"code": spare[0]})
    assert signed_in(client)
    other = Client()
    enter(other, agent)
    other.post(AUTHENTICATE, {"code": spare[0]})
    assert not signed_in(other)


@pytest.mark.django_db(transaction=True)
def test_the_person_is_told_by_mail_in_french(secret):
    assert mail.outbox[0].subject == "Application d’authentification mise en place"
    assert "Bonjour Camille" in mail.outbox[0].body
    assert "prévenez tout de suite votre administrateur" in mail.outbox[0].body


def test_the_secret_is_in_no_history(agent, secret):
    from teams.models import UserSecondFactor

    events = UserSecondFactor.pgh_event_model.objects.filter(user_id=agent.pk)
    assert {event.type for event in events} == {"totp", "recovery_codes"}
    assert not hasattr(events[0], "data")


def test_a_passkey_begins_with_options_for_the_browser(confirmed):
    page = confirmed.get("/compte/2fa/webauthn/add/").content.decode()
    options = json.loads(
        re.search(r'<script id="js_data" type="application/json">(.*?)</script>', page, re.DOTALL)[1]
    )
    assert options["creation_options"]["publicKey"]["rp"]["id"] == "testserver"


def test_signing_in_by_passkey_begins_with_options_for_the_browser(client):
    options = client.get("/compte/2fa/webauthn/login/", headers={"x-requested-with": "XMLHttpRequest"}).json()
    assert options["request_options"]["publicKey"]["challenge"]


def test_an_administrator_takes_the_lost_phone_away_and_the_sessions_with_it(
    agent, admin, secret, confirmed, sign_in
):
    with capture_logs() as lines:
        sign_in(admin).post(f"/equipe/utilisateurs/{agent.pk}/double-authentification/")
    assert {"event": "second_factors_forgotten", "user": agent.pk, "by": admin.pk, "log_level": "info"} in lines
    assert not Authenticator.objects.filter(user=agent).exists()
    assert not signed_in(confirmed)
    client = Client()
    enter(client, agent)
    assert signed_in(client)


def test_an_administrator_does_not_take_their_own_away_without_proving_who_they_are(admin, sign_in):
    Authenticator.objects.create(user=admin, type="totp", data={"secret": "x"})
    sign_in(admin).post(f"/equipe/utilisateurs/{admin.pk}/double-authentification/")
    assert admin.second_factors().exists()
