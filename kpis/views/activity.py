"""What one did: for oneself, and for the manager of one's team."""

import datetime as dt

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from config.web.htmx import partial
from config.web.lists import Sorting, paginate
from config.web.sheets import excel
from coordination.clock import DAY, starts
from coordination.processes import Step, UnknownStep, step_of

from .. import activity as reading
from ..activity import WEEKS, Part

COLUMNS = {
    "ouverte": ["opened_at"], "echeance": ["due_at"], "terminee": ["done_at"], "dossier": ["case__reference"],
}  # fmt: skip
SHEET = [
    ("Dossier", 14), ("Objet", 40), ("Étape", 30), ("Résidence", 30), ("Ouverte le", 18), ("À faire avant", 18),
    ("Terminée le", 18),
]  # fmt: skip


@require_safe
def mine(request):
    return _page(request, request.user)


@require_safe
def show(request, pk):
    return _page(request, reading.readable(request.user, pk))


def _page(request, person):
    weeks = reading.weeks_asked(request.GET)
    context = {
        "person": person, "found": reading.activity(person, request.user, weeks), "weeks": weeks, "spans": WEEKS,
        "readers": reading.readers(person),
        "people": reading.team_of(request.user) if person == request.user else (),
    }  # fmt: skip
    return render(request, "kpis/activity.html", context)


def _read(request, pk):
    """The tasks behind a number: `etat`, and `etape` or `semaine` of its line."""
    person, query = reading.readable(request.user, pk), request.GET
    weeks = reading.weeks_asked(query)
    part = Part(query["etat"]) if query.get("etat") in Part.values else Part.DONE
    known = reading.tasks(person, request.user, weeks)
    rows = known.filter(reading.condition(part, person, weeks, timezone.now()))
    step, week = _step(query.get("etape", "")), _monday(query.get("semaine", ""))
    if step:
        process, code = query["etape"].split(".", 1)
        rows = rows.filter(process=process, step=code)
    if week:
        rows = rows.filter(done_at__gte=starts(week), done_at__lt=starts(week + 7 * DAY))
    sorting = Sorting.read(request, COLUMNS, default="echeance" if part.is_now else "-terminee")
    rows = sorting.apply(rows.select_related("case__residence", "process"))
    return {
        "person": person, "part": part, "weeks": weeks, "sorting": sorting, "rows": rows, "week": week,
        "step": step,
    }  # fmt: skip


def _step(text: str) -> Step | None:
    process, _, code = text.partition(".")
    try:
        return step_of(process, code)
    except UnknownStep:
        return None


def _monday(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


@require_safe
def tasks(request, pk):
    found = _read(request, pk)
    found["page"] = paginate(found.pop("rows"), request)
    return render(request, partial(request, "kpis/activity_tasks.html", "rows"), found)


@require_safe
def export(request, pk):
    rows = _read(request, pk)["rows"]
    return excel("Activité", SHEET, (_row(task) for task in rows))


def _row(task):
    case = task.case
    return (
        case.reference, case.title, task.step_label, case.residence.name, task.opened_at,
        task.due_at, task.done_at,
    )  # fmt: skip
