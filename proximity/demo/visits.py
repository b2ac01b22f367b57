"""A year of visits to some residences: rounds, visits, safety; their findings and pictures, in blocks."""

import datetime as dt
import io
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Prefetch
from PIL import Image, ImageDraw

from coordination import clock, parameters, photos
from housing.models import Condition, Residence
from teams.demo import demo_accounts
from teams.roles import Role

from ..inspection_parameters import LEAST_SCORE
from ..models import Checklist, Finding, FollowUp, Grade, Inspection, InspectionPoint

Kind = Checklist.Kind
RESIDENCES = 24
PACE = ((Kind.ROUND, 14), (Kind.VISIT, 90), (Kind.SAFETY, 180), (Kind.TECHNICAL, 120))
"""Days between two visits of a kind."""
SHARES = {Condition.FAIR: 0.05, Condition.POOR: 0.025, Condition.DANGEROUS: 0.002}
WORDS = ("À reprendre", "Déjà signalé", "Vu avec le gardien", "S’aggrave", "Récent", "")
BLOCK = 2_000


def build(seed: int, today: dt.date, say: Callable[[str], None]) -> None:
    dice = Random(f"visits {seed}")
    residences = Residence.objects.current().filter(unit_count__gt=0).select_related("agency").order_by("pk")
    writer = Writer(dice, today)
    for residence in residences[:RESIDENCES]:
        for kind, days in PACE:
            writer.add_year(residence, kind, days)
    writer.write()
    running = writer.leave_one_running()
    say(f"{len(writer.inspections)} visites sur un an, {len(writer.findings)} constats, {running} en cours")


class Writer:
    """Gathers rows, then writes each table once."""

    def __init__(self, dice: Random, today: dt.date):
        self.dice, self.today = dice, today
        self.least = parameters.value(LEAST_SCORE)
        grades = Prefetch("scale__grades", Grade.objects.order_by("rank"), to_attr="steps")
        known = {kind: Checklist.objects.for_use(kind) for kind, _ in PACE}
        self.items: dict[Kind, Any] = {
            kind: (one, list(one.items.select_related("scale", "kind").prefetch_related(grades)))
            for kind, one in known.items()
        }
        self.people: dict[tuple, object] = {}
        self.pictures = [photos.keep(drawing(number)) for number in range(4)]
        self.inspections: list[Inspection] = []
        self.points: list[InspectionPoint] = []
        self.findings: list[tuple[Finding, InspectionPoint]] = []

    def add_year(self, residence, kind: Kind, days: int) -> None:
        day = self.today - dt.timedelta(days=self.dice.randint(1, days))
        while (self.today - day).days < 365:
            if day.weekday() < 5:
                self._add(residence, kind, day)
            day -= dt.timedelta(days=days)

    def _add(self, residence, kind: Kind, day: dt.date) -> None:
        checklist, items = self.items[kind]
        at = dt.datetime.combine(
            day, dt.time(self.dice.randint(8, 16), self.dice.choice((5, 20, 35))), clock.PARIS
        )
        who = self._who(residence, kind)
        visit = Inspection(
            checklist=checklist, residence=residence, started_at=at, started_by=who, finished_by=who,
            finished_at=at + dt.timedelta(minutes=2 * len(items)),
        )  # fmt: skip
        got = weight = Decimal(0)
        out = False
        for position, item in enumerate(items):
            grade = self._grade(item)
            bad = grade.is_bad
            point = InspectionPoint(
                inspection=visit, item=item, position=position, room=item.section, grade=grade, by=who,
                words=self.dice.choice(WORDS) if bad else "", answered_at=at + dt.timedelta(minutes=2 * position),
            )  # fmt: skip
            self.points.append(point)
            got, weight = got + item.weight * (grade.points or 0), weight + item.weight
            out = out or (bad and item.knock_out)
            if bad:
                self._find(visit, point)
        visit.score = (got / weight).quantize(Decimal("0.1"), ROUND_HALF_UP)
        visit.passed = not out and visit.score >= self.least
        self.inspections.append(visit)

    def _grade(self, item: Any) -> Grade:
        """Usual for what is dangerous when it fails: `needs` tells those stories, each with its answer."""
        draw, floor = self.dice.random(), 0.0
        if item.kind and item.kind.safety:
            draw = 1.0
        for condition, share in SHARES.items():
            floor += share
            found = next((one for one in item.scale.steps if one.condition == condition), None)
            if draw < floor and found:
                return found
        return next(one for one in item.scale.steps if one.usual)

    def _find(self, visit: Inspection, point: Any) -> None:
        finding = Finding(
            residence=visit.residence, inspection=visit, point=point, kind=point.item.kind, words=point.words,
            label=f"{point.room} : {point.item.label}"[:160], grade=point.grade.condition, by=point.by,
            safety=point.grade.condition == Condition.DANGEROUS, seen_at=visit.finished_at or visit.started_at,
        )  # fmt: skip
        self.findings.append((finding, point))

    def _who(self, residence, kind: str):
        role = Role.CARETAKER if kind == Kind.ROUND else Role.PROXIMITY_MANAGER
        key = (residence.agency_id, role.value)
        if key not in self.people:
            holders = demo_accounts().holding(role).order_by("pk")
            self.people[key] = holders.filter(agencies=residence.agency_id).first() or holders.first()
        return self.people[key]

    def write(self) -> None:
        """Each bad point has its picture; what is older than a month was noted."""
        Inspection.objects.bulk_create(self.inspections, BLOCK)
        InspectionPoint.objects.bulk_create(self.points, BLOCK)
        Finding.objects.bulk_create([finding for finding, _ in self.findings], BLOCK)
        seen = [(self.dice.choice(self.pictures).pk, *one) for one in self.findings]
        of_points, of_findings = InspectionPoint.pictures.through, Finding.pictures.through
        of_points.objects.bulk_create(
            of_points(inspectionpoint_id=point.pk, picture_id=picture) for picture, _, point in seen
        )
        of_findings.objects.bulk_create(
            of_findings(finding_id=finding.pk, picture_id=picture) for picture, finding, _ in seen
        )
        month = dt.datetime.combine(self.today - dt.timedelta(days=30), dt.time(12), clock.PARIS)
        FollowUp.objects.bulk_create(
            FollowUp(finding=finding, kind=FollowUp.Kind.NOTE, at=finding.seen_at, by=finding.by)
            for finding, _ in self.findings
            if finding.seen_at < month and self.dice.random() < 0.8
        )

    def leave_one_running(self) -> int:
        """A visit that somebody began this morning, to go on with on the tablet."""
        residence = self.inspections[0].residence
        checklist, items = self.items[Kind.VISIT]
        at = dt.datetime.combine(self.today, dt.time(8, 40), clock.PARIS)
        who = self._who(residence, Kind.ROUND)
        visit = Inspection.objects.create(checklist=checklist, residence=residence, started_at=at, started_by=who)
        InspectionPoint.objects.bulk_create(
            InspectionPoint(
                inspection=visit, item=item, position=position, room=item.section,
                grade=next(one for one in item.scale.steps if one.usual) if position < 6 else None,
                answered_at=at if position < 6 else None, by=who if position < 6 else None,
            )
            for position, item in enumerate(items)
        )  # fmt: skip
        return 1


def drawing(number: int) -> SimpleUploadedFile:
    """A wall, a door, a rail, a floor with something wrong on it: drawn, small, the same each time."""
    dice = Random(f"finding {number}")
    ground = ((206, 200, 188), (122, 96, 74), (178, 190, 200), (150, 150, 146))[number % 4]
    image = Image.new("RGB", (640, 480), ground)
    pen = ImageDraw.Draw(image, "RGBA")
    for step in range(0, 640, 80):
        pen.line((step, 0, step, 480), fill=(255, 255, 255, 30), width=3)
    x, y = dice.randint(160, 360), dice.randint(120, 260)
    for _ in range(60):
        dx, dy = int(dice.gauss(0, 50)), int(dice.gauss(0, 40))
        pen.ellipse((x + dx, y + dy, x + dx + 22, y + dy + 16), fill=(60, 44, 30, 60))
    pen.line((x - 90, y + 70, x + 120, y - 40), fill=(40, 34, 30, 200), width=5)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    return SimpleUploadedFile(f"constat-{number}.jpg", out.getvalue(), "image/jpeg")
