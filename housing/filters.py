"""Filters of the stock's lists. Their values live in the URL, in French words."""

import re

import django_filters as filters
from django import forms

from teams.models import Agency

from .models import Residence
from .words import Plain, plain_words, starting_with

CLASSES = [(letter, letter) for letter in "ABCDEFG"]
YES_NO = [("oui", "Oui"), ("non", "Non")]
POSITION = [("avec", "Placées sur la carte"), ("sans", "Sans position")]


def agencies(request):
    """The agencies of the reader's perimeter, and no other."""
    return Agency.objects.visible_to(request.user).order_by(Plain("name"), "pk")


class ResidenceFilter(filters.FilterSet):
    """Residences by words, place, energy, years, priority district and position."""

    q = filters.CharFilter(label="Nom, commune ou code postal", method="by_words")
    agence = filters.ModelChoiceFilter(
        label="Agence", field_name="agency", queryset=agencies, empty_label="Toutes"
    )
    commune = filters.CharFilter(label="Commune", method="by_commune")
    energie = filters.MultipleChoiceFilter(
        label="Classes énergie",
        choices=CLASSES,
        method="by_energy",
        widget=forms.CheckboxSelectMultiple,
    )
    depuis = filters.NumberFilter(label="Construite depuis", field_name="built_to", lookup_expr="gte")
    jusqua = filters.NumberFilter(label="jusqu’à", field_name="built_from", lookup_expr="lte")
    qpv = filters.ChoiceFilter(
        label="Quartier prioritaire", choices=YES_NO, method="by_district", empty_label="Indifférent"
    )
    position = filters.ChoiceFilter(
        label="Sur la carte", choices=POSITION, method="by_position", empty_label="Indifférent"
    )

    class Meta:
        model = Residence
        fields = ["q", "agence", "commune", "energie", "depuis", "jusqua", "qpv", "position"]

    def by_words(self, queryset, name, value):
        return starting_with(queryset, "words", plain_words(value))

    def by_commune(self, queryset, name, value):
        """A name from its first letters, or a commune code (« 2B033 »)."""
        if re.fullmatch(r"\d[\dAaBb]\d{3}", value.strip()):
            return queryset.filter(commune_code=value.strip().upper())
        words = plain_words(value)
        return (
            starting_with(queryset, "words", words).filter(**{"commune_plain__startswith": " " + " ".join(words)})
            if words
            else queryset
        )

    def by_energy(self, queryset, name, value):
        return queryset.filter(energy_classes__overlap=value) if value else queryset

    def by_district(self, queryset, name, value):
        return queryset.filter(has_priority_district=value == "oui")

    def by_position(self, queryset, name, value):
        return queryset.filter(latitude__isnull=value == "sans")

    def filter_queryset(self, queryset):
        return super().filter_queryset(queryset.alias(commune_plain=Plain("commune_name")))

    @property
    def narrow(self) -> bool:
        """One of the filters kept behind « Plus de filtres » is set."""
        return any(self.data.get(name) for name in ("energie", "depuis", "jusqua", "qpv", "position"))

    @property
    def in_force(self) -> int:
        """How many filters are set: a page says so, and offers to clear them."""
        return sum(bool(self.form.cleaned_data.get(name)) for name in self.filters) if self.form.is_valid() else 0
