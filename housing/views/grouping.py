"""Merging and splitting residences by hand, after the import's rule (`housing.grouping`)."""

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.web.htmx import partial
from teams.guards import require_role
from teams.roles import Role

from .. import grouping
from ..grouping_forms import SplitForm
from ..models import Building, Residence
from ..words import plain_words, starting_with

MAY_GROUP = (Role.AGENCY_MANAGER, Role.ASSET_PLANNER, Role.ADMIN)
FOUND_AT_MOST = 20


@require_role(*MAY_GROUP)
@require_safe
def show(request, pk):
    residence = _residence(request, pk)
    if residence.merged_into:
        messages.info(request, f"« {residence.name} » a été regroupée avec « {residence.merged_into.name} ».")
        return redirect("housing:grouping", residence.merged_into_id)
    return _page(request, residence, SplitForm(residence=residence))


@require_role(*MAY_GROUP)
@require_POST
def split(request, pk):
    residence = _residence(request, pk)
    form = SplitForm(request.POST, residence=residence)
    if form.is_valid():
        try:
            new = grouping.split(residence, **form.cleaned_data, by=request.user)
        except grouping.GroupingRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"« {new.name} » est créée, détachée de « {residence.name} ».")
            return redirect(new)
    return _page(request, residence, form)


@require_role(*MAY_GROUP)
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request, pk):
    residence = _residence(request, pk)
    target = _target(request)
    error = ""
    if request.method == "POST" and target:
        try:
            if residence.merged_into_id != target.pk:
                grouping.merge(residence, target, by=request.user)
            messages.success(request, f"« {residence.name} » est regroupée avec « {target.name} ».")
            return redirect(target)
        except grouping.GroupingRefused as refusal:
            error = str(refusal)
    moving = {"residence": residence, "counts": _counts(residence), "attached": grouping.attached(residence)}
    return _choose(request, residence, target, error, moving)


@require_role(*MAY_GROUP)
@require_http_methods(["GET", "HEAD", "POST"])
def move(request, pk):
    found = Building.objects.visible_to(request.user).select_related("residence__agency", "residence__landlord")
    building = get_object_or_404(found, pk=pk)
    target = _target(request)
    error = ""
    if request.method == "POST" and target:
        try:
            if building.residence_id != target.pk:
                grouping.move(building, target, by=request.user)
            messages.success(request, f"« {building} » est maintenant dans « {target.name} ».")
            return redirect(target)
        except grouping.GroupingRefused as refusal:
            error = str(refusal)
    counts = _with_counts(Building.objects.visible_to(request.user)).get(pk=pk)
    moving = {"building": building, "counts": {"staircases": counts.stairs, "units": counts.homes}}
    return _choose(request, building.residence, target, error, moving)


def _residence(request, pk):
    found = Residence.objects.visible_to(request.user).select_related("agency", "landlord", "merged_into")
    return get_object_or_404(found, pk=pk)


def _target(request):
    """The residence chosen, in the person's perimeter; None while nothing is chosen."""
    chosen = (request.POST if request.method == "POST" else request.GET).get("vers", "")
    if not chosen.isdecimal():
        return None
    return get_object_or_404(Residence.objects.visible_to(request.user).select_related("agency"), pk=chosen)


def _with_counts(buildings):
    present = Q(staircases__units__left_on=None)
    return buildings.annotate(
        stairs=Count("staircases", distinct=True),
        homes=Count("staircases__units", filter=present, distinct=True),
    )


def _counts(residence):
    return {
        "buildings": residence.buildings.count(),
        "staircases": residence.staircases.count(),
        "units": residence.units.in_stock().count(),
    }


def _page(request, residence, form):
    buildings = _with_counts(residence.buildings.all()).prefetch_related("staircases")
    context = {"residence": residence, "buildings": buildings, "form": form}
    return render(request, "housing/grouping.html", context, status=422 if form.is_bound else 200)


def _choose(request, source, target, error, moving):
    """Search for the residence to go to, then what will happen, to confirm."""
    words = request.GET.get("q", "").strip()
    found = Residence.objects.visible_to(request.user).current().filter(landlord=source.landlord)
    found = (
        starting_with(found, "words", plain_words(words))
        .exclude(pk=source.pk)
        .select_related("agency")
        .order_by("name", "pk")
    )
    if request.method == "POST" and not target:
        error = "Choisissez la résidence de destination."
    context = {
        "source": source, "target": target, "error": error, "words": words, "searched": bool(words),
        "found": found[:FOUND_AT_MOST] if words else [], "at_most": FOUND_AT_MOST, **moving,
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render(request, partial(request, "housing/regroup.html", "found"), context, status=status)
