"""An inventory beside its entry, and what the exit costs, line by line."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from coordination.views.acts import REFUSALS
from teams.guards import require_role

from .. import inventorying
from ..inspection_access import MAY_INSPECT, MAY_SEE_INVENTORIES
from ..inspection_forms import CostLineForm, SendCostingForm
from ..models import Inventory
from ..models.inventories import compare

AROUND = (
    "inspection__checklist", "inspection__residence", "inspection__building", "inspection__staircase",
    "inspection__unit", "inspection__case", "entry__inspection__checklist",
)  # fmt: skip


def find(request, pk) -> Inventory:
    return get_object_or_404(Inventory.objects.visible_to(request.user).select_related(*AROUND), pk=pk)


@require_role(*MAY_SEE_INVENTORIES)
@require_safe
def comparison(request, pk):
    inventory = find(request, pk)
    entry = inventory.entry.inspection if inventory.entry else None
    context = {"inventory": inventory, "inspection": inventory.inspection, "entry": entry}
    context["pairs"] = compare(inventory.inspection, entry)
    context["worse"] = sum(pair.worse for pair in context["pairs"])
    return render(request, "proximity/inventories/comparison.html", context)


@require_role(*MAY_SEE_INVENTORIES)
@require_safe
def costing(request, pk):
    """The lines with their payers."""
    inventory = find(request, pk)
    return _page(request, inventory, CostLineForm(grid=inventorying.grid_of(inventory)))


@require_role(*MAY_INSPECT)
@require_POST
def add(request, pk):
    inventory = find(request, pk)
    form = CostLineForm(request.POST, grid=inventorying.grid_of(inventory))
    if form.is_valid():
        try:
            inventorying.add_line(inventory, form.save(commit=False))
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("proximity:costing", inventory.pk)
    return _page(request, inventory, form, status=422)


def _page(request, inventory, form, sending=None, status=200):
    entry = inventory.entry.inspection if inventory.entry else None
    may_cost = request.user.has_role(*MAY_INSPECT) and inventory.costed_at is None
    context = {
        "inventory": inventory, "inspection": inventory.inspection, "form": form if may_cost else None,
        "lines": list(inventory.cost_lines.select_related("rule", "point").order_by("pk")),
        "costing": inventorying.costing_of(inventory), "grid": inventorying.grid_of(inventory),
        "may_cost": may_cost,
        "sending": sending or SendCostingForm(auto_id="send_%s"),
        "worse": [pair for pair in compare(inventory.inspection, entry) if pair.worse or _is_bad(pair.exit)],
    }  # fmt: skip
    return render(request, "proximity/inventories/costing.html", context, status=status)


def _is_bad(point) -> bool:
    return point is not None and point.grade is not None and point.grade.is_bad


@require_role(*MAY_INSPECT)
@require_POST
def remove(request, pk, line):
    inventory = find(request, pk)
    try:
        inventorying.remove_line(inventory, line)
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
    return redirect("proximity:costing", inventory.pk)


@require_role(*MAY_INSPECT)
@require_POST
def send(request, pk):
    inventory = find(request, pk)
    form = SendCostingForm(request.POST, auto_id="send_%s")
    if form.is_valid():
        data = form.cleaned_data
        try:
            inventorying.send_costing(
                inventory, data["works"], diagnostics=data["diagnostics"], by=request.user, key=data["key"]
            )
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Chiffrage envoyé au dossier de relocation.")
            return redirect(inventory.inspection.case)
    return _page(request, inventory, CostLineForm(grid=inventorying.grid_of(inventory)), form, status=422)
