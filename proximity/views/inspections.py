"""Visits and inventories: the list, a new one, its page on the tablet or its report, its PDF."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from config.web.htmx import partial
from config.web.lists import Sorting, paginate
from config.web.sheets import excel
from coordination.models import Case
from coordination.views.acts import REFUSALS
from housing.models import Residence, Unit
from messaging.letters import NoPango
from teams.guards import require_role

from .. import inspecting, inspection_page, inspection_printing, inventorying
from ..inspection_access import MAY_FOLLOW, MAY_INSPECT
from ..inspection_filters import InspectionFilter
from ..inspection_forms import StartForm
from ..models import Checklist, Inspection

COLUMNS = {
    "date": ["started_at"], "residence": ["residence__words"], "type": ["checklist__kind", "started_at"],
    "note": ["score"],
}  # fmt: skip
SHEET = [
    ("Type", 24), ("Résidence", 32), ("Lieu", 32), ("Commencée le", 17), ("Par", 24), ("Terminée le", 17),
    ("État", 14), ("Note", 8), ("Constats", 10), ("Dossier", 14),
]  # fmt: skip
AROUND = ("checklist", "residence__name", "started_by", "case__reference")


def _found(request):
    known = Inspection.objects.visible_to(request.user)
    return InspectionFilter(request.GET, known, request=request), Sorting.read(request, COLUMNS, default="-date")


def _listed(rows):
    return rows.select_related("checklist", "residence", "building", "staircase", "unit", "started_by", "case")


@require_safe
def index(request):
    found, sorting = _found(request)
    page = paginate(inspection_page.with_findings(sorting.apply(_listed(found.qs))), request)
    context = {
        "filter": found,
        "sorting": sorting,
        "page": page,
        "may_inspect": request.user.has_role(*MAY_INSPECT),
    }
    return render(request, partial(request, "proximity/inspections/index.html", "rows"), context)


@require_safe
def export(request):
    found, sorting = _found(request)
    rows = inspection_page.with_findings(sorting.apply(_listed(found.qs)))
    return excel("Visites", SHEET, (_row(one) for one in rows.iterator(chunk_size=2000)))


def _row(one):
    return (
        one.checklist.get_kind_display(), one.residence.name, one.where, one.started_at, str(one.started_by or ""),
        one.finished_at, one.state_label, one.score, one.finding_count, one.case.reference if one.case else "",
    )  # fmt: skip


@require_role(*MAY_INSPECT)
@require_http_methods(["GET", "HEAD", "POST"])
def create(request):
    """At a residence, or of a home (`?residence=`, `?logement=`); of a case when one comes from there."""
    residence, unit, case = _asked(request)
    if residence is None:
        return render(request, "proximity/inspections/choose.html", {"kinds": Checklist.Kind})
    form = StartForm(
        request.POST or None, residence=residence, unit=unit, initial={"kind": request.GET.get("type")}
    )
    if form.is_valid():
        data = form.cleaned_data
        begin = inventorying.start if unit else inspecting.start
        try:
            begun = begin(data["kind"], form.chosen, by=request.user, case=case, key=data["key"])
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(begun.get_absolute_url())
    context = {"form": form, "residence": residence, "unit": unit, "case": case}
    return render(request, "proximity/inspections/new.html", context, status=422 if form.is_bound else 200)


def _asked(request) -> tuple[Residence | None, Unit | None, Case | None]:
    """What one comes from; a stranger's is not found."""
    asked, case = request.GET, None
    if reference := asked.get("dossier"):
        case = get_object_or_404(Case.objects.visible_to(request.user).open(), reference=reference)
    if (home := asked.get("logement", "")).isdecimal():
        homes = Unit.objects.visible_to(request.user).select_related("staircase__building", "residence")
        unit = get_object_or_404(homes, pk=home)
        return unit.residence, unit, case
    if (pk := asked.get("residence", "")).isdecimal():
        return get_object_or_404(Residence.objects.visible_to(request.user), pk=pk), None, case
    return None, None, case


def find(request, pk) -> Inspection:
    """In one's perimeter, else 404."""
    rows = _listed(Inspection.objects.visible_to(request.user)).select_related("inventory__entry__inspection")
    return get_object_or_404(rows, pk=pk)


@require_safe
def show(request, pk):
    inspection = find(request, pk)
    return page(request, inspection)


def page(request, inspection, *, bound=None, status=200):
    """The tablet's page while it runs for those who visit, else its report. `bound`: the form that came back."""
    fills = inspection.is_running and request.user.has_role(*MAY_INSPECT)
    context = inspection_page.read(inspection, fills=fills, bound=bound)
    context["may_follow"] = request.user.has_role(*MAY_FOLLOW)
    name = "run" if fills else "report"
    return render(request, f"proximity/inspections/{name}.html", context, status=status)


@require_safe
def printable(request, pk):
    inspection = find(request, pk)
    try:
        content = inspection_printing.sheet(inspection)
    except NoPango as missing:
        messages.error(request, str(missing))
        return redirect(inspection)
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="visite-{inspection.pk}.pdf"'
    answer["Cache-Control"] = "no-store, private"
    return answer
