"""What the list of needs may be narrowed to; the list and the workbook read the same words in the URL."""

import django_filters as filters
from django import forms
from django.db.models import Q
from django.utils import timezone

from housing.models import ComponentKind, Residence
from teams.models import Agency

from .models import Need

OPEN, ALL = "", "tous"


def agencies(request):
    return Agency.objects.visible_to(request.user)


def residences(request):
    return Residence.objects.visible_to(request.user)


class NeedFilter(filters.FilterSet):
    q = filters.CharFilter(
        label="Résidence, composant, n° de dossier", method="by_words",
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )  # fmt: skip
    etat = filters.ChoiceFilter(
        label="État", method="by_state", empty_label="Ouverts", choices=[(ALL, "Tous"), *Need.State.choices]
    )
    composant = filters.ModelChoiceFilter(
        "kind", label="Composant", queryset=ComponentKind.objects.all(), empty_label="Tous"
    )
    origine = filters.ChoiceFilter("because", label="Origine", choices=Need.Because.choices, empty_label="Toutes")
    attente = filters.ChoiceFilter(
        label="Attente", method="by_waiting", empty_label="Peu importe",
        choices=[("danger", "Danger pour les personnes"), ("retard", "Réponse en retard"),
                 ("chiffrer", "À chiffrer")],
    )  # fmt: skip
    agence = filters.ModelChoiceFilter(
        "residence__agency", label="Agence", queryset=agencies, empty_label="Toutes"
    )
    residence = filters.ModelChoiceFilter(
        "residence", label="Résidence", queryset=residences, widget=forms.HiddenInput()
    )

    class Meta:
        model = Need
        fields: list[str] = []

    @property
    def in_force(self) -> bool:
        return any(self.form.data.get(name) for name in self.filters)

    def filter_queryset(self, queryset):
        if not self.form.cleaned_data.get("etat"):
            queryset = queryset.open()
        return super().filter_queryset(queryset)

    def by_state(self, queryset, name, value):
        return queryset if value == ALL else queryset.filter(state=value)

    def by_waiting(self, queryset, name, value):
        return {
            "danger": lambda: queryset.filter(safety=True),
            "retard": lambda: queryset.to_place().filter(case__promised_on__lt=timezone.localdate()),
            "chiffrer": lambda: queryset.filter(cost_low=None),
        }[value]()

    def by_words(self, queryset, name, value):
        for word in value.split():
            queryset = queryset.filter(
                Q(residence__name__unaccent__icontains=word)
                | Q(kind__label__unaccent__icontains=word)
                | Q(case__reference__icontains=word)
            )
        return queryset
