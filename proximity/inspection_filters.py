"""What the lists of visits, findings and mandatory checks may be narrowed to."""

import datetime as dt

import django_filters as filters
from django import forms
from django.utils import timezone

from housing.models import ComponentKind, Condition, Residence, Unit
from teams.models import Agency

from .models import CheckKind, Checklist, Finding, FollowUp, Inspection, MandatoryCheck
from .models.checks import RED, Status


def agencies(request):
    return Agency.objects.visible_to(request.user)


def residences(request):
    return Residence.objects.visible_to(request.user)


class PlaceFilter(filters.FilterSet):
    """Agency and residence: what each list has."""

    agence = filters.ModelChoiceFilter(
        "residence__agency", label="Agence", queryset=agencies, empty_label="Toutes"
    )
    residence = filters.ModelChoiceFilter(
        "residence", label="Résidence", queryset=residences, widget=forms.HiddenInput()
    )

    def __init__(self, *args, **kwargs):
        """The agency after what each list is about."""
        super().__init__(*args, **kwargs)
        self.filters["agence"] = self.filters.pop("agence")

    @property
    def in_force(self) -> bool:
        return any(self.form.data.get(name) for name in self.filters)

    @property
    def of_residence(self):
        """The residence one came from, to say it and to leave it."""
        return self.form.cleaned_data.get("residence") if self.form.is_valid() else None


STATES = [("cours", "En cours"), ("conforme", "Conformes"), ("non", "Non conformes"), ("finie", "Terminées")]


def homes(request):
    return Unit.objects.visible_to(request.user)


class InspectionFilter(PlaceFilter):
    logement = filters.ModelChoiceFilter("unit", label="Logement", queryset=homes, widget=forms.HiddenInput())
    type = filters.ChoiceFilter(
        "checklist__kind", label="Type", choices=Checklist.Kind.choices, empty_label="Tous"
    )
    etat = filters.ChoiceFilter(label="État", method="by_state", choices=STATES, empty_label="Tous")
    par = filters.ChoiceFilter(
        label="Faites par", method="by_author", choices=[("moi", "Moi")], empty_label="Tout le monde"
    )

    class Meta:
        model = Inspection
        fields: list[str] = []

    def by_state(self, queryset, name, value):
        if value == "cours":
            return queryset.running()
        if value == "finie":
            return queryset.finished()
        return queryset.filter(passed=value == "conforme")

    def by_author(self, queryset, name, value):
        return queryset.filter(started_by=self.request.user)


class FindingFilter(PlaceFilter):
    composant = filters.ModelChoiceFilter(
        "kind", label="Composant", queryset=ComponentKind.objects.all(), empty_label="Tous"
    )
    grade = filters.ChoiceFilter(label="État", choices=Condition.choices[1:], empty_label="Tous")
    suite = filters.ChoiceFilter(
        label="Suite", method="by_follow_up", empty_label="Toutes",
        choices=[("sans", "Sans suite"), *FollowUp.Kind.choices],
    )  # fmt: skip
    danger = filters.ChoiceFilter(
        label="Danger", method="by_danger", choices=[("oui", "Danger pour les personnes")], empty_label="Tous"
    )

    class Meta:
        model = Finding
        fields: list[str] = []

    def by_follow_up(self, queryset, name, value):
        return queryset.unanswered() if value == "sans" else queryset.filter(follow_ups__kind=value)

    def by_danger(self, queryset, name, value):
        return queryset.filter(safety=True)


class CheckFilter(PlaceFilter):
    etat = filters.ChoiceFilter(
        label="État", method="by_status", empty_label="Tous",
        choices=[("rouge", "Pas en règle"), *Status.choices],
    )  # fmt: skip
    nature = filters.ModelChoiceFilter(
        "kind", label="Contrôle", queryset=CheckKind.objects.all(), empty_label="Tous"
    )
    obligation = filters.ChoiceFilter(
        label="Obligation", method="by_duty", empty_label="Indifférent",
        choices=[("oui", "Obligatoires"), ("non", "Préventifs")],
    )  # fmt: skip
    quand = filters.ChoiceFilter(
        label="Échéance", method="by_due", empty_label="Toutes",
        choices=[("30", "Sous 30 jours"), ("90", "Sous 90 jours"), ("365", "Sous un an")],
    )  # fmt: skip

    class Meta:
        model = MandatoryCheck
        fields: list[str] = []

    def by_status(self, queryset, name, value):
        return queryset.filter(status__in=RED) if value == "rouge" else queryset.filter(status=value)

    def by_duty(self, queryset, name, value):
        return queryset.filter(mandatory=value == "oui")

    def by_due(self, queryset, name, value):
        return queryset.filter(due_on__lte=timezone.localdate() + dt.timedelta(days=int(value)))
