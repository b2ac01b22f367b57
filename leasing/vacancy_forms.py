"""Acts on a vacancy, one form each."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone

from coordination.costing import Costing, Line
from coordination.forms import ActForm, words
from coordination.photo_fields import PhotosField
from messaging.models import Contact
from messaging.numbers import e164

from .lease_forms import date
from .models import Candidate, DelayCause, EstimateLine, Nominator, Vacancy, VacancyFreeze

LINES = 5
EUROS: dict[str, Any] = {"max_digits": 10, "decimal_places": 2, "min_value": 0}


def today() -> dt.date:
    return timezone.localdate()


def day(label: str, *, required=True, first=None, help_text="") -> forms.DateField:
    return forms.DateField(label=label, required=required, initial=first, widget=date(), help_text=help_text)


def cause(*, required=True, help_text="") -> forms.ModelChoiceField:
    known = DelayCause.objects.proposed()
    return forms.ModelChoiceField(known, label="Cause", required=required, empty_label="— choisir —",
                                  help_text=help_text)  # fmt: skip


class VisitForm(ActForm):
    """The pre-visit, as one does it in the home: what there is to do, what it costs, keys and photos."""

    visited_on = day("Visite faite le", first=today)
    works = forms.ChoiceField(label="Travaux prévus", choices=Vacancy.Works, widget=forms.RadioSelect)
    diagnostics = forms.BooleanField(label="Diagnostics à commander", required=False)
    keys = forms.CharField(
        label="Clés et accès", required=False, max_length=200, help_text="Nombre, badges, télécommandes."
    )
    ready_on = day("Pas prêt avant le", required=False,
                   help_text="Vide : la date est calculée d’après la sortie et les travaux.")  # fmt: skip
    text = words("Remarques", required=False)
    photos = PhotosField(label="Photos")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for number in range(1, LINES + 1):
            self.fields[f"label_{number}"] = forms.CharField(
                label=f"Travaux {number}", required=False, max_length=120
            )
            self.fields[f"payer_{number}"] = forms.ChoiceField(
                label="À la charge de", choices=EstimateLine.Payer, required=False
            )
            self.fields[f"amount_{number}"] = forms.DecimalField(label="Montant (€)", required=False, **EUROS)

    @property
    def rows(self) -> list[tuple]:
        return [
            tuple(self[f"{name}_{number}"] for name in ("label", "payer", "amount"))
            for number in range(1, LINES + 1)
        ]

    @property
    def plain(self) -> list:
        return [field for field in self.visible_fields() if field.name.partition("_")[0] not in
                ("label", "payer", "amount")]  # fmt: skip

    def clean(self):
        data = super().clean() or {}
        for number in range(1, LINES + 1):
            told, amount = data.get(f"label_{number}"), data.get(f"amount_{number}")
            if bool(told) != (amount is not None) and f"amount_{number}" not in self.errors:
                self.add_error(f"amount_{number}" if told else f"label_{number}", "Dites quoi, et combien.")
        return data

    @property
    def given(self) -> dict[str, Any]:
        data = self.cleaned_data
        lines = [
            (data[f"label_{n}"], data[f"payer_{n}"] or EstimateLine.Payer.LANDLORD, data[f"amount_{n}"])
            for n in range(1, LINES + 1)
            if data[f"label_{n}"]
        ]
        said = [data["keys"] and f"Clés : {data['keys']}", data["text"]]
        return {
            "visited_on": data["visited_on"], "works": data["works"], "diagnostics": data["diagnostics"],
            "ready_on": data["ready_on"], "text": "\n".join(filter(None, said)), "lines": lines,
            "key": data["key"],
        }  # fmt: skip


class CostingForm(ActForm):
    """Amounts that an office knows without an inventory's lines."""

    works = forms.ChoiceField(label="Travaux", choices=Vacancy.Works, widget=forms.RadioSelect)
    works_cost = forms.DecimalField(label="Montant des travaux (€)", **EUROS)
    tenant_share = forms.DecimalField(label="Dont à la charge du locataire sortant (€)", **EUROS)
    diagnostics_cost = forms.DecimalField(label="Diagnostics (€)", required=False, **EUROS)
    text = words("Remarques", required=False)

    @property
    def costing(self) -> Costing:
        data = self.cleaned_data
        line = Line("Travaux", data["works_cost"], tenant=data["tenant_share"])
        return Costing(data["works"], (line,), data["diagnostics_cost"])


class ExpectForm(ActForm):
    on = day("Sera fini le")
    cause = cause(required=False, help_text="Nécessaire si la date recule.")
    text = words("Précision", required=False, rows=2, most=120)


class DateForm(ActForm):
    on = day("Le logement sera prêt le")
    cause = cause()
    text = words("Pourquoi", rows=2, most=120)


class ConfirmForm(ActForm):
    """Nothing to say but yes."""


class BookForm(ActForm):
    on = day("Entrée dans les lieux le")


class SignForm(ActForm):
    text = words("Précision", required=False, rows=2)


class NominationForm(ActForm):
    nominator = forms.ModelChoiceField(
        Nominator.objects.proposed(), label="Réservataire", empty_label="— choisir —"
    )
    quota = forms.CharField(
        label="Contingent", required=False, max_length=60, help_text="Vide : celui de sa convention."
    )
    on = day("Informé le", first=today)


class CandidateForm(ActForm):
    """Somebody known, by telephone or name, else the few words one needs."""

    last_name = forms.CharField(label="Nom", max_length=80)
    first_name = forms.CharField(label="Prénom", max_length=80, required=False)
    number = forms.CharField(
        label="Téléphone", max_length=20, required=False, help_text="Pour prévenir par SMS si la date change."
    )
    registration = forms.CharField(label="Numéro unique", max_length=18, required=False)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_number(self):
        typed = self.cleaned_data["number"]
        number = e164(typed) if typed else ""
        if number is None:
            raise forms.ValidationError("Ce numéro de téléphone n’existe pas.")
        return number

    def clean_registration(self):
        value = self.cleaned_data["registration"].replace(" ", "").upper()
        if value:
            Candidate._meta.get_field("registration").run_validators(value)
        return value

    @property
    def person(self) -> dict[str, Any]:
        """The contact with this telephone and name, if there is one; else the words."""
        data = self.cleaned_data
        if data["number"]:
            same = Contact.objects.visible_to(self.user).filter(
                phones__number=data["number"], last_name__iexact=data["last_name"]
            )
            if contact := same.first():
                return {"contact": contact, "registration": data["registration"]}
        return {name: data[name] for name in ("last_name", "first_name", "number", "registration")}


class PresentForm(ActForm):
    on = day("Séance de la CALEOL le")
    text = words("Moins de trois candidats : pourquoi", required=False, rows=2)


class DecideForm(ActForm):
    def __init__(self, *args, candidates, **kwargs):
        super().__init__(*args, **kwargs)
        self.candidates = candidates
        for place, one in enumerate(candidates, 1):
            self.fields[f"decision_{one.pk}"] = forms.ChoiceField(label=str(one), choices=Candidate.Decision)
            self.fields[f"rank_{one.pk}"] = forms.IntegerField(
                label=f"Rang de {one}", required=False, min_value=1, max_value=50, initial=place
            )
        self.fields["text"] = words("Compte rendu", required=False, rows=2)

    @property
    def decisions(self) -> dict[int, tuple[str, int | None]]:
        data = self.cleaned_data
        return {one.pk: (data[f"decision_{one.pk}"], data[f"rank_{one.pk}"]) for one in self.candidates}


class OfferForm(ActForm):
    on = day("Offre notifiée le", first=today, help_text="Recommandé non retiré : jour de la présentation.")


class ReplyForm(ActForm):
    accepts = forms.ChoiceField(
        label="Réponse", choices=[("oui", "Accepte le logement"), ("non", "Refuse ou renonce")],
        widget=forms.RadioSelect,
    )  # fmt: skip
    reason = forms.ChoiceField(
        label="Motif du refus", required=False, choices=[("", "— si refus —"), *Candidate.Reason.choices]
    )
    on = day("Répondu le", first=today)
    text = words("Précision", required=False, rows=2)

    def clean(self):
        data = super().clean() or {}
        if data.get("accepts") == "non" and not data.get("reason"):
            self.add_error("reason", "Donnez le motif du refus.")
        return data


class WithdrawForm(ActForm):
    text = words("Pourquoi", rows=2, most=200)


class FreezeForm(ActForm):
    why = forms.ChoiceField(label="Motif", choices=VacancyFreeze.Why)
    since = day("Depuis le")
    until = day("Jusqu’au (non compris)")

    def clean(self):
        data = super().clean() or {}
        if data.get("since") and data.get("until") and data["until"] <= data["since"]:
            self.add_error("until", "La fin vient après le début.")
        return data


class OpenForm(ActForm):
    origin = forms.ChoiceField(
        label="Origine", choices=[choice for choice in Vacancy.Origin.choices if choice[0] != "notice"]
    )
    expected_exit = day("Libre le", first=today)
