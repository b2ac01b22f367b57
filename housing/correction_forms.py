from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone

from .corrections import as_text
from .models import Unit

LETTERS = [("", "Inconnue"), *[(letter, letter) for letter in "ABCDEFG"]]
BOUNDS = {"rooms": (1, 20), "living_area": (5, 1000), "built_year": (1600, 2100), "first_let_year": (1850, 2100)}


class CorrectionForm(forms.Form):
    """One field of a home, who says so, and the value that was on the screen."""

    value = forms.CharField()
    source = forms.CharField(
        label="D’après", max_length=200, help_text="Visite du logement, plan, diagnostic n°…, acte."
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)

    def __init__(self, *args, unit: Unit, field: str, **kwargs):
        super().__init__(*args, **kwargs)
        now = getattr(unit, field)
        self.fields["value"] = self._control(unit._meta.get_field(field), field)
        self.initial = {"value": now, "seen": as_text(now)}

    def _control(self, column, field):
        label = str(column.verbose_name).capitalize()
        if field in ("energy_class", "ghg_class"):
            return forms.ChoiceField(label=label, choices=LETTERS, required=False)
        control = column.formfield(label=label, required=False)
        if field == "dpe_date":
            control.validators.append(MaxValueValidator(timezone.localdate(), "Cette date est à venir."))
        if isinstance(control, forms.DateField):
            control.widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        if isinstance(control, forms.CharField):
            control.max_length = 60
            control.widget.attrs["maxlength"] = 60
        if field in BOUNDS:
            low, high = BOUNDS[field]
            control.validators += [MinValueValidator(low), MaxValueValidator(high)]
        return control
