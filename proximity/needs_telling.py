"""The plan's answer reaches everybody who reported: a task to read in « Mon travail », and an e-mail."""

from collections.abc import Iterable
from functools import partial

from django.db import transaction
from django.db.models import Q

from coordination.models import Task
from teams.models import User

from . import tasks
from .models import Finding, FollowUp, Need


def findings_of(need: Need):
    """What the field saw, latest first, that of the needs merged with it too."""
    here = Q(case=need.case_id) | Q(case__need__into=need)
    told = FollowUp.objects.filter(here, kind=FollowUp.Kind.NEED)
    return Finding.objects.filter(follow_ups__in=told.values("pk"))


def reporters(need: Need) -> list[User]:
    return list(User.objects.active().filter(pk__in=findings_of(need).values("by")).order_by("pk"))


def tell(need: Need, people: Iterable[User | None] | None = None, *, by) -> None:
    """Give each of them the answer to read; who gave it, or has one to read already, needs no other."""
    agency = need.case.agency_id
    reading = set(need.case.tasks.open().filter(step="answer").values_list("assignee", flat=True))
    for person in reporters(need) if people is None else people:
        if person is None or person == by or person.pk in reading or not person.is_active:
            continue
        if person.sees_everything or agency in person.agency_ids():
            need.case.ask("answer", to=person, text=answer_in_words(need), blocking=False, by=by)
            transaction.on_commit(partial(tasks.mail_answer.delay, need.pk, person.pk), robust=True)


def answer_in_words(need: Need) -> str:
    """« Programmé en 2027. Budget retenu. »"""
    last = need.timeline.first()
    return " ".join(filter(None, (f"{need.answer or 'À décider de nouveau'}.", last.note if last else "")))


def read_by(need: Need) -> list[Task]:
    """Who has the answer to read, or read it."""
    return list(need.case.tasks.filter(step="answer").select_related("assignee").order_by("-opened_at", "-pk"))
