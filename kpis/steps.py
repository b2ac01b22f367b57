"""Facts added up between days that matter: one pass, whatever the periods and weeks that a page shows."""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from django.contrib.postgres.fields import ArrayField
from django.db.models import DateField, Func, IntegerField, Q, Sum, Value

from .measures import MEASURES, Measure
from .parameters import CHANGE_LEAST, as_of_today
from .periods import DAY, Period

ZERO = Decimal()
Sums = tuple[Decimal, Decimal]
NOTHING: Sums = (ZERO, ZERO)


class Bucket(Func):
    """Between which of these days, in order, a day lies: 0 before the first."""

    function = "width_bucket"
    output_field = IntegerField()


@dataclass(frozen=True)
class Steps:
    """What the sums were when each of `edges` began (and, last, once all was counted)."""

    edges: list[dt.date]
    numerators: Sequence[Decimal]
    denominators: Sequence[Decimal]
    least: Decimal = ZERO
    """The smallest change worth a word, in percent of what it was."""

    def sums(self, measure: Measure, start: dt.date, end: dt.date) -> Sums:
        """Of both days and those between: what came; of a stock, what is there on the last. Both days are edges
        (the second one's morrow)."""
        first, last = bisect_left(self.edges, start), bisect_right(self.edges, end)
        numerator, denominator = (
            sums[last] if is_stock else sums[last] - sums[first]
            for sums, is_stock in zip((self.numerators, self.denominators), measure.stocks, strict=True)
        )
        return numerator, denominator


def edges_of(period: Period) -> set[dt.date]:
    before = period.previous
    return {before.start, before.end + DAY, period.start, period.end + DAY}


def read(facts, days: Iterable[dt.date]) -> dict[str, Steps]:
    """Per measure. One query. Of the days before the first edge only stocks need any."""
    edges = sorted(days)
    stocks = [code for code, one in MEASURES.items() if any(one.stocks)]
    facts = facts.filter(Q(measure__in=stocks) | Q(day__gte=edges[0]))
    bucket = Bucket("day", Value(edges, ArrayField(DateField())))
    rows = list(facts.filter(day__lt=edges[-1]).values_list("measure", bucket).annotate(
        Sum("numerator"), Sum("denominator"), least=as_of_today(CHANGE_LEAST)
    ))  # fmt: skip
    came: dict[str, dict[int, Sums]] = {}
    for code, number, numerator, denominator, _ in rows:
        came.setdefault(code, {})[number] = (numerator, denominator)
    least = (rows[0][-1] if rows else None) or ZERO
    return {code: _steps(edges, sums, least) for code, sums in came.items()}


def _steps(edges: list[dt.date], came: dict[int, Sums], least: Decimal) -> Steps:
    both = [came.get(number, NOTHING) for number in range(len(edges))]
    numerators, denominators = (list(accumulate(pair[side] for pair in both)) for side in (0, 1))
    return Steps(edges, numerators, denominators, least)
