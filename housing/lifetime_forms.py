"""Dated reference values: a new one from a day on, the former ending there."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from .models import ComponentLifetime, QualityAge
from .models.dated import succeed


class DatedForm(forms.ModelForm):
    """A new value from `starts_on` on. Subclasses say in `former` which rows it follows."""

    starts_on = forms.DateField(
        label="À partir du",
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def former(self) -> Any:
        raise NotImplementedError

    def succeed(self) -> bool:
        """Save it; False when the day is refused (said on the form)."""
        try:
            succeed(self.former(), self.instance, self.cleaned_data["starts_on"])
        except ValidationError as error:
            self.add_error(None, error)
            return False
        return True


DATE = {"verified_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}


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
