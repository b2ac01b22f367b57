"""Checklists: read by everybody, changed as new versions by `admin` and agency managers."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coordination.views.acts import REFUSALS
from teams.guards import require_role

from ..checklist_forms import BasisForm, ItemForm
from ..inspection_access import MAY_WRITE_CHECKLISTS
from ..models import Checklist, ChecklistItem

METHODS = ("GET", "HEAD", "POST")


@require_safe
def index(request):
    rows = Checklist.objects.annotate(
        count=Count("items", distinct=True), used=Count("inspections", distinct=True)
    )
    context = {"versions": rows.order_by("kind", "-number")}
    return render(request, "proximity/checklists/index.html", context)


@require_safe
def show(request, pk):
    checklist = get_object_or_404(Checklist.objects.all(), pk=pk)
    context = {
        "checklist": checklist, "may_write": request.user.has_role(*MAY_WRITE_CHECKLISTS),
        "items": list(checklist.items.select_related("scale", "photo_from", "reference", "kind")),
        "form": BasisForm(instance=checklist),
    }  # fmt: skip
    return render(request, "proximity/checklists/show.html", context)


@require_role(*MAY_WRITE_CHECKLISTS)
@require_POST
def draft(request, pk):
    checklist = get_object_or_404(Checklist.objects.all(), pk=pk)
    return redirect(checklist.draft_next())


def _draft(pk) -> Checklist:
    """The row of a version that may still change: only drafts are found."""
    return get_object_or_404(Checklist.objects.filter(published_at=None), pk=pk)


@require_role(*MAY_WRITE_CHECKLISTS)
@require_POST
def basis(request, pk):
    checklist = _draft(pk)
    form = BasisForm(request.POST, instance=checklist)
    if form.is_valid():
        form.save()
        messages.success(request, "Source enregistrée.")
    return redirect(checklist)


@require_role(*MAY_WRITE_CHECKLISTS)
@require_POST
def publish(request, pk):
    checklist = _draft(pk)
    try:
        checklist.publish()
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Version publiée : les prochaines visites la suivent.")
    return redirect(checklist)


@require_role(*MAY_WRITE_CHECKLISTS)
@require_POST
def drop(request, pk):
    _draft(pk).drop()
    messages.success(request, "Brouillon abandonné.")
    return redirect("proximity:checklists")


@require_role(*MAY_WRITE_CHECKLISTS)
@require_http_methods(METHODS)
def item_create(request, pk):
    checklist = _draft(pk)
    last = checklist.items.order_by("-position").first()
    first = {"position": (last.position if last else 0) + 1, "section": last.section if last else ""}
    form = ItemForm(request.POST or None, request.FILES or None, checklist=checklist, initial=first)
    return _item(request, checklist, form, "Ajouter un point")


@require_role(*MAY_WRITE_CHECKLISTS)
@require_http_methods(METHODS)
def item_change(request, pk):
    item = _draft_item(pk)
    form = ItemForm(request.POST or None, request.FILES or None, checklist=item.checklist, instance=item)
    return _item(request, item.checklist, form, "Modifier un point")


def _item(request, checklist, form, title):
    if form.is_valid():
        try:
            with transaction.atomic():
                checklist.hold()
                form.save()
        except ValidationError as refusal:
            form.add_error("upload", refusal)
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(checklist)
    context = {"form": form, "checklist": checklist, "title": title}
    return render(request, "proximity/checklists/item.html", context, status=422 if form.is_bound else 200)


@require_role(*MAY_WRITE_CHECKLISTS)
@require_POST
def item_delete(request, pk):
    item = _draft_item(pk)
    item.delete()
    return redirect(item.checklist)


@require_role(*MAY_WRITE_CHECKLISTS)
@require_POST
def item_move(request, pk):
    """One place up or down, as the button says."""
    item = _draft_item(pk)
    try:
        item.checklist.move_item(item, -1 if request.POST.get("sens") == "haut" else 1)
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{item.checklist.get_absolute_url()}#point-{item.pk}")


def _draft_item(pk) -> ChecklistItem:
    rows = ChecklistItem.objects.filter(checklist__published_at=None).select_related("checklist")
    return get_object_or_404(rows, pk=pk)
