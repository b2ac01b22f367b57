"""Filters of the incidents and of the silences. Their values live in the URL, in French words."""

import django_filters as filters
from django import forms
from django.db.models import Exists, OuterRef

from coordination.filters import STATE, agencies, by_words, residences, teams
from coordination.models import Task

from .models import Incident, Request
from .processes import FAMILY

KIND = [("depassee", "Promesse dépassée"), ("silence", "Silence")]


class InPlace(filters.FilterSet):
    """What both ask: words, agency, family."""

    q = filters.CharFilter(label="Dossier, objet ou résidence", method="search")
    famille = filters.ChoiceFilter(
        "category__family", label="Famille", choices=FAMILY.values, empty_label="Toutes"
    )
    agence = filters.ModelChoiceFilter("case__agency", label="Agence", queryset=agencies, empty_label="Toutes")
    residence = filters.ModelChoiceFilter("case__residence", queryset=residences, widget=forms.HiddenInput)

    @property
    def in_force(self) -> bool:
        return any(self.form.data.get(name) for name in self.filters)

    def search(self, queryset, name, value):
        return by_words(queryset, value, "case__")


class IncidentFilter(InPlace):
    """Open ones unless asked otherwise."""

    etat = filters.ChoiceFilter(label="État", choices=STATE, method="by_state", empty_label=None)

    class Meta:
        model = Incident
        fields: list[str] = []

    def filter_queryset(self, queryset):
        found = super().filter_queryset(queryset)
        return found if self.form.cleaned_data.get("etat") else found.open()

    def by_state(self, queryset, name, value):
        closed = queryset.filter(case__closed_at__isnull=False)
        return {"ouverts": queryset.open(), "clos": closed, "tous": queryset}[value]


class SilenceFilter(InPlace):
    quoi = filters.ChoiceFilter(label="Quoi", choices=KIND, method="by_kind", empty_label="Tout")
    equipe = filters.ModelChoiceFilter(label="Équipe", queryset=teams, method="by_team", empty_label="Toutes")

    class Meta:
        model = Request
        fields: list[str] = []

    def by_kind(self, queryset, name, value):
        return queryset.filter(is_late=value == "depassee")

    def by_team(self, queryset, name, value):
        return queryset.filter(Exists(Task.objects.open().filter(case=OuterRef("case"), team=value)))
