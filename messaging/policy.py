"""May this message leave now? Asked when it is written, and again when it is sent (domain.md §11)."""

import datetime as dt
import json

from django.conf import settings
from django.utils import timezone

from coordination.clock import PARIS

from . import quiet
from .models import Channel, Message

TWIN, STOPPED = "duplicate", "21610"


def first_moment(at: dt.datetime, *, urgent: bool) -> dt.datetime:
    """The first instant from `at` on at which one may text."""
    return at if urgent else quiet.next_allowed(at)


def later(message: Message) -> dt.datetime | None:
    """When to try again, if not now: quiet hours, or enough texts to this number today."""
    if message.channel != Channel.SMS or message.urgent:
        return None
    now = timezone.now()
    allowed = quiet.next_allowed(now)
    if allowed > now:
        return allowed
    today = now.astimezone(PARIS).date()
    sent = [at for at, urgent, _ in _lately(message) if not urgent and at.astimezone(PARIS).date() == today]
    if len(sent) < settings.SMS_MOST_A_DAY:
        return None
    return quiet.next_allowed(dt.datetime.combine(today + dt.timedelta(days=1), dt.time(), PARIS))


def refusal(message: Message) -> str:
    """Why it must not leave at all: the person refused SMS since, or just got the very same text."""
    if message.channel != Channel.SMS:
        return ""
    if message.is_stopped:  # type: ignore[attr-defined]
        return STOPPED
    if message.urgent or message.by_id or message.follows_id:
        return ""
    return TWIN if any(same for _, _, same in _lately(message)) else ""


def _lately(message: Message) -> list[tuple[dt.datetime, bool, bool]]:
    """What the number got within a day: read by the claim (`Message.objects.claim`)."""
    rows = json.loads(message.sent_lately or "[]")  # type: ignore[attr-defined]
    return [(dt.datetime.fromisoformat(at), urgent, same) for at, urgent, same in rows]
