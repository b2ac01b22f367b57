from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from .models import Component, PlannedWork
from .models.plan import QUARTERS
from .plan_rows import Euros


class PlannedWorkForm(forms.ModelForm):
    """A line of the plan in a residence already chosen."""

    amount = Euros(
        label="Montant TTC (€)", max_digits=12, decimal_places=2, min_value=0, required=False, localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}), help_text="Vide : à chiffrer.",
    )  # fmt: skip

    class Meta:
        model = PlannedWork
        fields = [
            "title", "nature", "year", "quarter", "amount", "unit_count",
            "building", "staircase", "kind", "component", "source", "note",
        ]  # fmt: skip
        widgets = {
            "quarter": forms.Select(choices=[("", "Non précisé"), *QUARTERS.items()]),
            "note": forms.Textarea(attrs={"rows": 4, "maxlength": 2000}),
        }

    def __init__(self, *args, residence, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.residence = residence
        fields: dict[str, Any] = self.fields
        fields["building"].queryset = residence.buildings.all()
        fields["building"].empty_label = "Toute la résidence"
        fields["staircase"].queryset = residence.staircases.select_related("building")
        fields["staircase"].empty_label = "Tous"
        fields["staircase"].label_from_instance = lambda stair: f"{stair.building} · {stair}"
        fields["component"].queryset = Component.objects.filter(residence=residence).select_related("kind")
        fields["kind"].empty_label = fields["component"].empty_label = "Non précisé"

    def clean_note(self):
        return self.cleaned_data["note"].replace("\r\n", "\n")

    def clean(self):
        """The staircase says the building, the component says its kind."""
        super().clean()
        data = self.cleaned_data
        staircase, component = data.get("staircase"), data.get("component")
        if staircase:
            if data.get("building") and data["building"].pk != staircase.building_id:
                self.add_error("staircase", "Cet escalier est dans un autre bâtiment.")
            data["building"] = staircase.building
        if component:
            if data.get("kind") and data["kind"].pk != component.kind_id:
                self.add_error("component", "Ce composant est d’un autre type.")
            data["kind"] = component.kind
        if self.instance.unit and self.instance.unit.staircase_id != getattr(staircase, "pk", None):
            self.instance.unit = None
        return data


class MoveForm(forms.Form):
    """A change of state: which one, and why where a reason is needed."""

    move = forms.ChoiceField(choices=[(name, move.label) for name, move in PlannedWork.MOVES.items()])
    reason = forms.CharField(
        label="Motif", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2, "maxlength": 300})
    )
    to_year = forms.IntegerField(label="Reporter à l’année", required=False, min_value=2000, max_value=2100)

    def clean(self):
        super().clean()
        data = self.cleaned_data
        if data.get("move") in PlannedWork.NEEDS_REASON and not data.get("reason"):
            self.add_error("reason", "Donnez le motif.")
        if data.get("move") == "postpone" and data.get("to_year") is None and "to_year" not in self.errors:
            self.add_error("to_year", "Donnez l’année.")
        return data

    def apply(self, work: PlannedWork, by) -> bool:
        """Make the move; False when the model finds the entry wrong (said on the form)."""
        name, reason = self.cleaned_data["move"], self.cleaned_data["reason"]
        try:
            if name == "postpone":
                work.postpone(self.cleaned_data["to_year"], reason, by)
            elif name in PlannedWork.NEEDS_REASON:
                getattr(work, name)(reason, by)
            else:
                work.move(name, by=by)
        except ValidationError as error:
            self.add_error(None, error)
            return False
        return True


class SheetForm(forms.Form):
    file = forms.FileField(
        label="Classeur .xlsx ou fichier .csv",
        help_text="5 000 lignes et 10 Mo au plus. Rien n’est écrit avant votre confirmation.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )
