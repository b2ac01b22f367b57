"""What the lists of orders, contractors and contracts may be narrowed to."""

import datetime as dt

import django_filters as filters
from django import forms
from django.db.models import Q
from django.utils import timezone

from coordination import parameters
from coordination.models import Priority
from housing.models import Residence
from teams.models import Agency

from .models import Contract, Contractor, WorkOrder
from .parameters import EXPIRING

State = WorkOrder.State
SEARCH = forms.TextInput(attrs={"type": "search", "autocomplete": "off"})
STATES = [
    ("valider", "À valider"), ("envoyer", "À envoyer"), ("sans-accuse", "Sans accusé à temps"),
    ("entreprise", "Chez l’entreprise"), ("retard", "En retard"), ("receptionner", "À réceptionner"),
    ("reserves", "Réserves à lever"), ("facturer", "À facturer"), ("vivants", "Tous ceux en cours"),
    ("finis", "Finis ou annulés"),
]  # fmt: skip


def agencies(request):
    return Agency.objects.visible_to(request.user)


def residences(request):
    return Residence.objects.visible_to(request.user)


def contractors(request):
    return Contractor.objects.visible_to(request.user)


def contracts(request):
    return Contract.objects.visible_to(request.user)


class InForce:
    @property
    def in_force(self) -> bool:
        return any(self.form.data.get(name) for name in self.filters)


class OrderFilter(InForce, filters.FilterSet):
    q = filters.CharFilter(label="Numéro, objet, dossier, facture", method="by_words", widget=SEARCH)
    etat = filters.ChoiceFilter(label="État", method="by_state", empty_label="Tous", choices=STATES)
    entreprise = filters.ModelChoiceFilter(
        "contractor", label="Entreprise", queryset=contractors, empty_label="Toutes"
    )
    urgence = filters.ChoiceFilter("priority", label="Urgence", choices=Priority.choices, empty_label="Toutes")
    agence = filters.ModelChoiceFilter("case__agency", label="Agence", queryset=agencies, empty_label="Toutes")
    residence = filters.ModelChoiceFilter("residence", queryset=residences, widget=forms.HiddenInput())
    marche = filters.ModelChoiceFilter("contract", queryset=contracts, widget=forms.HiddenInput())

    class Meta:
        model = WorkOrder
        fields: list[str] = []

    @property
    def about(self):
        """The residence or the contract one came from, to say it and to leave it."""
        data = self.form.cleaned_data if self.form.is_valid() else {}
        return data.get("residence") or data.get("marche")

    def by_words(self, queryset, name, value):
        value = value.strip()
        return queryset.filter(
            Q(number__icontains=value) | Q(title__icontains=value) | Q(case__reference__icontains=value)
            | Q(invoice__iexact=value)
        )  # fmt: skip

    def by_state(self, queryset, name, value):
        now = timezone.now()
        if value in ("sans-accuse", "retard"):
            return queryset.unanswered(now) if value == "sans-accuse" else queryset.late(now)
        if value == "vivants":
            return queryset.live()
        return queryset.filter(state__in=BY_WORD[value])


BY_WORD = {
    "valider": (State.PREPARED,), "envoyer": (State.APPROVED,), "entreprise": WorkOrder.WITH_CONTRACTOR,
    "receptionner": (State.DONE,), "reserves": (State.RESERVES,), "facturer": (State.ACCEPTED,),
    "finis": WorkOrder.OVER,
}  # fmt: skip


class ContractorFilter(InForce, filters.FilterSet):
    q = filters.CharFilter(label="Nom, SIREN, interlocuteur", method="by_words", widget=SEARCH)
    etat = filters.ChoiceFilter(
        label="État", method="by_state", empty_label="Toutes",
        choices=[("actives", "En activité"), ("arretees", "Arrêtées")],
    )  # fmt: skip

    class Meta:
        model = Contractor
        fields: list[str] = []

    def by_words(self, queryset, name, value):
        value = value.strip()
        return queryset.filter(
            Q(name__icontains=value)
            | Q(siren__startswith=value.replace(" ", ""))
            | Q(contact_name__icontains=value)
        )

    def by_state(self, queryset, name, value):
        return queryset.filter(active=value == "actives")


class ContractFilter(InForce, filters.FilterSet):
    q = filters.CharFilter(label="Numéro, lot, entreprise", method="by_words", widget=SEARCH)
    nature = filters.ChoiceFilter("kind", label="Nature", choices=Contract.Kind.choices, empty_label="Toutes")
    etat = filters.ChoiceFilter(
        label="Période", method="by_state", empty_label="Tous",
        choices=[("cours", "En cours"), ("bientot", "Finit bientôt"), ("fini", "Finis"), ("venir", "À venir")],
    )  # fmt: skip
    entreprise = filters.ModelChoiceFilter("contractor", queryset=contractors, widget=forms.HiddenInput())

    class Meta:
        model = Contract
        fields: list[str] = []

    def by_words(self, queryset, name, value):
        value = value.strip()
        return queryset.filter(
            Q(number__icontains=value) | Q(lot__icontains=value) | Q(contractor__name__icontains=value)
        )

    def by_state(self, queryset, name, value):
        today = timezone.localdate()
        if value == "bientot":
            return queryset.ending_before(soon(today))
        lookup = {"cours": {"period__contains": today}, "fini": {"period__endswith__lte": today},
                  "venir": {"period__startswith__gt": today}}  # fmt: skip
        return queryset.filter(**lookup[value])


def soon(today: dt.date) -> dt.date:
    """A contract that is over by then is told of."""
    return today + dt.timedelta(days=int(parameters.value(EXPIRING, today)))
