"""How the outbox does: what waits, since when, and what needs a person."""

import datetime as dt
from typing import Any

from django.db.models import Count, Min, Q
from django.utils import timezone

from .models import Message
from .states import LOST, State

LATELY = dt.timedelta(days=7)
LATE = dt.timedelta(minutes=10)
"""A message that should have left so long ago: the courier or the provider is in trouble."""


def standing(user, now: dt.datetime | None = None) -> dict[str, Any]:
    """One query. `oldest`: since when the first message waits that could have left."""
    now = now or timezone.now()
    out = Q(direction="out")
    waiting = out & Q(state__in=[State.WAITING, State.CLAIMED])
    ready = waiting & Q(not_before__lte=now)
    lost = out & Q(state__in=[*LOST, State.UNKNOWN], state_at__gte=now - LATELY, followed_by=None)
    needing = Q(due_at__isnull=False) | Q(state__in=[State.TO_SORT, State.TO_PRINT]) | lost
    found = Message.objects.visible_to(user).filter(needing).aggregate(
        ready=Count("pk", filter=ready), later=Count("pk", filter=waiting & Q(not_before__gt=now)),
        oldest=Min("not_before", filter=ready), lost=Count("pk", filter=lost),
        to_sort=Count("pk", filter=Q(state=State.TO_SORT)), to_print=Count("pk", filter=Q(state=State.TO_PRINT)),
    )  # fmt: skip
    return {**found, "late": bool(found["oldest"] and now - found["oldest"] > LATE)}
