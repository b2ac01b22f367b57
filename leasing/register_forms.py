"""Nominators and causes of delay: what a list may be narrowed to, and their forms."""

import django_filters as filters
from django import forms
from django.core.exceptions import ValidationError

from teams.models import Team

from .lease_forms import date
from .models import DelayCause, Nominator

PROPOSED = [("oui", "Proposés"), ("non", "Plus proposés")]
WORDS = {"type": "search", "autocomplete": "off"}


class RegisterFilter(filters.FilterSet):
    """By a word, and whether forms propose it."""

    q = filters.CharFilter(label="Nom", method="by_words", widget=forms.TextInput(attrs=WORDS))
    propose = filters.ChoiceFilter(label="Dans les formulaires", method="by_proposed", choices=PROPOSED,
                                   empty_label="Tous")  # fmt: skip

    @property
    def in_force(self) -> bool:
        return any(self.form.data.get(name) for name in self.filters)

    def by_words(self, queryset, name, value):
        return queryset.filter(**{f"{self.WORDS}__unaccent__icontains": value.strip()})

    def by_proposed(self, queryset, name, value):
        return queryset.filter(active=value == "oui")


class NominatorFilter(RegisterFilter):
    WORDS = "name"
    nature = filters.ChoiceFilter("kind", label="Nature", choices=Nominator.Kind, empty_label="Toutes")

    class Meta:
        model = Nominator
        fields: list[str] = []


class CauseFilter(RegisterFilter):
    WORDS = "label"
    service = filters.ChoiceFilter("service", label="Service", choices=Team.Service, empty_label="Tous")

    class Meta:
        model = DelayCause
        fields: list[str] = []


class NominatorForm(forms.ModelForm):
    class Meta:
        model = Nominator
        fields = ["name", "kind", "quota", "share", "days", "convention_until", "active"]
        widgets = {"convention_until": date()}
        help_texts = {
            "quota": "« 25 % mal logés » : repris à chaque saisine.",
            "share": "Part des logements reloués dans l’année, selon la convention.",
            "days": "Pour proposer des candidats. Vide : le délai des paramètres, plus court en zone tendue.",
            "active": "Décochée : il n’est plus proposé ; les relocations passées le gardent.",
        }


class CauseForm(forms.ModelForm):
    class Meta:
        model = DelayCause
        fields = ["label", "service", "actor", "active"]
        labels = {"actor": "Qui, si ce n’est pas le service"}
        help_texts = {
            "service": "Ses jours de retard lui sont comptés.",
            "actor": "« Entreprise », « CALEOL ».",
            "active": "Décochée : elle n’est plus proposée ; les retards passés la gardent.",
        }


class NewCauseForm(CauseForm):
    """The code is told once: retards bear it from then on."""

    class Meta(CauseForm.Meta):
        fields = ["code", *CauseForm.Meta.fields]

    def clean_code(self):
        code = self.cleaned_data["code"].upper()
        if DelayCause.objects.filter(pk=code).exists():
            raise ValidationError("Ce code est déjà pris.")
        return code
