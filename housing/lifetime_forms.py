"""Dated reference values: a new one from a day on, the former ending there."""

from django import forms

from .dated_forms import DATE, DatedForm
from .models import ComponentLifetime, QualityAge


class LifetimeForm(DatedForm):
    class Meta:
        model = ComponentLifetime
        fields = ["planning_years", "accounting_years", "accounting_share", "basis", "verified_on"]
        widgets = DATE
        help_texts = {
            "accounting_years": "Vide si ce type n’est pas un composant comptable.",
            "basis": "Texte, norme ou retour d’expérience dont vient cette durée.",
        }

    field_order = ["starts_on"]

    def former(self):
        return ComponentLifetime.objects.filter(kind=self.instance.kind)


class QualityAgeForm(DatedForm):
    class Meta:
        model = QualityAge
        fields = ["years", "not_before", "basis", "verified_on"]
        widgets = DATE | {"not_before": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    field_order = ["starts_on"]

    def former(self):
        return QualityAge.objects.filter(subject=self.instance.subject)
