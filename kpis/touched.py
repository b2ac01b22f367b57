"""Which residences something happened in since an instant.

A change can move a fact away from a day that nothing remembers (a date corrected, a file reopened, a task given to
another team): whatever changed in a residence, all its days are counted again, and only what differs is written.
"""

import datetime as dt
from typing import Any

from django.apps import apps
from django.db.models import Count, Q, Sum

from coordination.models import Case, Entry, Parameter
from housing.models import Residence, Unit
from leasing.models import Vacancy
from proximity.models import CheckRecord, CleaningCheck
from requests_app.models import Survey

from .models import DailyFact
from .parameters import PREFIX

OVERLAP = dt.timedelta(hours=1)
OVERLAP_SOON = dt.timedelta(minutes=1)
OVERLAP_AT_NIGHT = dt.timedelta(hours=26)
"""A transaction may commit this long after the instant it says of itself; at night the whole day is read again."""
HOMES = "VAC03"
"""The measure whose denominator is all homes."""


def everything_since(mark: dt.datetime) -> bool:
    """A threshold changed, or came into force: each day may count otherwise."""
    codes = Q(code__startswith=PREFIX)
    changed = _events("coordination", "Parameter").filter(codes, pgh_created_at__gte=mark).exists()
    day = mark.date()
    return changed or Parameter.objects.filter(codes, period__startswith__gte=day).exists()


def by_journal(mark: dt.datetime) -> set[int]:
    """Where an act on a case was written down. By an index, whatever the size of the journal."""
    entries = Entry.objects.filter(logged_at__gte=mark).order_by()
    return set(entries.values_list("case__residence", flat=True))


def residences_since(mark: dt.datetime) -> set[int]:
    """By the journal of cases, the history of tracked rows, answers, and where the number of homes differs."""
    cases = Case._base_manager
    vacancies = _events("leasing", "Vacancy").filter(pgh_created_at__gte=mark).values("case")
    asked = Survey.objects.filter(Q(asked_at__gte=mark) | Q(answered_at__gte=mark)).order_by()
    leases = _events("leasing", "Lease").filter(pgh_created_at__gte=mark)
    of_leases = Vacancy.objects.filter(lease__in=leases.values("pgh_obj_id")).order_by().values("case")
    found = by_journal(mark) | set(leases.values_list("residence_id", flat=True))
    sources: list[Any] = [vacancies, asked.values("request__case"), of_leases]
    for known in sources:
        found |= set(cases.filter(pk__in=known).order_by().values_list("residence_id", flat=True))
    units = _events("housing", "Unit").filter(pgh_created_at__gte=mark)
    found |= set(units.values_list("residence_id", flat=True))
    found |= set(
        Unit.objects.filter(pk__in=units.values("pgh_obj_id")).order_by().values_list("residence", flat=True)
    )
    found |= set(
        _events("housing", "Residence").filter(pgh_created_at__gte=mark).values_list("pgh_obj_id", flat=True)
    )
    return (found | of_the_field(mark) | other_number_of_homes()) - {None}


def of_the_field(mark: dt.datetime) -> set[int]:
    """Orders, checks, works of the plan: by their history, or by when somebody told of them."""
    found: set[int] = set()
    for app, name in (("proximity", "WorkOrder"), ("proximity", "MandatoryCheck"), ("housing", "PlannedWork")):
        events = _events(app, name).filter(pgh_created_at__gte=mark)
        found |= set(events.values_list("residence_id", flat=True))
    closed = CleaningCheck.objects.filter(Q(closed_at__gte=mark) | Q(contest__answered_at__gte=mark)).order_by()
    found |= set(closed.values_list("service__residence", flat=True))
    recorded = CheckRecord.objects.filter(recorded_at__gte=mark).order_by()
    return found | set(recorded.values_list("of__residence", flat=True))


def other_number_of_homes() -> set[int]:
    """Residences whose homes were never counted, or were moved without a word; those that are gone."""
    stored = DailyFact.objects.filter(measure=HOMES).order_by().values_list("residence")
    known = dict(stored.annotate(Sum("denominator")))
    homes = dict(Unit.objects.filter(left_on=None).order_by().values_list("residence").annotate(Count("pk")))
    return {pk for pk in known.keys() | homes.keys() if known.get(pk, 0) != homes.get(pk, 0)}


def all_residences() -> list[int]:
    return list(Residence.objects.order_by("pk").values_list("pk", flat=True))


def _events(app: str, name: str):
    return apps.get_model(app, f"{name}Event").objects.order_by()
