"""The sweeper: the database says what is due, whatever became of the queue. Redis emptied loses nothing."""

from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from . import inbound, reports
from .models import Message
from .states import AT_PROVIDER, State
from .tasks import deliver_message, route_inbound

AT_ONCE = 1000
"""Rows taken in one sweep: the rest waits half a minute."""


def sweep() -> None:
    now = timezone.now()
    queue_again(now)
    no_news(now)
    inbound.end_questions(now)
    reports.apply_late(now)
    if settings.SMS_GATEWAY == "simulator":
        from .gateways import simulator

        simulator.catch_up()


def queue_again(now) -> None:
    """Put what is due back in the queue; looked at again only after the queue had its time."""
    _queue(now, State.WAITING, deliver_message.delay, patience=settings.OUTBOX_PATIENCE)
    _queue(now, State.CLAIMED, deliver_message.delay)
    _queue(now, State.RECEIVED, route_inbound.delay, patience=settings.OUTBOX_PATIENCE)


def _queue(now, state: State, send: Callable, patience=None) -> None:
    with transaction.atomic():
        due = Message.objects.filter(state=state, due_at__lte=now).order_by("-urgent", "due_at", "pk")
        rows = list(due.select_for_update(skip_locked=True).values_list("pk", flat=True)[:AT_ONCE])
        if patience and rows:
            Message.objects.filter(pk__in=rows).update(due_at=now + patience)
    for pk in rows:
        send(pk)


def no_news(now) -> None:
    """Nothing said within a day is not a failure: the message rests, and still hears a late report."""
    with transaction.atomic():
        silent = Message.objects.filter(state__in=AT_PROVIDER, due_at__lte=now)
        rows = list(
            silent.select_for_update(skip_locked=True).order_by("pk").values_list("pk", flat=True)[:AT_ONCE]
        )
        Message.objects.filter(pk__in=rows, state__in=AT_PROVIDER).update(
            state=State.UNKNOWN, state_at=now, due_at=None
        )
