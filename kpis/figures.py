"""Figures read from the facts of each day. Sums first, one division last."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import overload

from django.db.models import Count, Subquery
from django.db.models.functions import Coalesce

from .apart import RESIDENCE, Share, apart, of_some
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
        return self.measure.is_small(self.sums[1])

    @property
    def change(self) -> Decimal | None:
        return None if self.value is None or self.previous is None else self.value - self.previous

    @property
    def verdict(self) -> str:
        """Of the change: better, worse, stable, or nothing to say."""
        few = self.is_small or self.measure.is_small(self.before[1])
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
    sums = _sums(steps, measure, period), _sums(steps, measure, period.previous)
    return Figure(measure, *sums, target, trend, steps.least if steps else ZERO)


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
    steps = read(level.sums().filter(measure=measure.code), {*edges_of(period), *weeks.edges}).get(measure.code)
    targets = Target.objects.for_place(today, agency=level.agency, residence=level.residence)
    return _figure(measure, steps, period, targets.get(measure.code), weeks, today)


@dataclass(frozen=True)
class Place:
    """A residence with its figure, among others."""

    pk: int
    name: str
    figure: Figure
    query: str


class Places(Sequence[Place]):
    """Residences of a level, worst first; those with too few files behind them last. What a page says of each is
    made for those that it shows."""

    def __init__(self, shares: list[Share], level: Level, measure: Measure, period: Period):
        self.measure, self.period = measure, period
        self.more = f"&equipe={level.team.pk}" if level.team else ""
        sign, ranked = 1 if measure.direction == Direction.HIGHER else -1, []
        for share in shares:
            value = measure.value(*share.sums[0])
            if value is not None:
                order = measure.is_small(share.sums[0][1]), sign * float(value)
                ranked.append((*order, share.name, share.pk, share.sums))
        self.ranked = sorted(ranked)

    def __len__(self) -> int:
        return len(self.ranked)

    @overload
    def __getitem__(self, index: int) -> Place: ...
    @overload
    def __getitem__(self, index: slice) -> list[Place]: ...
    def __getitem__(self, index):
        if isinstance(index, slice):
            return [self._place(*one) for one in self.ranked[index]]
        return self._place(*self.ranked[index])

    def _place(self, is_small: bool, order: float, name: str, pk: int, sums: list[Sums]) -> Place:
        before = sums[1] if len(sums) > 1 else NOTHING
        return Place(
            pk, name, Figure(self.measure, sums[0], before), f"residence={pk}{self.more}&{self.period.query}"
        )


def places(level: Level, measure: Measure, period: Period, shares: list[Share] | None = None) -> Places:
    """One query, if the shares of residences are not known yet."""
    known = apart(level, measure, [period], RESIDENCE)[RESIDENCE] if shares is None else shares
    return Places(known, level, measure, period)


def with_before(level: Level, measure: Measure, period: Period, shown: Sequence[Place]) -> list[Place]:
    """The same places with what they were before: one query."""
    before = of_some(level, measure, period.previous, [one.pk for one in shown])
    return [replace(one, figure=replace(one.figure, before=before.get(one.pk, NOTHING))) for one in shown]


def _sums(steps: Steps | None, measure: Measure, period: Period) -> Sums:
    return steps.sums(measure, period.start, period.end) if steps else NOTHING


def last_count() -> RollupRun | None:
    """The last counting, with how many differences the last check found, unless all was counted again since. One
    query."""
    whole = RollupRun.objects.finished().filter(since=None, from_day=None).order_by("-pk").values("pk")[:1]
    checked = Discrepancy.objects.filter(run__gte=Subquery(whole)).order_by("-run").values("run")[:1]
    found = Discrepancy.objects.filter(run=Subquery(checked)).order_by().values("run")
    alerts = Coalesce(Subquery(found.annotate(count=Count("pk")).values("count")), 0)
    return RollupRun.objects.finished().annotate(alerts=alerts).order_by("-pk").first()
