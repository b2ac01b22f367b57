from typing import Any

from django import forms

from .models import Agency, Team, User
from .roles import Role


class TeamsField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, team):
        return f"{team} ({team.agency or 'tout l’organisme'})"


class PersonForm(forms.ModelForm):
    """Who somebody is, what they do, where. The same form invites and changes."""

    roles = forms.MultipleChoiceField(label="Rôles", choices=Role.choices, widget=forms.CheckboxSelectMultiple)
    teams = TeamsField(
        label="Équipes",
        queryset=Team.objects.select_related("agency"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = User
        fields = ["first_name", "last_name", "email", "roles", "all_agencies", "agencies", "teams"]
        widgets = {"agencies": forms.CheckboxSelectMultiple}
        labels = {"all_agencies": "Toutes les agences, présentes et à venir"}

    def clean_email(self):
        return self.cleaned_data["email"].lower()

    def clean(self):
        cleaned = super().clean() or {}
        if not cleaned.get("all_agencies") and not cleaned.get("agencies"):
            self.add_error("agencies", "Choisissez au moins une agence, ou toutes.")
        return cleaned


class AgencyForm(forms.ModelForm):
    class Meta:
        model = Agency
        fields = ["name", "phone_region"]


class TeamForm(forms.ModelForm):
    class Meta:
        model = Team
        fields = ["name", "service", "agency", "manager"]
        help_texts = {
            "agency": "Vide : l’équipe sert tout l’organisme.",
            "manager": "Responsable direct de ses membres : seul avec chacun d’eux à lire leur activité.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        people: Any = self.fields["manager"]
        people.queryset = User.objects.active() | User.objects.filter(pk=self.instance.manager_id)
