"""Filters of the list of requests: in the address, in French words, without names of people."""

import datetime as dt

import django_filters as filters
from django import forms
from django.db.models import Exists, OuterRef
from django.utils import timezone

from coordination.filters import AGE, PROMISE, agencies, by_words, residences, teams
from coordination.models import Priority, Task
from messaging.models import Message
from teams.roles import Role

from .models import Category, Channel, Payer, Request, Zone
from .processes import FAMILY, REPAIRS
from .states import RequestState

STATE = [("ouvertes", "Ouvertes"), ("closes", "Closes"), ("toutes", "Toutes"),
         ("Dans l’état", list(RequestState.choices))]  # fmt: skip
SILENT = [("5", "Plus de 5 jours"), ("10", "Plus de 10 jours"), ("20", "Plus de 20 jours")]
NARROW = ("categorie", "zone", "role", "equipe", "canal", "payeur", "silence", "age", "agence", "residence")


class RequestFilter(filters.FilterSet):
    """Open ones unless asked otherwise."""

    q = filters.CharFilter(label="Dossier, objet ou résidence", method="search")
    etat = filters.ChoiceFilter(label="État", choices=STATE, method="by_state", empty_label=None)
    promesse = filters.ChoiceFilter(
        label="Date annoncée", choices=PROMISE[:3], method="by_promise", empty_label="Toutes"
    )
    famille = filters.ChoiceFilter(
        "category__family", label="Famille", choices=FAMILY.values, empty_label="Toutes"
    )
    urgence = filters.ChoiceFilter("case__priority", label="Urgence", choices=Priority, empty_label="Toutes")
    categorie = filters.ModelChoiceFilter(
        "category", label="Catégorie", queryset=Category.objects.all(), empty_label="Toutes"
    )
    zone = filters.ChoiceFilter("zone", label="Où", choices=Zone, empty_label="Partout")
    role = filters.ChoiceFilter(label="Chez", choices=Role, method="by_role", empty_label="Tous les rôles")
    equipe = filters.ModelChoiceFilter(label="Équipe", queryset=teams, method="by_team", empty_label="Toutes")
    canal = filters.ChoiceFilter("channel", label="Canal", choices=Channel, empty_label="Tous")
    payeur = filters.ChoiceFilter(label="Qui paie", choices=Payer, method="by_payer", empty_label="Tous")
    silence = filters.ChoiceFilter(
        label="Sans nouvelles depuis", choices=SILENT, method="by_silence", empty_label="Indifférent"
    )
    age = filters.ChoiceFilter(label="Ouverte depuis", choices=AGE, method="by_age", empty_label="Indifférent")
    agence = filters.ModelChoiceFilter("case__agency", label="Agence", queryset=agencies, empty_label="Toutes")
    residence = filters.ModelChoiceFilter("case__residence", queryset=residences, widget=forms.HiddenInput)

    class Meta:
        model = Request
        fields: list[str] = []

    @property
    def in_force(self) -> bool:
        return any(self.form.data.get(name) for name in self.filters)

    @property
    def narrow(self) -> bool:
        """One of the filters kept behind « Plus de filtres » is set."""
        return any(self.form.data.get(name) for name in NARROW)

    def filter_queryset(self, queryset):
        found = super().filter_queryset(queryset)
        return found if self.form.cleaned_data.get("etat") else found.open()

    def search(self, queryset, name, value):
        return by_words(queryset, value, "case__")

    def by_state(self, queryset, name, value):
        if value in RequestState.values:
            return queryset.at(value)
        return {"ouvertes": queryset.open, "closes": queryset.closed, "toutes": queryset.all}[value]()

    def by_promise(self, queryset, name, value):
        today = timezone.localdate()
        if value == "depassee":
            return queryset.open().filter(case__promised_on__lt=today)
        last = today if value == "aujourdhui" else today + dt.timedelta(days=6)
        return queryset.open().filter(case__promised_on__range=(today, last))

    def by_role(self, queryset, name, value):
        return _at(queryset, role=value)

    def by_team(self, queryset, name, value):
        return _at(queryset, team=value)

    def by_payer(self, queryset, name, value):
        return queryset.filter(payer=value, category__family__in=REPAIRS)

    def by_silence(self, queryset, name, value):
        """Open before, and nothing has gone to the tenant since."""
        since = timezone.now() - dt.timedelta(days=int(value))
        told = Message.objects.outgoing().filter(case=OuterRef("case"), created_at__gte=since)
        return queryset.open().filter(~Exists(told), case__opened_at__lt=since)

    def by_age(self, queryset, name, value):
        return queryset.filter(case__opened_at__lt=timezone.now() - dt.timedelta(days=int(value)))


def _at(requests, **task):
    return requests.filter(Exists(Task.objects.open().filter(case=OuterRef("case"), **task)))
