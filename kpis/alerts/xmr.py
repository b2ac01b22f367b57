"""Process behaviour charts (XmR): how far a figure usually moves from week to week, and when it left that range.

Pure arithmetic over weekly points. Limits come from the points before the latest ones, so that a shift does not
widen its own limits; two rules: a point beyond the limits, and a run of points on one side of the mean.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import sqrt
from statistics import fmean, median, pstdev

WIDTH = 2.66
"""Three standard deviations, from the mean of moving ranges (3 / 1.128)."""
LARGEST_RANGE = 3.268
"""A moving range beyond so many means is no usual one: it is left out of the mean."""
SEASONAL_WEEKS = 104
WEEK = dt.timedelta(days=7)


class Rule(StrEnum):
    BEYOND = "beyond"
    RUN = "run"


@dataclass(frozen=True)
class Rules:
    """`run` points on one side are a shift; limits need `least` points, and look back over `window`."""

    run: int = 8
    least: int = 12
    window: int = 52


@dataclass(frozen=True)
class Week:
    monday: dt.date
    numerator: float
    denominator: float


@dataclass(frozen=True)
class Point:
    """One week, or several joined because each had too few files."""

    start: dt.date
    last: dt.date
    value: float
    count: float


@dataclass(frozen=True)
class Limits:
    """`spread` is how far a point of usual size may lie from the mean; one of fewer files, farther."""

    mean: float
    spread: float
    usual: float = 1

    def around(self, count: float) -> tuple[float, float]:
        wide = self.spread * sqrt(max(1.0, self.usual / count)) if count > 0 else self.spread
        return self.mean - wide, self.mean + wide


@dataclass(frozen=True)
class Signal:
    """What left its range: since which point, on which side, and by how many of its latest points."""

    rule: Rule
    above: bool
    since: dt.date
    points: int
    limits: Limits


@dataclass(frozen=True)
class Chart:
    """Points with the limits that hold for each, the season taken into account; without limits: why not."""

    points: list[Point]
    limits: Limits | None
    seasons: dict[int, float]
    bounds: list[tuple[float, float, float]]
    signals: list[Signal]

    @property
    def is_seasonal(self) -> bool:
        return any(self.seasons.values())


def joined(weeks: Iterable[Week], minimum: float) -> list[Point]:
    """Weeks put together until each point has enough files; the last ones wait for more."""
    found: list[Point] = []
    start, numerator, denominator = None, 0.0, 0.0
    for week in weeks:
        start = start or week.monday
        numerator, denominator = numerator + week.numerator, denominator + week.denominator
        if denominator > 0 and denominator >= minimum:
            found.append(Point(start, week.monday, numerator / denominator, denominator))
            start, numerator, denominator = None, 0.0, 0.0
    return found


def limits(points: Sequence[Point], *, correlated: bool = False) -> Limits | None:
    """From how much neighbours differ. A stock moves slowly: its neighbours resemble each other whatever its usual
    range, so that its own deviation counts where it is larger."""
    if len(points) < 2:
        return None
    values = [one.value for one in points]
    ranges = [abs(after - before) for before, after in pairwise(values)]
    usual = fmean(ranges)
    kept = [one for one in ranges if one <= LARGEST_RANGE * usual] or ranges
    spread = WIDTH * fmean(kept)
    if correlated:
        spread = max(spread, 3 * pstdev(values))
    return Limits(fmean(values), spread, median(one.count for one in points))


def seasons(points: Sequence[Point]) -> dict[int, float]:
    """By how much each month usually lies from the mean of the year, with two years of history; nothing without.

    Months differ by chance too: their differences are shrunk by what chance alone would make of them.
    """
    if not points or points[-1].last - points[0].start < (SEASONAL_WEEKS - 1) * WEEK:
        return {}
    months: dict[int, list[float]] = {}
    for one in points:
        months.setdefault(one.start.month, []).append(one.value)
    if len(months) < 12 or any(len(values) < 2 for values in months.values()):
        return {}
    middle = fmean(fmean(values) for values in months.values())
    away = {month: fmean(values) - middle for month, values in months.items()}
    within = fmean(pstdev(values) ** 2 * len(values) / (len(values) - 1) for values in months.values())
    chance = within / fmean(len(values) for values in months.values())
    between = fmean(one**2 for one in away.values())
    kept = max(0.0, 1 - chance / between) if between else 0.0
    return {month: one * kept for month, one in away.items()}


def read(
    points: Sequence[Point], rules: Rules, *, correlated: bool = False, after: dt.date | None = None
) -> Chart:
    """The chart of a series, and what its latest points say. `after`: older ones were told already.

    A stock has no season of its own: a slow wave would be taken for one.
    """
    shift = {} if correlated else seasons(points[: -rules.run])
    level = [Point(one.start, one.last, one.value - shift.get(one.start.month, 0), one.count) for one in points]
    base = level[: -rules.run][-rules.window :]
    found = limits(base, correlated=correlated) if len(base) >= rules.least else None
    if found is None:
        return Chart(list(points), None, {}, [], [])
    bounds = []
    for one in points:
        low, high = found.around(one.count)
        season = shift.get(one.start.month, 0)
        bounds.append((low + season, found.mean + season, high + season))
    fresh = [one for one in level if after is None or one.start > after]
    return Chart(list(points), found, shift, bounds, _signals(fresh, found, rules, correlated))


def _signals(points: Sequence[Point], found: Limits, rules: Rules, correlated: bool) -> list[Signal]:
    if not points:
        return []
    last = points[-1]
    low, high = found.around(last.count)
    signals = []
    if not low <= last.value <= high:
        above = last.value > high
        signals.append(Signal(Rule.BEYOND, above, _since(points, found, above), 1, found))
    tail = points[-rules.run :]
    if len(tail) == rules.run and not correlated and found.spread:
        sides = {(one.value > found.mean) - (one.value < found.mean) for one in tail}
        if sides in ({1}, {-1}):
            above = sides == {1}
            signals.append(Signal(Rule.RUN, above, _since(points, found, above), rules.run, found))
    return signals


def _since(points: Sequence[Point], found: Limits, above: bool) -> dt.date:
    """The first of the latest points that all lie on that side of the mean."""
    first = points[-1]
    for one in reversed(points):
        if (one.value > found.mean) != above or one.value == found.mean:
            break
        first = one
    return first.start
