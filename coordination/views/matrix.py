"""The responsibility matrix, read by everybody: as a grid, a workbook, its versions, its rules often corrected."""

import datetime as dt

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from config.web.htmx import partial
from config.web.lists import Sorting
from config.web.sheets import excel
from teams.roles import Role

from ..comparison import roles
from ..grid import ROLES, Marking, grid, rows, unowned
from ..matrix_forms import DraftForm
from ..models import Process, ResponsibilityMatrix, Task
from ..parameters import values
from ..processes import declared

KEEPERS = (Role.ADMIN, Role.DIRECTOR)
WINDOWS = [30, 90, 180, 365]
RULES = ["matrix.window", "matrix.corrected_least", "matrix.corrected_share"]
SHEET = [
    ("Processus", 24), ("Étape", 30), ("Situation", 60), ("Réalise (R)", 24), ("Service", 16), ("Répond (A)", 24),
    ("Service", 16), ("Consultés (C)", 30), ("Informés (I)", 30), ("Délai", 18), ("À faire", 40),
]  # fmt: skip
CORRECTED_SHEET = [*SHEET[:4], ("Dossiers confiés", 12), ("Corrigés", 12), ("Part (%)", 10)]
COLUMNS = {
    "regle": lambda line: (line[0].label, line[1].step.label, line[1].situation),
    "confies": lambda line: line[1].given,
    "corriges": lambda line: line[1].corrected,
    "part": lambda line: line[1].share,
}


def version(request) -> ResponsibilityMatrix | None:
    """The version asked for, else the one in force."""
    asked = request.GET.get("version", "")
    if asked.isdecimal():
        return get_object_or_404(ResponsibilityMatrix, pk=asked)
    return ResponsibilityMatrix.objects.in_force(timezone.localdate())


def _process(request) -> str:
    asked = request.GET.get("processus", "")
    return asked if asked in {one.code for one in declared()} else ""


def _used(request, matrix, process="", days=None):
    """The grid with what its rules gave and what was corrected, in this person's perimeter; and since when."""
    known = values(RULES)
    since = timezone.localdate() - dt.timedelta(days=days or int(known["matrix.window"]))
    use = Task.objects.visible_to(request.user).use_of_rules(since)
    marking = Marking(known["matrix.corrected_least"], known["matrix.corrected_share"])
    return grid(matrix, process, use, marking), since


@require_safe
def show(request):
    matrix, process = version(request), _process(request)
    shown, since = _used(request, matrix, process) if matrix else ([], None)
    context = {
        "matrix": matrix, "grid": shown, "since": since, "roles": ROLES, "process": process,
        "unowned": unowned(shown),
        "processes": Process.objects.chains(),
        "versions": ResponsibilityMatrix.objects.with_standing(timezone.localdate()),
        "can_change": request.user.has_role(*KEEPERS), "editable": False,
    }  # fmt: skip
    return render(request, partial(request, "coordination/matrix.html", "grid"), context)


@require_safe
def export(request):
    matrix = version(request)
    found = rows(grid(matrix, _process(request))) if matrix else ()
    return excel(f"Matrice {matrix or ''}".strip(), SHEET, (_row(process, row) for process, row in found))


def _row(process, row):
    rule = row.rule
    return (
        process.label, row.step.label, row.situation, rule.get_responsible_display(),
        rule.get_responsible_service_display(), rule.get_accountable_display(),
        rule.get_accountable_service_display(), roles(rule.consulted), roles(rule.informed), rule.delay,
        rule.action,
    )  # fmt: skip


@require_safe
def versions(request):
    context = {
        "versions": ResponsibilityMatrix.objects.with_standing(timezone.localdate()),
        "can_change": request.user.has_role(*KEEPERS),
        "form": DraftForm(),
    }
    return render(request, "coordination/matrix_versions.html", context)


def _corrected(request):
    """Rules that gave work, as (process, row), sorted; since when, and over how many days if it was asked."""
    asked = request.GET.get("jours", "")
    days = int(asked) if asked in map(str, WINDOWS) else None
    matrix = version(request)
    shown, since = _used(request, matrix, days=days) if matrix else ([], timezone.localdate())
    sorting = Sorting.read(request, COLUMNS, default="-part")
    lines = [line for line in rows(shown) if line[1].given]
    lines.sort(key=COLUMNS["regle"])
    lines.sort(key=COLUMNS[sorting.name], reverse=sorting.descending)
    return matrix, lines, sorting, since, days


@require_safe
def corrections(request):
    matrix, lines, sorting, since, days = _corrected(request)
    context = {
        "matrix": matrix, "lines": lines, "sorting": sorting, "since": since, "days": days, "windows": WINDOWS,
        "versions": ResponsibilityMatrix.objects.published(),
    }  # fmt: skip
    return render(request, partial(request, "coordination/corrections.html", "rows"), context)


@require_safe
def corrections_export(request):
    _, lines, _, _, _ = _corrected(request)
    sheet = ((*_row(*line)[:4], line[1].given, line[1].corrected, line[1].share) for line in lines)
    return excel("Règles corrigées", CORRECTED_SHEET, sheet)
