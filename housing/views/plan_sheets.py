"""Workbooks of planned works: send, look at what they would do, confirm."""

from collections import Counter

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.web.lists import paginate
from config.web.sheets import excel
from config.web.tables import Unreadable
from teams.guards import require_role
from teams.roles import Role

from ..models import PlanSheet
from ..plan_forms import SheetForm
from ..plan_rows import COLUMNS
from ..plan_sheets import PlanMoved, apply, judge, rows_of, template_row
from ..plan_twins import mark_twins

SEEN = {"erreurs": "error", "nouveaux": "new", "modifies": "changed", "inchanges": "unchanged"}
LIKE = "ressemblants"
LABELS = {
    "erreurs": "À corriger", "nouveaux": "Nouveaux", "modifies": "Modifiés", "inchanges": "Inchangés",
    LIKE: "Ressemblants",
}  # fmt: skip


def _sheet(request, pk) -> PlanSheet:
    return get_object_or_404(PlanSheet.objects.visible_to(request.user), pk=pk)


@require_role(Role.ASSET_PLANNER)
@require_http_methods(["GET", "HEAD", "POST"])
def create(request):
    form = SheetForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            rows = rows_of(upload)
        except Unreadable as reason:
            form.add_error("file", str(reason))
        else:
            with transaction.atomic():
                PlanSheet.objects.visible_to(request.user).filter(applied_at=None).delete()
                sheet = PlanSheet.objects.create(name=upload.name[:200], rows=rows, uploaded_by=request.user)
            return redirect("housing:plan_sheet", sheet.pk)
    return render(request, "housing/plan_upload.html", {"form": form}, status=422 if form.is_bound else 200)


@require_role(Role.ASSET_PLANNER)
@require_safe
def show(request, pk):
    """What the workbook would do: counts, then its lines, those at fault first."""
    sheet = _sheet(request, pk)
    verdicts = judge(sheet.rows, request.user)
    if sheet.applied_at:
        verdicts = [verdict for verdict in verdicts if verdict.status == "error"]
    twins = mark_twins(verdicts, request.user)
    counts = Counter(verdict.status for verdict in verdicts)
    tabs = _tabs(counts, twins)
    seen = request.GET.get("voir") or (tabs[0]["word"] if tabs else "erreurs")
    status = SEEN.get(seen, "error")
    context = {
        "sheet": sheet,
        "counts": counts,
        "twins": twins,
        "to_write": counts["new"] + counts["changed"],
        "tabs": tabs,
        "seen": seen,
        "page": paginate(
            [one for one in verdicts if (one.twin if seen == LIKE else one.status == status)], request
        ),
    }
    return render(request, "housing/plan_sheet.html", context)


def _tabs(counts, twins: int) -> list[dict]:
    numbers = {word: counts[status] for word, status in SEEN.items()} | {LIKE: twins}
    return [{"word": word, "label": LABELS[word], "count": count} for word, count in numbers.items() if count]


def _counted(sheet) -> str:
    parts = (sheet.created, "ajout"), (sheet.changed, "modification")
    return ", ".join(f"{count} {word}{'s' if count > 1 else ''}" for count, word in parts)


@require_role(Role.ASSET_PLANNER)
@require_POST
def confirm(request, pk):
    sheet = _sheet(request, pk)
    try:
        done = apply(sheet, request.user)
    except PlanMoved:
        messages.error(request, "Le plan a changé entre-temps : rien n’a été écrit. Relisez l’aperçu.")
        return redirect("housing:plan_sheet", sheet.pk)
    if done:
        messages.success(request, f"Plan mis à jour : {_counted(sheet)}.")
    else:
        messages.info(request, "Ce classeur était déjà appliqué : rien n’a changé.")
    return redirect("housing:plan_sheet", sheet.pk)


@require_role(Role.ASSET_PLANNER)
@require_safe
def errors(request, pk):
    """The lines at fault as a workbook, each with its reasons: to correct and send back."""
    found = (verdict for verdict in judge(_sheet(request, pk).rows, request.user) if verdict.status == "error")
    columns = [*((column.title, column.width) for column in COLUMNS), ("Ligne", 8), ("À corriger", 60)]
    rows = (
        [*(verdict.given.get(column.key, "") for column in COLUMNS), verdict.line,
         " ; ".join(f"{title} : {message}" for title, message in verdict.errors)]
        for verdict in found
    )  # fmt: skip
    return excel("Lignes à corriger", columns, rows)


@require_role(Role.ASSET_PLANNER)
@require_safe
def template(request):
    """An empty workbook with the right titles and one example."""
    return excel(
        "Modèle de plan de travaux", [(column.title, column.width) for column in COLUMNS], [template_row()]
    )
