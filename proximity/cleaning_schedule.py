"""How often a place is checked follows from its last grades (domain.md §7.4): what is due gets a case at night.

A few places of companies are drawn by lot beside the calendar, so that nobody knows the day.
"""

import calendar
import datetime as dt
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import Case as Choice
from django.db.models import CharField, DateField, Exists, ExpressionWrapper, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import MD5, Cast, Coalesce, Collate, Concat, Least, TruncDate
from django.utils import timezone

from coordination import parameters
from coordination.opening import open_case

from . import cleaning_checking
from .cleaning_outcome import case_at_place, title_of
from .cleaning_parameters import EVERY, EVERY_FAILED, EVERY_FAIR, RANDOM
from .models import CleaningCheck, CleaningService

Performer, Result = CleaningService.Performer, CleaningCheck.Result
LOT = 8
"""Hexadecimal digits of the number drawn."""


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


def unwatched(day: dt.date):
    """Places that nobody is looking at: neither a check nor a failure is open there."""
    waiting = CleaningCheck.objects.filter(service=OuterRef("pk")).filter(
        Q(closed_at=None) | Q(case__closed_at=None, case__tasks__done_at=None, case__tasks__step="response")
    )
    found = with_next_check(CleaningService.objects.running_on(day), day).filter(~Exists(waiting))
    return found.select_related("residence", "building", "staircase")


def due(day: dt.date):
    """Places to be checked."""
    return unwatched(day).filter(next_on__lte=day)


def drawn(day: dt.date, percent: Decimal):
    """Places of companies that this day draws beside the calendar: over a month, so many in a hundred.

    A place and a day give a number, always the same: asked twice, the lot falls on the same places.
    """
    days = calendar.monthrange(day.year, day.month)[1]
    below = min(int(percent / 100 / days * 16**LOT), 16**LOT - 1)
    number = Collate(MD5(Concat(Cast("pk", CharField()), Value(f" {day:%Y-%m-%d}"))), "C")
    found = unwatched(day).filter(performer=Performer.COMPANY, next_on__gt=day, last_at__date__lt=day)
    return found.annotate(lot=number).filter(lot__lt=f"{below:0{LOT}x}")


def open_due(day: dt.date | None = None) -> int:
    """Every night. Started twice at once, each place still gets one check."""
    day = day or timezone.localdate()
    opened = sum(_open(service) for service in due(day).order_by("pk"))
    percent = parameters.value(RANDOM, day)
    return opened + sum(open_by_lot(service, day, percent) for service in drawn(day, percent).order_by("pk"))


def open_by_lot(service: CleaningService, day: dt.date, percent: Decimal) -> bool:
    """Whether a check was opened there, which says why."""
    share = f"{percent.normalize():f}".replace(".", ",")
    why = f"Tirage au sort du {day:%d/%m/%Y} : {share} % des lieux d’entreprise par mois, en plus du calendrier."
    return _open(service, why)


def _open(service: CleaningService, by_lot: str = "") -> bool:
    """`by_lot`: why the lot fell on it."""
    title = f"{title_of(service)} · tirage au sort" if by_lot else title_of(service)
    try:
        with transaction.atomic():
            service.hold()
            if service.checks.open().exists() or case_at_place(service):
                return False
            case = open_case(
                "cleaning", "check", service.place, title=title, by=None, text=by_lot,
                facts={"cleaner": service.performer},
            )  # fmt: skip
            cleaning_checking.plan(service, case=case, drawn=bool(by_lot))
            return True
    except IntegrityError:  # somebody began one on the spot
        return False
