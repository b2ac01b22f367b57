"""Some twenty états des lieux on the demo's vacancies: entry, exit, costing; one that waits on the tablet."""

import datetime as dt
import io
from collections.abc import Callable
from decimal import Decimal
from random import Random
from typing import Any, cast

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Prefetch
from django.utils import timezone
from PIL import Image, ImageDraw

from coordination import costing, photos
from coordination.models import Task

from .. import inventorying
from ..inspecting import points_of
from ..models import (
    Checklist,
    CostLine,
    Grade,
    Inspection,
    InspectionPoint,
    Inventory,
    KeyCount,
    MeterReading,
    Signature,
)

Kind, Party, Cause = Checklist.Kind, Signature.Party, CostLine.Cause
PAST = 10
"""Homes with both an entry and an exit."""
NAMES = ("Samira Ben Ali", "Paul Morel", "Lina Garcia", "Noé Petit", "Awa Diop", "Jeanne Roux", "Ilies Haddad")
PRICES = {
    "PEINTURE": ("Peinture, remise en état", 320), "DALLES": ("Remplacement des dalles de sol", 460),
    "SANITAIRES": ("Remplacement d’un sanitaire", 290), "ROBINETTERIE": ("Robinetterie", 140),
    "MENUISERIES": ("Porte intérieure", 210), "ELEC": ("Appareillage électrique", 95),
}  # fmt: skip
DAY = dt.timedelta(days=1)


def build(seed: int, today: dt.date, say: Callable[[str], None]) -> None:
    dice = Random(f"inventories {seed}")
    around = ("case__unit__staircase__building", "case__unit__residence", "done_by", "assignee")
    left = Task.objects.filter(process="vacancy", step="check_out", outcome="done", case__unit__isnull=False)
    signature = photos.keep(_signature())
    count = 0
    task: Any
    for task in left.select_related(*around).order_by("-done_at", "pk")[:PAST]:
        entry = _written(Kind.MOVE_IN, task, task.done_at - dice.randint(900, 2600) * DAY, signature, dice, None)
        leaving = _written(Kind.MOVE_OUT, task, task.done_at, signature, dice, entry)
        _cost(leaving, dice)
        count += 2
    say(f"{count} états des lieux, {_waiting(around)} en cours")


def _written(kind: str, task: Any, at, signature, dice: Random, entry: Inventory | None) -> Inventory:
    unit, who = task.case.unit, task.done_by or task.assignee
    inspection = Inspection.objects.create(
        checklist=Checklist.objects.for_use(kind), unit=unit, staircase=unit.staircase, residence=unit.residence,
        building=unit.staircase.building, case=task.case if kind == Kind.MOVE_OUT else None, started_at=at,
        started_by=who, finished_at=at + dt.timedelta(minutes=50), finished_by=who,
    )  # fmt: skip
    _fill(inspection, at, who, worn=kind == Kind.MOVE_OUT, dice=dice)
    inventory = Inventory.objects.create(
        inspection=inspection, entry=entry, tenant_name=entry.tenant_name if entry else dice.choice(NAMES),
        new_address=f"{dice.randint(1, 80)} rue des Tilleuls, Montorvel" if kind == Kind.MOVE_OUT else "",
    )  # fmt: skip
    since = 400 if entry else 0
    MeterReading.objects.bulk_create(
        MeterReading(inventory=inventory, kind=meter, number=f"{meter[0].upper()}{unit.pk:05}",
                     value=Decimal(dice.randint(100, 300) + since))
        for meter in ("cold", "hot", "power")
    )  # fmt: skip
    KeyCount.objects.bulk_create(
        KeyCount(inventory=inventory, kind=key, count=count)
        for key, count in (("door", 3), ("hall", 2), ("mailbox", 2), ("cellar", 1))
    )
    absent = kind == Kind.MOVE_OUT and dice.random() < 0.15
    for party, name, gone in ((Party.LANDLORD, str(who), False), (Party.TENANT, inventory.tenant_name, absent)):
        Signature.objects.create(
            inspection=inspection, party=party, name=name, absent=gone, picture=None if gone else signature, at=at
        )
    return inventory


def _fill(inspection: Inspection, at, who, *, worn: bool, dice: Random) -> None:
    grades = Prefetch("scale__grades", Grade.objects.order_by("rank"), to_attr="steps")
    known: dict[int, Any] = {
        one.pk: {step.label: step for step in one.scale.steps}
        for one in cast(Any, inspection.checklist.items.select_related("scale").prefetch_related(grades))
    }
    points = points_of(inspection)
    for point in points:
        label = dice.choices(("Bon", "Usé", "Mauvais"), (78, 17, 5) if worn else (94, 6, 0))[0]
        point.grade, point.answered_at, point.by = known[point.item_id][label], at, who
    InspectionPoint.objects.bulk_create(points)


def _cost(inventory: Any, dice: Random) -> None:
    """A line for each point in bad condition whose wear has a price."""
    grid = inventorying.grid_of(inventory)
    rules = {one.code: one for one in grid.rules.all()} if grid else {}
    bad = inventory.inspection.points.filter(grade__condition="poor").select_related("item").order_by("position")
    entry_day = timezone.localdate(inventory.entry.inspection.started_at)
    case: Any = inventory.inspection.case
    over = case.tasks.filter(step=costing.STEP, done_at__isnull=False).first()
    for point in () if over and "works" not in case.facts else bad:
        if point.item.wear not in PRICES:
            continue
        label, price = PRICES[point.item.wear]
        line = CostLine(
            inventory=inventory, point=point, label=f"{label}, {point.room.lower()}", rule=rules[point.item.wear],
            cause=dice.choice((Cause.DAMAGE, Cause.DAMAGE, Cause.WEAR)), renovated_on=entry_day,
            quantity=1, unit_price=Decimal(price),
        )  # fmt: skip
        line.price()
        line.save()
    if dice.random() < 0.4:
        line = CostLine(
            inventory=inventory, label="Nettoyage complet", cause=Cause.CLEANING, unit_price=Decimal(180)
        )
        line.price()
        line.save()
    told = inventorying.costing_of(inventory, case.facts.get("works", costing.NO_WORKS))
    if over and told.total:
        _send(inventory, told, over.done_at + dt.timedelta(minutes=20))


def _send(inventory: Any, told: costing.Costing, at: dt.datetime) -> None:
    """The step of the vacancy that waited for it is over: its lines replace the amounts typed there."""
    inventory.works, inventory.costed_at = told.works, at
    inventory.save()
    visit, words = inventory.inspection, "Remplace les montants saisis."
    costing.write(visit.case, told, text=words, by=visit.finished_by, at=at)


def _waiting(around) -> int:
    """The exits that somebody makes today: one in each agency."""
    waiting = Task.objects.open().filter(process="vacancy", step="check_out", case__unit__isnull=False)
    first = {task.agency_id: task for task in waiting.select_related(*around).order_by("-opened_at", "-pk")}
    for task in first.values():
        inventorying.start(Kind.MOVE_OUT, task.case.unit, by=task.assignee, case=task.case)
    return len(first)


def _signature() -> SimpleUploadedFile:
    image = Image.new("RGB", (800, 260), "white")
    path = [(60 + step * 16, 140 + (70 if step % 3 == 0 else -50 if step % 3 == 1 else 20)) for step in range(40)]
    ImageDraw.Draw(image).line(path, fill=(18, 35, 61), width=5, joint="curve")
    out = io.BytesIO()
    image.save(out, "PNG")
    return SimpleUploadedFile("signature.png", out.getvalue(), "image/png")
