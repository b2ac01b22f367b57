"""The first days of the stories of today: a check that failed is answered the day after, not within the minute."""

import datetime as dt

import pgtrigger
from django.db.models import F
from django.utils import timezone

from coordination import clock
from coordination.models import Case, CasePhoto, Entry, Task

from ..models import CleaningCheck

TIMES = {
    Case: ("opened_at", "due_at"), Task: ("opened_at", "received_at", "due_at"), Entry: ("at", "logged_at"),
    CasePhoto: ("at",), CleaningCheck: ("planned_at", "started_at", "closed_at", "contest_until"),
}  # fmt: skip


def moment(days_ago: int, hour: float) -> dt.datetime:
    """A time of a day before today, or of today where it is already over."""
    day = timezone.localdate() - dt.timedelta(days=days_ago)
    return min(clock.starts(day) + dt.timedelta(hours=hour), timezone.now())


def happened(case: Case, at: dt.datetime) -> None:
    """The case was opened then, and all that was written of it so far is as much older."""
    span = case.opened_at - at
    with pgtrigger.ignore("coordination.Entry:append_only"):
        for model, names in TIMES.items():
            rows = model._default_manager.filter(**{"pk" if model is Case else "case": case.pk})
            rows.update(**{name: F(name) - span for name in names})
    case.refresh_from_db()
