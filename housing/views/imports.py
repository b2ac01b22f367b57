"""Imports of the register on screen: deposit, follow, preview, confirm (`housing.importing`)."""

from django.contrib import messages
from django.http import Http404, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from config.web.htmx import partial
from config.web.lists import Sorting, paginate
from config.web.sheets import excel
from teams.guards import require_role
from teams.models import User
from teams.roles import Role

from .. import importing
from ..import_filters import RejectedLineFilter, StockImportFilter
from ..import_forms import ComplementForm, ConfirmForm, DeclarationForm, ImportForm
from ..import_report import Report
from ..models import Landlord, StockImport
from ..rpls import rejected_file

MAY_IMPORT = (Role.ADMIN, Role.ASSET_PLANNER)
COLUMNS = {
    "date": ["requested_at"],
    "fichier": ["file_name"],
    "bailleur": ["landlord__name"],
    "etat": ["state"],
    "logements": ["dwellings"],
    "rejets": ["rejected"],
}
SHEET = [
    ("Fichier", 40), ("Bailleur", 26), ("État", 16), ("Format", 14), ("Lignes lues", 11), ("Logements", 11),
    ("Rejetées", 10), ("Nouveaux", 10), ("Modifiés", 10), ("Inchangés", 10), ("Sortis", 10), ("Déposé par", 24),
    ("Déposé le", 17), ("Terminé le", 17),
]  # fmt: skip
STOP_POLLING = 286
"""htmx swaps and asks no more: a person reads the buttons of a stalled import."""
REJECT_COLUMNS = {"ligne": ["line_number"], "motif": ["reason", "line_number"]}


@require_role(*MAY_IMPORT)
@require_safe
def index(request):
    found, sorting = _found(request)
    context = {
        "filter": found,
        "sorting": sorting,
        "page": paginate(sorting.apply(found.qs), request),
        "declaration": DeclarationForm(initial={"year": timezone.localdate().year}),
    }
    return render(request, partial(request, "housing/imports.html", "rows"), context)


@require_role(*MAY_IMPORT)
@require_safe
def sheet(request):
    found, sorting = _found(request)
    rows = sorting.apply(found.qs).iterator(chunk_size=500)
    return excel("Imports RPLS", SHEET, (_row(stock_import) for stock_import in rows))


@require_role(*MAY_IMPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def create(request):
    if not request.user.sees_everything:
        raise Http404
    form = ImportForm(request.POST or None, request.FILES or None, user=request.user, initial=_usual())
    if form.is_valid():
        return _receive(request, form.cleaned_data["file"], form.the_landlord(), options=form.options())
    return render(request, "housing/import_new.html", {"form": form}, status=422 if form.is_bound else 200)


@require_role(*MAY_IMPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def complement(request, pk):
    """The rejected lines of this import, corrected: an import of its own, that marks no home as gone."""
    parent = _import(request, pk)
    form = ComplementForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        kept = {name: parent.options[name] for name in ("agency", "agency_from") if name in parent.options}
        options = {**kept, "complement": True}
        return _receive(request, form.cleaned_data["file"], parent.landlord, options=options, parent=parent)
    context = {"form": form, "parent": parent}
    return render(request, "housing/import_new.html", context, status=422 if form.is_bound else 200)


@require_role(*MAY_IMPORT)
@require_safe
def show(request, pk):
    stock_import = _import(request, pk)
    running = stock_import.state in importing.RUNNING
    if request.htmx and not request.htmx.boosted and not running:
        return HttpResponseClientRefresh()
    context = _context(stock_import, running=running)
    template = partial(request, "housing/import.html", "progress")
    stop = context["stalled"] and template.endswith("#progress")
    return render(request, template, context, status=STOP_POLLING if stop else 200)


@require_role(*MAY_IMPORT)
@require_POST
def confirm(request, pk):
    stock_import = _import(request, pk)
    needed = importing.too_many_gone(stock_import)
    form = ConfirmForm(request.POST, stock_import=stock_import, needs_gone=needed)
    if not form.is_valid() and stock_import.state == StockImport.State.READY:
        context = _context(stock_import, running=False) | {"confirm_form": form}
        return render(request, "housing/import.html", context, status=422)
    gone = bool(form.cleaned_data.get("confirm_gone"))
    return _act(request, stock_import, lambda: importing.confirm(stock_import, by=request.user, confirm_gone=gone))


@require_role(*MAY_IMPORT)
@require_POST
def drop(request, pk):
    stock_import = _import(request, pk)
    return _act(request, stock_import, lambda: importing.drop(stock_import), "Import abandonné, fichier supprimé.")


@require_role(*MAY_IMPORT)
@require_POST
def restart(request, pk):
    stock_import = _import(request, pk)
    return _act(request, stock_import, lambda: importing.restart(stock_import), "Import relancé.")


@require_role(*MAY_IMPORT)
@require_safe
def rejects(request, pk):
    stock_import = _import(request, pk)
    found = RejectedLineFilter(request.GET, stock_import.rejected_lines.all())
    sorting = Sorting.read(request, REJECT_COLUMNS, default="ligne")
    page = paginate(sorting.apply(found.qs), request)
    context = {"stock_import": stock_import, "filter": found, "sorting": sorting, "page": page}
    return render(request, partial(request, "housing/import_rejects.html", "rows"), context)


@require_role(*MAY_IMPORT)
@require_safe
def rejects_sheet(request, pk):
    found = RejectedLineFilter(request.GET, _import(request, pk).rejected_lines.all())
    rows = found.qs.order_by("line_number").values_list("line_number", "reason", "raw").iterator(chunk_size=2000)
    return excel("Lignes rejetées", [("Ligne", 10), ("Motif", 60), ("Contenu", 120)], rows)


@require_role(*MAY_IMPORT)
@require_safe
def rejects_file(request, pk):
    """The rejected lines in the layout of the file, each with its reason: to correct and send back."""
    stock_import = _import(request, pk)
    answer = StreamingHttpResponse(rejected_file(stock_import), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="rejets-import-{stock_import.pk}.csv"'
    return answer


def _usual() -> dict:
    """Where one landlord is known, it is the one."""
    known = Landlord.objects.order_by("pk")[:2]
    return {"landlord": known[0]} if len(known) == 1 else {}


def _found(request):
    imports = StockImport.objects.visible_to(request.user).select_related("landlord", "requested_by")
    return StockImportFilter(request.GET, imports), Sorting.read(request, COLUMNS, default="-date")


def _row(done):
    return (
        done.file_name, done.landlord.name, done.get_state_display(), done.layout, done.lines_read, done.dwellings,
        done.rejected, done.created, done.changed, done.unchanged, done.gone, str(done.requested_by or ""),
        done.requested_at, done.ended_at,
    )  # fmt: skip


def _import(request, pk) -> StockImport:
    found = StockImport.objects.visible_to(request.user).select_related("landlord", "requested_by", "parent")
    return get_object_or_404(found, pk=pk)


def _receive(request, file, landlord, *, options, parent=None):
    received, new = importing.receive(file, landlord, by=request.user, options=options, parent=parent)
    if not new:
        messages.info(request, "Ce fichier est déjà déposé pour ce bailleur. Voici où il en est.")
    return redirect(received)


def _act(request, stock_import, act, done=""):
    """Do it and come back to the import; when somebody was faster, say so."""
    try:
        act()
    except importing.NotNow as refusal:
        messages.warning(request, str(refusal))
    else:
        if done:
            messages.success(request, done)
    return redirect(stock_import)


def _context(stock_import, *, running):
    needed = importing.too_many_gone(stock_import)
    confirmed_by = stock_import.options.get("confirmed_by")
    return {
        "stock_import": stock_import,
        "running": running,
        "progress": importing.progress_of(stock_import) if running else None,
        "stalled": importing.is_stalled(stock_import),
        "report": Report(stock_import),
        "confirm_form": ConfirmForm(stock_import=stock_import, needs_gone=needed),
        "too_many_gone": needed,
        "confirmed_by": User.objects.filter(pk=confirmed_by).first() if confirmed_by else None,
        "complements": stock_import.complements.order_by("-pk"),
    }
