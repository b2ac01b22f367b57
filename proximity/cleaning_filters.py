"""What the lists of checks, of places and of penalties may be narrowed to."""

import datetime as dt

import django_filters as filters
from django import forms
from django.utils import timezone

from housing.models import Residence
from housing.words import plain_words, starting_with
from teams.models import Agency

from .models import CleaningCheck, CleaningService, Contract, Penalty

DATE = forms.DateInput(attrs={"type": "date"})


def agencies(request):
    return Agency.objects.visible_to(request.user)


def residences(request):
    return Residence.objects.visible_to(request.user)


def contracts(request):
    return Contract.objects.visible_to(request.user).filter(kind=Contract.Kind.CLEANING)


class _ListFilter(filters.FilterSet):
    @property
    def in_force(self) -> bool:
        return any(self.form.data.get(name) for name in self.filters)

    @property
    def of_residence(self):
        """The residence one came from, to say it and to leave it."""
        return self.form.cleaned_data.get("residence") if self.form.is_valid() else None


class CheckFilter(_ListFilter):
    resultat = filters.ChoiceFilter("result", label="Résultat", choices=CleaningCheck.Result, empty_label="Tous")
    cause = filters.ChoiceFilter("cause", label="Cause", choices=CleaningCheck.Cause, empty_label="Toutes")
    qui = filters.ChoiceFilter(
        "service__performer", label="Qui nettoie", choices=CleaningService.Performer, empty_label="Tous"
    )
    depuis = filters.DateFilter("closed_at", "date__gte", label="Depuis le", widget=DATE)
    agence = filters.ModelChoiceFilter(
        "service__residence__agency", label="Agence", queryset=agencies, empty_label="Toutes"
    )
    residence = filters.ModelChoiceFilter(
        "service__residence", label="Résidence", queryset=residences, widget=forms.HiddenInput()
    )

    class Meta:
        model = CleaningCheck
        fields: list[str] = []


class PlaceFilter(_ListFilter):
    """Of places with their next check (`cleaning_schedule.with_next_check`)."""

    q = filters.CharFilter(
        label="Résidence ou commune", method="by_words",
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )  # fmt: skip
    quand = filters.ChoiceFilter(
        label="Prochain contrôle", method="by_day", empty_label="Tous",
        choices=[("retard", "À faire"), ("semaine", "Sous 7 jours")],
    )  # fmt: skip
    resultat = filters.ChoiceFilter(
        "last_result", label="Dernière note", choices=CleaningCheck.Result, empty_label="Toutes"
    )
    qui = filters.ChoiceFilter(
        "performer", label="Qui nettoie", choices=CleaningService.Performer, empty_label="Tous"
    )
    agence = filters.ModelChoiceFilter(
        "residence__agency", label="Agence", queryset=agencies, empty_label="Toutes"
    )

    class Meta:
        model = CleaningService
        fields: list[str] = []

    def by_words(self, queryset, name, value):
        return starting_with(queryset, "residence__words", plain_words(value))

    def by_day(self, queryset, name, value):
        until = timezone.localdate() + dt.timedelta(days=7 if value == "semaine" else 0)
        return queryset.filter(next_on__lte=until)


class PenaltyFilter(_ListFilter):
    etat = filters.ChoiceFilter("state", label="État", choices=Penalty.State, empty_label="Tous")
    nature = filters.ChoiceFilter("kind", label="Nature", choices=Penalty.Kind, empty_label="Toutes")
    marche = filters.ModelChoiceFilter("contract", label="Marché", queryset=contracts, empty_label="Tous")
    depuis = filters.DateFilter("proposed_at", "date__gte", label="Depuis le", widget=DATE)
    agence = filters.ModelChoiceFilter("case__agency", label="Agence", queryset=agencies, empty_label="Toutes")

    class Meta:
        model = Penalty
        fields: list[str] = []
