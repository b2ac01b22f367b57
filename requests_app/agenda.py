"""Appointments at tenants' homes in « Mon calendrier », for whoever has the request to handle."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Q

from coordination import clock
from coordination.agenda import Event
from coordination.models import Task

from .models import Appointment

CALLED_OFF = (Appointment.End.CANCELLED, Appointment.End.MOVED)


def events(user, since: dt.date) -> Iterator[Event]:
    """Two queries, however many appointments. A slot that was moved is another event."""
    theirs = Task.objects.open_for(user).filter(process="request").order_by().values("case")
    found = Appointment.objects.visible_to(user).filter(
        Q(request__case__in=theirs) | Q(made_by=user), starts_at__gte=clock.starts(since)
    )
    around = ("category", "case__residence", "case__building", "case__staircase", "case__unit")
    for one in found.select_related(*(f"request__{path}" for path in around)).order_by("starts_at", "pk"):
        case = one.request.case
        what = "Rendez-vous" if case.confidential else one.request.category.label
        yield Event(
            name=f"appointment-{one.pk}", title=f"{what} · {case.residence.name}, {case.where}",
            starts=one.starts_at, ends=one.ends_at, place=case.unit.address if case.unit else "",
            path=case.get_absolute_url(), reference=case.reference, changed_at=one.ended_at or one.made_at,
            revision=1 if one.ended_at else 0, cancelled=one.end in CALLED_OFF,
        )  # fmt: skip
