"""A finding of the field that somebody must put right becomes a request, as if it had been told on site."""

from coordination.models import Case, Priority
from housing.models import Condition

from .models import Category, Zone
from .models.requests import Channel
from .opening import CAPTURE, HANDLING, open_request
from .reporting import other_category


def receive(sender, finding, by, key, **kwargs) -> Case:
    """Receiver of `proximity.signals.request_wanted`. What its category is not sure of waits to be qualified."""
    category = _category(finding)
    zone = Zone.HOME if finding.unit_id else Zone.COMMON
    if category is None or zone not in category.zones:
        category, step = other_category(), CAPTURE
    else:
        step = HANDLING
    kind = finding.component.kind if finding.component else finding.kind
    worn = finding.grade == Condition.POOR and bool(kind and kind.safety)
    danger = finding.safety or finding.grade == Condition.DANGEROUS or worn
    request = open_request(
        finding.place, category=category, channel=Channel.FIELD, zone=zone, by=by, step=step,
        priority=Priority.EMERGENCY if danger else None, equipment=finding.equipment,
        description=". ".join(filter(None, (finding.label, finding.words))),
    )  # fmt: skip
    for picture in finding.pictures.order_by("pk"):
        request.case.add_photo(picture, caption=finding.label[:200], by=by)
    return request.case


def _category(finding) -> Category | None:
    known = Category.objects.active().filter(restricted=False)
    if finding.equipment:
        return known.filter(equipment_kind=finding.equipment.kind).order_by("position", "pk").first()
    return finding.kind and known.filter(kind=finding.kind).order_by("position", "pk").first()
