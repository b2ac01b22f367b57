import django_filters as filters

from teams.models import Agency

from .models import Residence
from .quality import RULES


def _agencies(request):
    return Agency.objects.visible_to(request.user)


class QualityFilter(filters.FilterSet):
    """Residences by name, agency, commune and the rule in which they have a gap."""

    q = filters.CharFilter("name", "unaccent__icontains", label="Résidence")
    commune = filters.CharFilter("commune_name", "unaccent__icontains", label="Commune")
    agence = filters.ModelChoiceFilter("agency", label="Agence", queryset=_agencies, empty_label="Toutes")
    regle = filters.ChoiceFilter(
        label="Point à compléter", method="with_gap", empty_label="Tous",
        choices=[(rule.code, rule.label) for rule in RULES],
    )  # fmt: skip

    class Meta:
        model = Residence
        fields: list[str] = []

    def with_gap(self, queryset, name, value):
        return queryset.filter(quality__rules__contains=[value])
