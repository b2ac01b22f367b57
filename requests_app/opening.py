"""A request enters: its case, its first task, its promised date and the receipt to the tenant, all at once."""

import datetime as dt
import uuid

from django.db import transaction
from django.utils import timezone

from coordination import clock, parameters
from coordination.models import Case, Entry
from coordination.opening import open_case
from messaging.models import Contact

from .events import OPENED
from .models import Category, Request
from .parameters import SILENCE
from .telling import short_day, tell

CAPTURE, HANDLING = "capture", "handling"


def open_request(
    place, *, category: Category, channel: str, zone: str, by, contact: Contact | None = None,
    priority: int | None = None, step: str = HANDLING, signs=(), key: uuid.UUID | None = None,
    at: dt.datetime | None = None, **details,
) -> Request:  # fmt: skip
    """Open a request at a residence, building, staircase or home. The same `key` twice gives the same request.

    `step`: « handling » when a person has qualified it, « capture » when somebody still must. `details`: other
    fields of Request.
    """
    with transaction.atomic():
        case = open_case(
            "request", step, place, title=category.label, by=by, at=at, key=key,
            priority=priority or category.priority, facts={"family": category.family},
            confidential=category.restricted, text=details.get("description", ""),
            visibility=Entry.Visibility.TENANT,
        )  # fmt: skip
        if known := Request.objects.filter(case=case).first():
            return known
        request = Request.objects.create(
            case=case, category=category, channel=channel, zone=zone, contact=contact, **details
        )
        request.signs.set(signs)
        promised = first_promise(case)
        case.promise(promised, by=by, at=case.opened_at)
        tell(request, OPENED, key=str(case.pk), date=short_day(promised), by=by)
    return request


def first_promise(case: Case, since: dt.datetime | None = None) -> dt.date:
    """The day by which the urgency says it is done; without a level, the longest silence we allow ourselves."""
    since = since or case.opened_at
    level = case.service_level() or parameters.delay(SILENCE, clock.day_of(since))
    due = clock.due_at(since, level.amount, level.unit, case.calendar())
    return clock.day_of(due)  # type: ignore[arg-type]


def new_promise(case: Case, *, cause: str, service: str, by, since: dt.datetime | None = None) -> dt.date:
    """Promise anew from `since` (now) on, told by another text than « retardée »; the day that holds."""
    since = since or timezone.now()
    day = first_promise(case, since)
    if day != case.promised_on:
        case.promise(day, cause=cause, service=service, visibility=Entry.Visibility.INTERNAL, by=by, at=since)
    return day
