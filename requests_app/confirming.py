"""No answer to « est-elle réglée ? »: after some days the request is closed, and counted apart."""

import datetime as dt

import structlog
from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q
from django.utils import timezone

from coordination import parameters
from coordination.models import Task
from messaging.models import Direction, Message
from teams.workflow import MoveRefused

from .parameters import CONFIRM_WITHIN

log = structlog.get_logger(__name__)

BATCH, MOST = 200, 5000


def close_unanswered(now: dt.datetime | None = None) -> int:
    """Close what waited long enough; how many. Each stands alone: one that fails holds up no other."""
    now = now or timezone.now()
    closed = looked = last = 0
    while looked < MOST:
        pks = list(unanswered(now).filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH])
        if not pks:
            break
        closed += sum(_close(pk, now) for pk in pks)
        looked, last = looked + len(pks), pks[-1]
    return closed


def unanswered(now: dt.datetime):
    """Who was asked, or wrote something since that somebody read, at least so many days ago.

    While a tenant's text waits for its reader we do not say that there was no answer.
    """
    since = now - dt.timedelta(days=float(parameters.value(CONFIRM_WITHIN, timezone.localdate(now))))
    texts = Message.objects.filter(case=OuterRef("case"), direction=Direction.IN)
    last = Max("case__messages__created_at", filter=Q(case__messages__direction=Direction.IN))
    waiting = Task.objects.open().filter(process="request", step="confirmation", opened_at__lte=since)
    return (
        waiting.filter(~Exists(texts.unread()))
        .annotate(last_text=last)
        .filter(Q(last_text=None) | Q(last_text__lte=since))
    )


def _close(pk: int, now: dt.datetime) -> bool:
    try:
        with transaction.atomic():
            task = Task.objects.select_related("case").get(pk=pk)
            task.case.hold()
            if not unanswered(now).filter(pk=pk).exists():
                return False
            task.answer("unconfirmed", by=None)
            return True
    except MoveRefused:
        return False
    except Exception:
        log.exception("request_not_closed", task=pk)
        return False
