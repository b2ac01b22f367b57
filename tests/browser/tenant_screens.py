"""Screens of tenants and of their posters; each function gets the place built by `screens.stock`."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone

from requests_app.models import Appointment, Poster, TenantLink
from tests.messaging.factories import a_contact
from tests.requests_app.factories import a_category, a_tenant_request
from tests.teams.factories import TeamFactory


def a_followed_request(place):
    """A leak told by a tenant who is known, with a team, an appointment and a moved date."""
    TeamFactory(name="Proximité Nord", agency=place.residence.agency).members.add(place.user)
    tenant = a_contact(
        place.residence.agency, first_name="Leïla", last_name="Ben Salah", birth_date=dt.date(1980, 2, 1)
    )
    request = a_tenant_request(place.unit, by=place.user, contact=tenant, description="Sous l’évier.")
    case = request.case
    case.promise(case.promised_on + dt.timedelta(days=6), cause="pièce", service="maintenance", by=place.user)
    start = timezone.now() + dt.timedelta(days=2)
    Appointment.objects.create(request=request, starts_at=start, ends_at=start + dt.timedelta(hours=2))
    return request


def page(place):
    return f"/s/{TenantLink.objects.get(request=a_followed_request(place)).token}"


def page_that_asks(place):
    request = a_followed_request(place)
    request.case.tasks.get().answer("done", by=place.user)
    return f"/s/{TenantLink.objects.get(request=request).token}"


def not_solved(place):
    return f"{page_that_asks(place)}/pas-regle"


def case_page(place):
    return a_followed_request(place).get_absolute_url()


def a_poster(place) -> Poster:
    for label, family in (("Éclairage", "C1"), ("Porte du hall", "C1"), ("Propreté", "C3"), ("Tags", "C3")):
        a_category(family=family, label=label, zones=["common"])
    stair = place.unit.staircase
    where = {"residence": stair.residence, "building": stair.building, "staircase": stair}
    return Poster.objects.create(**where, made_by=place.user)


def report(place):
    poster = a_poster(place)
    known = a_category(family="C2", label="Ascenseur en panne", zones=["common"])
    a_tenant_request(poster.staircase, by=place.user, category=known, zone="common")
    return f"/q/{poster.token}"


def posters(place):
    a_poster(place)
    return reverse("requests_app:posters")


def new_poster(place):
    return reverse("requests_app:poster_create", args=[place.residence.pk])
