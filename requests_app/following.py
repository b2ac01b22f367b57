"""What follows, for the tenant, from what happens to a case, in the transaction of the verb (domain.md §6.3)."""

from collections.abc import Callable

from django.db.models import F, Value
from django.db.models.functions import Greatest
from django.utils.dateparse import parse_date

from coordination.models import Entry
from teams.models import Team

from . import events
from .models import Appointment, Membership, Parking, Payer, Request, Survey
from .opening import new_promise
from .telling import short_day, tell

Kind = Entry.Kind
NOT_SOLVED = "Le locataire dit que ce n’est pas réglé"


def follow(sender, entry: Entry, **kwargs) -> None:
    """Receiver of `coordination.signals.entry_written`."""
    reaction = REACTIONS.get(entry.kind)
    if reaction is None or entry.case.process_id != "request":
        return
    request = Request.objects.select_related("contact", "category").filter(case=entry.case).first()
    if request:
        request.case = entry.case
        reaction(request, entry)


def _finished(request: Request, entry: Entry) -> None:
    task, closed = entry.task, entry.data.get("closed")
    assert task  # noqa: S101 - a finished task is named by its entry
    if closed:
        return _ended(request, closed, entry)
    if asked := request.case.tasks.open().filter(pk__in=entry.data["opened"], step="confirmation").first():
        return _ask_tenant(request, asked, entry)
    if (task.step, task.outcome) == ("capture", "qualified"):
        _qualified(request, entry)
    elif task.step == "confirmation":
        _taken_up(request, entry)


def _ask_tenant(request: Request, asked, entry: Entry) -> None:
    """« 1 réglé, 2 pas réglé »; nobody to ask: what our own people reported is over."""
    if request.contact is None:
        asked.answer("internal", by=None, at=entry.at)
    else:
        tell(request, events.DONE, key=str(entry.pk), asks=True)


def _qualified(request: Request, entry: Entry) -> None:
    if request.payer == Payer.TENANT:
        tell(request, events.YOURS, key=str(entry.pk))
    else:
        task = request.case.tasks.open().order_by("pk").last()
        who = task.team.name if task.team else task.get_role_display()
        tell(request, events.QUALIFIED, key=str(entry.pk), who=who)


def _taken_up(request: Request, entry: Entry) -> None:
    """Not solved, or reopened: another day is promised, and told."""
    day = new_promise(request.case, cause=NOT_SOLVED, service=service_of(request), by=entry.by, since=entry.at)
    tell(request, events.REOPENED, key=str(entry.pk), date=short_day(day))


def service_of(request: Request) -> str:
    """The service that has the ball: to it goes the delay."""
    task = request.case.tasks.open().filter(waits=False).select_related("team").order_by("pk").last()
    return task.team.service if task and task.team else Team.Service.PROXIMITY


def _promised(request: Request, entry: Entry) -> None:
    """A day that moved, when a person or a process tells it to the tenant."""
    day = parse_date(entry.data["on"])
    if day and entry.data.get("former") and entry.visibility == Entry.Visibility.TENANT:
        tell(request, events.DELAYED, key=str(entry.pk), cause=sentence(entry.text, ""), date=short_day(day))


def _paused(request: Request, entry: Entry) -> None:
    if entry.visibility == Entry.Visibility.TENANT and entry.text:
        tell(request, events.WAITING, key=str(entry.pk), cause=sentence(entry.text))


def _closed(request: Request, entry: Entry) -> None:
    _ended(request, entry.data["outcome"], entry)


def _ended(request: Request, outcome: str, entry: Entry) -> None:
    """What was agreed ends with the request, and the tenant is told how it ended."""
    at = entry.at
    Appointment.objects.filter(request=request).standing().update(ended_at=at, end=Appointment.End.CANCELLED)
    Parking.objects.filter(request=request).standing().update(ended_at=at, end=Parking.End.TAKEN_BACK)
    Membership.objects.filter(request=request, ended_at=None).update(ended_at=Greatest(F("since"), Value(at)))
    key = str(entry.pk)
    if outcome == "confirmed":
        Survey.objects.get_or_create(request=request, answered_at=None, defaults={"asked_at": at})
        tell(request, events.SURVEY, key=key, asks=True)
    elif outcome == "unconfirmed":
        tell(request, events.UNCONFIRMED, key=key)
    elif outcome == "declined":
        tell(request, events.DECLINED, key=key, cause=sentence(entry.text))
    elif outcome in TOLD_WITH_CAUSE:
        tell(request, events.CLOSED, key=key, cause=sentence(entry.text or request.case.outcome_label))


TOLD_WITH_CAUSE = ("no_access", "duplicate", "void")


def sentence(text: str, end: str = ".") -> str:
    """The words of a person, with one full stop or none."""
    return text.strip().rstrip(".") + end


REACTIONS: dict[str, Callable[[Request, Entry], None]] = {
    Kind.FINISHED: _finished,
    Kind.PROMISED: _promised,
    Kind.PAUSED: _paused,
    Kind.CLOSED: _closed,
    Kind.REOPENED: _taken_up,
}
