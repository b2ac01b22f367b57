"""Every night: what we no longer need to know of people who asked, or of who wrote what (domain.md §10.3)."""

import datetime as dt

from django.utils import timezone

from coordination import parameters
from messaging.retention import months_before
from teams.models import WordingWarning

from .models import Visitor
from .parameters import KEEP_VISITORS, KEEP_WARNINGS


def purge(now: dt.datetime | None = None) -> tuple[int, int]:
    """(visitors forgotten, warnings forgotten). A visitor is kept while the request is open."""
    now = now or timezone.now()
    visitors = Visitor.objects.filter(request__case__closed_at__lt=_before(KEEP_VISITORS, now))
    warnings = WordingWarning.objects.filter(at__lt=_before(KEEP_WARNINGS, now))
    return visitors.delete()[0], warnings.delete()[0]


def _before(code: str, now: dt.datetime) -> dt.datetime:
    return months_before(now, int(parameters.value(code)))
