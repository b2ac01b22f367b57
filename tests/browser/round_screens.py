"""Screens of the round, of incidents and of silences, for `tests.browser.screens`."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone

from requests_app.incidents import open_incident
from requests_app.models import Appointment, NoAccess
from teams.roles import Role
from tests.coordination.factories import a_case
from tests.housing.factories import ResidenceFactory
from tests.messaging.factories import a_contact
from tests.requests_app.factories import a_tenant_request
from tests.teams.factories import TeamFactory


def tenant_request(place, **values):
    """A tenant's leak with who is met there, whose date may be over."""
    contact = a_contact(place.residence.agency, first_name="Leïla", last_name="Ben Salah", access_note="Code 12B")
    TeamFactory(agency=place.residence.agency).members.add(place.user)
    return a_tenant_request(place.unit, by=place.user, contact=contact, **values)


def round_task(place):
    request = tenant_request(place, description="L’eau goutte sous l’évier depuis ce matin.")
    request.case.note("Vanne fermée, passer demain.", by=place.user)
    return request.case.tasks.get()


def the_round(place):
    start = timezone.localtime().replace(hour=14, minute=0)
    request = tenant_request(place)
    Appointment.objects.create(request=request, starts_at=start, ends_at=start + dt.timedelta(hours=2))
    a_case(ResidenceFactory(agency=place.residence.agency, name="Les Tilleuls"), by=place.user)
    return reverse("requests_app:round")


def request_case(place):
    """With a slot, a closed door, and two more alike."""
    requests = [tenant_request(place) for _ in range(3)]
    start = timezone.now() + dt.timedelta(days=2)
    Appointment.objects.create(request=requests[0], starts_at=start, ends_at=start + dt.timedelta(hours=2))
    NoAccess.objects.create(request=requests[0], at=timezone.now(), by=place.user)
    return requests[0].case.get_absolute_url()


def an_incident(place):
    requests = [tenant_request(place) for _ in range(3)]
    neighbour = a_contact(place.residence.agency)
    neighbour.move_in(place.unit, since=timezone.localdate())
    return open_incident(place.unit.staircase, category=requests[0].category, requests=requests, by=place.user)


def incident_list(place):
    an_incident(place)
    for _ in range(3):
        tenant_request(place)
    return reverse("requests_app:incidents")


def informing(place):
    return reverse("requests_app:inform", args=[an_incident(place).case.reference])


def silences(place):
    tenant_request(place, at=timezone.now() - dt.timedelta(days=20))
    return reverse("requests_app:silences")


ROUND_SCREENS = {
    "round": (the_round, Role.CARETAKER),
    "task of the round": (
        lambda place: reverse("requests_app:round_task", args=[round_task(place).pk]),
        Role.CARETAKER,
    ),
    "case of a request": (request_case, Role.CARETAKER),
    "incident": (lambda place: an_incident(place).get_absolute_url(), Role.PROXIMITY_MANAGER),
    "incidents": (incident_list, Role.PROXIMITY_MANAGER),
    "informing": (informing, Role.PROXIMITY_MANAGER),
    "silences": (silences, Role.PROXIMITY_MANAGER),
}
