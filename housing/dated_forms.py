"""A value that holds from a day on, the former ending there: the form of every dated table."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from .models.dated import succeed

DATE = {"verified_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}


class DatedForm(forms.ModelForm):
    """A new value from `starts_on` on. Subclasses say in `former` which rows it follows."""

    starts_on = forms.DateField(
        label="À partir du",
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, value in self.initial.items():
            if isinstance(value, Decimal):
                self.initial[name] = f"{value.normalize():f}"  # 60, not 60.00

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
