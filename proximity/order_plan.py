"""Is what one orders already planned? Asked before an order leaves (domain.md §8.2, rule 2)."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from housing.models import ComponentKind, PlannedWork


@dataclass(frozen=True)
class Warned:
    """A line of the plan that touches what is ordered, and what to say of it."""

    work: PlannedWork
    text: str


def plan_guard(place, kind: ComponentKind | None, amount: Decimal, day: dt.date) -> list[Warned]:
    """The lines of the plan to look at before ordering; an order that goes ahead says why."""
    return []
