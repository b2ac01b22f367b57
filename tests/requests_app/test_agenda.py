"""Appointments at tenants' in « Mon calendrier »."""

import datetime as dt

import pytest
import time_machine

from coordination.agenda import events_of
from coordination.clock import PARIS
from requests_app import visits

pytestmark = pytest.mark.django_db
MONDAY = dt.datetime(2026, 11, 23, 9, 30, tzinfo=PARIS)
TUESDAY_8 = dt.datetime(2026, 11, 24, 8, tzinfo=PARIS)


@pytest.fixture
def leak(db, request_):
    with time_machine.travel(MONDAY, tick=False):
        yield request_


def told(user):
    return events_of(user, MONDAY.date())


def test_an_appointment_is_in_the_calendar_of_whoever_handles_the_request(leak, keeper, desk, other_agent):
    visits.appoint(leak, TUESDAY_8, by=desk)
    [event] = told(keeper)
    assert (event.starts, event.ends - event.starts) == (TUESDAY_8, dt.timedelta(hours=2))
    assert leak.case.residence.name in event.title
    assert "Ben Salah" not in event.title
    assert [one.name for one in told(desk)] == [event.name]
    assert told(other_agent) == []


def test_one_that_is_moved_is_cancelled_and_another_comes(leak, keeper):
    visits.appoint(leak, TUESDAY_8, by=keeper)
    [first] = told(keeper)
    visits.appoint(leak, TUESDAY_8 + dt.timedelta(days=1), by=keeper)
    before, after = told(keeper)
    assert (before.name, before.cancelled) == (first.name, True)
    assert before.revision > first.revision
    assert not after.cancelled


def test_one_that_is_cancelled_says_so(leak, keeper):
    visits.appoint(leak, TUESDAY_8, by=keeper)
    visits.cancel(leak, "Pièce en retard", by=keeper)
    assert [one.cancelled for one in told(keeper)] == [True]
