"""The role matrix: each route as each role. 403 exactly where the role table says so."""

import pytest
from django.urls import reverse

from teams.roles import Role
from tests.config.role_table import ROLE_TABLE
from tests.config.test_urls import ARGUMENTS, routes
from tests.teams.factories import UserFactory

pytestmark = pytest.mark.django_db


def status(response) -> int:
    """A file is read to its end, so that nothing stays open."""
    if response.streaming:
        list(response.streaming_content)
    return response.status_code


@pytest.mark.slow
@pytest.mark.parametrize("role", list(Role))
def test_each_role_gets_through_where_the_table_says_and_nowhere_else(role, sign_in):
    """A place that does not exist answers 404 to those who may ask, 403 to the others: roles come first."""
    client = sign_in(UserFactory(roles=[role], all_agencies=True))
    known = dict(routes())
    for name, allowed in ROLE_TABLE.items():
        path = reverse(name, kwargs={key: ARGUMENTS[key] for key in known[name].pattern.converters})
        got = {status(client.get(path)), status(client.post(path))}
        assert (got == {403} or got == {403, 405}) == (role not in allowed), (name, role, got)
