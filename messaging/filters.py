"""Filters of the list of messages. Their values live in the URL, in French words."""

import django_filters as filters
from django import forms
from django.conf import settings
from django.db.models import Exists, OuterRef, Q

from teams.models import Agency

from .models import Channel, Contact, Direction, Message, Occupancy
from .states import INCOMING, LOST, OUTGOING, State
from .texts import declared

GROUPS = [
    ("a-envoyer", "À envoyer", (State.WAITING, State.CLAIMED)),
    ("partis", "Partis, sans compte rendu final", (State.ACCEPTED, State.QUEUED, State.SENDING, State.SENT)),
    ("remis", "Remis ou imprimés", (State.DELIVERED, State.PRINTED)),
    ("echec", "En échec", LOST),
    ("inconnu", "Sans nouvelle", (State.UNKNOWN,)),
    ("annules", "Annulés", (State.CANCELED,)),
    ("a-imprimer", "À imprimer", (State.TO_PRINT,)),
    ("a-classer", "À classer", (State.TO_SORT, State.ASKED, State.RECEIVED)),
    ("classes", "Classés", (State.FILED, State.DISMISSED)),
]
STATES = {code: states for code, _, states in GROUPS}
assert {state for states in STATES.values() for state in states} == {*OUTGOING, *INCOMING}  # noqa: S101 - at import


def agencies(request):
    return Agency.objects.visible_to(request.user).order_by("name", "pk")


def events():
    return [(event.code, event.label) for event in declared()]


class MessageFilter(filters.FilterSet):
    q = filters.CharFilter(label="Nom ou dossier", method="by_words")
    etat = filters.ChoiceFilter(
        label="État", method="by_state", empty_label="Tous", choices=[(code, label) for code, label, _ in GROUPS]
    )
    sens = filters.ChoiceFilter("direction", label="Sens", choices=Direction, empty_label="Les deux")
    canal = filters.ChoiceFilter("channel", label="Canal", choices=Channel, empty_label="Tous")
    evenement = filters.ChoiceFilter("event", label="Événement", choices=events, empty_label="Tous")
    agence = filters.ModelChoiceFilter("agency", label="Agence", queryset=agencies, empty_label="Toutes")
    depuis = filters.DateFilter(
        "created_at", lookup_expr="date__gte", label="Depuis le", widget=forms.DateInput(attrs={"type": "date"})
    )
    jusquau = filters.DateFilter(
        "created_at", lookup_expr="date__lte", label="Jusqu’au", widget=forms.DateInput(attrs={"type": "date"})
    )

    class Meta:
        model = Message
        fields: list[str] = []

    @property
    def in_force(self) -> bool:
        return any(self.form.data.get(name) for name in self.filters)

    def by_state(self, queryset, name, value):
        return queryset.filter(state__in=STATES[value])

    def by_words(self, queryset, name, value):
        """« benali », « D-26-000042 » or « 42 »."""
        digits = value.rpartition("-")[2].strip().removeprefix("D").removeprefix("d")
        if digits.isdecimal() and len(digits) < 10:
            return queryset.filter(case__reference__endswith=f"-{int(digits):06}")
        for word in value.split():
            queryset = queryset.filter(
                Q(contact__last_name__unaccent__istartswith=word)
                | Q(contact__first_name__unaccent__istartswith=word)
            )
        return queryset


class ContactFilter(filters.FilterSet):
    q = filters.CharFilter(
        label="Nom, téléphone, bail, adresse", method="by_words",
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )  # fmt: skip
    agence = filters.ModelChoiceFilter("agency", label="Agence", queryset=agencies, empty_label="Toutes")
    langue = filters.ChoiceFilter("language", label="Langue", choices=settings.LANGUAGES, empty_label="Toutes")
    situation = filters.ChoiceFilter(
        label="Situation", method="by_situation", empty_label="Toutes",
        choices=[("muet", "Ni téléphone ni courriel"), ("attention", "À aborder avec attention"),
                 ("parti", "Sans logement aujourd’hui")],
    )  # fmt: skip

    class Meta:
        model = Contact
        fields: list[str] = []

    @property
    def in_force(self) -> bool:
        return any(self.form.data.get(name) for name in self.filters)

    def by_words(self, queryset, name, value):
        return queryset.matching(value)

    def by_situation(self, queryset, name, value):
        if value == "attention":
            return queryset.filter(needs_care=True)
        if value == "muet":
            return queryset.filter(email="", phones=None)
        return queryset.filter(~Exists(Occupancy.objects.current().filter(contact=OuterRef("pk"))))
