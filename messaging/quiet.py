"""When one may text: from SMS_OPENS to SMS_CLOSES, Monday to Saturday, no public holiday, Europe/Paris."""

import datetime as dt

from django.conf import settings

from coordination.clock import DAY, PARIS, SUNDAY, holidays_of


def next_allowed(at: dt.datetime) -> dt.datetime:
    """`at` itself when one may text, else the next opening."""
    local = at.astimezone(PARIS)
    day, time = local.date(), local.time()
    opens = settings.SMS_OPENS
    if _open(day) and opens <= time < settings.SMS_CLOSES:
        return at
    if time >= opens:
        day += DAY
    while not _open(day):
        day += DAY
    return dt.datetime.combine(day, opens, PARIS).astimezone(dt.UTC)


def _open(day: dt.date) -> bool:
    return day.weekday() != SUNDAY and day not in holidays_of(day.year)
