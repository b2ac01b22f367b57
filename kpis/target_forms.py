"""What a figure should be, from a day on."""

from django import forms

from coordination.dated_forms import ComingForm
from housing.dated_forms import DATE

from .measures import Measure, Unit
from .models import Target

MOST = {Unit.PERCENT: 100, Unit.POINTS: 100}


class TargetForm(ComingForm):
    field_order = ["starts_on"]

    class Meta:
        model = Target
        fields = ["value", "basis", "verified_on"]
        widgets = DATE
        help_texts = {"basis": "Délibération, convention, contrat ou objectif d’équipe dont vient cette cible."}

    def __init__(self, *args, measure: Measure, **kwargs):
        super().__init__(*args, **kwargs)
        self.measure = measure
        self.fields["value"].label = f"Cible ({measure.unit.label})"
        self.fields["value"].help_text = measure.direction.label.capitalize() + "."

    def clean_value(self):
        value = self.cleaned_data["value"]
        most = MOST.get(self.measure.unit)
        if value < 0:
            raise forms.ValidationError("Zéro ou plus.")
        if most is not None and value > most:
            raise forms.ValidationError(f"{most} au plus.")
        return value

    def former(self):
        return Target.objects.of(self.measure.code, self.instance.place)
