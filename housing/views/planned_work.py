"""A line of the asset plan: its page, its form, its changes of state."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.web.htmx import partial
from config.web.lists import paginate
from teams.guards import require_role
from teams.roles import Role
from teams.workflow import MoveRefused

from ..models import PlannedWork, Residence
from ..panels import draw
from ..plan_forms import MoveForm, PlannedWorkForm
from ..plan_history import changes_of


def _work(request, pk) -> PlannedWork:
    found = PlannedWork.objects.visible_to(request.user)
    return get_object_or_404(
        found.select_related("residence__agency", "building", "staircase", "unit", "kind", "component__kind"),
        pk=pk,
    )


def _page(request, work, form=None, status=200):
    """The works, and what the apps above have to say of them."""
    moves = work.moves_for(request.user)
    context = {
        "work": work,
        "moves": {name: move for name, move in moves.items() if name not in work.NEEDS_REASON},
        "reasoned": {name: move for name, move in moves.items() if name in work.NEEDS_REASON},
        "form": form or MoveForm(initial={"to_year": work.year + 1}),
        "asked": form.data.get("move") if form else None,
        "timeline": work.timeline.select_related("by"),
        "changes": changes_of(work),
        "can_change": request.user.has_role(Role.ASSET_PLANNER),
        "panels": draw(work, request),
    }
    return render(request, "housing/planned_work.html", context, status=status)


@require_safe
def show(request, pk):
    return _page(request, _work(request, pk))


@require_role(Role.ASSET_PLANNER)
@require_POST
def state(request, pk):
    work = _work(request, pk)
    form = MoveForm(request.POST)
    if not form.is_valid():
        return _page(request, work, form, status=422)
    try:
        if not form.apply(work, by=request.user):
            return _page(request, work, form, status=422)
    except MoveRefused as refused:
        typed = form.cleaned_data["reason"]
        messages.error(request, f"{refused} Votre motif : {typed}" if typed else str(refused))
        return redirect(work)
    messages.success(request, f"{work.reference} : {work.get_state_display().lower()}.")
    return redirect(work)


@require_role(Role.ASSET_PLANNER)
@require_http_methods(["GET", "HEAD", "POST"])
def create(request, pk):
    """New works in a residence."""
    residence = get_object_or_404(Residence.objects.visible_to(request.user).current(), pk=pk)
    form = PlannedWorkForm(request.POST or None, residence=residence)
    if form.is_valid():
        work = form.save()
        messages.success(request, f"{work.reference} ajouté au plan.")
        return redirect(work)
    context = {"form": form, "residence": residence}
    return render(request, "housing/planned_work_form.html", context, status=422 if form.is_bound else 200)


@require_role(Role.ASSET_PLANNER)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request, pk):
    work = _work(request, pk)
    form = PlannedWorkForm(request.POST or None, instance=work, residence=work.residence)
    if form.is_valid():
        form.save()
        messages.success(request, "Modifications enregistrées.")
        return redirect(work)
    context = {"form": form, "residence": work.residence, "work": work}
    return render(request, "housing/planned_work_form.html", context, status=422 if form.is_bound else 200)


@require_role(Role.ASSET_PLANNER)
@require_safe
def choose(request):
    """Which residence the new works are for."""
    query = request.GET.get("q", "").strip()
    found = Residence.objects.visible_to(request.user).current().select_related("agency")
    for word in query.split():
        found = found.filter(name__unaccent__icontains=word)
    page = paginate(found.order_by("name", "pk"), request, per_page=20)
    context = {"page": page, "query": query}
    return render(request, partial(request, "housing/planned_work_residence.html", "rows"), context)
