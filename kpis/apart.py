"""One measure told apart by residence and by category of request, however many facts there are: one query.

What came in a period is added up from its facts. What is there on a day is what all facts add up to, which the
database keeps (`Balance`), less what moved since; where it keeps none (of a team, of the categories of one agency)
it is added up from the first fact on.
"""

import datetime as dt
from collections.abc import Iterator
from operator import add
from typing import Any, NamedTuple

from django.db.models import CharField, F, OuterRef, Q, QuerySet, Subquery, Sum, Value

from housing.models import Residence
from requests_app.models import Category

from .levels import Level
from .measures import Measure, Side
from .models.facts import amount
from .periods import DAY, Period
from .steps import ZERO, Sums

RESIDENCE, CATEGORY = "residence", "category"
NOUGHT = Value(ZERO, amount(""))
FIRST, LAST = dt.date.min, dt.date.max
KEY, SUMS = -3, slice(1, -3)


class Share(NamedTuple):
    """What one residence, or one category of a family, has of a measure: in each of the periods asked for."""

    pk: int
    name: str
    family: str
    sums: list[Sums]


class Term(NamedTuple):
    """What a column adds up to, from one day until before another; `is_left`: what the balance is without that."""

    column: str
    first: dt.date
    until: dt.date
    is_left: bool = False


def apart(level: Level, measure: Measure, periods: list[Period], *keys: str) -> dict[str, list[Share]]:
    """By each of the keys, over each of the periods, the latest first."""
    return _added_up(row for key in keys for row in _rows(level, measure, periods, key))


def of_some(level: Level, measure: Measure, period: Period, residences: list[int]) -> dict[int, Sums]:
    """Of few residences, over a period."""
    rows = (row.filter(residence__in=residences) for row in _rows(level, measure, [period], RESIDENCE))
    return {one.pk: one.sums[0] for one in _added_up(rows)[RESIDENCE]}


def has_categories(measure: Measure) -> bool:
    return bool(measure.part(Side.DENOMINATOR).category)


def _added_up(rows: Iterator[QuerySet]) -> dict[str, list[Share]]:
    first, *others = rows
    found: dict[str, dict[int, tuple]] = {RESIDENCE: {}, CATEGORY: {}}
    for row in first.union(*others, all=True) if others else first:
        pk, key = row[0], row[KEY]
        if pk in found[key]:
            row = (pk, *map(add, found[key][pk][SUMS], row[SUMS]), *row[KEY:])
        found[key][pk] = row
    return {
        key: [
            Share(row[0], row[KEY + 1], row[KEY + 2], list(zip(row[1:KEY:2], row[2:KEY:2], strict=True)))
            for row in rows.values()
            if row[KEY + 1] is not None  # without a name: of a residence that is gone, until the next counting
        ]
        for key, rows in found.items()
    }


def _rows(level: Level, measure: Measure, periods: list[Period], key: str) -> Iterator[QuerySet]:
    """(pk, numerator and denominator of each period, key, name, family) of the facts; and of the balances, where
    there are some."""
    balances = level.balances(key) if any(measure.stocks) else None
    terms = [one for period in periods for one in _terms(measure, period, balances is not None)]
    first, until = min(one.first for one in terms), max(one.until for one in terms)
    if measure.is_alone and first == periods[0].start:
        first = periods[0].previous.start  # none at all is a figure too, of a residence that had some before
    facts = level.facts().filter(_between(first, until), measure=measure.code, **{f"{key}__isnull": False})
    yield _told(facts, key, [_sum(one, first, until) for one in terms])
    if balances is not None:
        kept = [F(one.column) if one.is_left else NOUGHT for one in terms]
        yield _told(balances.filter(measure=measure.code), key, kept)


def _terms(measure: Measure, period: Period, has_balances: bool) -> Iterator[Term]:
    """Numerator and denominator."""
    morrow = period.end + DAY
    for column, is_stock in zip(("numerator", "denominator"), measure.stocks, strict=True):
        if not is_stock:
            yield Term(column, period.start, morrow)
        elif has_balances:
            yield Term(column, morrow, LAST, is_left=True)
        else:
            yield Term(column, FIRST, morrow)


def _sum(term: Term, first: dt.date, until: dt.date) -> Any:
    """Over facts that lie between these days anyway."""
    rest = _between(term.first if term.first != first else FIRST, term.until if term.until != until else LAST)
    found = Sum(term.column, filter=rest or None, default=ZERO)
    return -found if term.is_left else found


def _between(first: dt.date, until: dt.date) -> Q:
    from_then = Q(day__gte=first) if first > FIRST else Q()
    return from_then & Q(day__lt=until) if until < LAST else from_then


def _told(rows: QuerySet, key: str, sums: list[Any]) -> QuerySet:
    """The names after the sums: they are asked once of each, not of every fact."""
    residence = Residence.objects.filter(pk=OuterRef(key)).order_by()
    category = Category.objects.filter(pk=OuterRef(key)).order_by()
    names: tuple = (Subquery(residence.values("name")), Value("", CharField()))
    if key == CATEGORY:
        names = Subquery(category.values("label")), Subquery(category.values("family"))
    added = rows.values_list(key).annotate(**{f"sum_{number}": one for number, one in enumerate(sums)})
    return added.annotate(key=Value(key, CharField()), title=names[0], family=names[1])
