"""Where a figure comes from: reletting days by step and service, requests by family of category."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Avg, Count, FloatField, Sum

from coordination.models import Task
from coordination.processes import step_of
from requests_app.models import Request
from requests_app.processes import FAMILIES
from teams.models import Team

from .levels import Level
from .measures import Measure, Side
from .measures.expressions import Hours
from .measures.reletting import FAMILY as RELETTING
from .periods import Period

HOURS_PER_DAY = 24.0


@dataclass(frozen=True)
class Cause:
    """One line: what, whose, how many files, and the figure of these alone."""

    label: str
    service: str
    count: int
    value: Decimal | None


def causes(level: Level, measure: Measure, period: Period) -> list[Cause]:
    """One query; nothing for measures that have no decomposition yet."""
    files = level.files(measure, Side.DENOMINATOR, period)
    if files.model is Request:
        return _families(measure, files)
    return _steps(files) if measure.family == RELETTING and measure.code.startswith("REL0") else []


def _families(measure: Measure, files) -> list[Cause]:
    rows = files.values("category__family").annotate(
        Sum("fact_numerator"), Sum("fact_denominator"), count=Count("pk")
    )  # fmt: skip
    found = [
        Cause(FAMILIES.get(row["category__family"], ""), "", row["count"],
              measure.value(row["fact_numerator__sum"], row["fact_denominator__sum"]))
        for row in rows
    ]  # fmt: skip
    return sorted(found, key=lambda one: (-one.count, one.label))


def _steps(vacancies) -> list[Cause]:
    """Mean days of each step of these relocations, with the service that had it; steps run beside each other."""
    tasks = Task.objects.filter(case__in=vacancies.values("case"), done_at__isnull=False, blocking=True)
    rows = (
        tasks.order_by()
        .annotate(days=Hours("done_at", "opened_at") / HOURS_PER_DAY)
        .values("step", "team__service")
    )
    found = [
        Cause(step_of("vacancy", row["step"]).label, service_named(row["team__service"]), row["count"],
              Decimal(str(row["mean"])))
        for row in rows.annotate(mean=Avg("days", output_field=FloatField()), count=Count("pk"))
    ]  # fmt: skip
    return sorted(found, key=lambda one: (-(one.value or 0), one.label))


def service_named(code: str | None) -> str:
    return str(Team.Service(code).label) if code else "Sans équipe"
