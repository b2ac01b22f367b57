"""What a measure is: one class from which come its card, the nightly facts, the figure of today and the list of
files behind each number."""

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from django.db import models
from django.db.models import BigIntegerField, DecimalField, F, Q, QuerySet, Value
from django.db.models.functions import Cast

from teams.roles import Role

AMOUNT = DecimalField(max_digits=18, decimal_places=4)
NOBODY = Cast(Value(None), BigIntegerField())


class Unit(models.TextChoices):
    DAYS = "days", "jours"
    HOURS = "hours", "heures"
    PERCENT = "percent", "%"
    EUROS = "euros", "€"
    FILES = "files", "dossiers"
    POINTS = "points", "sur 100"
    PER_HUNDRED = "per_hundred", "pour 100 logements"


class Direction(models.TextChoices):
    LOWER = "lower", "plus bas, c’est mieux"
    HIGHER = "higher", "plus haut, c’est mieux"
    NEUTRAL = "neutral", "ni l’un ni l’autre"


class Side(models.TextChoices):
    NUMERATOR = "numerateur", "Numérateur"
    DENOMINATOR = "denominateur", "Dénominateur"


@dataclass(frozen=True)
class Part:
    """Rows that count, each on the day `on`; with `until` it is a stock, counted from `on` until the day before.

    `files` makes the rows, the rest are expressions over them. `case` leads to the case that a reader opens; None:
    the row itself is opened (a home, an order, a check). `category` leads to the category of a request, by which
    the figure can be told apart.
    """

    files: Callable[[], QuerySet]
    on: Any
    until: Any = None
    numerator: Any = 1
    denominator: Any = 1
    residence: str = "case__residence"
    team: Any = None
    category: str | None = None
    case: str | None = "case"

    @property
    def is_stock(self) -> bool:
        return self.until is not None

    @property
    def subject(self) -> type[models.Model]:
        """What a reader opens."""
        found: Any = self.files().model
        for name in self.case.split("__") if self.case else ():
            found = found._meta.get_field(name).related_model
        return found

    def rows(self) -> QuerySet:
        """The one expression: each row with its day, place, team, category, numerator and denominator."""
        return self._all().filter(fact_on__isnull=False)

    def _all(self) -> QuerySet:
        team = F(self.team) if isinstance(self.team, str) else self.team
        found = self.files().annotate(
            fact_on=self.on, fact_residence=F(self.residence),
            fact_team=NOBODY if team is None else team,
            fact_category=F(self.category) if self.category else NOBODY,
            fact_numerator=Cast(self.numerator, AMOUNT), fact_denominator=Cast(self.denominator, AMOUNT),
        )  # fmt: skip
        if self.is_stock:
            found = found.annotate(fact_until=self.until)
        return found.order_by()

    def between(self, start: dt.date, end: dt.date) -> QuerySet:
        """What counts in a period; of a stock, what is there on its last day."""
        if not self.is_stock:
            return self._all().filter(fact_on__range=(start, end))
        return self._all().filter(Q(fact_until=None) | Q(fact_until__gt=end), fact_on__lte=end)


class Measure(ABC):
    """A figure with its definition. `minimum`: with fewer files behind it, a figure says little and is greyed.

    A ratio is kept as its two sums and divided last: figures of several places or days add up.
    """

    code: ClassVar[str]
    name: ClassVar[str]
    formula: ClassVar[str]
    unit: ClassVar[Unit]
    direction: ClassVar[Direction] = Direction.LOWER
    exclusions: ClassVar[str] = "Dossiers confidentiels."
    owner: ClassVar[Role]
    family: ClassVar[str]
    noun: ClassVar[str] = "dossier"
    """What it counts, in a word that takes an « s »."""
    minimum: ClassVar[int] = 5
    decimals: ClassVar[int] = 1
    is_sum: ClassVar[bool] = False
    """The numerator alone is the figure, an amount; the denominator says of how many files."""
    counts_files: ClassVar[bool] = True
    """Its denominator is a number of files; else it is an amount, or what is divided among others."""

    @abstractmethod
    def parts(self) -> list[Part]:
        """Where numerator and denominator come from: one set of rows, or one for each."""

    @cached_property
    def parts_to_count(self) -> list[Part]:
        return self.parts()

    @property
    def is_count(self) -> bool:
        """The numerator alone is the figure."""
        return self.unit == Unit.FILES

    @property
    def is_alone(self) -> bool:
        """The numerator is the figure: nothing divides it."""
        return self.is_count or self.is_sum

    @property
    def has_two_counts(self) -> bool:
        """Numerator and denominator both count files."""
        return self.counts_files and self.unit in (Unit.PERCENT, Unit.PER_HUNDRED)

    def is_small(self, denominator) -> bool:
        """Too few files behind a figure for it to say much."""
        return self.counts_files and not self.is_alone and denominator < self.minimum

    def within(self, limit):
        """A limit, as far as the figure itself may go: never below nothing, a share or a mark never above 100."""
        share = self.has_two_counts and self.unit == Unit.PERCENT
        return max(min(limit, 100) if share or self.unit == Unit.POINTS else limit, 0)

    @cached_property
    def stocks(self) -> tuple[bool, bool]:
        """Whether numerator and denominator are what is there at the end, not what came in the period."""
        return self.part(Side.NUMERATOR).is_stock, self.part(Side.DENOMINATOR).is_stock

    def part(self, side: str) -> Part:
        known = self.parts_to_count
        return known[0] if side == Side.NUMERATOR else known[-1]

    def files(self, side: str, start: dt.date, end: dt.date) -> QuerySet:
        """The rows behind a number: as many as the count it shows."""
        column = "fact_numerator" if side == Side.NUMERATOR else "fact_denominator"
        return self.part(side).between(start, end).exclude(**{column: 0})

    def value(self, numerator, denominator):
        """The figure, from sums; None where there is nothing to divide by."""
        if self.is_alone:
            return numerator
        if not denominator:
            return None
        return numerator / denominator * (100 if self.unit in (Unit.PERCENT, Unit.PER_HUNDRED) else 1)


MEASURES: dict[str, Measure] = {}


def measure(cls: type[Measure]) -> type[Measure]:
    """Class decorator: the measure counts from now on."""
    if cls.code in MEASURES:
        raise ValueError(f"Measure {cls.code} is defined twice.")
    MEASURES[cls.code] = cls()
    return cls


@dataclass(frozen=True)
class Missing:
    """A measure of the trade that cannot be counted yet, and what is missing."""

    code: str
    name: str
    lacks: str
