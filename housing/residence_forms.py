from django import forms
from django.db import transaction

from teams.models import Agency

from . import facts
from .models import Residence


class IdentityForm(forms.ModelForm):
    """The name people say and the agency that answers for the residence."""

    class Meta:
        model = Residence
        fields = ["name", "agency"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = Agency.objects.visible_to(user)
        self.fields["agency"].help_text = "Les personnes de l’ancienne agence ne verront plus la résidence."

    def save(self, commit=True):
        """Only what changed is written, and searching knows the new name at once."""
        with transaction.atomic():
            self.instance.save(update_fields=self.changed_data)
            facts.refresh([self.instance.pk])
        return self.instance


class PositionForm(forms.ModelForm):
    """Where the residence is on the map; both empty to take it off."""

    latitude = forms.FloatField(label="Latitude", required=False, min_value=-90, max_value=90, localize=True)
    longitude = forms.FloatField(label="Longitude", required=False, min_value=-180, max_value=180, localize=True)

    class Meta:
        model = Residence
        fields = ["latitude", "longitude"]

    def clean(self):
        data = super().clean()
        if (
            "latitude" in data
            and "longitude" in data
            and (data["latitude"] is None) != (data["longitude"] is None)
        ):
            self.add_error("longitude", "Donnez la latitude et la longitude, ou aucune des deux.")
        return data

    def save(self, commit=True):
        self.instance.save(update_fields=["latitude", "longitude"])
        return self.instance
