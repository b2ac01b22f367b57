"""Nominators who name nobody: called before their day, and after it the home is the landlord's again."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from coordination import parameters
from teams.workflow import MoveRefused

from .models import Nomination, Vacancy
from .parameters import NOMINATION_REMINDER
from .reletting import held

STEP = "nominator"
AROUND = ("nominator", "vacancy__case")


def remind(today: dt.date | None = None) -> int:
    """Every morning: leasing is asked to call the nominators whose day is near, once each. How many."""
    today = today or timezone.localdate()
    until = today + dt.timedelta(days=int(parameters.value(NOMINATION_REMINDER, today)) + 1)
    found = Nomination.objects.to_remind(until).filter(due_on__gte=today)
    return sum(_remind(one, today) for one in found.select_related(*AROUND).order_by("pk"))


def release(today: dt.date | None = None) -> int:
    """Every morning: those whose day passed without a candidate have lost their turn. How many."""
    today = today or timezone.localdate()
    found = Nomination.objects.overdue(today).select_related(*AROUND).order_by("pk")
    return sum(_release(one, today) for one in found)


@transaction.atomic
def _remind(nomination: Nomination, today: dt.date) -> bool:
    vacancy = _still(nomination)
    if vacancy is None or not _claim(nomination, reminded_on=today):
        return False
    if not vacancy.case.tasks.open().filter(step=STEP).exists():
        text = f"{nomination.nominator} n’a proposé aucun candidat. Délai : {nomination.due_on:%d/%m/%Y}."
        vacancy.case.ask(STEP, text=text, blocking=False, by=None)
    return True


@transaction.atomic
def _release(nomination: Nomination, today: dt.date) -> bool:
    vacancy = _still(nomination)
    if vacancy is None or not _claim(nomination, ended_on=today, lapsed=True):
        return False
    text = (
        f"{nomination.nominator} n’a proposé aucun candidat avant le {nomination.due_on:%d/%m/%Y} : "
        "le bailleur reprend le logement."
    )
    asked = vacancy.case.tasks.open().filter(step=STEP).first()
    if asked:
        asked.case = vacancy.case
        asked.answer("released", text=text, by=None)
    else:
        vacancy.case.note(text, by=None)
    return True


def _still(nomination: Nomination) -> Vacancy | None:
    """Its vacancy, locked; None when it ended meanwhile."""
    try:
        return held(nomination.vacancy)
    except MoveRefused:
        return None


def _claim(nomination: Nomination, **changes) -> bool:
    """Of two workers one does it; a candidate named meanwhile stops both."""
    free = Nomination.objects.without_candidate().filter(pk=nomination.pk, reminded_on=nomination.reminded_on)
    return bool(free.update(**changes))
