"""What the list of alerts may be narrowed to."""

import django_filters as filters

from teams.models import Agency

from .measures import IN_ORDER
from .models import Alert, AlertAction

STATES = [
    ("ouvertes", "Ouvertes"), ("sans", "Sans action"), ("attente", "Attendent un effet"), ("closes", "Closes"),
]  # fmt: skip


def agencies(request):
    return Agency.objects.visible_to(request.user)


class AlertFilter(filters.FilterSet):
    etat = filters.ChoiceFilter(label="État", method="by_state", choices=STATES, empty_label="Toutes")
    effet = filters.ChoiceFilter(
        "last_effect", label="Effet", choices=AlertAction.Effect.choices, empty_label="Tous"
    )
    indicateur = filters.ChoiceFilter(
        "measure", label="Indicateur", choices=[(one.code, one.name) for one in IN_ORDER], empty_label="Tous"
    )
    agence = filters.ModelChoiceFilter("agency", label="Agence", queryset=agencies, empty_label="Toutes")

    class Meta:
        model = Alert
        fields: list[str] = []

    @property
    def in_force(self) -> bool:
        return any(self.form.data.get(name) for name in self.filters)

    def by_state(self, queryset, name, value):
        if value == "sans":
            return queryset.without_action()
        if value == "closes":
            return queryset.filter(closed_at__isnull=False)
        return queryset.open().filter(last_effect="") if value == "attente" else queryset.open()
