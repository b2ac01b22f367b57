"""Imports of leases: deposit, follow, look at what they would do, confirm."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from config.web.htmx import partial
from config.web.lists import paginate
from config.web.sheets import excel
from teams.guards import require_role
from teams.workflow import MoveRefused

from ..access import MAY_IMPORT
from ..imports import flow
from ..imports.columns import COLUMNS, TO_CORRECT
from ..imports.exporting import exported
from ..imports.running import rejected_rows
from ..models import LeaseImport

SHEET = [(column.title, column.width) for column in COLUMNS]
EXAMPLE = {
    "number": "2026-000123", "unit_ref": "00012-034", "kind": "HLM conventionné APL", "last_name": "Martin",
    "first_name": "Camille", "phone": "06 39 98 00 00", "email": "camille@exemple.fr", "occupants": 2,
    "rent": 412.5, "charges": 80, "deposit": 412.5, "deposit_from": "Locataire", "payment_mode": "Prélèvement",
    "payment_day": 5, "annexes": "Cave 12",
}  # fmt: skip


class UploadForm(forms.Form):
    file = forms.FileField(
        label="Fichier de baux", help_text="Classeur .xlsx ou texte .csv : une ligne par bail sous les titres.",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )  # fmt: skip


def _import(request, pk) -> LeaseImport:
    return get_object_or_404(LeaseImport.objects.visible_to(request.user).select_related("requested_by"), pk=pk)


@require_role(*MAY_IMPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def index(request):
    """Past imports, and the way to send one."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        return redirect(flow.receive(form.cleaned_data["file"], by=request.user))
    rows = LeaseImport.objects.visible_to(request.user).select_related("requested_by")
    context = {"form": form, "page": paginate(rows, request)}
    return render(request, "leasing/imports.html", context, status=422 if form.is_bound else 200)


@require_role(*MAY_IMPORT)
@require_safe
def show(request, pk):
    row = _import(request, pk)
    if request.htmx and not request.htmx.boosted and not row.is_running:
        return HttpResponseClientRefresh()
    step, percent = flow.progress_of(row) if row.is_running else ("", 0)
    rejects = paginate(row.rejects.order_by("line_number"), request)
    context = {"row": row, "step": step, "percent": percent, "page": rejects}
    return render(request, partial(request, "leasing/import.html", "progress"), context)


@require_role(*MAY_IMPORT)
@require_POST
def confirm(request, pk):
    return _act(request, pk, flow.confirm, "")


@require_role(*MAY_IMPORT)
@require_POST
def drop(request, pk):
    return _act(request, pk, flow.drop, "Import abandonné, fichier supprimé.")


def _act(request, pk, act, done):
    row = _import(request, pk)
    try:
        act(row)
    except MoveRefused as refusal:
        messages.warning(request, str(refusal))
    else:
        if done:
            messages.success(request, done)
    return redirect(row)


@require_role(*MAY_IMPORT)
@require_safe
def rejects(request, pk):
    """The refused lines in the layout of the file, each with what to correct: to send back."""
    columns = [*SHEET, ("Ligne", 8), (TO_CORRECT, 60)]
    return excel("Baux à corriger", columns, rejected_rows(_import(request, pk)))


@require_role(*MAY_IMPORT)
@require_safe
def export(request):
    """The leases of one's perimeter in the layout of the import."""
    return excel("Baux", SHEET, exported(request.user))


@require_role(*MAY_IMPORT)
@require_safe
def template(request):
    """An empty workbook with the right titles and one example."""
    example = EXAMPLE | {"starts_on": timezone.localdate().replace(day=1)}
    return excel("Modèle de baux", SHEET, [[example.get(column.key, "") for column in COLUMNS]])
