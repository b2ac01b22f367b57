"""Opening a case: the first task is given in the same transaction, so that somebody has the ball at once."""

import uuid

from django.db import IntegrityError, transaction
from django.utils import timezone

from teams.workflow import MoveRefused

from .clock import PARIS
from .models import Case, Entry, Priority
from .models.cases import next_references
from .verbs import write


def open_case(
    process: str, step: str, place, *, title: str, by, priority: int = Priority.NORMAL, facts=None, to=None,
    confidential: bool = False,
    text: str = "", visibility: str = Entry.Visibility.INTERNAL, key: uuid.UUID | None = None, at=None,
) -> Case:  # fmt: skip
    """Open a case at a residence, building, staircase or home, with its first task.

    The same `key` twice gives the same case. IncompleteFacts when the step needs to know more.
    """
    now = timezone.now()
    at = at or now
    if at > now:
        raise MoveRefused("Un dossier ne s’ouvre pas dans l’avenir.")
    if first := Entry.objects.repeated(key, kind=Entry.Kind.OPENED, by=by):
        return first.case
    try:
        with transaction.atomic():
            case = _create(
                process,
                place,
                title=title,
                by=by,
                at=at,
                priority=priority,
                facts=facts or {},
                confidential=confidential,
            )
            task = case.give(step, to=to, by=by, at=at)
            write(case, Entry.Kind.OPENED, by=by, at=at, key=key, task=task, text=text, visibility=visibility)
    except IntegrityError:
        if first := Entry.objects.repeated(key, kind=Entry.Kind.OPENED, by=by):
            return first.case
        raise
    return case


def _create(process, place, *, title, by, at, priority, facts, confidential) -> Case:
    (reference,) = next_references(1, at.astimezone(PARIS).year)
    case = Case(
        reference=reference, process_id=process, title=title, priority=priority, facts=facts,
        confidential=confidential,
        opened_at=at, opened_by=by, **whole_place(place),
    )  # fmt: skip
    case.agency_id = case.residence.agency_id
    case.due_at = case.due()
    case.save(force_insert=True)
    return case


def whole_place(place) -> dict:
    """The levels above a place, as a `Placed` row names them."""
    levels = {}
    if place._meta.model_name == "unit":
        levels["unit"], place = place, place.staircase
    if place._meta.model_name == "staircase":
        levels["staircase"], place = place, place.building
    if place._meta.model_name == "building":
        levels["building"], place = place, place.residence
    return {"residence": place, **levels}
