"""Figures read from the facts of each day. Sums first, one division last."""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Count, Subquery
from django.db.models.functions import Coalesce

from .levels import Level
from .measures import IN_ORDER, Direction, Measure
from .models import Discrepancy, RollupRun, Target
from .periods import Period, Weeks
from .steps import NOTHING, ZERO, Steps, Sums, edges_of, read

MOST_FIRST = 5
WORDS = {"worse": "moins bien", "better": "mieux", "stable": "stable"}


@dataclass(frozen=True)
class Week:
    """A point of a trend: the value, and of how many files."""

    monday: dt.date
    value: Decimal | None
    count: Decimal
    cut: str = ""
    """Why it does not compare with whole weeks, in words."""


@dataclass(frozen=True)
class Figure:
    """One measure of one level over one period."""

    measure: Measure
    sums: Sums = (ZERO, ZERO)
    before: Sums = (ZERO, ZERO)
    target: Target | None = None
    trend: list[Week] = field(default_factory=list)
    least: Decimal = ZERO
    """The smallest change worth a word, in percent of what it was."""

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
        known = self.measure.counts_files and not self.measure.is_count and not self.measure.is_sum
        return known and sums[1] < self.measure.minimum

    @property
    def change(self) -> Decimal | None:
        return None if self.value is None or self.previous is None else self.value - self.previous

    @property
    def verdict(self) -> str:
        """Of the change: better, worse, stable, or nothing to say."""
        few = self.is_small or self._too_few(self.before)
        if self.change is None or few or self.measure.direction == Direction.NEUTRAL:
            return ""
        if not self.change or (self.previous and self.moved * 100 < self.least):
            return "stable"
        return "worse" if (self.change > 0) == (self.measure.direction == Direction.LOWER) else "better"

    @property
    def verdict_said(self) -> str:
        return WORDS.get(self.verdict, "")

    @property
    def cut(self) -> Week | None:
        """The last week of the trend where it does not compare with the others."""
        return self.trend[-1] if self.trend and self.trend[-1].cut else None

    @property
    def moved(self) -> Decimal:
        """How much of what it was before has changed; of nothing, one cannot say."""
        return abs((self.change or ZERO) / self.previous) if self.previous else ZERO

    @property
    def missed(self) -> Decimal:
        """How far away the target is, beside the target; nothing where it is reached."""
        if self.target is None or self.value is None or self.on_target is not False:
            return ZERO
        return abs(self.value - self.target.value) / (abs(self.target.value) or 1)

    @property
    def on_target(self) -> bool | None:
        if self.target is None or self.value is None or self.is_small:
            return None
        if self.measure.direction == Direction.LOWER:
            return self.value <= self.target.value
        return self.value >= self.target.value


def figures(level: Level, period: Period, today: dt.date) -> list[Figure]:
    """All measures with their trend, in two queries."""
    weeks = Weeks(min(period.end, today))
    found = read(level.sums(), {*edges_of(period), *weeks.edges})
    targets = Target.objects.for_place(today, agency=level.agency, residence=level.residence)
    return [_figure(one, found.get(one.code), period, targets.get(one.code), weeks, today) for one in IN_ORDER]


def _figure(
    measure: Measure, steps: Steps | None, period: Period, target: Target | None, weeks: Weeks, today: dt.date
) -> Figure:
    trend = [_week(measure, steps, weeks, monday, today) for monday in weeks.mondays]
    return Figure(measure, *both(steps, measure, period), target, trend, steps.least if steps else ZERO)


def _week(measure: Measure, steps: Steps | None, weeks: Weeks, monday: dt.date, today: dt.date) -> Week:
    sums = steps.sums(measure, monday, weeks.last_day(monday)) if steps else NOTHING
    count = sums[0] if measure.is_count else sums[1]
    cut = "" if all(measure.stocks) else weeks.cut(monday, today)  # a stock is what is there on the last day
    return Week(monday, measure.value(*sums), count, cut)


def first_to_read(found: list[Figure]) -> list[tuple[str, list[Figure], int]]:
    """In ten seconds: what got worse, which targets are missed, what got better; how many, the most striking."""
    groups = [
        ("Moins bien qu’avant", [one for one in found if one.verdict == "worse"], lambda one: -one.moved),
        ("Cibles non atteintes", [one for one in found if one.on_target is False], lambda one: -one.missed),
        ("Mieux qu’avant", [one for one in found if one.verdict == "better"], lambda one: -one.moved),
    ]
    return [(title, sorted(rows, key=strength)[:MOST_FIRST], len(rows)) for title, rows, strength in groups]


def one(level: Level, measure: Measure, period: Period, today: dt.date) -> Figure:
    """One measure, its trend up to the end of the period: two queries."""
    weeks = Weeks(period.end)
    steps = read(level.sums(), {*edges_of(period), *weeks.edges}, only=measure).get(measure.code)
    targets = Target.objects.for_place(today, agency=level.agency, residence=level.residence)
    return _figure(measure, steps, period, targets.get(measure.code), weeks, today)


def both(steps: Steps | None, measure: Measure, period: Period) -> tuple[Sums, Sums]:
    """Of a period and of the one before."""
    if steps is None:
        return NOTHING, NOTHING
    before = period.previous
    return steps.sums(measure, period.start, period.end), steps.sums(measure, before.start, before.end)


@dataclass(frozen=True)
class Place:
    """A residence with its figure, among others."""

    pk: int
    name: str
    figure: Figure
    query: str


def places(level: Level, measure: Measure, period: Period) -> list[Place]:
    """Residences of the level, worst first; those with too few files behind them last. One query."""
    team = f"&equipe={level.team.pk}" if level.team else ""
    facts = read(level.facts(), edges_of(period), "residence", "residence__name", only=measure)
    found = [
        Place(pk, name, Figure(measure, *both(steps, measure, period)), f"residence={pk}{team}&{period.query}")
        for (_, pk, name), steps in facts.items()
    ]
    known = [one for one in found if one.figure.value is not None]
    sign = 1 if measure.direction == Direction.HIGHER else -1
    return sorted(known, key=lambda one: (one.figure.is_small, sign * one.figure.value, one.name))  # type: ignore[operator]


def last_count() -> RollupRun | None:
    """The last counting, with how many differences the last check found, unless all was counted again since. One
    query."""
    whole = RollupRun.objects.finished().filter(since=None, from_day=None).order_by("-pk").values("pk")[:1]
    checked = Discrepancy.objects.filter(run__gte=Subquery(whole)).order_by("-run").values("run")[:1]
    found = Discrepancy.objects.filter(run=Subquery(checked)).order_by().values("run")
    alerts = Coalesce(Subquery(found.annotate(count=Count("pk")).values("count")), 0)
    return RollupRun.objects.finished().annotate(alerts=alerts).order_by("-pk").first()
