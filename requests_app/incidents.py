"""Collective incidents: several requests about one breakdown go along with one case, and end with it.

What follows for its requests from a new date or the end of an incident is done one request at a time after commit
(`settle`): many may be concerned. It reads how things stand, so that it may run twice, or later.
"""

import uuid
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from coordination.models import Entry
from coordination.opening import open_case
from housing.models import Equipment
from teams.models import Team
from teams.workflow import MoveRefused

from . import events, tasks
from .models import Category, Incident, Membership, Request
from .opening import first_promise
from .parking import refuse_alone
from .telling import short_day, tell
from .verbs import request_verb, task_at

JOINABLE = ("capture", "handling")
CAUSE = "Incident collectif"
BATCH = 200
TENANT = Entry.Visibility.TENANT


# --- verbs


def open_incident(
    place, *, category: Category, by, requests: Iterable[Request] = (), equipment: Equipment | None = None,
    text: str = "", key: uuid.UUID | None = None,
) -> Incident:  # fmt: skip
    """One case for all of them; each request joins it. The same `key` twice gives the same incident."""
    requests = list(requests)
    if category.restricted:
        raise MoveRefused("Une demande confidentielle ne se joint à aucune autre.")
    with transaction.atomic():
        case = open_case(
            "incident", "handling", place, title=f"{category.label} : incident collectif", by=by, key=key,
            text=text, priority=min((one.case.priority for one in requests), default=category.priority),
            facts={"family": category.family},
        )  # fmt: skip
        if known := Incident.objects.filter(case=case).first():
            return known
        incident = Incident.objects.create(case=case, category=category, equipment=equipment)
        case.promise(first_promise(case), by=by)
        for request in sorted(requests, key=lambda one: one.case_id):
            join(request, incident, by=by)
    return incident


def join(request: Request, incident: Incident, *, by, key=None) -> Entry:
    """The request waits for the incident, its date is the incident's, and its tenant is told so."""
    with transaction.atomic():
        incident.case.hold()
        if not incident.case.is_open:
            raise MoveRefused("Cet incident est clos.")
        if not incident.case.promised_on or incident.case.promised_on < timezone.localdate():
            raise MoveRefused("La date annoncée de l’incident est dépassée : annoncez-en d’abord une autre.")
        return _join(request, incident, by=by, key=key)


@request_verb
def _join(request: Request, incident: Incident, *, by, key) -> Entry:
    task = task_at(request, *JOINABLE)
    if task is None:
        raise MoveRefused("Cette demande n’est pas en cours de traitement.")
    if request.case.confidential or request.case.residence_id != incident.case.residence_id:
        raise MoveRefused("Cette demande ne se rattache pas à cet incident : autre résidence, ou confidentielle.")
    entry = request.case.hand_over(
        "joined",
        task=task,
        text=f"Incident collectif {incident.case.reference}.",
        visibility=TENANT,
        by=by,
        key=key,
    )
    Membership.objects.create(incident=incident, request=request, by=by)
    day = incident.case.promised_on or request.case.promised_on
    assert day  # noqa: S101 - `join` made sure
    if day != request.case.promised_on:
        request.case.promise(day, cause=CAUSE, service=_service(incident), visibility="internal", by=by)
    tell(request, events.JOINED, key=str(entry.pk), date=short_day(day), by=by)
    return entry


@request_verb
def leave(request: Request, why: str, *, by, key=None) -> Entry:
    """The request is another matter after all: back to work by itself."""
    task = task_at(request, "joined")
    if task is None:
        raise MoveRefused("Cette demande n’est rattachée à aucun incident.")
    return task.answer("left", text=why, by=by, key=key)


# --- what follows


def follow(sender, entry: Entry, **kwargs) -> None:
    """Receiver of `entry_written`: of an incident, and of a request that waits for one."""
    if entry.case.process_id == "incident":
        if entry.kind in (Entry.Kind.FINISHED, Entry.Kind.CLOSED, Entry.Kind.PROMISED):
            pk = entry.case_id
            transaction.on_commit(lambda: tasks.settle_incident.delay(pk), robust=True)
    elif entry.case.process_id == "request" and entry.task and entry.task.step == "joined":
        _of_request(entry)


def _of_request(entry: Entry) -> None:
    request = Request.objects.select_related("contact", "category").filter(case=entry.case).first()
    if request is None:
        return
    request.case, task = entry.case, entry.task
    assert task  # noqa: S101 - asked by `follow`
    if entry.kind in (Entry.Kind.REOPENED, Entry.Kind.TASK_OPENED):
        refuse_alone(request, task, entry, "joined")
    elif entry.kind == Entry.Kind.FINISHED:
        Membership.objects.filter(request=request, ended_at=None).update(ended_at=timezone.now())
        if task.outcome == "left":
            _promise_alone(request, entry)


def _promise_alone(request: Request, entry: Entry) -> None:
    """By itself again, the request gets a date of its own, told as every change of date is."""
    day = first_promise(request.case, timezone.now())
    if day != request.case.promised_on:
        request.case.promise(
            day, cause="à traiter à part de l’incident collectif", service=Team.Service.PROXIMITY, by=entry.by
        )


def settle(case_id: int | None = None) -> int:
    """Bring the requests of an incident (of all) in step with it: its end, or its date. How many moved."""
    found = _out_of_step()
    found = found.filter(incident__case=case_id) if case_id else found
    pks = found.order_by("pk").values_list("pk", flat=True)
    return sum(_settle(pk) for pk in (pks if case_id else pks[:BATCH]))


def _out_of_step():
    over = Q(incident__case__closed_at__isnull=False)
    moved = Q(incident__case__promised_on__gte=timezone.localdate()) & ~Q(
        request__case__promised_on=F("incident__case__promised_on")
    )
    return Membership.objects.filter(over | moved, ended_at=None, request__case__closed_at=None)


@transaction.atomic
def _settle(pk: int) -> bool:
    read = ("request__case", "request__contact", "request__category", "incident__case")
    membership = Membership.objects.select_related(*read).get(pk=pk)
    request, case = membership.request, membership.incident.case
    request.case.hold()
    task = task_at(request, "joined")
    if task is None or not _out_of_step().filter(pk=pk).exists():
        return False
    if case.is_open:
        said = case.promises.latest("pk")
        request.case.promise(
            case.promised_on, cause=said.cause or CAUSE, service=said.service or _service(membership.incident),
            by=said.made_by,
        )  # fmt: skip
    elif case.outcome == "void":
        task.answer("left", text="Fausse alerte : la demande est reprise à part.", by=None)
    else:
        task.answer("solved", text="Incident réglé.", visibility=TENANT, by=None)
    return True


def _service(incident: Incident) -> str:
    task = incident.case.tasks.open().select_related("team").order_by("pk").last()
    return task.team.service if task and task.team else Team.Service.PROXIMITY
