"""New values of what the landlord or the law sets: from today on, never in the past."""

from django import forms
from django.utils import timezone

from housing.dated_forms import DATE, DatedForm

from .clock import Unit
from .models import Parameter, ParameterUnit, ServiceLevel, WorkingCalendar
from .parameters import Declared

WEEKDAYS = [
    (0, "Lundi"),
    (1, "Mardi"),
    (2, "Mercredi"),
    (3, "Jeudi"),
    (4, "Vendredi"),
    (5, "Samedi"),
    (6, "Dimanche"),
]
WHOLE = {ParameterUnit.WORKING_DAYS, ParameterUnit.COUNT}


class ComingForm(DatedForm):
    """What was worked out with a value stays true: it changes today at the earliest."""

    def clean_starts_on(self):
        day = self.cleaned_data["starts_on"]
        if day < timezone.localdate():
            raise forms.ValidationError("Aujourd’hui au plus tôt : ce qui est passé ne se réécrit pas.")
        return day


class ParameterForm(ComingForm):
    field_order = ["starts_on"]

    class Meta:
        model = Parameter
        fields = ["value", "basis", "verified_on"]
        widgets = DATE
        help_texts = {"basis": "Loi, décret, délibération ou usage dont vient cette valeur."}

    def __init__(self, *args, declared: Declared, **kwargs):
        super().__init__(*args, **kwargs)
        self.declared = declared
        if declared.unit == ParameterUnit.CHOICE:
            self.fields["value"] = forms.TypedChoiceField(
                label="Valeur", choices=[("1", "Oui"), ("0", "Non")], coerce=int, initial=self.initial.get("value")
            )
            self.order_fields(["starts_on", "value"])
        elif declared.unit != ParameterUnit.COUNT:
            self.fields["value"].label = f"Valeur ({ParameterUnit(declared.unit).label})"

    def clean_value(self):
        value = self.cleaned_data["value"]
        if value < 0:
            raise forms.ValidationError("Zéro ou plus.")
        if self.declared.unit in WHOLE and value != int(value):
            raise forms.ValidationError("Un nombre entier.")
        return value

    def former(self):
        return Parameter.objects.filter(code=self.declared.code)


class LevelForm(ComingForm):
    field_order = ["starts_on"]

    class Meta:
        model = ServiceLevel
        fields = ["amount", "unit", "basis", "verified_on"]
        widgets = DATE

    def clean(self):
        data = super().clean() or {}
        amount = data.get("amount")
        if amount is not None and amount <= 0:
            self.add_error("amount", "Un délai plus grand que zéro.")
        elif amount is not None and data.get("unit") == Unit.WORKING_DAYS and amount != int(amount):
            self.add_error("amount", "Un nombre entier de jours ouvrés.")
        return data

    def former(self):
        return ServiceLevel.objects.filter(process=self.instance.process_id, priority=self.instance.priority)


TIME = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class CalendarForm(ComingForm):
    weekdays = forms.TypedMultipleChoiceField(
        label="Jours travaillés", choices=WEEKDAYS, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    field_order = ["starts_on"]

    class Meta:
        model = WorkingCalendar
        fields = ["weekdays", "opens", "closes", "alsace_moselle", "basis", "verified_on"]
        widgets = DATE | {"opens": TIME, "closes": TIME}

    def former(self):
        return WorkingCalendar.objects.of(self.instance.agency_id)
