"""What the page of a visit shows: its rooms and points, what is missing, its signatures, its findings."""

import uuid
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Prefetch

from .inspection_forms import (
    EmptyForm,
    FinishForm,
    KeysForm,
    ObserveForm,
    PeopleForm,
    PointForm,
    ReadingsForm,
    SignForm,
)
from .models import Finding, Grade, Inspection, InspectionPoint, Signature

Party = Signature.Party


@dataclass
class Line:
    """A point with what one may answer. `lacks_photo`: its grade asks for one that is not there."""

    point: InspectionPoint
    grades: list[Grade]
    form: PointForm | None = None

    @property
    def pictures(self) -> list:
        return list(self.point.pictures.all())

    @property
    def chosen(self) -> str:
        """The grade its form shows: what was sent, when the form came back."""
        return str(self.form["grade"].value() or "") if self.form else ""

    @property
    def lacks_photo(self) -> bool:
        return self.point.item.needs_photo(self.point.grade) and not self.pictures


@dataclass
class Room:
    name: str
    number: int
    key: uuid.UUID = field(default_factory=uuid.uuid4)
    lines: list[Line] = field(default_factory=list)

    @property
    def answered(self) -> int:
        return sum(line.point.grade_id is not None for line in self.lines)

    @property
    def is_done(self) -> bool:
        return self.answered == len(self.lines) and not any(line.lacks_photo for line in self.lines)


def with_findings(rows):
    """How many findings each visit made."""
    return rows.annotate(finding_count=Count("findings"))


def rooms_of(inspection: Inspection) -> list[Room]:
    """Three queries, whatever the number of points."""
    rows = inspection.points.select_related(
        "item__reference", "item__kind", "item__photo_from", "grade"
    ).prefetch_related(
        "pictures", Prefetch("item__scale__grades", Grade.objects.order_by("rank"), to_attr="steps")
    )
    rooms: list[Room] = []
    for point in rows.order_by("position"):
        if not rooms or rooms[-1].name != point.room:
            rooms.append(Room(point.room, len(rooms) + 1))
        rooms[-1].lines.append(Line(point, point.item.scale.steps))  # type: ignore[attr-defined]
    return rooms


def read(inspection: Inspection, *, fills: bool, bound=None) -> dict[str, Any]:
    rooms = rooms_of(inspection)
    inventory = getattr(inspection, "inventory", None)
    lines = [line for room in rooms for line in room.lines]
    found = Finding.objects.filter(inspection=inspection).select_related("kind", "point")
    context: dict[str, Any] = {
        "inspection": inspection, "rooms": rooms, "inventory": inventory, "count": len(lines),
        "answered": sum(line.point.grade_id is not None for line in lines),
        "missing": [line for line in lines if line.point.grade_id is None or line.lacks_photo],
        "signatures": list(inspection.signatures.select_related("picture").order_by("party")),
        "findings": list(found.prefetch_related("pictures", "follow_ups__case").order_by("point__position", "pk")),
        "open_room": next((room.number for room in rooms if not room.is_done), 1),
        "parties": PARTIES[inventory is not None],
    }  # fmt: skip
    for one in context["findings"]:
        one.tap_key, one.done = uuid.uuid4(), {step.kind for step in one.follow_ups.all()}
    if inventory is not None:
        context |= {"readings": list(inventory.readings.all()), "keys": list(inventory.keys.all())}
    if fills:
        _forms(context, inspection, inventory, lines)
    if bound:
        _come_back(context, *bound)
    return context


def _come_back(context, name: str, form) -> None:
    """The form that was refused takes the place of the empty one, unfolded."""
    context |= {"came_back": name}
    if not isinstance(form, PointForm):
        context["forms"][name] = form
        return
    for room in context["rooms"]:
        for line in room.lines:
            if line.point == form.point:
                line.form, context["open_room"] = form, room.number


PARTIES = {
    False: [Party.LANDLORD, Party.COMPANY],
    True: [Party.LANDLORD, Party.TENANT, Party.BAILIFF],
}
"""Who may sign a visit, and an inventory."""


def _forms(context, inspection, inventory, lines) -> None:
    for line in lines:
        line.form = PointForm(
            point=line.point, auto_id=f"p{line.point.pk}_%s",
            initial={"grade": line.point.grade_id, "words": line.point.words},
        )  # fmt: skip
    where = {"residence": inspection.residence, "unit": inspection.unit}
    forms: dict[str, Any] = {
        "rest": EmptyForm(auto_id="rest_%s"), "finish": FinishForm(auto_id="finish_%s"),
        "observe": ObserveForm(auto_id="observe_%s", **where), "sign": SignForm(auto_id="sign_%s"),
    }  # fmt: skip
    forms["sign"].fields["party"].choices = [(one.value, one.label) for one in context["parties"]]
    if inventory is not None:
        forms |= {
            "people": PeopleForm(instance=inventory, auto_id="people_%s"),
            "readings": ReadingsForm(inventory=inventory, auto_id="readings_%s"),
            "keys": KeysForm(inventory=inventory, auto_id="keys_%s"),
        }
    context |= {"forms": forms, "came_back": ""}
