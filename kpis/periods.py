"""Over which days a figure is read: four weeks, a month, twelve months, the year so far; and what to compare it
with."""

import datetime as dt
from dataclasses import dataclass

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format

from leasing.deadlines import add_months

DAY = dt.timedelta(days=1)


OLDEST = dt.date(1990, 1, 1)
"""No figure is older."""


class Span(models.TextChoices):
    WEEKS = "4semaines", "Quatre semaines"
    MONTH = "mois", "Mois"
    ROLLING = "12mois", "Douze mois glissants"
    YEAR = "annee", "Année en cours"
    DATES = "dates", "Du… au…"


FOUR_WEEKS = 28 * DAY
MONTHS = {Span.MONTH: 1, Span.ROLLING: 12, Span.YEAR: 12}


@dataclass(frozen=True)
class Period:
    """Both days included; the last one is today at the latest."""

    span: Span
    start: dt.date
    end: dt.date

    @classmethod
    def read(cls, query, today: dt.date) -> "Period":
        """`?periode=12mois`, or `?periode=mois&mois=2026-10`; else four weeks: a month that begins says little."""
        usual = Span.MONTH if query.get("mois") else Span.WEEKS
        span = Span(query["periode"]) if query.get("periode") in Span.values else usual
        if span == Span.WEEKS:
            return cls(span, today - FOUR_WEEKS + DAY, today)
        if span == Span.DATES:
            end = min(_day(query.get("au", "")) or today, today)
            return cls(span, min(_day(query.get("du", "")) or end.replace(day=1), end), end)
        if span == Span.ROLLING:
            return cls(span, add_months(today, -12) + DAY, today)
        if span == Span.YEAR:
            return cls(span, today.replace(month=1, day=1), today)
        first = min(_month(query.get("mois", "")) or today, today).replace(day=1)
        return cls(span, first, min(add_months(first, 1) - DAY, today))

    @property
    def previous(self) -> "Period":
        """As many days into the month or year before; of a whole month, the whole month before; of weeks or chosen
        days, as many just before."""
        if self.span in (Span.DATES, Span.WEEKS):
            before = self.start - DAY
            return Period(self.span, max(before - (self.end - self.start), OLDEST), before)
        start = add_months(self.start, -MONTHS[self.span])
        whole = self.span == Span.MONTH and (self.end + DAY).day == 1
        end = self.start - DAY if whole or self.span == Span.ROLLING else add_months(self.end, -MONTHS[self.span])
        return Period(self.span, start, end)

    @property
    def label(self) -> str:
        if self.span == Span.MONTH:
            return date_format(self.start, "F Y")
        return f"du {self.start:%d/%m/%Y} au {self.end:%d/%m/%Y}"

    @property
    def months(self) -> list[tuple[str, str]]:
        """Those one may choose: (value, words), the latest first."""
        latest = timezone.localdate().replace(day=1)
        found = [add_months(latest, -number) for number in range(24)]
        return [(f"{month:%Y-%m}", date_format(month, "F Y")) for month in found]

    @property
    def month(self) -> str:
        return f"{self.start:%Y-%m}"

    @property
    def query(self) -> str:
        if self.span == Span.DATES:
            return f"periode=dates&du={self.start:%Y-%m-%d}&au={self.end:%Y-%m-%d}"
        month = f"&mois={self.month}" if self.span == Span.MONTH else ""
        return f"periode={self.span.value}{month}"


def _day(text: str) -> dt.date | None:
    try:
        found = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return found if found > OLDEST else None


def _month(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(f"{text}-01")
    except ValueError:
        return None


@dataclass(frozen=True)
class Weeks:
    """So many weeks from Monday to Sunday, the last one cut at `end`."""

    end: dt.date
    count: int = 26

    @property
    def first(self) -> dt.date:
        return self.end - dt.timedelta(days=self.end.weekday() + 7 * (self.count - 1))

    @property
    def mondays(self) -> list[dt.date]:
        return [self.first + dt.timedelta(days=7 * number) for number in range(self.count)]

    @property
    def edges(self) -> set[dt.date]:
        """The first day of each week, and the morrow of the last day."""
        return {*self.mondays, self.end + DAY}

    def last_day(self, monday: dt.date) -> dt.date:
        return min(monday + 6 * DAY, self.end)

    def cut(self, monday: dt.date, today: dt.date) -> str:
        """Why this week may not be held against the others, in words: it is not over, or the period ends in it."""
        last = self.last_day(monday)
        if last >= today:
            return "semaine en cours"
        return "" if last == monday + 6 * DAY else f"jusqu’au {last:%d/%m}"
