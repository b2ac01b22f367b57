"""Comparing residences that are not alike: pure arithmetic.

Indirect standardisation: what a residence would show if each of its files went as files of the same kind go over
the whole perimeter. Its own figure is held against that; how far apart they may lie by chance depends on how many
files it has (funnel limits).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from math import sqrt

WARNING, SIGNAL = 1.96, 3.09
"""Usual limits of funnels: chance alone puts one place of twenty outside the first, of five hundred outside the
second."""
Stratum = tuple


class Spread(StrEnum):
    """How chance moves a figure: a share of files, a mean of amounts, or so many events per home."""

    SHARE = "share"
    MEAN = "mean"
    EVENTS = "events"


@dataclass(frozen=True)
class Cell:
    """The files of one place and kind: how many, and the sums of their values and of the squares of these."""

    place: int
    stratum: Stratum
    observed: float
    weight: float
    squares: float = 0.0


@dataclass(frozen=True)
class Standing:
    """One place: what it shows, what was expected of its files, and the figure made comparable."""

    place: int
    weight: float
    observed: float
    expected: float
    adjusted: float


@dataclass(frozen=True)
class Funnel:
    """The mean of all, and by how much one single file moves away from it."""

    mean: float
    single: float
    top: float = float("inf")

    def limits(self, weight: float, width: float) -> tuple[float, float]:
        """For a share these are Wilson's: a place is within them exactly if its interval holds the mean."""
        away = width * self.single / sqrt(weight) if weight > 0 else float("inf")
        return max(0.0, self.mean - away), min(self.top, self.mean + away)

    def outside(self, value: float, weight: float, width: float) -> int:
        """−1 below, 1 above, 0 within."""
        low, high = self.limits(weight, width)
        return (value > high) - (value < low)


@dataclass
class _Group:
    """Strata that share a rate."""

    strata: list[Stratum] = field(default_factory=list)
    weight: float = 0.0
    places: set[int] = field(default_factory=set)

    def is_thin(self, least: float) -> bool:
        """Too few files, or those of a single place, which would be compared with itself."""
        return self.weight < least or len(self.places) < 2

    def take(self, other: "_Group") -> None:
        self.strata += other.strata
        self.weight += other.weight
        self.places |= other.places


def pooled(cells: Iterable[Cell], least: float) -> dict[Stratum, Stratum]:
    """Each stratum → the group whose rate it takes: itself, or with its nearest neighbours while that is thin."""
    groups: dict[Stratum, _Group] = {}
    for cell in cells:
        groups.setdefault(cell.stratum, _Group([cell.stratum])).take(_Group([], cell.weight, {cell.place}))
    while len(groups) > 1:
        thin = [name for name, one in groups.items() if one.is_thin(least)]
        if not thin:
            break
        name = min(thin, key=lambda one: (-len(one), repr(one)))
        below = [one for one in groups if one != name and one[: len(name)] == name]
        if below:
            nearest = max(below, key=lambda one: (groups[one].weight, repr(one)))
            groups[name].take(groups.pop(nearest))
        else:
            moved = groups.pop(name)
            groups.setdefault(name[:-1], _Group()).take(moved)
    return {stratum: name for name, one in groups.items() for stratum in one.strata}


def standings(cells: Iterable[Cell], least: float) -> list[Standing]:
    """The sum of what was expected of all places is the sum of what they show."""
    kept = list(cells)
    groups = pooled(kept, least)
    tops: dict[Stratum, float] = defaultdict(float)
    bottoms: dict[Stratum, float] = defaultdict(float)
    for cell in kept:
        tops[groups[cell.stratum]] += cell.observed
        bottoms[groups[cell.stratum]] += cell.weight
    mean = _ratio(sum(tops.values()), sum(bottoms.values()))
    found: dict[int, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for cell in kept:
        group = groups[cell.stratum]
        sums = found[cell.place]
        sums[0] += cell.weight
        sums[1] += cell.observed
        sums[2] += cell.weight * _ratio(tops[group], bottoms[group])
    return [
        Standing(place, weight, observed, expected, mean * observed / expected if expected else mean)
        for place, (weight, observed, expected) in found.items()
        if weight > 0
    ]


def funnel(cells: Iterable[Cell], spread: Spread) -> Funnel:
    kept = list(cells)
    weight = sum(cell.weight for cell in kept)
    mean = _ratio(sum(cell.observed for cell in kept), weight)
    if spread == Spread.SHARE:
        return Funnel(mean, sqrt(max(mean * (1 - mean), 0.0)), 1.0)
    if spread == Spread.EVENTS:
        return Funnel(mean, sqrt(mean))
    square = _ratio(sum(cell.squares for cell in kept), weight)
    return Funnel(mean, sqrt(max(square - mean**2, 0.0)))


def _ratio(top: float, bottom: float) -> float:
    return top / bottom if bottom else 0.0
