"""Working time: how long something waited, and when it is due.

Emergencies count in hours, day and night; the rest in working hours or days of a `Calendar`, whose opening hours
are dated data (`coordination.models.WorkingCalendar`). Instants are compared in UTC, opening hours are wall-clock
times of Europe/Paris, so a day of 23 or 25 hours counts what it lasts. Pauses are subtracted; two that overlap
count once; one without end stops the clock.

Two clocks tick with these functions: the tenant's, from the opening of the case, and the team's, from the moment
the task arrived.
"""

import calendar
import datetime as dt
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays
from django.db import models

PARIS = ZoneInfo("Europe/Paris")
ZERO = dt.timedelta(0)
DAY = dt.timedelta(days=1)
TICK = dt.timedelta(microseconds=1)
ALSACE_MOSELLE = "57"
SUNDAY = 6
HORIZON = 3660
"""Days after which a calendar that never opens is given up."""

Span = tuple[dt.datetime, dt.datetime]
Pauses = Iterable[tuple[dt.datetime, dt.datetime | None]]


class Unit(models.TextChoices):
    HOURS = "hours", "heures"
    DAYS = "days", "jours"
    WORKING_HOURS = "working_hours", "heures ouvrées"
    WORKING_DAYS = "working_days", "jours ouvrés"


ROUND_THE_CLOCK = {Unit.HOURS, Unit.DAYS}
"""Day and night, Sundays too; a day is 24 hours."""


class NeverOpen(Exception):
    """The calendar has no opening hours in the next ten years: nothing can be due."""


@dataclass(frozen=True)
class Opening:
    """Opening hours from `starts_on` until the day before `ends_on`; Monday is 0."""

    opens: dt.time
    closes: dt.time
    weekdays: frozenset[int]
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    alsace_moselle: bool = False

    def holds_on(self, day: dt.date) -> bool:
        return (self.starts_on is None or self.starts_on <= day) and (self.ends_on is None or day < self.ends_on)


@dataclass(frozen=True)
class Calendar:
    """The first of `openings` that holds on a day says its hours: an agency's own come before the landlord's.

    What was worked out for a day is kept. A calendar never changes: other hours make another one (`calendar_of`).
    """

    openings: tuple[Opening, ...]
    _days: dict[dt.date, Span | None] = field(default_factory=dict, compare=False, repr=False)

    def hours(self, day: dt.date) -> Span | None:
        """When the day opens and closes, in UTC; None on a closed day."""
        if day not in self._days:
            self._days[day] = self._hours(day)
        return self._days[day]

    def _hours(self, day: dt.date) -> Span | None:
        opening = next((one for one in self.openings if one.holds_on(day)), None)
        if opening is None or day.weekday() not in opening.weekdays:
            return None
        if day in holidays_of(day.year, opening.alsace_moselle):
            return None
        return _utc(day, opening.opens), _utc(day, opening.closes)

    def is_day_off(self, day: dt.date) -> bool:
        """Sunday, or a public holiday: nobody is asked to be at home, unless it is urgent."""
        opening = next((one for one in self.openings if one.holds_on(day)), None)
        return day.weekday() == SUNDAY or day in holidays_of(day.year, bool(opening and opening.alsace_moselle))

    def spans(self, start: dt.datetime, end: dt.datetime | None) -> Iterator[Span]:
        """Opening hours between two instants, oldest first. Without end: NeverOpen after ten closed years."""
        day, closed = start.astimezone(PARIS).date(), 0
        last = end.astimezone(PARIS).date() if end else dt.date.max
        while day <= last:
            hours = self.hours(day)
            if hours and hours[1] > start and (end is None or hours[0] < end):
                yield max(hours[0], start), hours[1] if end is None else min(hours[1], end)
            closed = 0 if hours else closed + 1
            if end is None and closed > HORIZON:
                raise NeverOpen
            day += DAY


def day_of(at: dt.datetime) -> dt.date:
    """The day in Paris."""
    return at.astimezone(PARIS).date()


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day of a later month; its last day where that month has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def starts(day: dt.date) -> dt.datetime:
    """Midnight in Paris."""
    return dt.datetime.combine(day, dt.time(), PARIS)


@lru_cache(maxsize=64)
def calendar_of(openings: tuple[Opening, ...]) -> Calendar:
    """One calendar per set of hours and process: keyed by content, so a change of the data is another calendar."""
    return Calendar(openings)


STANDARD = calendar_of((Opening(dt.time(8), dt.time(18), frozenset(range(5))),))
"""8–18, Monday to Friday: what a fresh installation starts with."""


@lru_cache(maxsize=256)
def holidays_of(year: int, alsace_moselle: bool = False) -> frozenset[dt.date]:
    """French public holidays; in Alsace-Moselle also Good Friday and 26 December."""
    return frozenset(
        holidays.country_holidays("FR", subdiv=ALSACE_MOSELLE if alsace_moselle else None, years=year)
    )


def elapsed(
    start: dt.datetime,
    end: dt.datetime,
    calendar: Calendar,
    pauses: Pauses = (),
    unit: Unit | str = Unit.WORKING_HOURS,
) -> dt.timedelta:
    """Time that counted between two instants: all of it in hours, opening hours otherwise; zero if none passed."""
    total = ZERO
    for begins, ends in _running(start, end, pauses):
        total += sum((b - a for a, b in _counted(begins, ends, calendar, unit) if b), ZERO)
    return total


def due_at(
    start: dt.datetime, amount: float | Decimal, unit: Unit | str, calendar: Calendar, pauses: Pauses = ()
) -> dt.datetime | None:
    """The first instant at which `amount` has elapsed since `start`; None if a pause without end stops the clock.

    Working days start to count the day after, each by the share of it that no pause took: the fifth working day
    ends when it closes, and a pause of half a day moves that by half a day.
    """
    if not amount:
        return start
    if unit == Unit.WORKING_DAYS:
        return _due_in_days(start, int(amount), calendar, union(pauses))
    left = dt.timedelta(days=float(amount)) if unit == Unit.DAYS else dt.timedelta(hours=float(amount))
    for begins, ends in _running(start, None, pauses):
        for a, b in _counted(begins, ends, calendar, unit):
            if b is None or b - a >= left:
                return a + left
            left -= b - a
    return None


def _due_in_days(start, count: int, calendar: Calendar, pauses: list) -> dt.datetime | None:
    left, day, closed = Fraction(count), start.astimezone(PARIS).date(), 0
    stops_at = pauses[-1][0] if pauses and pauses[-1][1] is None else None
    while closed <= HORIZON:
        day += DAY
        hours = calendar.hours(day)
        closed = 0 if hours else closed + 1
        if not hours:
            continue
        counted = [(a, b) for a, b in _running(*hours, pauses) if b]
        share = Fraction(sum((b - a for a, b in counted), ZERO) // TICK, (hours[1] - hours[0]) // TICK)
        if share >= left:
            return _after(counted, TICK * math.ceil(left * ((hours[1] - hours[0]) // TICK)))
        if stops_at and stops_at < hours[1]:
            return None
        left -= share
    raise NeverOpen


def _after(spans: list[Span], left: dt.timedelta) -> dt.datetime:
    for begins, ends in spans:
        if ends - begins >= left:
            return begins + left
        left -= ends - begins
    raise AssertionError("The spans are longer than that.")


def union(pauses: Pauses) -> list[tuple[dt.datetime, dt.datetime | None]]:
    """The same pauses without overlaps, oldest first."""
    merged: list[tuple[dt.datetime, dt.datetime | None]] = []
    for begins, ends in sorted(pauses, key=lambda pause: pause[0]):
        if merged and ((former := merged[-1][1]) is None or begins <= former):
            merged[-1] = (merged[-1][0], None if former is None or ends is None else max(former, ends))
        else:
            merged.append((begins, ends))
    return merged


def _utc(day: dt.date, time: dt.time) -> dt.datetime:
    return dt.datetime.combine(day, time, PARIS).astimezone(dt.UTC)


def _running(start, end, pauses: Pauses) -> Iterator[tuple[dt.datetime, dt.datetime | None]]:
    """Spans between two instants that no pause covers; without `end` the last span has none either."""
    for begins, ends in union(pauses):
        if end is not None and begins >= end:
            break
        if begins > start:
            yield start, begins
        if ends is None:
            return
        start = max(start, ends)
    if end is None or start < end:
        yield start, end


def _counted(start, end, calendar: Calendar, unit: Unit | str) -> Iterator[tuple[dt.datetime, dt.datetime | None]]:
    if unit in ROUND_THE_CLOCK:
        yield start.astimezone(dt.UTC), end.astimezone(dt.UTC) if end else None
    else:
        yield from calendar.spans(start.astimezone(dt.UTC), end.astimezone(dt.UTC) if end else None)
