"""One residence: its page, its history, its name and agency, its position."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from config.web.htmx import partial
from teams.guards import require_role
from teams.roles import Role

from .. import history, panels
from ..models import Residence
from ..residence_forms import IdentityForm, PositionForm
from .grouping import MAY_GROUP

MAY_NAME = (Role.AGENCY_MANAGER, Role.ADMIN)
MAY_PLACE = (Role.PROXIMITY_MANAGER, Role.AGENCY_MANAGER, Role.ADMIN)


def _residences(request):
    return Residence.objects.visible_to(request.user).select_related("agency", "landlord", "merged_into")


def find(request, pk) -> Residence:
    return get_object_or_404(_residences(request), pk=pk)


@require_safe
def show(request, pk):
    residence = get_object_or_404(panels.with_panels(_residences(request), request.user), pk=pk)
    if residence.merged_into:
        messages.info(request, f"« {residence.name} » a été regroupée avec une autre résidence.")
        return redirect(residence.merged_into)
    drawn = panels.draw(residence, request)
    context = {
        "residence": residence,
        "panels": drawn,
        "addresses": next(one.data["picture"].addresses for one in drawn if one.panel.key == "logements"),
        "may_group": request.user.has_role(*MAY_GROUP),
        "may_name": request.user.has_role(*MAY_NAME),
        "may_place": request.user.has_role(*MAY_PLACE),
    }
    return render(request, "housing/residence.html", context)


@require_safe
def changes(request, pk):
    residence = find(request, pk)
    context = {"place": residence, "changes": history.of_residence(residence)}
    return render(request, partial(request, "housing/history.html", "changes"), context)


@require_role(*MAY_NAME)
@require_http_methods(["GET", "HEAD", "POST"])
def rename(request, pk):
    residence = find(request, pk)
    form = IdentityForm(request.POST or None, instance=residence, user=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, "Résidence modifiée.")
        return redirect(residence)
    context = {"form": form, "place": residence, "title": "Nom et agence", "action": "Enregistrer"}
    return render(request, "housing/form.html", context, status=422 if form.is_bound else 200)


@require_role(*MAY_PLACE)
@require_http_methods(["GET", "HEAD", "POST"])
def position(request, pk):
    residence = find(request, pk)
    form = PositionForm(request.POST or None, instance=residence)
    if form.is_valid():
        form.save()
        messages.success(request, "Position enregistrée.")
        return redirect(residence)
    context = {"form": form, "place": residence}
    return render(request, "housing/position.html", context, status=422 if form.is_bound else 200)
