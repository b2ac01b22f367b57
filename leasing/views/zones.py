"""Communes where housing is short: read, added, ended."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from teams.guards import require_role

from ..access import MAY_SET_ZONES
from ..models import PressureZone
from ..zone_forms import EndForm, ZoneForm


@require_role(*MAY_SET_ZONES)
@require_http_methods(["GET", "HEAD", "POST"])
def index(request):
    form = ZoneForm(request.POST or None)
    if form.is_valid():
        form.save()
        messages.success(request, "Commune ajoutée.")
        return redirect("leasing:zones")
    zones = PressureZone.objects.visible_to(request.user)
    context = {"form": form, "zones": zones, "end": EndForm()}
    return render(request, "leasing/zones.html", context, status=422 if form.is_bound else 200)


@require_role(*MAY_SET_ZONES)
@require_POST
def end(request, pk):
    zone = get_object_or_404(PressureZone.objects.visible_to(request.user), pk=pk)
    form = EndForm(request.POST)
    if form.is_valid() and zone.end(form.cleaned_data["last_day"]):
        messages.success(request, f"{zone.commune_name} sort de la zone tendue.")
    else:
        messages.error(request, "Donnez un jour qui suit le début.")
    return redirect("leasing:zones")
