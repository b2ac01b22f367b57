"""A request from a poster: somebody stands before what does not work, with a telephone."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from coordination import photos
from coordination.models import Entry
from housing.models import Equipment
from messaging.models import Contact

from .answers import other_category
from .models import Category, Channel, Incident, Poster, Request, Visitor, Zone
from .opening import CAPTURE, open_request

OUTSIDE_HOMES = [Zone.COMMON, Zone.OUTSIDE]
MOST_KNOWN = 8
MACHINES = (
    _("Ascenseur"), _("Chaufferie"), _("Chaudière individuelle"), _("VMC"), _("Portail ou porte automatique"),
    _("Interphone"), _("Pompe ou surpresseur"), _("Sécurité incendie"), _("Autre"),
)  # fmt: skip
"""The kinds of machines, for the catalogues."""


@dataclass(frozen=True)
class Known:
    """Something already told here, and the day announced."""

    label: str
    promised_on: dt.date | None
    checked: bool


def categories_for(poster: Poster) -> list[Category]:
    """What one may report there: of this machine, else of the common parts and of the machines that are there."""
    found = Category.objects.active().filter(restricted=False, zones__overlap=OUTSIDE_HOMES).exclude(code="other")
    if poster.equipment:
        found = found.filter(equipment_kind=poster.equipment.kind)
    else:
        there = Equipment.objects.filter(residence=poster.residence).order_by().values("kind")
        found = found.filter(Q(equipment_kind="") | Q(equipment_kind__in=there))
    return list(found)


def region_of(poster: Poster) -> str:
    """In which country's plan people there write their number."""
    return poster.residence.agency.phone_region


def machine_of(poster: Poster) -> str:
    return gettext(poster.equipment.get_kind_display()) if poster.equipment else ""


def known_at(poster: Poster) -> list[Known]:
    """What is open there and known, one line per category, so that people need not tell it twice."""
    here = Q(case__residence=poster.residence) & _at(poster, "case__")
    if poster.equipment:
        here &= Q(equipment=poster.equipment)
    about = {"case__closed_at": None, "case__confidential": False}
    incidents = Incident.objects.filter(here, **about).select_related("category", "case")
    requests = Request.objects.filter(here, zone__in=OUTSIDE_HOMES, category__restricted=False, **about)
    requests = requests.select_related("category", "case").with_state()
    known: dict[int, Known] = {}
    for incident in incidents.order_by("-case__opened_at", "-pk")[:MOST_KNOWN]:
        known.setdefault(
            incident.category_id, Known(gettext(incident.category.label), incident.case.promised_on, True)
        )
    for one in requests.order_by("-case__opened_at", "-pk")[:50]:
        known.setdefault(
            one.category_id, Known(gettext(one.category.label), one.case.promised_on, one.state != "new")
        )
    return list(known.values())[:MOST_KNOWN]


def _known(about, checked: bool) -> Known:
    return Known(gettext(about.category.label), about.case.promised_on, checked)


def _at(poster: Poster, prefix: str) -> Q:
    """At the poster's place, or wider: what concerns the whole building is known in each of its halls."""
    here = Q()
    for level in ("building", "staircase"):
        place = getattr(poster, f"{level}_id")
        if place:
            here &= Q(**{f"{prefix}{level}": place}) | Q(**{f"{prefix}{level}": None})
    return here


def report(
    poster: Poster, *, category: Category | None, words: str, uploads, name: str = "", number: str = "",
    key: uuid.UUID,
) -> Request:  # fmt: skip
    """Open the request, with its photos: all of it or nothing. The same `key` twice is one.

    A number that is one person's of this agency tells who asks; the answer to the person before the poster is the
    same whether we know it or not. ValidationError when a photo cannot be read.
    """
    category = category or other_category()
    contact = _contact(poster, number)
    zone = Zone.COMMON if Zone.COMMON in category.zones else Zone.OUTSIDE
    with transaction.atomic():
        request = open_request(
            poster.place, category=category, channel=Channel.PORTAL, zone=zone, by=None, contact=contact,
            step=CAPTURE, equipment=poster.equipment, description=words.strip(), key=key,
        )  # fmt: skip
        for place, upload in enumerate(uploads):
            photos.attach(
                request.case, upload, by=None, visibility=Entry.Visibility.TENANT, key=uuid.uuid5(key, str(place))
            )
        known = {"poster": poster, "name": name.strip(), "number": number}
        Visitor.objects.get_or_create(request=request, defaults=known)
    return request


def _contact(poster: Poster, number: str) -> Contact | None:
    return Contact.objects.filter(agency=poster.residence.agency_id).of_number(number) if number else None
