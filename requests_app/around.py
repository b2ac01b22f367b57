"""What is known of a place already, while somebody tells of it: open requests, planned works, alerts."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from coordination import parameters
from coordination.templatetags.work import lasting
from housing.models import PlaceAlert, PlannedWork

from .finding import Where
from .models import Category, Request, Zone
from .parameters import PARK_WITHIN, TWINS_WITHIN

MOST = 6


@dataclass(frozen=True)
class Twin:
    """A request that is open here; `same` when the same person asked."""

    request: Request
    why: str
    same: bool


def already_open(found: Where, user, *, category: Category | None = None, zone: str = Zone.HOME) -> list[Twin]:
    """What this person or this home waits for, then what is told of the same kind near it lately. One query."""
    if found.residence is None:
        return []
    now = timezone.now()
    window = dt.timedelta(hours=float(parameters.value(TWINS_WITHIN)))
    own = Q(pk__in=[])
    if found.contact:
        own |= Q(contact=found.contact)
    if found.unit:
        own |= Q(case__unit=found.unit)
    near = Q(pk__in=[])
    if category:
        near = Q(
            case__residence=found.residence, category__family=category.family, case__opened_at__gte=now - window
        )
        near &= _beside(found, zone)
    rows = Request.objects.visible_to(user).open().filter(own | near).with_owner()
    rows = rows.order_by("-case__opened_at", "-pk")[:MOST]
    return [_twin(one, found, now, category) for one in rows]


def _beside(found: Where, zone: str) -> Q:
    """On the same machine or staircase; told of the whole residence, anywhere in it."""
    if found.equipment:
        return Q(equipment=found.equipment)
    if found.staircase and zone != Zone.OUTSIDE:
        return Q(case__staircase=found.staircase) | Q(case__staircase=None)
    return Q()


def _twin(request: Request, found: Where, now: dt.datetime, category: Category | None) -> Twin:
    case, same = request.case, bool(found.contact and request.contact_id == found.contact.pk)
    if found.equipment and request.equipment_id == found.equipment.pk:
        near = "même équipement"
    elif found.unit and case.unit_id == found.unit.pk:
        near = "même logement"
    elif found.staircase and case.staircase_id == found.staircase.pk:
        near = "même escalier"
    else:
        near = "même résidence" if case.residence_id == found.residence.pk else "autre lieu"  # type: ignore[union-attr]
    kind = ", même nature" if category and request.category.family == category.family else ""
    return Twin(request, f"{near}{kind}, il y a {lasting(now - case.opened_at)}", same)


def at(rows, found: Where):
    """Rows about this place, or around it."""
    here = Q(building=None)
    if found.staircase:
        in_building = Q(building=found.staircase.building_id, staircase=None)
        here |= in_building | Q(staircase=found.staircase) & (Q(unit=None) | Q(unit=found.unit))
    else:
        here = Q()
    return rows.filter(here, residence=found.residence)


def works(found: Where, category: Category | None, user) -> list[PlannedWork]:
    """Planned there on the component this is about, soon enough to be told. One query."""
    if found.residence is None or category is None or category.kind_id is None:
        return []
    months = int(parameters.value(PARK_WITHIN))
    about = Q(kind=category.kind_id) | Q(component__kind=category.kind_id)
    planned = PlannedWork.objects.visible_to(user).to_come().starting_within(months, timezone.localdate())
    rows = at(planned, found).filter(about)
    return list(rows.with_where("residence__name").order_by("year", "quarter", "pk")[:MOST])


def alerts(found: Where, user) -> list[PlaceAlert]:
    """What whoever goes there must know first. One query."""
    if found.residence is None:
        return []
    rows = at(PlaceAlert.objects.visible_to(user), found).in_force(timezone.localdate())
    return list(rows.with_where().order_by("-starts_on", "-pk")[:MOST])
