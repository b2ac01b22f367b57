"""Every night: the text of old messages is erased, later their trace (domain.md §10.3)."""

import datetime as dt

import pgtrigger
from django.db import transaction
from django.utils import timezone

from coordination import clock

from .models import Letter, Message, MessageRetention, Option, Question, SimulatedSms, StatusReport
from .states import FINAL, INCOMING, State

AT_REST = (*FINAL, State.UNKNOWN, State.SENT, *(state for state in INCOMING if state != State.RECEIVED))


def purge(now: dt.datetime | None = None) -> tuple[int, int]:
    """(texts erased, traces erased)."""
    now = now or timezone.now()
    return _texts(now), _rows(now)


def _before(subject: str, now: dt.datetime) -> dt.datetime | None:
    months = MessageRetention.objects.months(subject, timezone.localtime(now).date())
    return months_before(now, months) if months else None


def months_before(now: dt.datetime, months: int) -> dt.datetime:
    day = clock.add_months(now.date(), -months)
    return now.replace(year=day.year, month=day.month, day=day.day)


def _texts(now) -> int:
    if (before := _before(MessageRetention.Subject.TEXT, now)) is None:
        return 0
    old = Message.objects.filter(created_at__lt=before, purged_at=None, state__in=AT_REST)
    letters = Letter.objects.filter(message__in=old.values("pk"))
    for letter in letters.order_by("pk"):
        letter.file.delete(save=False)
    letters.delete()
    SimulatedSms.objects.filter(at__lt=before).delete()
    return old.update(body="", subject="", purged_at=now)


def _rows(now) -> int:
    """Oldest first; a message that others follow goes after them."""
    if (before := _before(MessageRetention.Subject.ROW, now)) is None:
        return 0
    erased = 0
    with transaction.atomic():
        old = Message.objects.filter(created_at__lt=before, state__in=AT_REST, purged_at__isnull=False)
        Message.objects.filter(follows__in=old.values("pk")).update(follows=None)
        erased, _ = old.delete()
        asked = Question.objects.filter(asked_at__lt=before, messages=None)
        Option.objects.filter(question__in=asked.values("pk")).delete()
        asked.delete()
        with pgtrigger.ignore("messaging.StatusReport:append_only"):
            StatusReport.objects.filter(received_at__lt=before).delete()
    return erased
