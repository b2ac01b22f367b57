import django_filters
from django import forms
from django.db.models import Q

from .models import Agency, Team, User
from .models.users import INVITED
from .roles import Role


class Search(django_filters.CharFilter):
    """Each word typed must be in one of the columns, whatever the accents and the case."""

    def __init__(self, *columns, label="Rechercher"):
        self.columns = columns
        super().__init__(label=label, widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}))

    def filter(self, queryset, value):
        for word in (value or "").split():
            found = Q()
            for column in self.columns:
                found |= Q(**{f"{column}__unaccent__icontains": word})
            queryset = queryset.filter(found)
        return queryset


class UserFilter(django_filters.FilterSet):
    STATES = {
        "actif": Q(is_active=True) & ~INVITED,
        "invite": Q(is_active=True) & INVITED,
        "desactive": Q(is_active=False),
    }

    q = Search("first_name", "last_name", "email", label="Nom ou e-mail")
    role = django_filters.ChoiceFilter(label="Rôle", choices=Role.choices, empty_label="Tous", method="by_role")
    agence = django_filters.ModelChoiceFilter(
        label="Agence", empty_label="Toutes", field_name="agencies", queryset=Agency.objects.all()
    )
    etat = django_filters.ChoiceFilter(
        label="État",
        empty_label="Tous",
        method="by_state",
        choices=[("actif", "Actif"), ("invite", "Invité"), ("desactive", "Désactivé")],
    )

    class Meta:
        model = User
        fields: list[str] = []

    def by_role(self, queryset, name, value):
        return queryset.holding(value)

    def by_state(self, queryset, name, value):
        return queryset.filter(self.STATES[value])


class AgencyFilter(django_filters.FilterSet):
    q = Search("name", label="Nom")

    class Meta:
        model = Agency
        fields: list[str] = []


class TeamFilter(django_filters.FilterSet):
    q = Search("name", "agency__name", label="Nom ou agence")
    service = django_filters.ChoiceFilter(label="Service", choices=Team.Service.choices, empty_label="Tous")

    class Meta:
        model = Team
        fields: list[str] = []
