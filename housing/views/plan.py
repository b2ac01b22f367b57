"""The asset plan: the matrix, the list and the workbook of one filtered set."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from config.web.htmx import partial
from config.web.lists import Sorting, paginate
from config.web.sheets import excel
from teams.roles import Role

from ..models import PlannedWork
from ..plan_filter import PlanFilter
from ..plan_matrix import matrix
from ..plan_rows import COLUMNS as SHEET
from ..plan_rows import cells

COLUMNS = {
    "annee": ["year", "quarter"],
    "reference": ["reference"],
    "travaux": ["title"],
    "residence": ["residence__name"],
    "nature": ["nature"],
    "etat": ["state"],
    "montant": ["amount"],
}


def _asked(request):
    return PlanFilter(request.GET, PlannedWork.objects.visible_to(request.user), request=request)


def _who(request) -> dict:
    return {"can_change": request.user.has_role(Role.ASSET_PLANNER)}


@require_safe
def index(request):
    asked = _asked(request)
    table = matrix(asked.qs, timezone.localdate().year, asked.chosen("de"), asked.chosen("a"))
    table.link(request.GET, reverse("housing:planned_works"))
    context = {"filter": asked, "matrix": table, "totals": asked.qs.totals(), **_who(request)}
    return render(request, partial(request, "housing/plan.html", "rows"), context)


@require_safe
def works(request):
    asked = _asked(request)
    sorting = Sorting.read(request, COLUMNS, default="annee")
    found = sorting.apply(asked.qs.select_related("residence", "kind"))
    context = {
        "filter": asked,
        "sorting": sorting,
        "page": paginate(found, request),
        "totals": asked.qs.totals(),
        **_who(request),
    }
    return render(request, partial(request, "housing/planned_works.html", "rows"), context)


@require_safe
def export(request):
    """The list as a workbook that can be corrected and sent back."""
    found = Sorting.read(request, COLUMNS, default="annee").apply(_asked(request).qs)
    rows = found.select_related("residence", "building", "staircase", "kind").iterator(chunk_size=2000)
    return excel("Plan de travaux", [(c.title, c.width) for c in SHEET], (cells(work) for work in rows))
