"""Where a figure comes from: reletting days by step and service, requests by family and category. Each line opens
the files that it counts (`narrowed`)."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from urllib.parse import urlencode

from django.db.models import Count, F, FloatField, QuerySet, Sum

from coordination.models import Task
from coordination.processes import step_of
from leasing.models import Vacancy
from leasing.processes import VACANCY
from requests_app.models import Category, Request
from requests_app.processes import FAMILIES
from teams.models import Team

from .levels import Level
from .measures import Measure, Side
from .measures.expressions import Hours
from .periods import Period

HOURS_PER_DAY = 24.0
NOBODY = "aucun"
STEPS = {step.code: step.label for step in VACANCY.steps}
SERVICES = dict(Team.Service.choices) | {NOBODY: "Sans équipe"}


@dataclass(frozen=True)
class Cause:
    """One line: what, how many files, their figure, and the query that finds them."""

    label: str
    count: int
    value: Decimal | None
    query: str


@dataclass(frozen=True)
class Causes:
    """Lines of one kind. `in_days`: values are days, whatever the measure."""

    title: str
    column: str
    rows: list[Cause]
    in_days: bool = False


def causes(level: Level, measure: Measure, period: Period) -> list[Causes]:
    """Two queries at most; nothing for measures that have no decomposition."""
    files = level.files(measure, Side.DENOMINATOR, period)
    if files.model is Request:
        return _of_requests(measure, files)
    return _of_relocations(files) if files.model is Vacancy else []


def _of_requests(measure: Measure, files) -> list[Causes]:
    rows = files.order_by("category__family").values("category__family", "category", "category__label").annotate(
        Sum("fact_numerator"), Sum("fact_denominator"), count=Count("pk")
    )  # fmt: skip
    found = list(rows)
    families = [
        _line(measure, list(group), FAMILIES.get(family, "Sans catégorie"), {"famille": family or NOBODY})
        for family, group in groupby(found, key=lambda row: row["category__family"])
    ]
    categories = [
        _line(measure, [row], row["category__label"] or "Sans catégorie", {"categorie": row["category"] or NOBODY})
        for row in found
    ]
    return [
        Causes("Par famille", "Famille", _largest(families)),
        Causes("Par catégorie", "Catégorie", _largest(categories)),
    ] if found else []  # fmt: skip


def _line(measure: Measure, rows: list[dict], label: str, asked: dict) -> Cause:
    sums = (sum((row[f"fact_{side}__sum"] for row in rows), Decimal()) for side in ("numerator", "denominator"))
    return Cause(label, sum(row["count"] for row in rows), measure.value(*sums), urlencode(asked))


def _largest(rows: list[Cause]) -> list[Cause]:
    return sorted(rows, key=lambda one: (-one.count, one.label))


def _of_relocations(files) -> list[Causes]:
    """Mean days of each step and of each service over the relocations that had it; steps run beside each other."""
    tasks = _worked().filter(case__in=files.values("case")).annotate(
        days=Hours("done_at", "opened_at") / HOURS_PER_DAY
    )  # fmt: skip

    def lines(key, label, asked) -> list[Cause]:
        rows = tasks.values(code=F(key)).annotate(
            total=Sum("days", output_field=FloatField()), count=Count("case", distinct=True)
        )
        found = [
            Cause(label(row["code"]), row["count"], Decimal(str(row["total"])) / row["count"],
                  urlencode({asked: row["code"] or NOBODY}))
            for row in rows
        ]  # fmt: skip
        return sorted(found, key=lambda one: (-(one.value or 0), one.label))

    steps = lines("step", lambda code: step_of("vacancy", code).label, "etape")
    services = lines("team__service", lambda code: SERVICES[code or NOBODY], "service")
    return [
        Causes("Par étape", "Étape", steps, in_days=True),
        Causes("Par service", "Service", services, in_days=True),
    ] if steps else []  # fmt: skip


def _worked() -> QuerySet:
    return Task.objects.filter(done_at__isnull=False, blocking=True).order_by()


def narrowed(files: QuerySet, asked) -> tuple[QuerySet, str]:
    """The files of one line, and its words; all of them where no line of theirs is asked for."""
    if files.model is Request:
        return _request_lines(files, asked)
    if files.model is Vacancy:
        return _relocation_lines(files, asked)
    return files, ""


def _request_lines(files: QuerySet, asked) -> tuple[QuerySet, str]:
    if (family := asked.get("famille")) in (*FAMILIES, NOBODY):
        found = files.filter(category__family=family) if family != NOBODY else files.filter(category=None)
        return found, FAMILIES.get(family, "Sans catégorie")
    if asked.get("categorie") == NOBODY:
        return files.filter(category=None), "Sans catégorie"
    if asked.get("categorie", "").isdecimal() and (one := Category.objects.filter(pk=asked["categorie"]).first()):
        return files.filter(category=one), one.label
    return files, ""


def _relocation_lines(files: QuerySet, asked) -> tuple[QuerySet, str]:
    if (step := asked.get("etape")) in STEPS:
        return files.filter(case__in=_worked().filter(step=step).values("case")), STEPS[step]
    if (service := asked.get("service")) in SERVICES:
        of = {"team": None} if service == NOBODY else {"team__service": service}
        return files.filter(case__in=_worked().filter(**of).values("case")), SERVICES[service]
    return files, ""
