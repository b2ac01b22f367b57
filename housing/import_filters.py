import django_filters as filters

from .models import Landlord, RejectedLine, StockImport


class StockImportFilter(filters.FilterSet):
    q = filters.CharFilter(label="Nom du fichier", field_name="file_name", lookup_expr="icontains")
    bailleur = filters.ModelChoiceFilter(
        label="Bailleur", field_name="landlord", queryset=Landlord.objects.all(), empty_label="Tous"
    )
    etat = filters.ChoiceFilter(
        label="État", field_name="state", choices=StockImport.State.choices, empty_label="Tous"
    )

    class Meta:
        model = StockImport
        fields = ["q", "bailleur", "etat"]

    @property
    def in_force(self) -> bool:
        return any(self.data.get(name) for name in self.filters)


class RejectedLineFilter(filters.FilterSet):
    q = filters.CharFilter(label="Motif ou contenu", method="by_text")

    class Meta:
        model = RejectedLine
        fields = ["q"]

    def by_text(self, queryset, name, value):
        return queryset.filter(reason__icontains=value) | queryset.filter(raw__icontains=value)

    @property
    def in_force(self) -> bool:
        return bool(self.data.get("q"))
