"""A new grid of wear: from a day on, its lines copied from the last one and changed."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from .models import WearGrid, WearRule

MORE = 3
"""Empty lines, for elements that the last grid has not."""


class GridForm(forms.ModelForm):
    class Meta:
        model = WearGrid
        fields = ["name", "valid_from", "basis"]
        widgets = {"valid_from": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})}
        help_texts = {"basis": "Accord collectif, avec sa date."}

    def clean_valid_from(self):
        day = self.cleaned_data["valid_from"]
        if day < timezone.localdate():
            raise ValidationError("Aujourd’hui au plus tôt : ce qui est passé ne se réécrit pas.")
        return day


class RuleForm(forms.ModelForm):
    """A line without a name is left out."""

    class Meta:
        model = WearRule
        fields = ["code", "label", "life_years", "free_years", "yearly", "residual"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = field.label

    def clean(self):
        data = super().clean() or {}
        if (data.get("free_years") or 0) > (data.get("life_years") or 0):
            self.add_error("free_years", "La franchise dépasse la durée de vie.")
        return data


class BaseRules(forms.BaseFormSet):
    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["DELETE"].widget.attrs["aria-label"] = "Retirer cette ligne"

    def clean(self):
        said = [getattr(form, "cleaned_data", {}) for form in self.forms]
        codes = [one["code"] for one in said if one.get("code") and not one.get("DELETE")]
        if len(set(codes)) != len(codes):
            raise ValidationError("Deux lignes portent le même code.")


Rules = forms.formset_factory(RuleForm, formset=BaseRules, extra=MORE, can_delete=True)


def first_lines(grid: WearGrid | None) -> list[dict]:
    return list(grid.rules.order_by("label").values(*RuleForm.Meta.fields)) if grid else []


def lines_of(rules) -> list[WearRule]:
    """What was typed or kept, without the lines taken out."""
    kept = [form for form in rules.forms if form not in rules.deleted_forms and form.cleaned_data.get("code")]
    return [WearRule(**{name: form.cleaned_data[name] for name in RuleForm.Meta.fields}) for form in kept]
