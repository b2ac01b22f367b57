"""One home: one page for everybody, and its corrections."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from config.web.htmx import partial
from teams.guards import require_role

from .. import corrections, history, panels, unit_sheet
from ..correction_forms import CorrectionForm
from ..models import Unit
from .placed import answer


def _units(request):
    around = ("residence__agency", "residence__landlord", "staircase__building", "stated_by")
    return Unit.objects.visible_to(request.user).select_related(*around)


def _unit(request, pk) -> Unit:
    return get_object_or_404(_units(request), pk=pk)


@require_safe
def show(request, pk):
    unit = get_object_or_404(panels.with_panels(_units(request), request.user), pk=pk)
    code, label = unit_sheet.state(unit)
    groups = unit_sheet.read(unit, request.user)
    context = {
        "unit": unit,
        "state": code,
        "state_label": label,
        "groups": groups,
        "file": unit_sheet.file_of(unit),
        "sources": unit_sheet.sources(groups),
        "panels": panels.draw(unit, request),
    }
    return render(request, "housing/unit.html", context)


@require_safe
def changes(request, pk):
    unit = _unit(request, pk)
    private = request.user.has_role(*unit_sheet.MAY_SEE_RENT)
    context = {"place": unit, "changes": history.of_unit(unit, private)}
    return render(request, partial(request, "housing/history.html", "changes"), context)


@require_role(*unit_sheet.MAY_CORRECT)
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request, pk, key):
    unit = _unit(request, pk)
    if key not in corrections.FIELDS:
        raise Http404
    form = CorrectionForm(request.POST or None, unit=unit, field=key)
    if form.is_valid():
        try:
            corrections.state(unit, key, form.cleaned_data["value"], by=request.user,
                              source=form.cleaned_data["source"], seen=form.cleaned_data["seen"])  # fmt: skip
        except corrections.CorrectionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Correction enregistrée.")
            return redirect(unit)
    return answer(request, form, unit, f"Corriger : {Unit._meta.get_field(key).verbose_name}")
