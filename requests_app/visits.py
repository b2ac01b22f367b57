"""Appointments and doors that stay shut: told to the tenant at once, and again the day before."""

import datetime as dt

from django.db import models, transaction
from django.utils import timezone

from coordination import clock, parameters
from coordination.models import Case, Entry, Priority
from messaging import quiet
from teams.workflow import MoveRefused

from . import events
from .following import service_of
from .models import Appointment, NoAccess, Request
from .parameters import MISSED_MOST, SLOT
from .telling import short_day, tell
from .verbs import handling, request_verb

End = Appointment.End
TENANT, INTERNAL = Entry.Visibility.TENANT, Entry.Visibility.INTERNAL
AGREED = "Rendez-vous convenu avec le locataire"


# --- verbs


@request_verb
def appoint(
    request: Request, starts_at: dt.datetime, ends_at: dt.datetime | None = None, *, by, key=None
) -> Entry:
    """Agree on a slot; the one that stood is moved. Without end: as long as a slot usually is.

    A slot after the day announced becomes that day: the tenant reads one date, and its text tells it.
    """
    task = handling(request)
    ends_at = ends_at or starts_at + slot()
    _check_slot(request.case, starts_at, ends_at)
    former = standing(request)
    if former and (former.starts_at, former.ends_at) == (starts_at, ends_at):
        raise MoveRefused("Ce rendez-vous est déjà pris.")
    if former:
        _end(former, End.MOVED)
    made = Appointment.objects.create(request=request, starts_at=starts_at, ends_at=ends_at, made_by=by)
    day = clock.day_of(starts_at)
    entry = _write(task, day, f"Rendez-vous le {made}.", by=by, key=key)
    if request.case.promised_on and request.case.promised_on < day:
        request.case.promise(day, cause=AGREED, service=service_of(request), visibility=INTERNAL, by=by)
    tell(request, events.APPOINTMENT, key=str(made.pk), by=by, **told(made))
    return entry


@request_verb
def cancel(request: Request, why: str, *, by, key=None) -> Entry:
    if not why.strip():
        raise MoveRefused("Dites pourquoi le rendez-vous est annulé.")
    task, former = handling(request), _must_stand(request)
    _end(former, End.CANCELLED)
    entry = _write(task, None, f"Rendez-vous du {former} annulé : {why}", by=by, key=key)
    tell(request, events.APPOINTMENT_OFF, key=str(former.pk), day=told(former)["day"], by=by)
    return entry


@request_verb
def keep(request: Request, *, text: str = "", by, key=None) -> Entry:
    """We met as agreed; the work goes on, or is finished by its own act."""
    task, former = handling(request), _must_stand(request)
    if former.starts_at > timezone.now():
        raise MoveRefused("Ce rendez-vous n’a pas encore eu lieu.")
    _end(former, End.KEPT)
    said = f"Rendez-vous du {former} honoré. {text}".strip()
    return request.case.note(said, task=task, visibility=TENANT, by=by, key=key)


@request_verb
def no_access(request: Request, *, text: str = "", by, key=None) -> Entry:
    """We were there and nobody opened: counted, told to the tenant, and the slot of that time is missed."""
    task, now = handling(request), timezone.now()
    former = standing(request)
    if former and former.starts_at <= now:
        _end(former, End.MISSED)
    NoAccess.objects.create(request=request, at=now, by=by, key=key)
    count = attempts(request)
    said = f"Passage sans accès ({'1er' if count == 1 else f'{count}e'}). {text}".strip()
    expected = None if former and former.ended_at else task.expected_on
    entry = _write(task, expected, said, by=by, key=key)
    tell(request, events.NO_ACCESS, key=str(entry.pk), by=by)
    return entry


@request_verb
def close_without_access(request: Request, text: str, *, by, key=None) -> Entry:
    """After enough attempts the request may be closed; the tenant gets a notice that says so."""
    return handling(request).answer("no_access", text=text, visibility=TENANT, by=by, key=key)


# --- rules


def standing(request: Request) -> Appointment | None:
    return Appointment.objects.filter(request=request).standing().first()


def attempts(request: Request) -> int:
    """Times nobody opened, since the request was opened, or reopened."""
    reopened = request.case.entries.filter(kind=Entry.Kind.REOPENED).aggregate(last=models.Max("at"))["last"]
    counted = NoAccess.objects.filter(request=request)
    return counted.filter(at__gt=reopened).count() if reopened else counted.count()


def missed_most() -> int:
    return int(parameters.value(MISSED_MOST))


def slot() -> dt.timedelta:
    return dt.timedelta(hours=float(parameters.value(SLOT)))


def told(appointment: Appointment) -> dict[str, str]:
    """The variables of its texts: « 24/11 », « 8h », « 10h30 »."""
    start, end = timezone.localtime(appointment.starts_at), timezone.localtime(appointment.ends_at)
    return {"day": short_day(start.date()), "from": _hour(start), "to": _hour(end)}


def follow(sender, entry: Entry, **kwargs) -> None:
    """Receiver of `entry_written`: « sans accès » ends nothing before enough attempts, and no appointment outlives
    the handling."""
    if entry.kind not in (Entry.Kind.FINISHED, Entry.Kind.HANDED_OVER) or entry.case.process_id != "request":
        return
    request = Request.objects.select_related("contact", "category").filter(case=entry.case).first()
    if request is None or entry.task is None or entry.task.step != "handling":
        return
    request.case = entry.case
    if entry.data.get("closed") == "no_access" and attempts(request) < missed_most():
        raise MoveRefused(f"Il faut {missed_most()} passages sans accès avant de clore. Notez chacun d’eux.")
    if former := standing(request):
        past = former.starts_at <= timezone.now()
        _end(former, End.KEPT if past else End.CANCELLED)
        if not past:
            tell(request, events.APPOINTMENT_OFF, key=str(former.pk), day=told(former)["day"], by=entry.by)


def _check_slot(case: Case, starts_at: dt.datetime, ends_at: dt.datetime) -> None:
    if starts_at <= timezone.now():
        raise MoveRefused("Ce créneau est déjà passé.")
    if not starts_at < ends_at <= starts_at + slot():
        raise MoveRefused(f"Un créneau dure au plus {slot().total_seconds() / 3600:g} heures.")
    if case.priority != Priority.EMERGENCY and case.calendar().is_day_off(clock.day_of(starts_at)):
        raise MoveRefused("Ni dimanche ni jour férié, sauf urgence.")


def _must_stand(request: Request) -> Appointment:
    found = standing(request)
    if found is None:
        raise MoveRefused("Il n’y a pas de rendez-vous en cours.")
    return found


def _end(appointment: Appointment, end: str) -> None:
    appointment.end, appointment.ended_at = end, timezone.now()
    appointment.save(update_fields=["end", "ended_at"])


def _write(task, day: dt.date | None, text: str, *, by, key) -> Entry:
    """One line of the journal, and the day on which it will be done follows."""
    said = {"text": text, "visibility": TENANT, "by": by, "key": key}
    if task.expected_on != day:
        return task.expect(day, **said)
    return task.case.note(text, task=task, visibility=TENANT, by=by, key=key)


def _hour(at: dt.datetime) -> str:
    return f"{at.hour}h{at:%M}" if at.minute else f"{at.hour}h"


# --- the day before


def remind(now: dt.datetime | None = None) -> int:
    """Tell who will be visited on the days until one may text again; each appointment once. How many were told."""
    now = now or timezone.now()
    today = clock.day_of(now)
    due = Appointment.objects.standing().filter(
        starts_at__gte=clock.starts(today + clock.DAY),
        starts_at__lt=clock.starts(_last_day_to_tell(today) + clock.DAY),
        made_at__lt=clock.starts(today),
    )
    return sum(_remind(pk) for pk in due.order_by("pk").values_list("pk", flat=True))


def _last_day_to_tell(today: dt.date) -> dt.date:
    """Tomorrow, or the first day after it on which one may text: on Saturday, Monday's are told too."""
    day = today + clock.DAY
    while quiet.next_allowed(_noon(day)) != _noon(day):
        day += clock.DAY
    return day


def _noon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(12), clock.PARIS)


@transaction.atomic
def _remind(pk: int) -> bool:
    """Held while it is told: whoever cancels it waits, and tells that afterwards."""
    found = Appointment.objects.select_for_update(of=("self",)).standing().filter(pk=pk)
    appointment = found.select_related("request__case", "request__contact", "request__category").first()
    if appointment is None:
        return False
    message = tell(appointment.request, events.REMINDER, key=str(pk), **told(appointment))
    return message is not None
