"""What the provider reports of a message: kept as it came, then applied, once, never backwards (domain.md §11)."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from . import fallback
from .models import Message, StatusReport
from .states import AT_PROVIDER, FINAL, LOST, OF_PROVIDER, RANKS, State, below

RECENT = dt.timedelta(minutes=15)
"""Far longer than a message waits for the name that its reports already bear."""


def receive(provider: str, sid: str, status: str, error_code: str = "") -> bool:
    """Keep one report and apply it; whether it was news. Safe to repeat."""
    with transaction.atomic():
        _, new = StatusReport.objects.get_or_create(
            sid=sid, status=status, defaults={"provider": provider, "error_code": error_code}
        )
        if new:
            apply(sid, status, error_code)
    return new


def apply(sid: str, status: str, error_code: str = "") -> bool:
    """Move the message of that name up to what is said of it; whether it moved."""
    state = OF_PROVIDER.get(status)
    if state is None:
        return False
    now = timezone.now()
    values = {"state": state, "state_at": now, "error_code": error_code if state in LOST else ""}
    if state in FINAL:
        values["due_at"] = None
    with transaction.atomic():
        if not Message.objects.filter(provider_sid=sid, state__in=below(state)).update(**values):
            return False
        if state in LOST:
            fallback.after_loss(Message.objects.get(provider_sid=sid))
    return True


def apply_known(sid: str) -> None:
    """What was reported of a message before we knew its name there."""
    for report in StatusReport.objects.filter(sid=sid).order_by("received_at", "pk"):
        apply(sid, report.status, report.error_code)


def apply_late(now=None) -> int:
    """Reports that came in the very moment in which the message got its name, and were missed."""
    since = (now or timezone.now()) - RECENT
    behind = Message.objects.filter(state__in=[*AT_PROVIDER, State.UNKNOWN], sent_at__gte=since)
    said = dict(behind.values_list("provider_sid", "state"))
    reports = StatusReport.objects.filter(sid__in=said, received_at__gte=since)
    moved = 0
    for report in reports.order_by("received_at", "pk"):
        state = OF_PROVIDER.get(report.status)
        if state and RANKS[state] > RANKS[said[report.sid]]:
            moved += apply(report.sid, report.status, report.error_code)
    return moved
