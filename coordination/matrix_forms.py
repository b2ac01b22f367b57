"""Forms of the responsibility matrix. A condition is built from the facts of its step, never typed."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from teams.models import Team
from teams.roles import Role

from .clock import Unit
from .conditions import BadCondition, Condition, check, simple
from .filters import steps
from .models import Responsibility, ResponsibilityMatrix
from .processes import Fact, Step

ROLES = [(role.value, role.label) for role in Role if role != Role.ADMIN]
ANY = "Rien de coché : ce fait ne compte pas."


class StepForm(forms.Form):
    """Of which step a new row speaks: its facts make the rest of the form."""

    etape = forms.ChoiceField(label="Étape", choices=steps)


class SeveralRoles(forms.MultipleChoiceField):
    def __init__(self, **kwargs):
        super().__init__(required=False, choices=ROLES, widget=forms.CheckboxSelectMultiple, **kwargs)


class RuleForm(forms.ModelForm):
    """One row. `told`: what the address already says of its situation."""

    responsible = forms.ChoiceField(label="Réalise (R)", choices=[("", "— choisir —"), *ROLES])
    accountable = forms.ChoiceField(label="Répond (A)", choices=[("", "— choisir —"), *ROLES])
    consulted = SeveralRoles(label="Consultés (C)")
    informed = SeveralRoles(label="Informés (I)")

    class Meta:
        model = Responsibility
        fields = [
            "responsible", "responsible_service", "accountable", "accountable_service", "consulted", "informed",
            "amount", "unit", "action",
        ]  # fmt: skip
        labels = {"amount": "Délai", "action": "Ce qu’il y a à faire"}
        help_texts = {"amount": "Vide : le délai du service, selon l’urgence du dossier."}

    def __init__(self, *args, step: Step, told: QueryDict | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.step = step
        asked: dict[str, Any] = self.fields
        for name in ("responsible_service", "accountable_service"):
            asked[name].choices = [("", "— tous —"), *Team.Service.choices]
            asked[name].label = "Dans le service"
        asked["unit"].choices = [("", "— choisir —"), *Unit.choices]
        for fact in step.facts:
            self._ask(fact, told)
        self.order_fields([name for name in self.fields if name.startswith("fait_")])

    def _ask(self, fact: Fact, told: QueryDict | None) -> None:
        known: Any = self.instance.condition.get(fact.code) or ({} if fact.is_amount else [])
        name, label = f"fait_{fact.code}", fact.label.capitalize()
        if not fact.is_amount:
            self.fields[name] = forms.MultipleChoiceField(
                label=label, choices=fact.values, required=False, widget=forms.CheckboxSelectMultiple,
                initial=told.getlist(name) if told else known, help_text=ANY,
            )  # fmt: skip
            return
        for end, words in (("from", "à partir de (€)"), ("below", "moins de (€)")):
            initial = told.get(f"{name}_{end}") if told else known.get(end)
            self.fields[f"{name}_{end}"] = forms.IntegerField(
                label=f"{label}, {words}", required=False, min_value=0, initial=initial
            )

    @property
    def situation(self) -> list:
        """The fields that say when the row holds."""
        return [self[name] for name in self.fields if name.startswith("fait_")]

    @property
    def who(self) -> list:
        return [self[name] for name in self.fields if not name.startswith("fait_")]

    def clean(self):
        data = super().clean() or {}
        condition = simple({fact.code: self._accepted(fact, data) for fact in self.step.facts}, self.step)
        try:
            check(condition, self.step)
        except BadCondition as fault:
            self.add_error(None, str(fault))
        else:
            self.instance.condition, self.instance.step = condition, self.step.code
        self._once(data)
        return data

    def _once(self, data: dict) -> None:
        """Who does it or answers for it is neither asked nor told; who is asked need not be told."""
        taken = {data.get("responsible"), data.get("accountable")}
        for name in ("consulted", "informed"):
            chosen = set(data.get(name) or ())
            if twice := taken & chosen:
                named = ", ".join(Role(code).label for code in Role.values if code in twice)
                self.add_error(name, f"Déjà nommé au-dessus : {named}.")
            taken |= chosen

    def _accepted(self, fact: Fact, data: dict):
        name = f"fait_{fact.code}"
        if not fact.is_amount:
            return data.get(name) or []
        ends = {end: data.get(f"{name}_{end}") for end in ("from", "below")}
        return {end: str(value) for end, value in ends.items() if value is not None}


def address_of(condition: Condition) -> QueryDict:
    """The condition as the address of a form says it."""
    told = QueryDict(mutable=True)
    for code, accepted in condition.items():
        if isinstance(accepted, dict):
            told.update({f"fait_{code}_{end}": value for end, value in accepted.items()})
        else:
            told.setlist(f"fait_{code}", accepted)
    return told


class DraftForm(forms.Form):
    """For which organisation model the next version is."""

    organisation = forms.ChoiceField(label="Modèle d’organisation", choices=ResponsibilityMatrix.Organisation)


class PublicationForm(forms.Form):
    valid_from = forms.DateField(
        label="En vigueur à partir du",
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    basis = forms.CharField(
        label="Décision", max_length=200, help_text="Ce qui fonde cette version : réunion, note, délibération."
    )
