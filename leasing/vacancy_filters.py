"""What the relocations board may be narrowed to."""

import django_filters as filters
from django import forms

from coordination.processes import process_steps

from .board import DANGERS
from .filters import agencies, residences
from .models import Vacancy
from .processes import COMMERCIAL, TECHNICAL


def steps():
    declared = process_steps("vacancy")
    return [(code, declared.step(code).label) for code in (*TECHNICAL, *COMMERCIAL, "check_in")]


class VacancyFilter(filters.FilterSet):
    danger = filters.ChoiceFilter(
        label="État",
        field_name="danger",
        empty_label="Tous",
        choices=[(str(code), label) for code, label in DANGERS.items()],
    )
    etape = filters.ChoiceFilter(label="Étape en cours", method="by_step", empty_label="Toutes", choices=steps)
    travaux = filters.ChoiceFilter("works", label="Travaux", empty_label="Tous", choices=Vacancy.Works.choices)
    agence = filters.ModelChoiceFilter("case__agency", label="Agence", queryset=agencies, empty_label="Toutes")
    residence = filters.ModelChoiceFilter(
        "case__residence", label="Résidence", queryset=residences, widget=forms.HiddenInput()
    )

    class Meta:
        model = Vacancy
        fields: list[str] = []

    @property
    def in_force(self) -> bool:
        return any(self.form.data.get(name) for name in self.filters)

    def by_step(self, queryset, name, value):
        return queryset.filter(case__tasks__step=value, case__tasks__done_at=None).distinct()
