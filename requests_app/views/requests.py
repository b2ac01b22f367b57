"""The list of requests, as a page and as a workbook. Several are handed over by `coordination:cases_hand_over`."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from config.web.htmx import partial
from config.web.lists import Sorting, paginate
from config.web.sheets import excel
from coordination.marks import marks_of
from coordination.models import Priority
from coordination.views.cases import MAY_HAND_OVER_MANY
from teams.roles import Role

from ..filters import RequestFilter
from ..models import Request

COLUMNS = {
    "ouverture": ["case__opened_at"],
    "demande": ["case__reference"],
    "residence": ["case__residence__words", "-case__opened_at"],
    "promesse": ["case__promised_on", "case__opened_at"],
    "urgence": ["case__priority", "case__promised_on"],
}
SHEET = [
    ("Demande", 14), ("Famille", 28), ("Catégorie", 34), ("État", 26), ("Urgence", 16), ("Urgence proposée", 16),
    ("Agence", 22), ("Résidence", 30), ("Lieu", 34), ("Où", 24), ("Chez", 30), ("Canal", 18), ("Qui paie", 18),
    ("Ouverte le", 17), ("Date annoncée", 13), ("Close le", 17), ("Issue", 30),
]  # fmt: skip


def _found(request) -> tuple[RequestFilter, Sorting]:
    known = Request.objects.visible_to(request.user).with_owner().with_state()
    found = RequestFilter(request.GET, known, request=request)
    return found, Sorting.read(request, COLUMNS, default="promesse")


@require_safe
def index(request):
    found, sorting = _found(request)
    page = paginate(sorting.apply(found.qs), request)
    marks = marks_of(one.case_id for one in page)
    for one in page:
        one.marks = marks.get(one.case_id, ())
    context = {
        "filter": found, "sorting": sorting, "page": page, "today": timezone.localdate(),
        "can_hand_over": request.user.has_role(*MAY_HAND_OVER_MANY), "may_set": request.user.has_role(Role.ADMIN),
    }  # fmt: skip
    return render(request, partial(request, "requests_app/requests.html", "rows"), context)


@require_safe
def export(request):
    found, sorting = _found(request)
    rows = sorting.apply(found.qs).iterator(chunk_size=1000)
    return excel("Demandes", SHEET, (_row(one) for one in rows))


def _row(one: Request):
    case, proposed = one.case, one.suggested_priority
    return (
        case.reference, one.category.family_label, one.category.label, one.state_label,
        case.get_priority_display(),
        Priority(proposed).label if proposed else "", case.agency.name, case.residence.name, case.where,
        one.get_zone_display(), one.owner, one.get_channel_display(),
        one.get_payer_display() if one.is_repair else "", case.opened_at, case.promised_on, case.closed_at,
        case.outcome_label,
    )  # fmt: skip
