"""How often a place is checked follows from its last grades (domain.md §7.4): what is due gets a case at night."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.db.models import Case as Choice
from django.db.models import DateField, Exists, ExpressionWrapper, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Least, TruncDate
from django.utils import timezone

from coordination import parameters
from coordination.opening import open_case

from . import cleaning_checking
from .cleaning_outcome import case_at_place, title_of
from .cleaning_parameters import EVERY, EVERY_FAILED, EVERY_FAIR
from .models import CleaningCheck, CleaningService

Performer, Result = CleaningService.Performer, CleaningCheck.Result


def with_last_check(services):
    """Annotate `last_at`, `last_result` and `last_score`."""
    last = CleaningCheck.objects.standing().filter(service=OuterRef("pk")).order_by("-closed_at", "-pk")
    names = {"last_at": "closed_at", "last_result": "result", "last_score": "score"}
    return services.annotate(**{name: Subquery(last.values(column)[:1]) for name, column in names.items()})


def with_next_check(services, day: dt.date):
    """And `next_on`: when each is to be checked again."""
    every = parameters.values([*(EVERY(one) for one in Performer.values), EVERY_FAIR, EVERY_FAILED], day)
    usual = Choice(*(When(performer=one, then=Value(int(every[EVERY(one)]))) for one in Performer.values))
    sooner = Choice(
        When(last_result=Result.FAILED, then=Least(usual, Value(int(every[EVERY_FAILED])))),
        When(last_result=Result.FAIR, then=Least(usual, Value(int(every[EVERY_FAIR])))),
        default=usual,
    )
    due = ExpressionWrapper(TruncDate("last_at") + F("every"), output_field=DateField())
    return with_last_check(services).annotate(every=sooner).annotate(next_on=Coalesce(due, Value(day)))


def due(day: dt.date):
    """Places to be checked that nobody is looking at: neither a check nor a failure is open there."""
    waiting = CleaningCheck.objects.filter(service=OuterRef("pk")).filter(
        Q(closed_at=None) | Q(case__closed_at=None, case__tasks__done_at=None, case__tasks__step="response")
    )
    found = with_next_check(CleaningService.objects.running_on(day), day).filter(next_on__lte=day)
    return found.filter(~Exists(waiting)).select_related("residence", "building", "staircase")


def open_due(day: dt.date | None = None) -> int:
    """Every night. Started twice at once, each place still gets one check."""
    opened = 0
    for service in due(day or timezone.localdate()).order_by("pk"):
        opened += _open(service)
    return opened


def _open(service: CleaningService) -> bool:
    try:
        with transaction.atomic():
            service.hold()
            if service.checks.open().exists() or case_at_place(service):
                return False
            case = open_case(
                "cleaning", "check", service.place, title=title_of(service), by=None,
                facts={"cleaner": service.performer},
            )  # fmt: skip
            cleaning_checking.plan(service, case=case)
            return True
    except IntegrityError:  # somebody began one on the spot
        return False
