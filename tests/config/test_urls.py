"""The URL sweep: every screen, present and future, is behind sign-in and has its row in the role table."""

import pytest
from django.contrib.auth.views import redirect_to_login
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.config.role_table import PUBLIC, ROLE_TABLE

ARGUMENTS = {"pk": 1, "key": "0" * 32, "uidb36": "1", "provider_id": "oidc", "sha256": "0" * 64,
             "reference": "D-26-999999", "code": "nothing", "language": "fr", "priority": 1,
             "agency": 0, "task": 0, "unit": 0, "number": "OS-26-999999", "site": 0, "rule": 0, "point": 0,
             "line": 0, "service": 0, "zone": 0, "name": "nothing",
             "place": "nothing"}  # fmt: skip


def routes(resolver=None, namespace="", prefix=""):
    """(name, path) of every named route of ours, arguments filled in."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from routes(entry, inner, prefix + str(entry.pattern))
        elif isinstance(entry, URLPattern) and entry.name:
            yield namespace + entry.name, entry


def ours(name: str) -> bool:
    return not name.startswith(("account_", "mfa_", "socialaccount_", "openid_connect"))


NAMES = sorted({name for name, _ in routes() if ours(name)})


def test_the_role_table_names_every_route_and_no_other():
    assert set(NAMES) == set(ROLE_TABLE) | PUBLIC


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name in NAMES if name not in PUBLIC])
def test_anonymous_people_are_sent_to_sign_in(client, name):
    wanted = dict(routes())[name].pattern.converters
    path = reverse(name, kwargs={key: ARGUMENTS[key] for key in wanted})
    response = client.get(path)
    assert response.status_code == 302
    assert response.url == redirect_to_login(path, "/compte/login/").url
