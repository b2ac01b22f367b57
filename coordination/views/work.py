"""« Mon travail »: everybody's first screen."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from config.web.htmx import partial
from config.web.lists import Sorting, paginate
from config.web.sheets import excel

from ..filters import WorkFilter
from ..marks import marks_of
from ..work import MINE, WAITED, standing, tasks_of

COLUMNS = {
    "echeance": ["endangered_at"],
    "dossier": ["case__reference"],
    "residence": ["case__residence__words", "endangered_at"],
    "arrivee": ["opened_at"],
}
SHEET = [
    ("Dossier", 14), ("Objet", 40), ("Étape", 28), ("Urgence", 16), ("Résidence", 30), ("Lieu", 34), ("Chez", 28),
    ("Arrivée le", 17), ("Prise en charge le", 17), ("À faire avant", 17), ("Date annoncée", 13),
]  # fmt: skip


def _found(request) -> tuple[str, WorkFilter, Sorting]:
    view = WAITED if request.GET.get("vue") == WAITED else MINE
    found = WorkFilter(request.GET, tasks_of(request.user, view), request=request)
    return view, found, Sorting.read(request, COLUMNS, default="echeance")


@require_safe
def index(request):
    view, found, sorting = _found(request)
    now = timezone.now()
    page = paginate(sorting.apply(found.qs), request)
    marks = marks_of(task.case_id for task in page)
    for task in page:
        task.marks, task.can_move = marks.get(task.case_id, ()), task.may_be_moved_by(request.user)
    context = {
        "view": view, "filter": found, "sorting": sorting, "page": page, "now": now, "in_list": True,
        "standing": standing(request.user, now, view),
    }  # fmt: skip
    return render(request, partial(request, "coordination/work.html", "work"), context)


@require_safe
def export(request):
    _, found, sorting = _found(request)
    rows = sorting.apply(found.qs).iterator(chunk_size=2000)
    return excel("Mon travail", SHEET, (_row(task) for task in rows))


def _row(task):
    case = task.case
    return (
        case.reference, case.title, task.step_label, case.get_priority_display(), case.residence.name, case.where,
        task.owner, task.opened_at, task.acknowledged_at, task.endangered_at, case.promised_on,
    )  # fmt: skip
