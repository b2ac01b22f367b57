"""The grid of cleanliness: the one in force, its versions, and the next one."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from coordination.views.acts import METHODS, REFUSALS
from teams.guards import require_role

from ..cleaning_access import MAY_CHANGE_GRID, MAY_SEE, MAY_SEE_PENALTIES
from ..cleaning_grid_form import GridForm
from ..models import CleaningGrid


@require_role(*MAY_SEE)
@require_safe
def show(request):
    versions = list(CleaningGrid.objects.with_points())
    today = timezone.localdate()
    context = {
        "grid": next((one for one in versions if one.valid_from <= today), None), "versions": versions,
        "sees_penalties": request.user.has_role(*MAY_SEE_PENALTIES),
        "may_change": request.user.has_role(*MAY_CHANGE_GRID),
    }  # fmt: skip
    return render(request, "proximity/cleaning/grid.html", context)


@require_role(*MAY_CHANGE_GRID)
@require_http_methods(METHODS)
def create(request):
    form = GridForm(request.POST or None, grid=CleaningGrid.objects.with_points().first())
    if form.is_valid():
        data = form.cleaned_data
        try:
            grid = CleaningGrid.publish(form.zones, valid_from=data["valid_from"], basis=data["basis"])
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{grid} : en vigueur à partir du {grid.valid_from:%d/%m/%Y}.")
            return redirect("proximity:cleaning_grid")
    context = {"form": form}
    return render(request, "proximity/cleaning/grid_form.html", context, status=422 if form.is_bound else 200)
