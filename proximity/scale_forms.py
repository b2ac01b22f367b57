"""A scale with its grades, one line each: a line without a name is left out."""

import uuid

from django import forms
from django.core.exceptions import ValidationError

from housing.models import Condition

from .models import Scale
from .models.scales import GradeSaid, problem

MORE = 2
"""Empty lines, for grades to add."""


class ScaleForm(forms.Form):
    label = forms.CharField(label="Nom de l’échelle", max_length=60)
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class GradeForm(forms.Form):
    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    rank = forms.IntegerField(label="Rang", min_value=1, max_value=99, required=False)
    label = forms.CharField(label="Note", max_length=30, required=False)
    points = forms.IntegerField(label="Points sur 100", min_value=0, max_value=100, required=False)
    condition = forms.ChoiceField(
        label="État", choices=[("", "sans objet"), *Condition.choices], required=False, initial=""
    )
    usual = forms.BooleanField(label="Par défaut", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = field.label


class BaseGrades(forms.BaseFormSet):
    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["DELETE"].label = "Retirer"
        form.fields["DELETE"].widget.attrs["aria-label"] = "Retirer cette note"

    def clean(self):
        if not any(self.errors) and (why := problem(self.said())):
            raise ValidationError(why)

    def said(self) -> list[GradeSaid]:
        """The lines kept, by their rank; those without one come last."""
        lines = [form.cleaned_data for form in self.forms if form not in self.deleted_forms]
        kept = [line for line in lines if line.get("label")]
        kept.sort(key=lambda line: line["rank"] or 100)
        return [GradeSaid(one["label"], one["points"], one["condition"], one["usual"], one["pk"]) for one in kept]


Grades = forms.formset_factory(GradeForm, formset=BaseGrades, extra=MORE, max_num=15, can_delete=True)


def first_lines(scale: Scale | None, *, copied: bool = False) -> list[dict]:
    """Its grades as one changes them; copied, they are nobody’s yet."""
    rows = scale.grades.order_by("rank") if scale else []
    return [
        {
            "pk": None if copied else one.pk, "rank": number, "label": one.label, "points": one.points,
            "condition": one.condition, "usual": one.usual,
        }
        for number, one in enumerate(rows, 1)
    ]  # fmt: skip
