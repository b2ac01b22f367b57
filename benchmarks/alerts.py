"""How often a stable figure raises an alert, and how soon a real shift does: simulated series, no database.

Several sizes of series: few files a week, many; delays (skewed), shares, stocks that move slowly.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from itertools import count
from random import Random
from statistics import median

from kpis.alerts.xmr import Point, Rules, Week, joined, read

from .figures import Bound

RULES = Rules()
MONDAY = dt.date(2024, 1, 1)
WEEK = dt.timedelta(days=7)
MINIMUM = 5
HISTORY, WATCHED, SERIES = 110, 26, 200
MOST_FALSE = 0.8
"""Alerts per series and year of a stable figure, on the bad side."""
NEVER = 27
"""A shift of half that chance hides for longer than half a year."""
Draw = Callable[[Random, float], Iterator[tuple[float, float]]]


def delays(files: float) -> Draw:
    """Days of each file: skewed, as delays are."""

    def draw(dice: Random, times: float) -> Iterator[tuple[float, float]]:
        while True:
            n = _some(dice, files)
            yield sum(dice.gammavariate(2, 10) * times for _ in range(n)), n

    return draw


def shares(files: float, share: float = 0.2) -> Draw:
    def draw(dice: Random, times: float) -> Iterator[tuple[float, float]]:
        while True:
            n = _some(dice, files)
            yield sum(dice.random() < share * times for _ in range(n)), n

    return draw


def stock(keeps: float) -> Draw:
    """Each week resembles the one before."""

    def draw(dice: Random, times: float) -> Iterator[tuple[float, float]]:
        away = 0.0
        while True:
            away = keeps * away + dice.gauss(0, 3)
            yield 100 * times + away, 1

    return draw


KINDS: dict[str, tuple[Draw, bool, int]] = {
    "delays, 1 file a week": (delays(1), False, NEVER), "delays, 5 files a week": (delays(5), False, 10),
    "delays, 40 files a week": (delays(40), False, 3), "shares, 5 files a week": (shares(5), False, NEVER),
    "shares, 40 files a week": (shares(40), False, 10), "slow stock": (stock(0.8), True, 3),
}  # fmt: skip
"""With the most weeks in which a shift by half must be seen."""


def run(sizes: list[int]) -> Iterator[Bound]:
    for name, (draw, correlated, limit) in KINDS.items():
        stable = [_watch(draw, Random(seed), 1.0, correlated) for seed in range(SERIES)]
        rate = sum(len(found) for found in stable) / SERIES / WATCHED * 52
        yield Bound(f"false alerts, {name}", rate, MOST_FALSE, "a series and year", digits=2)
        shifted = [_watch(draw, Random(seed), 1.5, correlated) for seed in range(SERIES)]
        seen = sorted(found[0] if found else NEVER for found in shifted)
        yield Bound(f"shift of half seen, {name}", median(seen), limit, "weeks (median)")


def _watch(draw: Draw, dice: Random, times: float, correlated: bool) -> list[int]:
    """In which weeks an alert was raised on the bad side; one tells for eight weeks."""
    usual, later = draw(dice, 1.0), draw(dice, times)
    weeks: list[Week] = []
    found: list[int] = []
    told: dt.date | None = None
    for number in count():
        if number == HISTORY + WATCHED:
            return found
        top, bottom = next(usual if number < HISTORY else later)
        weeks.append(Week(MONDAY + number * WEEK, top, bottom))
        if number < HISTORY:
            continue
        points = _points(weeks, correlated)
        if any(one.above for one in read(points, RULES, correlated=correlated, after=told).signals):
            told = points[-1].start
            found.append(number - HISTORY + 1)
    raise AssertionError


def _points(weeks: list[Week], correlated: bool) -> list[Point]:
    return joined(weeks, 1 if correlated else MINIMUM)


def _some(dice: Random, files: float) -> int:
    """So many files on average: none to twice as many."""
    return round(dice.uniform(0, 2 * files))
