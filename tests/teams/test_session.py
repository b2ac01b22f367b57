"""The session ends twelve hours after sign-in, unless the person asks to stay."""

import datetime as dt

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from tests.teams.test_sign_in import enter, signed_in

pytestmark = pytest.mark.django_db
MORNING = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)


def end(client):
    return Session.objects.get(pk=client.session.session_key).expire_date


def test_each_page_says_when_the_session_ends(agent, client):
    enter(client, agent)
    page = client.get("/mon-compte/").content.decode()
    assert f'data-until="{timezone.localtime(end(client)).isoformat()}"' in page


def test_staying_puts_the_end_off(agent, client):
    with time_machine.travel(MORNING, tick=False):
        enter(client, agent)
        assert end(client) == MORNING + dt.timedelta(hours=12)
    with time_machine.travel(MORNING + dt.timedelta(hours=11), tick=False):
        response = client.post("/mon-compte/session/")
        wanted = MORNING + dt.timedelta(hours=23)
        assert parse_datetime(response.json()["until"]) == end(client) == wanted
        assert response.cookies["sessionid"]["max-age"] == 12 * 3600
    with time_machine.travel(MORNING + dt.timedelta(hours=13), tick=False):
        assert signed_in(client)


def test_without_it_the_session_ends_and_cannot_be_called_back(agent, client):
    with time_machine.travel(MORNING, tick=False):
        enter(client, agent)
    with time_machine.travel(MORNING + dt.timedelta(hours=13), tick=False):
        assert client.post("/mon-compte/session/").status_code == 302
        assert not signed_in(client)


def test_a_page_read_does_not_put_the_end_off(agent, client):
    with time_machine.travel(MORNING, tick=False):
        enter(client, agent)
    with time_machine.travel(MORNING + dt.timedelta(hours=11), tick=False):
        client.get("/mon-compte/")
        assert end(client) == MORNING + dt.timedelta(hours=12)


def test_it_is_a_post(agent, sign_in):
    assert sign_in(agent).get("/mon-compte/session/").status_code == 405
