"""Where a figure comes from: reletting days by step and service, requests by family and category. Each line opens
the files that it counts (`narrowed`)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from urllib.parse import urlencode

from django.db.models import Count, F, FloatField, OuterRef, QuerySet, Subquery, Sum, Value

from coordination.models import Task
from coordination.processes import step_of
from leasing.models import Vacancy
from leasing.processes import VACANCY
from requests_app.models import Category
from requests_app.processes import FAMILIES
from teams.models import Team

from .levels import Level
from .measures import Measure, Part, Side
from .measures.expressions import Hours
from .periods import DAY, Period
from .steps import Sums, of_each

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


def decomposition(level: Level, measure: Measure, period: Period) -> list[Causes]:
    """As a page shows it. One query; nothing for measures that have none."""
    if measure.part(Side.DENOMINATOR).category:
        return _of_requests(level, measure, period)
    files = level.files(measure, Side.DENOMINATOR, period)
    return _of_relocations(files) if files.model is Vacancy else []


def causes(level: Level, measure: Measure, period: Period) -> list[Cause]:
    """The finest lines that have a service, else families. One query; `value` × `count` add up."""
    if measure.part(Side.DENOMINATOR).category:
        found = _of_requests(level, measure, period)
        return found[0].rows if found else []
    files = level.files(measure, Side.DENOMINATOR, period)
    return _step_lines(_days(_of_files(files), "step", "team__service")) if files.model is Vacancy else []


def _of_requests(level: Level, measure: Measure, period: Period) -> list[Causes]:
    """From the facts, as the figure itself."""
    told = level.facts().filter(category__isnull=False)
    named = Category.objects.filter(pk=OuterRef("category")).order_by()
    rows = of_each(
        told, measure, {period.start, period.end + DAY}, "category",
        family=Subquery(named.values("family")), label=Subquery(named.values("label")),
    )  # fmt: skip
    summed = ((*names, pk, steps.sums(measure, period.start, period.end)) for pk, *names, steps in rows)
    found = sorted(one for one in summed if one[-1][1])
    families = [
        _line(measure, [sums for *_, sums in group], FAMILIES[family], famille=family)
        for family, group in groupby(found, key=lambda one: one[0])
    ]
    categories = [_line(measure, [sums], label, categorie=pk) for _, label, pk, sums in found]
    return [
        Causes("Par famille", "Famille", _largest(families)),
        Causes("Par catégorie", "Catégorie", _largest(categories)),
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
