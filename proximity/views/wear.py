"""The grid of wear: read by those who cost, followed by a new one when the collective agreement changes."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from teams.guards import require_role
from teams.roles import Role

from ..inspection_access import MAY_SEE_INVENTORIES
from ..models import WearGrid
from ..wear_forms import GridForm, Rules, first_lines, lines_of


@require_role(*MAY_SEE_INVENTORIES, Role.ADMIN)
@require_safe
def index(request):
    context = {
        "grids": WearGrid.objects.prefetch_related("rules"), "current": WearGrid.objects.on(timezone.localdate()),
        "may_write": request.user.has_role(Role.ADMIN),
    }  # fmt: skip
    return render(request, "proximity/inventories/wear.html", context)


@require_role(Role.ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def create(request):
    last = WearGrid.objects.order_by("-valid_from").first()
    form = GridForm(request.POST or None, initial={"valid_from": timezone.localdate()})
    rules = Rules(request.POST or None, initial=first_lines(last), prefix="lignes")
    if request.method == "POST" and form.is_valid() and rules.is_valid():
        form.instance.save_with(lines_of(rules))
        messages.success(request, "Nouvelle grille enregistrée.")
        return redirect("proximity:wear")
    context = {"form": form, "rules": rules}
    return render(request, "proximity/inventories/wear_new.html", context, status=422 if form.is_bound else 200)
