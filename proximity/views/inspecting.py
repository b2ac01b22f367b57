"""Acts on a visit that runs, from a tablet whose network comes and goes: each may be sent again and again."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from coordination import photos
from coordination.views.acts import REFUSALS
from teams.free_text import note_wording
from teams.guards import require_role

from .. import findings, inventorying
from ..inspection_access import MAY_INSPECT
from ..inspection_forms import (
    DrawingForm,
    EmptyForm,
    FinishForm,
    KeysForm,
    ObserveForm,
    PeopleForm,
    PointForm,
    ReadingsForm,
    SignForm,
)
from ..models import Inventory
from ..pictures import address
from .inspections import find, page


@require_role(*MAY_INSPECT)
@require_POST
def point(request, pk, point):
    """One point is saved; the page stays where it is."""
    inspection, one = _point(request, pk, point)
    form = PointForm(request.POST, request.FILES, point=one, auto_id=f"p{one.pk}_%s")

    def do():
        data = form.cleaned_data
        inspection.answer(one, grade=data["grade"], words=data["words"], pictures=form.pictures(), by=request.user)

    back = f"{inspection.get_absolute_url()}#point-{one.pk}"
    return _answer(request, inspection, "point", form, do, "", to=back, saved=lambda: _saved(inspection, one))


def _saved(inspection, point) -> dict:
    """What the page shows of it: the progress, its pictures, and whether one is due."""
    taken = list(point.pictures.order_by("pk"))
    return {
        "answered": inspection.points.exclude(grade=None).count(),
        "lacksPhoto": point.item.needs_photo(point.grade) and not taken,
        "pictures": [
            {"thumbnail": address(inspection, one, "thumbnail"), "draw": drawing_address(inspection, point, one)}
            for one in taken
        ],
    }


def drawing_address(inspection, point, picture) -> str:
    return reverse("proximity:inspection_draw", args=[inspection.pk, point.pk, picture.sha256])


@require_role(*MAY_INSPECT)
@require_POST
def rest(request, pk):
    """By exception: all the rest of a room, or of the visit, is as usual."""
    inspection = find(request, pk)
    form = EmptyForm(request.POST, auto_id="rest_%s")

    def do():
        inspection.answer_rest(by=request.user, room=request.POST.get("piece") or None)

    return _answer(request, inspection, "rest", form, do, "Le reste est noté comme d’habitude.")


@require_role(*MAY_INSPECT)
@require_POST
def observe(request, pk):
    inspection = find(request, pk)
    form = ObserveForm(
        request.POST, request.FILES, residence=inspection.residence, unit=inspection.unit, auto_id="observe_%s"
    )

    def do():
        inspection.hold()
        findings.observe(form.chosen, **form.given(), inspection=inspection, case=inspection.case, by=request.user)

    return _answer(request, inspection, "observe", form, do, "Constat ajouté.")


@require_role(*MAY_INSPECT)
@require_POST
def sign(request, pk):
    inspection = find(request, pk)
    form = SignForm(request.POST, request.FILES, auto_id="sign_%s")
    return _answer(
        request, inspection, "sign", form, lambda: inventorying.sign(inspection, **form.given()),
        "Signature enregistrée.",
    )  # fmt: skip


@require_role(*MAY_INSPECT)
@require_POST
def finish(request, pk):
    inspection = find(request, pk)
    form = FinishForm(request.POST, auto_id="finish_%s")

    def do():
        inspection.remarks = form.cleaned_data["remarks"]
        key = form.cleaned_data["key"]
        inventory = getattr(inspection, "inventory", None)
        if inventory:
            inventory.inspection = inspection
            inventorying.finish(inventory, by=request.user, key=key)
        else:
            inspection.finish(by=request.user, key=key)

    return _answer(request, inspection, "finish", form, do, "Visite terminée.")


@require_role(*MAY_INSPECT)
@require_POST
def drop(request, pk):
    inspection = find(request, pk)
    try:
        inspection.drop(by=request.user)
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
        return redirect(inspection)
    messages.success(request, "Visite abandonnée.")
    return redirect("proximity:inspections")


@require_role(*MAY_INSPECT)
@require_POST
def people(request, pk):
    inspection, inventory = _inventory(request, pk)
    form = PeopleForm(request.POST, instance=inventory, auto_id="people_%s")
    return _answer(request, inspection, "people", form, _while_it_runs(inspection, form), "Parties enregistrées.")


@require_role(*MAY_INSPECT)
@require_POST
def readings(request, pk):
    inspection, inventory = _inventory(request, pk)
    form = ReadingsForm(request.POST, inventory=inventory, auto_id="readings_%s")
    done = "Compteurs enregistrés."
    return _answer(request, inspection, "readings", form, _while_it_runs(inspection, form), done)


@require_role(*MAY_INSPECT)
@require_POST
def keys(request, pk):
    inspection, inventory = _inventory(request, pk)
    form = KeysForm(request.POST, inventory=inventory, auto_id="keys_%s")
    return _answer(request, inspection, "keys", form, _while_it_runs(inspection, form), "Clés enregistrées.")


@require_role(*MAY_INSPECT)
@require_http_methods(["GET", "HEAD", "POST"])
def draw(request, pk, point, sha256):
    """An arrow or a circle on a picture: what is drawn replaces it at this point."""
    inspection, one = _point(request, pk, point)
    picture = get_object_or_404(one.pictures.all(), sha256=sha256)
    form = DrawingForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            inspection.replace_picture(one, picture, photos.keep(form.cleaned_data["drawing"]))
        except (*REFUSALS, ValidationError) as refusal:
            form.add_error(None, refusal if isinstance(refusal, ValidationError) else str(refusal))
        else:
            return redirect(f"{inspection.get_absolute_url()}#point-{one.pk}")
    context = {
        "inspection": inspection, "point": one, "picture": picture, "form": form,
        "image": address(inspection, picture, "picture"),
    }  # fmt: skip
    return render(request, "proximity/inspections/draw.html", context, status=422 if form.is_bound else 200)


# --- what they share


def _point(request, pk, point):
    inspection = find(request, pk)
    rows = inspection.points.select_related("item__scale", "item__photo_from", "grade")
    return inspection, get_object_or_404(rows, pk=point)


def _inventory(request, pk):
    inspection = find(request, pk)
    rows = Inventory.objects.visible_to(request.user).select_related("inspection__checklist")
    return inspection, get_object_or_404(rows, pk=inspection.pk)


def _while_it_runs(inspection, form):
    def do():
        inspection.hold()
        form.save()

    return do


def _answer(request, inspection, name, form, do, told, *, to="", saved=None):
    """Done, or the form comes back with why: as a page, or in a few words for the script that keeps it."""
    in_words = request.headers.get("Accept") == "application/json"
    if form.is_valid():
        try:
            with transaction.atomic():
                do()
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            note_wording(request, form)
            if in_words and saved:
                return JsonResponse({"saved": saved()})
            if told:
                messages.success(request, told)
            next_page = to or inspection.get_absolute_url()
            return JsonResponse({"next": next_page}) if in_words else redirect(next_page)
    if in_words:
        return JsonResponse({"errors": [why for errors in form.errors.values() for why in errors]}, status=422)
    inspection.refresh_from_db()
    return page(request, inspection, bound=(name, form), status=422)
