"""How a visit begins: its points are those of the checklist in force, room by room."""

import uuid

from django.db import IntegrityError, transaction

from coordination.models import Case
from coordination.opening import whole_place
from teams.workflow import MoveRefused

from .models import Checklist, ChecklistItem, Inspection, InspectionPoint

NEEDS_A_HOME = "Un état des lieux se fait dans un logement."


def start(kind: str, place, *, by, case: Case | None = None, key: uuid.UUID | None = None) -> Inspection:
    """Begin a visit of this kind at a place. The same `key` twice gives the same visit."""
    if key and (known := Inspection.objects.filter(key=key).first()):
        return known
    checklist = Checklist.objects.for_use(kind)
    if checklist.is_inventory and place._meta.model_name != "unit":
        raise MoveRefused(NEEDS_A_HOME)
    try:
        with transaction.atomic():
            inspection = Inspection.objects.create(
                checklist=checklist, case=case, started_by=by, key=key, **whole_place(place)
            )
            InspectionPoint.objects.bulk_create(points_of(inspection))
    except IntegrityError:
        if key and (known := Inspection.objects.filter(key=key).first()):
            return known
        raise
    return inspection


def points_of(inspection: Inspection) -> list[InspectionPoint]:
    """One point per item; the bedroom's items once for each bedroom, numbered when there are several."""
    bedrooms = max((inspection.unit.rooms or 1) - 1, 0) if inspection.unit else 1
    sections: dict[tuple[str, bool], list[ChecklistItem]] = {}
    for item in inspection.checklist.items.order_by("position", "pk"):
        sections.setdefault((item.section, item.per_bedroom), []).append(item)
    named = [
        (room, item)
        for (section, each), items in sections.items()
        for room in (_bedrooms(section, bedrooms) if each else [section])
        for item in items
    ]
    return [
        InspectionPoint(inspection=inspection, item=item, room=room, position=position)
        for position, (room, item) in enumerate(named)
    ]


def _bedrooms(section: str, count: int) -> list[str]:
    return [f"{section} {number}" for number in range(1, count + 1)] if count > 1 else [section] * count
