"""What one may ask of the asset plan. The matrix, the list and the workbook read the same words in the URL."""

import django_filters as filters
from django.db.models import Q

from teams.models import Agency

from .models import ComponentKind, PlannedWork, Residence

LIVE, ALL = "", "tous"


def _agencies(request):
    return Agency.objects.visible_to(request.user)


def _residences(request):
    return Residence.objects.visible_to(request.user)


class PlanFilter(filters.FilterSet):
    q = filters.CharFilter(label="Rechercher", method="search")
    de = filters.NumberFilter("year", "gte", label="De l’année", min_value=2000, max_value=2100)
    a = filters.NumberFilter("year", "lte", label="À l’année", min_value=2000, max_value=2100)
    etat = filters.ChoiceFilter(
        label="État", method="in_state", empty_label="Vivants",
        choices=[(ALL, "Tous les états"), *PlannedWork.State.choices],
    )  # fmt: skip
    nature = filters.ChoiceFilter(
        "nature", label="Nature", choices=PlannedWork.Nature.choices, empty_label="Toutes"
    )
    type = filters.ModelChoiceFilter(
        "kind", label="Composant", queryset=ComponentKind.objects.all(), empty_label="Tous"
    )
    agence = filters.ModelChoiceFilter(
        "residence__agency", label="Agence", queryset=_agencies, empty_label="Toutes"
    )
    residence = filters.ModelChoiceFilter("residence", label="Résidence", queryset=_residences)

    class Meta:
        model = PlannedWork
        fields: list[str] = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.form.fields["residence"].widget = self.form.fields["residence"].hidden_widget()
        for name in ("de", "a"):
            self.form.fields[name].widget.attrs["inputmode"] = "numeric"

    def filter_queryset(self, queryset):
        """Years given the wrong way round are the same years."""
        told = self.form.cleaned_data
        if told.get("de") and told.get("a") and told["de"] > told["a"]:
            told["de"], told["a"] = told["a"], told["de"]
        if not self.form.cleaned_data.get("etat"):
            queryset = queryset.live()
        return super().filter_queryset(queryset)

    def in_state(self, queryset, name, value):
        return queryset if value == ALL else queryset.filter(state=value)

    def search(self, queryset, name, value):
        """Every word somewhere in the reference, the works or the residence; accents do not count."""
        for word in value.split():
            queryset = queryset.filter(
                Q(reference__icontains=word)
                | Q(title__unaccent__icontains=word)
                | Q(residence__name__unaccent__icontains=word)
            )
        return queryset

    def chosen(self, name):
        """The value asked for, None when empty or wrong."""
        return getattr(self.form, "cleaned_data", {}).get(name) or None

    @property
    def in_force(self) -> bool:
        """Is anything but the default asked for?"""
        return any(self.chosen(name) for name in self.filters)
