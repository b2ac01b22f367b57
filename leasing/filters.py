"""What the list of leases may be narrowed to."""

import django_filters as filters
from django import forms
from django.utils import timezone

from housing.models import Residence
from teams.models import Agency

from .models import Lease


def agencies(request):
    return Agency.objects.visible_to(request.user)


def residences(request):
    return Residence.objects.visible_to(request.user)


class LeaseFilter(filters.FilterSet):
    q = filters.CharFilter(
        label="Nom, téléphone, n° de bail, adresse", method="by_words",
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )  # fmt: skip
    etat = filters.ChoiceFilter(
        label="État", method="by_state", empty_label="Tous",
        choices=[("cours", "En cours"), ("conge", "Congé reçu"), ("venir", "À venir"), ("fini", "Terminés")],
    )  # fmt: skip
    assurance = filters.ChoiceFilter(
        label="Assurance", method="by_insurance", empty_label="Toutes",
        choices=[("sans", "Expirée ou absente"), ("bientot", "Expire bientôt")],
    )  # fmt: skip
    agence = filters.ModelChoiceFilter(
        "residence__agency", label="Agence", queryset=agencies, empty_label="Toutes"
    )
    residence = filters.ModelChoiceFilter(
        "residence", label="Résidence", queryset=residences, widget=forms.HiddenInput()
    )

    class Meta:
        model = Lease
        fields: list[str] = []

    @property
    def in_force(self) -> bool:
        return any(self.form.data.get(name) for name in self.filters)

    @property
    def of_residence(self):
        """The residence one came from, to say it and to leave it."""
        return self.form.cleaned_data.get("residence") if self.form.is_valid() else None

    def by_words(self, queryset, name, value):
        return queryset.matching(value)

    def by_state(self, queryset, name, value):
        today = timezone.localdate()
        if value == "conge":
            return queryset.under_notice()
        return {"cours": queryset.running_on, "venir": queryset.to_come, "fini": queryset.ended}[value](today)

    def by_insurance(self, queryset, name, value):
        return queryset.without_insurance() if value == "sans" else queryset.insured_no_longer_than_soon()
