"""How clean a residence has been: one row per place, one cell per month, and the same as lines of a chart."""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Q
from django.utils import timezone

from coordination import parameters

from .cleaning_parameters import FAIR, GOOD
from .models import CleaningCheck, CleaningService

MONTHS, SEASON = 12, 3


@dataclass
class Cell:
    """The checks of a month, of which the last one is told: its grade, its result, its page."""

    month: dt.date
    checks: list[CleaningCheck] = field(default_factory=list)

    @property
    def last(self) -> CleaningCheck | None:
        return self.checks[-1] if self.checks else None

    @property
    def score(self) -> Decimal | None:
        return self.last.score if self.last else None


@dataclass
class Row:
    """One place: who cleans it now, when it is checked next, its months."""

    service: CleaningService
    cells: list[Cell]

    @property
    def last(self) -> CleaningCheck | None:
        return next((cell.last for cell in reversed(self.cells) if cell.last), None)

    @property
    def trend(self) -> int | None:
        """Points gained or lost: the mean of the last three months less that of the three before."""
        latest, former = mean_of(self.cells[-SEASON:]), mean_of(self.cells[-2 * SEASON : -SEASON])
        return round(latest - former) if latest is not None and former is not None else None


def mean_of(cells: list[Cell]) -> Decimal | None:
    known = [cell.score for cell in cells if cell.score is not None]
    return sum(known, Decimal(0)) / len(known) if known else None


@dataclass(frozen=True)
class Board:
    months: list[dt.date]
    rows: list[Row]
    limits: list[tuple[str, float]]
    """What a grade is held against: words, value."""

    @property
    def has_checks(self) -> bool:
        return any(row.last for row in self.rows)

    @property
    def chart(self) -> dict:
        """What the chart draws: labels, a line of grades per place, the limits."""
        return {
            "limits": [{"label": label, "value": value} for label, value in self.limits],
            "labels": [f"{month:%m/%Y}" for month in self.months],
            "series": [
                {"label": row.service.spot,
                 "data": [float(cell.score) if cell.score is not None else None for cell in row.cells]}
                for row in self.rows if row.last
            ],
        }  # fmt: skip


def months_until(day: dt.date) -> list[dt.date]:
    """The first days of the last twelve months, this one included."""
    found = [day.replace(day=1)]
    while len(found) < MONTHS:
        found.append((found[-1] - dt.timedelta(days=1)).replace(day=1))
    return found[::-1]


def read(services, day: dt.date) -> Board:
    """Of these places (running, or checked in the year): two queries more, however many checks."""
    months = months_until(day)
    rows = {one.pk: Row(one, [Cell(month) for month in months]) for one in services}
    checks = CleaningCheck.objects.standing().filter(service__in=rows, closed_at__date__gte=months[0])
    for check in checks.order_by("closed_at", "pk"):
        if check.closed_at:
            month = timezone.localtime(check.closed_at).date().replace(day=1)
            index = (month.year - months[0].year) * 12 + month.month - months[0].month
            if 0 <= index < MONTHS:
                rows[check.service_id].cells[index].checks.append(check)
    worth = parameters.values([GOOD, FAIR], day)
    limits = [("Conforme", float(worth[GOOD])), ("Non conforme en dessous", float(worth[FAIR]))]
    return Board(months, list(rows.values()), limits)


def shown(services, day: dt.date):
    """Places that somebody cleans, and those whose cleaner left within the year."""
    since = months_until(day)[0]
    return services.filter(Q(period__contains=day) | Q(period__endswith__gt=since))
