"""The relocations board, as a page and as a sheet."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from config.web.htmx import partial
from config.web.lists import Sorting, paginate
from config.web.sheets import excel
from teams.guards import require_role

from .. import board
from ..access import MAY_SEE_RELETTING
from ..models import Vacancy
from ..vacancy_filters import VacancyFilter

COLUMNS = {
    "danger": ["danger", "-case__promised_on"], "sortie": ["expected_exit"], "pret": ["case__promised_on"],
    "entree": ["move_in_on"], "residence": ["case__residence__words", "unit"],
}  # fmt: skip
SHEET = [
    ("Dossier", 14), ("Résidence", 28), ("Logement", 30), ("Agence", 22), ("État", 18), ("Origine", 18),
    ("Congé reçu le", 12), ("Sortie", 12), ("Travaux", 12), ("Prêt le", 12), ("Fiabilité", 12),
    ("Glissement (jours)", 12), ("Entrée prévue", 12), ("Technique", 26), ("Main technique", 24),
    ("Commerciale", 26), ("Main commerciale", 24),
]  # fmt: skip


def _found(request):
    visible = board.with_danger(Vacancy.objects.visible_to(request.user).open(), timezone.now())
    found = VacancyFilter(request.GET, visible, request=request)
    return found, Sorting.read(request, COLUMNS, default="-danger")


@require_role(*MAY_SEE_RELETTING)
@require_safe
def index(request):
    found, sorting = _found(request)
    page = paginate(sorting.apply(board.with_rows(found.qs)), request)
    today = timezone.localdate()
    context = {
        "filter": found, "sorting": sorting, "page": page, "rows": board.rows(page.object_list, today),
        "axis": board.Axis(today),
    }  # fmt: skip
    return render(request, partial(request, "leasing/relocations.html", "rows"), context)


@require_role(*MAY_SEE_RELETTING)
@require_safe
def export(request):
    found, sorting = _found(request)
    vacancies = sorting.apply(board.with_rows(found.qs)).iterator(chunk_size=1000)
    today = timezone.localdate()
    return excel("Relocations", SHEET, (_row(board.rows([one], today)[0]) for one in vacancies))


def _row(row) -> tuple:
    one, technical, commercial = row.vacancy, row.technical, row.commercial
    case = one.case
    return (
        case.reference, case.residence.name, case.where, case.agency.name, row.danger_label,
        one.get_origin_display(), one.notice and one.notice.received_on, one.exit_on, one.get_works_display(),
        one.ready_on or case.promised_on, one.get_certainty_display(), row.slipped, one.move_in_on,
        technical and technical.step_label, technical and technical.owner,
        commercial and commercial.step_label, commercial and commercial.owner,
    )  # fmt: skip
