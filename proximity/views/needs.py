"""Needs of the field: the list and its workbook, and « Signaler un besoin » on site."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from config.web.htmx import partial
from config.web.lists import Sorting, paginate
from config.web.sheets import excel
from coordination.views.acts import METHODS, REFUSALS
from housing.models import Residence
from teams.free_text import note_wording
from teams.guards import require_role

from .. import needs_raising
from ..models import Need
from ..needs_access import MAY_REPORT, MAY_SEE, MAY_SEE_BUDGET
from ..needs_filters import NeedFilter
from ..needs_forms import ReportForm

COLUMNS = {
    "signale": ["opened_at"], "residence": ["residence__name", "building__name"], "composant": ["kind__label"],
    "cout": ["cost_high"], "etat": ["state", "year"], "reponse": ["case__promised_on"],
}  # fmt: skip
SHEET = [
    ("Dossier", 14), ("Composant", 30), ("Résidence", 28), ("Bâtiment", 20), ("Agence", 22), ("Origine", 34),
    ("Danger", 8), ("Constats", 9), ("Éléments", 9), ("Coût bas (€)", 13), ("Coût haut (€)", 13), ("État", 14),
    ("Année", 8), ("Travaux", 18), ("Signalé le", 12), ("Réponse avant le", 14),
]  # fmt: skip


def _found(request):
    rows = Need.objects.visible_to(request.user).with_seen()
    around = ("case", "kind", "residence__agency", "building", "work")
    found = NeedFilter(request.GET, rows.select_related(*around), request=request)
    return found, Sorting.read(request, COLUMNS, default="-signale")


@require_role(*MAY_SEE)
@require_safe
def index(request):
    found, sorting = _found(request)
    context = {
        "filter": found, "sorting": sorting, "page": paginate(sorting.apply(found.qs), request),
        "totals": found.qs.costs(), "sees_budget": request.user.has_role(*MAY_SEE_BUDGET),
    }  # fmt: skip
    return render(request, partial(request, "proximity/needs/needs.html", "rows"), context)


@require_role(*MAY_SEE)
@require_safe
def export(request):
    found, sorting = _found(request)
    return excel("Besoins", SHEET, (_row(need) for need in sorting.apply(found.qs).iterator(chunk_size=1000)))


def _row(need: Need) -> tuple:
    return (
        need.case.reference, need.kind.label, need.residence.name, str(need.building or ""),
        need.residence.agency.name, need.get_because_display(), "oui" if need.safety else "", need.seen,
        need.count, need.cost_low, need.cost_high, need.get_state_display(), need.year,
        need.work.reference if need.work else "", timezone.localdate(need.opened_at), need.case.promised_on,
    )  # fmt: skip


@require_role(*MAY_REPORT)
@require_http_methods(METHODS)
def report(request, pk):
    """A form on a tablet: sent again after a cut network it reports once."""
    found = Residence.objects.visible_to(request.user).current()
    place = get_object_or_404(found, pk=pk)
    form = ReportForm(request.POST or None, request.FILES or None, residence=place)
    in_words = request.headers.get("Accept") == "application/json"
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            need = needs_raising.report(
                data["building"] or place, data["kind"], grade=data["grade"], words=data["text"], by=request.user,
                count=data["count"], photos=data["photos"], key=data["key"],
            )  # fmt: skip
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        except ValidationError as refusal:
            form.add_error("photos", refusal)
        else:
            note_wording(request, form)
            messages.success(request, _told(need))
            return JsonResponse({"next": need.get_absolute_url()}) if in_words else redirect(need)
    if in_words:
        return JsonResponse({"errors": [why for errors in form.errors.values() for why in errors]}, status=422)
    context = {"form": form, "residence": place, "known": Need.objects.visible_to(request.user).of(place)}
    return render(request, "proximity/needs/report.html", context, status=422 if request.method == "POST" else 200)


def _told(need: Need) -> str:
    if need.answer:
        return f"Constat ajouté. Réponse du plan : {need.answer.lower()}."
    day = need.case.promised_on
    return f"Le plan doit répondre avant le {day:%d/%m/%Y}." if day else "Le plan doit répondre."
