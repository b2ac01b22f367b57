"""Forms of needs: reported on site, estimated, answered by the plan. Each bears its key (`ActForm`)."""

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef
from django.utils import timezone

from coordination.forms import ActForm, words
from coordination.photo_fields import PhotosField
from housing.models import Building, Component, ComponentKind, Condition, PlannedWork
from housing.plan_rows import Euros

from .models import Need

GRADES = [(grade, Condition(grade).label) for grade in (Condition.FAIR, Condition.POOR, Condition.DANGEROUS)]
EUROS: dict[str, Any] = {
    "max_digits": 12, "decimal_places": 2, "min_value": 0, "required": False, "localize": True,
    "widget": forms.TextInput(attrs={"inputmode": "decimal"}),
}  # fmt: skip


class ReportForm(ActForm):
    """In three taps: what, in which state, send. Kinds that the residence is known to have come first."""

    kind = forms.ModelChoiceField(
        ComponentKind.objects.none(), label="Quel composant ?", widget=forms.RadioSelect, empty_label=None
    )
    grade = forms.ChoiceField(
        label="Dans quel état ?", choices=GRADES, widget=forms.RadioSelect, initial=Condition.POOR,
        help_text="« Dangereux » ouvre aussi une demande urgente.",
    )  # fmt: skip
    building = forms.ModelChoiceField(
        Building.objects.none(), label="Où", required=False, empty_label="Toute la résidence"
    )
    count = forms.IntegerField(label="Combien d’éléments", required=False, min_value=1, max_value=9999)
    text = words("Précision", required=False, most=600, rows=2)
    photos = PhotosField(label="Photos")

    def __init__(self, *args, residence, **kwargs):
        super().__init__(*args, **kwargs)
        own = Component.objects.filter(residence=residence, kind=OuterRef("pk"))
        fields: dict[str, Any] = self.fields
        fields["kind"].queryset = ComponentKind.objects.annotate(here=Exists(own)).order_by("-here", "label", "pk")
        fields["building"].queryset = residence.buildings.order_by("name", "pk")
        fields["count"].widget.attrs["inputmode"] = "numeric"


class EstimateForm(ActForm):
    count = forms.IntegerField(label="Nombre d’éléments", required=False, min_value=1, max_value=9999)
    cost_low = Euros(label="Coût, au moins (€ TTC)", **EUROS)
    cost_high = Euros(label="Coût, au plus (€ TTC)", **EUROS)
    text = words("Sur quoi se fonde l’estimation", required=False, most=300, rows=2)

    def clean(self):
        data = super().clean() or {}
        low, high = data.get("cost_low"), data.get("cost_high")
        if (low is None) != (high is None) and not self.errors:
            self.add_error("cost_low" if low is None else "cost_high", "Donnez les deux coûts.")
        elif low is not None and high is not None and low > high:
            self.add_error("cost_high", "Au moins le coût le plus bas.")
        return data


class PlanForm(ActForm):
    """Works that are in the plan already, or new ones."""

    work = forms.ModelChoiceField(
        PlannedWork.objects.none(),
        label="Travaux du plan",
        required=False,
        empty_label="Nouveaux travaux, décrits ci-dessous",
    )
    year = forms.IntegerField(label="Année", required=False, max_value=2100)
    nature = forms.ChoiceField(
        label="Nature", choices=PlannedWork.Nature, required=False, initial=PlannedWork.Nature.REPLACEMENT
    )
    amount = Euros(label="Montant TTC (€)", help_text="Vide : à chiffrer.", **EUROS)
    text = words("Réponse au terrain", required=False, most=300, rows=2)

    def __init__(self, *args, need: Need, works, **kwargs):
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["work"].queryset = works.to_come().filter(residence=need.residence_id).order_by("year", "pk")
        fields["work"].label_from_instance = lambda work: f"{work.title}, {work.year} ({work.reference})"
        fields["year"].initial = timezone.localdate().year + 1
        fields["year"].min_value = fields["year"].widget.attrs["min"] = timezone.localdate().year
        fields["amount"].initial = need.cost_high

    def clean(self):
        data = super().clean() or {}
        if not data.get("work") and not data.get("year") and "year" not in self.errors:
            self.add_error("year", "Donnez l’année, ou choisissez des travaux du plan.")
        return data


class StudyForm(ActForm):
    until = forms.DateField(
        label="Réponse au plus tard le", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    text = words("Ce qui est étudié", required=False, most=300, rows=2)


class MergeForm(ActForm):
    into = forms.ModelChoiceField(
        Need.objects.none(), label="Besoin qui reste", widget=forms.RadioSelect, empty_label=None
    )
    text = words("Précision", required=False, most=300, rows=2)

    def __init__(self, *args, others, **kwargs):
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["into"].queryset = others
        fields["into"].label_from_instance = lambda one: f"{one} ({one.case.reference})"


class AttachForm(ActForm):
    amount = Euros(label="Montant de la commande évitée (€)", **{**EUROS, "required": True})
    reason = words(
        "Précision", required=False, most=300, rows=2,
        help_text="Une demande urgente n’attend pas des travaux sans que l’on dise pourquoi.",
    )  # fmt: skip


class WhyForm(ActForm):
    """A reason that the field reads."""

    text = words("Motif", most=300, rows=3, help_text="Ceux qui ont signalé liront ces mots.")

    def __init__(self, *args, label="Motif", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].label = label
