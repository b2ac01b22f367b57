"""Where a poster hangs, and the filter of the list of posters."""

from typing import Any

import django_filters as filters
from django import forms
from django.utils import timezone

from housing.models import Building, Equipment, Residence, Staircase
from teams.models import Agency

from .models import Poster

STANDING = [("en-place", "En place"), ("retirees", "Retirées")]


class PosterForm(forms.Form):
    """The whole residence, a building, a hall, or a machine of it."""

    where = forms.ChoiceField(
        label="Pour",
        required=False,
        help_text="La personne qui lit l’affiche signalera un problème de cet endroit.",
    )

    def __init__(self, *args, residence: Residence, **kwargs):
        super().__init__(*args, **kwargs)
        self.residence = residence
        self.places: dict[str, Any] = {
            **{f"batiment-{one.pk}": one for one in Building.objects.filter(residence=residence)},
            **{
                f"escalier-{one.pk}": one
                for one in Staircase.objects.filter(residence=residence).select_related("building")
            },
        }
        around = ("building", "staircase", "unit")
        machines = Equipment.objects.filter(residence=residence, unit=None).select_related(*around)
        self.machines = {f"equipement-{one.pk}": one for one in machines}
        self.fields["where"].choices = [  # type: ignore[attr-defined]
            ("", "Toute la résidence"),
            *((key, f"{one.building} · {one}" if key[0] == "e" else str(one)) for key, one in self.places.items()),
            ("Équipements", [(key, f"{one} ({one.where})") for key, one in self.machines.items()]),
        ]

    def save(self, by) -> tuple[Poster, bool]:
        """The poster of this place, and whether it is new: one that stands there is used again."""
        chosen = self.cleaned_data["where"]
        machine, place = self.machines.get(chosen), self.places.get(chosen)
        about: dict[str, Any] = {
            "residence": self.residence,
            "building": None,
            "staircase": None,
            "equipment": machine,
        }
        if machine:
            about |= {"building": machine.building, "staircase": machine.staircase}
        elif isinstance(place, Staircase):
            about |= {"building": place.building, "staircase": place}
        elif place:
            about |= {"building": place}
        if standing := Poster.objects.standing().filter(**about).first():
            return standing, False
        return Poster.objects.create(**about, made_by=by, made_at=timezone.now()), True


def agencies(request):
    return Agency.objects.visible_to(request.user).order_by("name", "pk")


def residences(request):
    return Residence.objects.visible_to(request.user).current()


class PosterFilter(filters.FilterSet):
    q = filters.CharFilter("residence__name", lookup_expr="unaccent__icontains", label="Résidence")
    agence = filters.ModelChoiceFilter(
        "residence__agency", label="Agence", queryset=agencies, empty_label="Toutes"
    )
    etat = filters.ChoiceFilter(label="État", method="by_state", choices=STANDING, empty_label="Toutes")
    residence = filters.ModelChoiceFilter("residence", queryset=residences, widget=forms.HiddenInput)

    class Meta:
        model = Poster
        fields: list[str] = []

    @property
    def in_force(self) -> bool:
        return any(self.form.data.get(name) for name in self.filters)

    def by_state(self, queryset, name, value):
        return queryset.filter(revoked_at__isnull=value == "en-place")
