"""Weekly points of measures, read from the facts of each day."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import DateField, FloatField, Q, Sum
from django.db.models.functions import Cast, Greatest, TruncWeek

from ..levels import Level
from ..measures import Direction, Measure
from ..models import DailyFact
from ..periods import DAY, Weeks
from .xmr import Chart, Point, Rules, Signal, Week, joined, read

HISTORY = 160
"""Weeks read: three years, for the seasons."""
LEAST_A_WEEK = 1.0
"""Fewer events a week on average, and every single one would be far away."""
ZERO = Decimal()
Sums = dict[dt.date, tuple[float, float]]


@dataclass(frozen=True)
class Series:
    """One measure of one place of an agency: a residence, a team, or the agency itself."""

    measure: Measure
    residence: int | None
    team: int | None
    points: list[Point]
    few: str = ""
    """Why there are no limits, when points alone would make some."""

    def chart(self, rules: Rules, after: dt.date | None = None) -> Chart:
        if self.few:
            return Chart(self.points, None, {}, [], [])
        return read(self.points, rules, correlated=self.measure.stocks[0], after=after)


def of_agency(agency: int, measure: Measure, weeks: Weeks) -> Iterator[Series]:
    """The agency, its teams, its residences: one query."""
    facts = DailyFact.objects.filter(residence__agency=agency)
    places: dict[tuple, Sums] = defaultdict(lambda: defaultdict(lambda: (0.0, 0.0)))
    for monday, residence, team, numerator, denominator in _weekly(facts, measure, weeks, "residence", "team"):
        for place in {(None, None), (None, team), (residence, None)}:
            top, bottom = places[place][monday]
            places[place][monday] = (top + numerator, bottom + denominator)
    for (residence, team), sums in places.items():
        points, few = points_of(measure, sums, weeks)
        yield Series(measure, residence, team, points, few)


def of_level(level: Level, measures: Iterable[Measure], weeks: Weeks) -> dict[str, Series]:
    """Each measure of one level: one query."""
    known = list(measures)
    rows: dict[str, Sums] = {one.code: {} for one in known}
    facts = level.sums().filter(measure__in=list(rows))
    for monday, code, numerator, denominator in _grouped(facts, weeks, "measure"):
        rows[code][monday] = (numerator, denominator)
    residence, team = (one.pk if one else None for one in (level.residence, level.team))
    return {one.code: Series(one, residence, team, *points_of(one, rows[one.code], weeks)) for one in known}


def _weekly(facts, measure: Measure, weeks: Weeks, *keys: str):
    return _grouped(facts.filter(measure=measure.code), weeks, *keys)


def _grouped(facts, weeks: Weeks, *keys: str):
    """(Monday, *keys, numerator, denominator); what came before the first week is in the week before it."""
    before = weeks.first - 7 * DAY
    week = Greatest(Cast(TruncWeek("day"), DateField()), before, output_field=DateField())
    sums = [Cast(Sum(column), FloatField()) for column in ("numerator", "denominator")]
    rows = facts.filter(day__lte=weeks.end).order_by().annotate(week=week).values("week", *keys)
    return rows.annotate(top=sums[0], bottom=sums[1]).values_list("week", *keys, "top", "bottom").iterator()


def points_of(measure: Measure, sums: Sums, weeks: Weeks) -> tuple[list[Point], str]:
    """Ratios of what came in a week are joined until each has enough files; counts and stocks are not."""
    if not sums:
        return [], "aucun dossier"
    first = min(sums)
    factor = float(measure.value(Decimal(1), Decimal(1)))
    stood, rows = sums.get(weeks.first - 7 * DAY, (0.0, 0.0)), []
    for monday in weeks.mondays:
        came = sums.get(monday, (0.0, 0.0))
        stood = (stood[0] + came[0], stood[1] + came[1])
        if monday >= first:
            top, bottom = (stood[n] if stock else came[n] for n, stock in enumerate(measure.stocks))
            rows.append(Week(monday, top * factor, 1.0 if measure.is_alone else bottom))
    if not measure.is_alone and not any(measure.stocks):
        return joined(rows, measure.minimum), ""
    few = sum(one.numerator for one in rows) < LEAST_A_WEEK * factor * len(rows)
    points = [Point(one.monday, one.monday, one.numerator / one.denominator, one.denominator)
              for one in rows if one.denominator > 0]  # fmt: skip
    return points, "trop peu de dossiers par semaine" if few else ""


def is_weekly(measure: Measure) -> bool:
    """So many a week: weeks are counted beside each other, never summed."""
    return not measure.stocks[0] and (measure.is_alone or measure.stocks[1])


def is_bad(measure: Measure, signal: Signal) -> bool:
    return measure.direction != Direction.NEUTRAL and signal.above == (measure.direction == Direction.LOWER)


def value_between(facts, measure: Measure, start: dt.date, end: dt.date) -> tuple[Decimal | None, Decimal]:
    """The figure over these days (of what is counted by week: the mean of its weeks), and how many files."""
    numerator, denominator = sums_between(facts, measure, start, end)
    value = _value(measure, numerator, denominator, start, end)
    return value, numerator if measure.is_count else denominator


def sums_between(facts, measure: Measure, start: dt.date, end: dt.date) -> tuple[Decimal, Decimal]:
    """Numerator and denominator over these days; of a stock, on the last of them."""
    found = facts.filter(measure=measure.code, day__lte=end).aggregate(**_sums(measure, start, end))
    return found["numerator"], found["denominator"]


def excess_by_residence(
    level: Level, measure: Measure, usual: Decimal, start: dt.date, end: dt.date
) -> dict[int, Decimal]:
    """Residence → how much of what is worse than usual comes from there: how far away its figure is, times what
    divides it. One query."""
    facts = level.facts().filter(measure=measure.code, day__lte=end)
    rows = facts.values_list("residence").annotate(**_sums(measure, start, end))
    sign, found = -1 if measure.direction == Direction.HIGHER else 1, {}
    for residence, numerator, denominator in rows:
        value = _value(measure, numerator, denominator, start, end)
        if value is not None:
            found[residence] = sign * (value if measure.is_alone else (value - usual) * denominator)
    return found


def _value(measure: Measure, numerator, denominator, start: dt.date, end: dt.date) -> Decimal | None:
    value = measure.value(numerator, denominator)
    return value * 7 / ((end - start).days + 1) if value is not None and is_weekly(measure) else value


def _sums(measure: Measure, start: dt.date, end: dt.date) -> dict[str, Sum]:
    flow, stock = Q(day__range=(start, end)), Q(day__lte=end)
    return {
        name: Sum(name, filter=stock if is_stock else flow, default=ZERO)
        for name, is_stock in zip(("numerator", "denominator"), measure.stocks, strict=True)
    }
