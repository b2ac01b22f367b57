"""Two people at once about one request: one wins, the other is told."""

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from requests_app import incidents, parking, visits
from requests_app.informing import inform
from requests_app.models import Appointment, Broadcast, Membership, NoAccess, Parking, Request
from tests.coordination.test_races import at_once, refusals
from tests.housing.factories import PlannedWorkFactory
from tests.messaging.factories import a_contact

pytestmark = pytest.mark.django_db(transaction=True)


def copies(request, count=3):
    return [Request.objects.select_related("case", "contact", "category").get(pk=request.pk) for _ in range(count)]


def a_monday() -> dt.datetime:
    now = timezone.localtime().replace(hour=9, minute=0, second=0, microsecond=0)
    day = now + dt.timedelta(days=7 - now.weekday())
    while visits.clock.holidays_of(day.year) & {day.date()}:
        day += dt.timedelta(days=1)
    return day


def test_one_slot_stands_whoever_clicks(request_, keeper, desk):
    start = a_monday()
    results = at_once(*(lambda r=r: visits.appoint(r, start, by=keeper) for r in copies(request_)))
    assert len(refusals(results)) == 2
    assert Appointment.objects.count() == 1


def test_one_sending_repeated_at_once_is_one_attempt(request_, keeper):
    key = uuid.uuid4()
    results = at_once(*(lambda r=r: visits.no_access(r, by=keeper, key=key) for r in copies(request_)))
    assert refusals(results) == []
    assert NoAccess.objects.count() == 1


def test_a_request_waits_for_works_or_for_an_incident_never_for_both(request_, keeper, desk, residence, unit):
    work = PlannedWorkFactory(residence=residence, year=timezone.localdate().year + 1)
    incident = incidents.open_incident(unit.staircase, category=request_.category, by=desk)
    first, second = copies(request_, 2)
    results = at_once(
        lambda: parking.park(first, work, by=keeper), lambda: incidents.join(second, incident, by=desk)
    )
    assert len(refusals(results)) == 1
    assert Parking.objects.count() + Membership.objects.count() == 1


def test_an_incident_that_closes_leaves_nobody_behind(request_, keeper, desk, unit):
    incident = incidents.open_incident(unit.staircase, category=request_.category, by=desk)
    task = incident.case.tasks.get()
    (joining,) = copies(request_, 1)
    at_once(lambda: incidents.join(joining, incident, by=desk), lambda: task.answer("done", by=keeper))
    incidents.settle()
    assert not Membership.objects.filter(ended_at=None).exists()


def test_one_text_to_all_sent_twice_at_once_leaves_once(request_, desk, unit, agency):
    a_contact(agency).move_in(unit, since=timezone.localdate())
    incident = incidents.open_incident(unit.staircase, category=request_.category, by=desk)
    key, again = uuid.uuid4(), type(incident).objects.select_related("case").get(pk=incident.pk)
    results = at_once(*(lambda i=i: inform(i, "demain.", by=desk, key=key) for i in (incident, again)))
    assert results[0] == results[1]
    assert Broadcast.objects.count() == 1
