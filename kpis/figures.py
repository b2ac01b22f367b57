"""Figures read from the facts of each day. Sums first, one division last."""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Count, DateField, F, Q, Sum
from django.db.models.functions import Cast, Greatest, TruncWeek

from .levels import Level
from .measures import IN_ORDER, MEASURES, Direction, Measure
from .models import RollupRun, Target
from .periods import Period, Weeks

ZERO = Decimal()
Sums = tuple[Decimal, Decimal]
NOTHING: Sums = (ZERO, ZERO)


@dataclass(frozen=True)
class Figure:
    """One measure of one level over one period."""

    measure: Measure
    sums: Sums = (ZERO, ZERO)
    before: Sums = (ZERO, ZERO)
    target: Target | None = None
    trend: list = field(default_factory=list)

    @property
    def value(self) -> Decimal | None:
        return self.measure.value(*self.sums)

    @property
    def previous(self) -> Decimal | None:
        return self.measure.value(*self.before)

    @property
    def numerator(self) -> Decimal:
        return self.sums[0]

    @property
    def count(self) -> Decimal:
        """How many files are behind it."""
        return self.sums[0] if self.measure.is_count else self.sums[1]

    @property
    def is_small(self) -> bool:
        return self._too_few(self.sums)

    def _too_few(self, sums: Sums) -> bool:
        known = self.measure.counts_files and not self.measure.is_count
        return known and sums[1] < self.measure.minimum

    @property
    def change(self) -> Decimal | None:
        return None if self.value is None or self.previous is None else self.value - self.previous

    @property
    def verdict(self) -> str:
        """Of the change, in a word: better, worse, or nothing to say."""
        few = self.is_small or self._too_few(self.before)
        if not self.change or few or self.measure.direction == Direction.NEUTRAL:
            return ""
        return "worse" if (self.change > 0) == (self.measure.direction == Direction.LOWER) else "better"

    @property
    def on_target(self) -> bool | None:
        if self.target is None or self.value is None or self.is_small:
            return None
        if self.measure.direction == Direction.LOWER:
            return self.value <= self.target.value
        return self.value >= self.target.value


def figures(level: Level, period: Period, today: dt.date) -> list[Figure]:
    """All measures with their trend, in three queries."""
    sums = _sums(level.facts(), period)
    targets = Target.objects.for_place(today, agency=level.agency, residence=level.residence)
    weekly = weeks_of(level, MEASURES.values(), Weeks(min(period.end, today)))
    return [
        Figure(one, *sums.get(code, (NOTHING, NOTHING)), targets.get(code), weekly[code])
        for one in IN_ORDER for code in [one.code]
    ]  # fmt: skip


def one(level: Level, measure: Measure, period: Period, today: dt.date) -> Figure:
    """One measure, without its trend: two queries."""
    sums = _sums(level.facts().filter(measure=measure.code), period)
    targets = Target.objects.for_place(today, agency=level.agency, residence=level.residence)
    return Figure(measure, *sums.get(measure.code, (NOTHING, NOTHING)), targets.get(measure.code))


def _sums(facts, period: Period, *keys: str) -> dict[Any, tuple[Sums, Sums]]:
    """Per measure (and `keys`): the sums of the period and of the one before."""
    wanted: dict[str, Sum] = {}
    for when, one in (("now", period), ("before", period.previous)):
        for column in ("numerator", "denominator"):
            flow = Q(day__range=(one.start, one.end))
            wanted[f"{when}_flow_{column}"] = Sum(column, filter=flow, default=ZERO)
            wanted[f"{when}_stock_{column}"] = Sum(column, filter=Q(day__lte=one.end), default=ZERO)
    found: dict[Any, tuple[Sums, Sums]] = {}
    for row in facts.filter(day__lte=period.end).values("measure", *keys).annotate(**wanted):
        if row["measure"] not in MEASURES:
            continue
        stocks = MEASURES[row["measure"]].stocks
        sums = [
            tuple(row[f"{when}_{'stock' if stock else 'flow'}_{column}"]
                  for stock, column in zip(stocks, ("numerator", "denominator"), strict=True))
            for when in ("now", "before")
        ]  # fmt: skip
        key = (row["measure"], *(row[name] for name in keys)) if keys else row["measure"]
        found[key] = (sums[0], sums[1])
    return found


def weeks_of(level: Level, measures, weeks: Weeks) -> dict[str, list[tuple[dt.date, Decimal | None, Decimal]]]:
    """Per measure: (Monday, figure of that week, files behind it). One query."""
    wanted = {one.code: one for one in measures}
    before = weeks.first - dt.timedelta(days=7)
    week = Greatest(Cast(TruncWeek("day"), DateField()), before, output_field=DateField())
    rows = level.facts().filter(measure__in=list(wanted), day__lte=weeks.end).annotate(week=week)
    sums: dict[tuple, Sums] = {
        (code, monday): (numerator, denominator)
        for code, monday, numerator, denominator in rows.values_list("measure", "week").annotate(
            Sum("numerator"), Sum("denominator")
        )
    }
    return {code: _curve(one, sums, before, weeks) for code, one in wanted.items()}


def _curve(measure: Measure, sums: dict, before: dt.date, weeks: Weeks) -> list:
    stood = list(sums.get((measure.code, before), (ZERO, ZERO)))
    found = []
    for monday in weeks.mondays:
        came = sums.get((measure.code, monday), (ZERO, ZERO))
        stood = [stood[0] + came[0], stood[1] + came[1]]
        numerator, denominator = (stood[n] if stock else came[n] for n, stock in enumerate(measure.stocks))
        count = numerator if measure.is_count else denominator
        found.append((monday, measure.value(numerator, denominator), count))
    return found


@dataclass(frozen=True)
class Place:
    """A residence with its figure, among others."""

    pk: int
    name: str
    figure: Figure
    query: str


def places(level: Level, measure: Measure, period: Period) -> list[Place]:
    """Residences of the level, best first; those with too few files behind them last. One query."""
    team = f"&equipe={level.team.pk}" if level.team else ""
    facts = level.facts().filter(measure=measure.code).annotate(name=F("residence__name"))
    found = [
        Place(pk, name, Figure(measure, *sums), f"residence={pk}{team}&{period.query}")
        for (_, pk, name), sums in _sums(facts, period, "residence", "name").items()
    ]
    known = [one for one in found if one.figure.value is not None]
    sign = -1 if measure.direction == Direction.HIGHER else 1
    return sorted(known, key=lambda one: (one.figure.is_small, sign * one.figure.value, one.name))  # type: ignore[operator]


def last_count() -> RollupRun | None:
    """The last counting, with how many alerts it raised. One query."""
    return RollupRun.objects.finished().annotate(alerts=Count("discrepancies")).order_by("-pk").first()
