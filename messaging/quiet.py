"""When one may text: 8:00 to 20:00, Monday to Saturday, no public holiday, Europe/Paris (domain.md §11)."""

import datetime as dt

from coordination.clock import DAY, PARIS, holidays_of

OPENS, CLOSES, SUNDAY = dt.time(8), dt.time(20), 6


def next_allowed(at: dt.datetime) -> dt.datetime:
    """`at` itself when one may text, else the next opening."""
    local = at.astimezone(PARIS)
    day, time = local.date(), local.time()
    if _open(day) and OPENS <= time < CLOSES:
        return at
    if time >= OPENS:
        day += DAY
    while not _open(day):
        day += DAY
    return dt.datetime.combine(day, OPENS, PARIS).astimezone(dt.UTC)


def _open(day: dt.date) -> bool:
    return day.weekday() != SUNDAY and day not in holidays_of(day.year)
