"""Findings: what the field saw, and what one makes of it by one tap."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_POST, require_safe

from config.web.htmx import partial
from config.web.lists import Sorting, paginate
from config.web.sheets import excel
from coordination.views.acts import REFUSALS
from teams.guards import require_role

from ..inspection_access import MAY_FOLLOW
from ..inspection_filters import FindingFilter
from ..inspection_forms import EmptyForm
from ..models import Finding

COLUMNS = {
    "date": ["seen_at"], "residence": ["residence__words"], "composant": ["kind__label", "seen_at"],
}  # fmt: skip
SHEET = [
    ("Vu le", 17), ("Constat", 44), ("Composant", 28), ("État", 12), ("Danger", 8), ("Étendue", 18),
    ("Résidence", 32), ("Lieu", 30), ("Par", 24), ("Précision", 60), ("Suites", 40),
]  # fmt: skip
AROUND = ("residence", "building", "staircase", "unit", "kind", "equipment", "by", "case")
ORDER_ROUTE = "proximity:order_create"


def _found(request):
    known = Finding.objects.visible_to(request.user)
    return FindingFilter(request.GET, known, request=request), Sorting.read(request, COLUMNS, default="-date")


def _listed(rows):
    return rows.select_related(*AROUND).prefetch_related("follow_ups__case", "pictures")


@require_safe
def index(request):
    found, sorting = _found(request)
    page = paginate(_listed(sorting.apply(found.qs)), request)
    context = {"filter": found, "sorting": sorting, "page": page}
    return render(request, partial(request, "proximity/findings/index.html", "rows"), context)


@require_safe
def export(request):
    found, sorting = _found(request)
    rows = _listed(sorting.apply(found.qs)).iterator(chunk_size=2000)
    return excel("Constats", SHEET, (_row(one) for one in rows))


def _row(one):
    follows = ", ".join(f"{step}{f' {step.case.reference}' if step.case else ''}" for step in one.follow_ups.all())
    return (
        one.seen_at, one.label, str(one.kind or one.equipment or ""), one.get_grade_display(), one.safety,
        one.get_scope_display(), one.residence.name, one.where, str(one.by or ""), one.words, follows,
    )  # fmt: skip


def find(request, pk) -> Finding:
    return get_object_or_404(Finding.objects.visible_to(request.user).select_related(*AROUND), pk=pk)


@require_safe
def show(request, pk):
    finding = find(request, pk)
    return _page(request, finding, EmptyForm())


def _page(request, finding, form, status=200):
    context = {
        "finding": finding, "pictures": list(finding.pictures.all()), "form": form,
        "follow_ups": list(finding.follow_ups.select_related("case", "by")),
        "may_follow": request.user.has_role(*MAY_FOLLOW), "order": order_case(finding),
    }  # fmt: skip
    context["done"] = {one.kind for one in context["follow_ups"]}
    return render(request, "proximity/findings/show.html", context, status=status)


def order_case(finding):
    """The open case for which one may order: of what was made of it, or of the visit."""
    cases = [one.case for one in finding.follow_ups.select_related("case") if one.case] + [finding.case]
    return next((one for one in cases if one and one.is_open), None)


def order_address(case) -> str:
    """Where an order is prepared for a case."""
    try:
        return reverse(ORDER_ROUTE, args=[case.reference])
    except NoReverseMatch:
        return case.get_absolute_url()


@require_role(*MAY_FOLLOW)
@require_POST
def note(request, pk):
    return _follow(request, pk, Finding.note, "Constat noté.")


@require_role(*MAY_FOLLOW)
@require_POST
def need(request, pk):
    return _follow(request, pk, Finding.report_to_plan, "Signalé au plan de travaux : il doit répondre.")


@require_role(*MAY_FOLLOW)
@require_POST
def repair(request, pk):
    return _follow(request, pk, Finding.ask_repair, "Demande ouverte.")


@require_role(*MAY_FOLLOW)
@require_POST
def order(request, pk):
    """The order is prepared on its own page, in the case of the finding."""
    finding = find(request, pk)
    form, case = EmptyForm(request.POST), order_case(finding)
    if case is None or not form.is_valid():
        messages.error(request, "Aucun dossier n’est ouvert : choisissez d’abord « À réparer ».")
        return redirect(finding)
    try:
        finding.link_order(case, by=request.user, key=form.cleaned_data["key"])
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
        return redirect(finding)
    return redirect(order_address(case))


def _follow(request, pk, act, told):
    """One tap; back to the visit one came from, else to the finding."""
    finding = find(request, pk)
    form = EmptyForm(request.POST)
    if form.is_valid():
        try:
            act(finding, by=request.user, key=form.cleaned_data["key"])
        except REFUSALS as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, told)
    back = finding.inspection if request.POST.get("retour") == "visite" else None
    return redirect(back or finding)
