"""Penalties: their list, what each contract is owed, and the moves of one."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from config.web.htmx import partial
from config.web.lists import Sorting, paginate
from config.web.sheets import excel
from coordination.views.acts import METHODS, answer
from teams.guards import require_role

from .. import penalty_procedure
from ..cleaning_access import MAY_DECIDE, MAY_SEE_PENALTIES
from ..cleaning_filters import PenaltyFilter
from ..cleaning_forms import ActForm, ApplyForm, WordsForm
from ..models import Penalty

COLUMNS = {
    "date": ["proposed_at"], "marche": ["contract__number"], "montant": ["amount"],
    "etat": ["state", "proposed_at"],
    "residence": ["service__residence__words"],
}  # fmt: skip
SHEET = [
    ("Dossier", 14), ("Marché", 14), ("Entreprise", 28), ("Résidence", 28), ("Lieu", 30), ("Nature", 24),
    ("État", 20), ("Proposée le", 16), ("Notifiée le", 16), ("Observations jusqu’au", 14),
    ("Avant plafond (€)", 12), ("Montant (€)", 12), ("Décision", 40), ("Facture", 16), ("Appliquée le", 12),
]  # fmt: skip
BESIDE = (
    "case", "contract__contractor", "service__residence", "service__building", "service__staircase",
    "check_made__contest", "order",
)  # fmt: skip


def _found(request):
    found = PenaltyFilter(request.GET, Penalty.objects.visible_to(request.user), request=request)
    return found, Sorting.read(request, COLUMNS, default="-date")


@require_role(*MAY_SEE_PENALTIES)
@require_safe
def index(request):
    found, sorting = _found(request)
    page = paginate(sorting.apply(found.qs.select_related(*BESIDE)), request)
    context = {
        "filter": found, "sorting": sorting, "page": page, "credits": penalty_procedure.credits_of(found.qs),
        "sees_penalties": True,
    }  # fmt: skip
    return render(request, partial(request, "proximity/cleaning/penalties.html", "rows"), context)


@require_role(*MAY_SEE_PENALTIES)
@require_safe
def export(request):
    found, sorting = _found(request)
    rows = sorting.apply(found.qs.select_related(*BESIDE)).iterator(chunk_size=1000)
    return excel("Pénalités", SHEET, (
        (one.case.reference, one.contract.number, one.contract.contractor.name, one.service.residence.name,
         one.service.spot, one.get_kind_display(), one.get_state_display(), one.proposed_at, one.notified_at,
         one.observe_until, one.full_amount, one.amount, one.decision, one.invoice, one.applied_on)
        for one in rows
    ))  # fmt: skip


def _penalty(request, pk) -> Penalty:
    return get_object_or_404(Penalty.objects.visible_to(request.user).select_related(*BESIDE), pk=pk)


@require_role(*MAY_SEE_PENALTIES)
@require_safe
def show(request, pk):
    penalty = _penalty(request, pk)
    context = {
        "penalty": penalty, "lines": penalty.lines.all(), "moves": penalty.moves_for(request.user),
        "timeline": penalty.timeline.select_related("by"), "today": timezone.localdate(),
        "exempt": penalty_procedure.exemption_told(penalty.contract) if penalty_procedure.waits(penalty) else "",
    }  # fmt: skip
    return render(request, "proximity/cleaning/penalty.html", context)


FORMS = {
    "notify": (ActForm, {}, "Notifier au titulaire", "Notifier", "Pénalité notifiée au titulaire."),
    "observe": (WordsForm, {"label": "Observations du titulaire"}, "Observations du titulaire", "Noter",
                "Observations notées."),
    "confirm": (WordsForm, {"label": "Motif", "required": False}, "Confirmer la pénalité", "Confirmer",
                "Pénalité confirmée."),
    "drop": (WordsForm, {"label": "Pourquoi"}, "Abandonner la pénalité", "Abandonner", "Pénalité abandonnée."),
    "apply": (ApplyForm, {}, "Appliquer sur une facture", "Appliquer", "Pénalité appliquée."),
}  # fmt: skip


@require_role(*MAY_DECIDE)
@require_http_methods(METHODS)
def move(request, pk, name):
    """One move of the table, with its own form."""
    penalty = _penalty(request, pk)
    if name not in FORMS:
        raise Http404
    kind, given, title, button, done = FORMS[name]
    form = kind(request.POST or None, **given)

    def do():
        said = {field: form.cleaned_data[field] for field in ("words", "invoice", "on") if field in form.fields}
        getattr(penalty_procedure, name)(penalty, **said, by=request.user)

    return answer(request, form, do, case=penalty.case, title=title, button=button, done=done)
