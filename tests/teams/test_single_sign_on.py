"""Against a small directory of our own, over real HTTP: discovery, authorisation, token, user."""

import json
import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest

from teams.models import User
from tests.teams.factories import UserFactory
from tests.teams.test_sign_in import signed_in

pytestmark = pytest.mark.django_db
ENTER = "/compte/oidc/oidc/login/"


class Directory(ThreadingHTTPServer):
    """Says that whoever comes is `person`."""

    person: dict

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answer)
        self.url = f"http://127.0.0.1:{self.server_port}"


class Answer(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/.well-known/openid-configuration":
            url = self.server.url
            self.say({
                "issuer": url, "authorization_endpoint": f"{url}/authorize", "token_endpoint": f"{url}/token",
                "userinfo_endpoint": f"{url}/userinfo", "jwks_uri": f"{url}/keys",
            })  # fmt: skip
        elif self.path == "/userinfo":
            self.say(self.server.person)

    def do_POST(self):
        asked = parse_qs(self.rfile.read(int(self.headers["content-length"])).decode())
        assert asked["code"] == ["the-code"]
        assert asked["client_secret"] == ["a secret"]
        claims = {**self.server.person, "iss": self.server.url, "aud": "palier", "iat": 0, "exp": 9_999_999_999}
        token = jwt.encode(claims, "not checked: it came from the directory itself", algorithm="HS256")
        self.say({"access_token": "t", "token_type": "Bearer", "id_token": token})

    def say(self, what):
        body = json.dumps(what).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def directory(settings):
    server = Directory()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    app = {
        "provider_id": "oidc", "name": "Annuaire du Groupe", "client_id": "palier", "secret": "a secret",
        "settings": {"server_url": server.url},
    }  # fmt: skip
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def come_back(client, path=ENTER):
    """Press the button, let the directory answer, come back."""
    away = urlsplit(client.post(path).url)
    state = parse_qs(away.query)["state"][0]
    assert away.path == "/authorize"
    assert parse_qs(away.query)["code_challenge_method"] == ["S256"]
    return client.get("/compte/oidc/oidc/login/callback/", {"code": "the-code", "state": state}, follow=True)


def test_the_button_is_there_only_when_a_directory_is_set(client):
    assert "Annuaire" not in client.get("/compte/login/").content.decode()
    assert client.post(ENTER).status_code == 404


def test_a_known_person_enters_by_the_address_the_directory_vouches_for(client, directory):
    person = UserFactory(email="lea@groupe.fr")
    directory.person = {"sub": "42", "email": "Lea@groupe.fr", "email_verified": True}
    assert "Avec Annuaire du Groupe" in client.get("/compte/login/").content.decode()
    come_back(client)
    assert client.session["_auth_user_id"] == str(person.pk)


def test_an_unverified_address_opens_nothing(client, directory):
    UserFactory(email="lea@groupe.fr")
    directory.person = {"sub": "42", "email": "lea@groupe.fr", "email_verified": False}
    assert "Pas de compte" in come_back(client).content.decode()
    assert not signed_in(client)


def test_a_stranger_gets_no_account(client, directory):
    directory.person = {"sub": "43", "email": "inconnu@groupe.fr", "email_verified": True}
    assert "Demandez une invitation" in come_back(client).content.decode()
    assert not User.objects.exists()


def test_a_deactivated_person_stays_outside(client, directory):
    UserFactory(email="lea@groupe.fr", is_active=False)
    directory.person = {"sub": "42", "email": "lea@groupe.fr", "email_verified": True}
    come_back(client)
    assert not signed_in(client)


def test_nothing_is_linked_so_that_an_address_given_to_another_opens_their_account(client, directory):
    first = UserFactory(email="lea@groupe.fr")
    directory.person = {"sub": "42", "email": "lea@groupe.fr", "email_verified": True}
    come_back(client)
    assert not first.socialaccount_set.exists()
    come_back(client, f"{ENTER}?process=connect")
    assert not first.socialaccount_set.exists()


def test_an_answer_nobody_asked_for_is_refused(client, directory):
    directory.person = {"sub": "42", "email": UserFactory().email, "email_verified": True}
    page = client.get("/compte/oidc/oidc/login/callback/", {"code": "the-code", "state": "made up"}, follow=True)
    assert "n’a pas abouti" in page.content.decode()
    assert not signed_in(client)


def test_the_environment_switches_it_on():
    show = (
        "from config import settings as s;"
        "print(s.SOCIALACCOUNT_PROVIDERS['openid_connect']['APPS'][0]['settings']['server_url'],"
        "s.CONTENT_SECURITY_POLICY['DIRECTIVES']['form-action'])"
    )
    on = {
        "OIDC_SERVER_URL": "https://annuaire.groupe.fr/realms/a", "OIDC_CLIENT_ID": "palier",
        "OIDC_CLIENT_SECRET": "a secret", "DEBUG": "true", "DATABASE_URL": "postgres://x/y", "REDIS_URL": "redis://x",
    }  # fmt: skip
    said = subprocess.run(
        [sys.executable, "-c", show], env=os.environ | on, capture_output=True, text=True, check=True
    )
    assert said.stdout.split()[0] == on["OIDC_SERVER_URL"]
    assert "https://annuaire.groupe.fr'" in said.stdout
