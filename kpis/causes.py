"""Where a figure comes from: reletting days by step and service, requests by family and category. Each line opens
the files that it counts (`narrowed`)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from urllib.parse import urlencode

from django.db.models import Count, F, FloatField, QuerySet, Sum, Value

from coordination.models import Task
from coordination.processes import step_of
from leasing.models import Vacancy
from leasing.processes import VACANCY
from requests_app.models import Category
from requests_app.processes import FAMILIES
from teams.models import Team

from .apart import CATEGORY, Share, apart, has_categories
from .levels import Level
from .measures import Measure, Part, Side
from .measures.expressions import Hours
from .periods import Period
from .steps import Sums

HOURS_PER_DAY = 24.0
NOBODY = "aucun"
STEPS = {step.code: step.label for step in VACANCY.steps}
SERVICES = dict(Team.Service.choices) | {NOBODY: "Sans équipe"}


@dataclass(frozen=True)
class Cause:
    """One line: what (and whose), how many files, their figure, and the query that finds them."""

    label: str
    count: int
    value: Decimal | None
    query: str
    service: str = ""


@dataclass(frozen=True)
class Causes:
    """Lines of one kind. `in_days`: values are days, whatever the measure."""

    title: str
    column: str
    rows: list[Cause]
    in_days: bool = False


def decomposition(
    level: Level, measure: Measure, period: Period, categories: list[Share] | None = None
) -> list[Causes]:
    """As a page shows it. One query, if the categories are not known yet; nothing for measures that have none."""
    if has_categories(measure):
        return _of_requests(measure, _categories(level, measure, period) if categories is None else categories)
    return _of_relocations(level.files(measure, Side.DENOMINATOR, period)) if of_relocations(measure) else []


def causes(level: Level, measure: Measure, period: Period) -> list[Cause]:
    """The finest lines that have a service, else families. One query; `value` × `count` add up."""
    if has_categories(measure):
        found = _of_requests(measure, _categories(level, measure, period))
        return found[0].rows if found else []
    if not of_relocations(measure):
        return []
    files = level.files(measure, Side.DENOMINATOR, period)
    return _step_lines(_days(_of_files(files), "step", "team__service"))


def of_relocations(measure: Measure) -> bool:
    return measure.part(Side.DENOMINATOR).files().model is Vacancy


def _categories(level: Level, measure: Measure, period: Period) -> list[Share]:
    """From the facts, as the figure itself."""
    return apart(level, measure, [period], CATEGORY)[CATEGORY]


def _of_requests(measure: Measure, categories: list[Share]) -> list[Causes]:
    found = sorted((one.family, one.name, one.pk, one.sums[0]) for one in categories if one.sums[0][1])
    families = [
        _line(measure, [sums for *_, sums in group], FAMILIES[family], famille=family)
        for family, group in groupby(found, key=lambda one: one[0])
    ]
    lines = [_line(measure, [sums], label, categorie=pk) for _, label, pk, sums in found]
    return [
        Causes("Par famille", "Famille", _largest(families)),
        Causes("Par catégorie", "Catégorie", _largest(lines)),
    ] if found else []  # fmt: skip


def _line(measure: Measure, rows: Iterable[Sums], label: str, **asked) -> Cause:
    top, bottom = map(sum, zip(*rows, strict=True))
    return Cause(label, int(bottom), measure.value(top, bottom), urlencode(asked))


def _largest(rows: list[Cause]) -> list[Cause]:
    return sorted(rows, key=lambda one: (-one.count, one.label))


def _of_relocations(files) -> list[Causes]:
    """Over the relocations that had each step, or in which each service had one; steps run beside each other."""
    tasks = _of_files(files)
    found: dict[str, list[dict]] = {"step": [], "team__service": []}
    each, *others = (_days(tasks, kind=Value(name), code=F(name)) for name in found)
    for row in each.union(*others, all=True):
        found[row["kind"]].append({row["kind"]: row["code"], **row})
    steps, services = (_step_lines(rows) for rows in found.values())
    return [
        Causes("Par étape", "Étape", steps, in_days=True),
        Causes("Par service", "Service", services, in_days=True),
    ] if steps else []  # fmt: skip


def _days(tasks: QuerySet, *keys: str, **named) -> QuerySet:
    return tasks.values(*keys, **named).annotate(
        total=Sum("days", output_field=FloatField()), count=Count("case", distinct=True)
    )


def _step_lines(rows: Iterable[dict]) -> list[Cause]:
    return sorted((_step_line(row) for row in rows), key=lambda one: (-(one.value or 0), one.label, one.service))


def _step_line(row: dict) -> Cause:
    asked, names = {}, []
    if "step" in row:
        asked["etape"] = row["step"]
        names.append(step_of("vacancy", row["step"]).label)
    if "team__service" in row:
        asked["service"] = row["team__service"] or NOBODY
        names.append(SERVICES[asked["service"]])
    value = Decimal(str(row["total"])) / row["count"]
    return Cause(names[0], row["count"], value, urlencode(asked), names[1] if len(names) > 1 else "")


def _of_files(files: QuerySet) -> QuerySet:
    found = _worked().filter(case__in=files.values("case"))
    return found.annotate(days=Hours("done_at", "opened_at") / HOURS_PER_DAY)


def _worked() -> QuerySet:
    return Task.objects.filter(done_at__isnull=False, blocking=True).order_by()


def narrowed(part: Part, files: QuerySet, asked) -> tuple[QuerySet, str]:
    """The files of one line, and its words; all of them where no line of theirs is asked for."""
    if part.category:
        return _request_lines(part.category, files, asked)
    if files.model is Vacancy:
        return _relocation_lines(files, asked)
    return files, ""


def _request_lines(category: str, files: QuerySet, asked) -> tuple[QuerySet, str]:
    if (family := asked.get("famille")) in FAMILIES:
        return files.filter(**{f"{category}__family": family}), FAMILIES[family]
    if asked.get("categorie", "").isdecimal() and (one := Category.objects.filter(pk=asked["categorie"]).first()):
        return files.filter(**{category: one}), one.label
    return files, ""


def _relocation_lines(files: QuerySet, asked) -> tuple[QuerySet, str]:
    tasks, names = _worked(), []
    if (step := asked.get("etape")) in STEPS:
        tasks = tasks.filter(step=step)
        names.append(STEPS[step])
    if (service := asked.get("service")) in SERVICES:
        tasks = tasks.filter(team=None) if service == NOBODY else tasks.filter(team__service=service)
        names.append(SERVICES[service])
    return (files.filter(case__in=tasks.values("case")), ", ".join(names)) if names else (files, "")
