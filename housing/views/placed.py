"""Rows attached to a place: add, change, remove. Three kinds, one way."""

from functools import partial

from django.contrib import messages
from django.db.models import ProtectedError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from teams.guards import require_role

from ..models import Residence, Unit
from ..placed_forms import AlertForm, ComponentForm, EquipmentForm
from ..stock_panels import ALERT_ROLES, COMPONENT_ROLES, EQUIPMENT_ROLES


def place_asked(request, pk) -> tuple[Residence, Unit | None]:
    """The residence, and the home given by `?logement=` when it is one of its."""
    found = Residence.objects.visible_to(request.user).current()
    residence = get_object_or_404(found, pk=pk)
    told = request.GET.get("logement", "")
    homes = Unit.objects.visible_to(request.user).filter(residence=residence)
    return residence, homes.filter(pk=int(told)).first() if told.isdecimal() and len(told) < 19 else None


def page_of(row):
    """The page a row is shown on: its home's, else its residence's."""
    return row.unit or row.residence


def answer(request, form, place, title, action="Enregistrer"):
    context = {"form": form, "place": place, "title": title, "action": action}
    return render(request, "housing/form.html", context, status=422 if form.is_bound else 200)


def _create(request, pk, form_class, title):
    residence, home = place_asked(request, pk)
    form = form_class(request.POST or None, residence=residence, home=home)
    if form.is_valid():
        form.save()
        messages.success(request, "Enregistré.")
        return redirect(home or residence)
    return answer(request, form, home or residence, f"Ajouter {title}", "Ajouter")


def _row(request, pk, form_class):
    rows = form_class.Meta.model.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("residence", "unit__staircase"), pk=pk)


def _change(request, pk, form_class, title):
    row = _row(request, pk, form_class)
    place = page_of(row)
    form = form_class(request.POST or None, instance=row, residence=row.residence)
    if form.is_valid():
        form.save()
        messages.success(request, "Enregistré.")
        return redirect(page_of(form.instance))
    return answer(request, form, place, f"Modifier {title}")


def _delete(request, pk, form_class, title):
    row = _row(request, pk, form_class)
    place = page_of(row)
    try:
        row.delete()
    except ProtectedError:
        messages.error(request, "D’autres données s’y rapportent (travaux prévus) : rien n’a été retiré.")
    else:
        messages.success(request, "Retiré.")
    return redirect(place)


def _screens(form_class, title: str, roles):
    """The three views of a kind: create (pk of the residence), change and delete (pk of the row)."""
    settings = {"form_class": form_class, "title": title}
    both = require_http_methods(["GET", "HEAD", "POST"])
    return (
        require_role(*roles)(both(_named(partial(_create, **settings)))),
        require_role(*roles)(both(_named(partial(_change, **settings)))),
        require_role(*roles)(require_POST(_named(partial(_delete, **settings)))),
    )


def _named(view):
    """Decorators copy a view's name; a partial has that of what it calls."""
    view.__name__ = view.func.__name__
    return view


component_create, component_change, component_delete = _screens(ComponentForm, "un composant", COMPONENT_ROLES)
equipment_create, equipment_change, equipment_delete = _screens(EquipmentForm, "un équipement", EQUIPMENT_ROLES)
alert_create, alert_change, alert_delete = _screens(AlertForm, "une alerte", ALERT_ROLES)
