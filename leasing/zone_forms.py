"""A commune enters the zones where housing is short, or leaves them."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.backends.postgresql.psycopg_any import DateRange

from .lease_forms import date
from .models import PressureZone


class ZoneForm(forms.ModelForm):
    since = forms.DateField(label="Depuis le", widget=date())

    class Meta:
        model = PressureZone
        fields = ("commune_code", "commune_name", "basis")
        help_texts = {"basis": "« Décret n° 2013-392, annexe »."}
        labels = {"commune_code": "Code INSEE"}

    def clean(self):
        data = super().clean() or {}
        since, code = data.get("since"), data.get("commune_code")
        if since and code:
            self.instance.period = DateRange(since, None)
            if PressureZone.objects.filter(commune_code=code, period__overlap=self.instance.period).exists():
                raise ValidationError("Cette commune est déjà en zone tendue à cette période.")
        return data


class EndForm(forms.Form):
    last_day = forms.DateField(label="Dernier jour", widget=date())
