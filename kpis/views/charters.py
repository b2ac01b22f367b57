"""Charters: what was promised to tenants and to the staff, how it stands, and what the public reads of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.web.lists import paginate
from teams.guards import require_role
from teams.workflow import MoveRefused

from .. import commitments as standing
from ..access import MAY_COMMIT
from ..charter_forms import CharterForm, CommitmentForm
from ..levels import Level
from ..models import Charter, Commitment, Publication

FORM = ("GET", "HEAD", "POST")


def charter_at(request, pk: int) -> Charter:
    return get_object_or_404(Charter.objects.visible_to(request.user).select_related("landlord"), pk=pk)


def form_page(request, form, title: str, back: Charter | None):
    context = {"form": form, "title": title, "charter": back}
    return render(request, "kpis/charter_form.html", context, status=422 if form.is_bound else 200)


@require_safe
def index(request):
    page = paginate(Charter.objects.visible_to(request.user).select_related("landlord"), request)
    context = {"page": page, "can_change": request.user.has_role(*MAY_COMMIT)}
    return render(request, "kpis/charters.html", context)


@require_role(*MAY_COMMIT)
@require_http_methods(FORM)
def create(request):
    form = CharterForm(request.POST or None)
    if form.is_valid():
        messages.success(request, "Charte créée.")
        return redirect(form.save())
    return form_page(request, form, "Nouvelle charte", None)


@require_role(*MAY_COMMIT)
@require_http_methods(FORM)
def change(request, pk):
    charter = charter_at(request, pk)
    form = CharterForm(request.POST or None, instance=charter)
    if form.is_valid():
        messages.success(request, "Charte modifiée.")
        return redirect(form.save())
    return form_page(request, form, "Modifier la charte", charter)


@require_safe
def show(request, pk):
    charter = charter_at(request, pk)
    found = standing.lines(charter, Level(request.user))
    of = Commitment.Population
    groups = [(one.label, [row for row in found if row.commitment.population == one]) for one in of]
    context = {
        "charter": charter, "groups": groups, "level": Level(request.user), "publication": charter.standing,
        "period": standing.year_until(timezone.localdate()), "can_change": request.user.has_role(*MAY_COMMIT),
        "can_publish": request.user.has_role(*MAY_COMMIT) and request.user.sees_everything,
    }  # fmt: skip
    return render(request, "kpis/charter.html", context)


@require_role(*MAY_COMMIT)
@require_http_methods(FORM)
def commitment_create(request, pk):
    charter = charter_at(request, pk)
    form = CommitmentForm(request.POST or None, instance=Commitment(charter=charter))
    if form.is_valid():
        form.save()
        messages.success(request, "Engagement ajouté.")
        return redirect(charter)
    return form_page(request, form, "Nouvel engagement", charter)


@require_role(*MAY_COMMIT)
@require_POST
def publish(request, pk):
    """Figures of all agencies: only who sees them all answers for them."""
    charter = charter_at(request, pk)
    if not request.user.sees_everything:
        raise PermissionDenied
    try:
        charter.publish(standing.extract(charter, Level(request.user)), by=request.user)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Extrait publié, tel qu’il est aujourd’hui.")
    return redirect(charter)


@require_role(*MAY_COMMIT)
@require_POST
def withdraw(request, pk):
    found = Publication.objects.visible_to(request.user).select_related("charter")
    publication = get_object_or_404(found, pk=pk)
    try:
        publication.withdraw(by=request.user)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Extrait retiré : son adresse ne montre plus rien.")
    return redirect(publication.charter)


@login_not_required
@require_safe
def public(request, pk):
    """For tenants, without an account. What was withdrawn is gone."""
    publication = standing.published(pk)
    status = 200 if publication else 410
    return render(request, "kpis/charter_public.html", {"publication": publication}, status=status)
