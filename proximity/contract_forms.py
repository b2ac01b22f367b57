"""Contractors and contracts: entered by whoever keeps them."""

import datetime as dt
from typing import Any

from django import forms
from django.db.backends.postgresql.psycopg_any import DateRange

from coordination.clock import Unit
from coordination.models import Priority
from housing.models import Residence
from housing.search import search
from housing.uploads import MOST_BYTES

from .models import Contract, Contractor, ContractSite, PenaltyRule, RedoRule, ResponseTime

MOST_PROPOSED = 8
DAY = dt.timedelta(days=1)


def date() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ContractorForm(forms.ModelForm):
    class Meta:
        model = Contractor
        fields = ("name", "siren", "contact_name", "email", "phone", "mobile", "active")
        help_texts = {"email": "Reçoit les ordres et l’adresse de la page de l’entreprise."}
        error_messages = {"siren": {"unique": "Cette entreprise est déjà connue."}}


class ContractForm(forms.ModelForm):
    starts_on = forms.DateField(label="Du", widget=date())
    last_day = forms.DateField(label="Au (inclus)", widget=date())

    class Meta:
        model = Contract
        fields = (
            "number", "contractor", "kind", "lot", "covers_all", "on_call", "cap_percent", "exempt_up_to",
            "observation_days", "penalty_basis", "note",
        )  # fmt: skip
        help_texts = {
            "covers_all": "Sinon, les résidences se choisissent sur la page du marché.",
            "cap_percent": "Vide : pas de plafond. CCAG-FCS : 10 %.",
            "exempt_up_to": "Total qui n’est pas réclamé. CCAG-FCS : 1 000 €. Vide : aucune exonération.",
            "penalty_basis": "« CCAP, art. 14 ; CCAG-FCS 2021 ».",
        }

    field_order = ("number", "contractor", "kind", "lot", "starts_on", "last_day")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial |= {"starts_on": self.instance.period.lower, "last_day": self.instance.last_day}
            self.fields["contractor"].disabled = self.instance.orders.exists()
        else:
            self.fields["contractor"].queryset = Contractor.objects.active()

    def clean(self):
        data = super().clean() or {}
        first, last = data.get("starts_on"), data.get("last_day")
        if first and last:
            if last < first:
                self.add_error("last_day", "Le marché finit avant de commencer.")
            else:
                self.instance.period = DateRange(first, last + DAY)
        return data


class SiteForm(forms.ModelForm):
    """A residence of the contract, found by its words."""

    words = forms.CharField(label="Résidence", max_length=80, help_text="Les premières lettres de son nom.")
    residence = forms.ModelChoiceField(Residence.objects.none(), label="Laquelle", required=False)

    class Meta:
        model = ContractSite
        fields = ("monthly_price",)
        help_texts = {"monthly_price": "Pour le nettoyage : base des pénalités et des réfactions."}

    field_order = ("words", "residence", "monthly_price")

    def __init__(self, *args, user, contract, **kwargs):
        super().__init__(*args, **kwargs)
        self.contract = contract
        typed = self.data.get("words", "") if self.is_bound else ""
        found = search(typed, user, "page").residences[:MOST_PROPOSED] if typed.strip() else []
        self.found = {str(one.pk): one for one in found}
        field = self.fields["residence"]
        field.queryset = Residence.objects.filter(pk__in=self.found)
        if len(self.found) < 2:
            field.widget = forms.HiddenInput()

    def clean(self):
        data = super().clean() or {}
        if not self.found:
            self.add_error("words", "Aucune résidence de votre périmètre ne porte ces mots.")
        elif len(self.found) == 1:
            data["residence"] = next(iter(self.found.values()))
        elif not data.get("residence"):
            self.add_error("residence", f"{len(self.found)} résidences répondent : choisissez.")
        residence = data.get("residence")
        if residence and self.contract.sites.filter(residence=residence).exists():
            self.add_error("words", "Cette résidence est déjà au marché.")
        self.instance.contract, self.instance.residence = self.contract, residence
        return data


class ResponseForm(forms.Form):
    """The delay for one urgency: given again, it replaces the former one; empty, there is none."""

    priority = forms.TypedChoiceField(label="Urgence", choices=Priority, coerce=int)
    amount = forms.DecimalField(
        label="Délai", max_digits=6, decimal_places=2, min_value=0, required=False,
        help_text="Vide : le délai du dossier s’applique.",
    )  # fmt: skip
    unit = forms.ChoiceField(label="Unité", choices=Unit)

    def save(self, contract: Contract) -> None:
        data = self.cleaned_data
        known = ResponseTime.objects.filter(contract=contract, priority=data["priority"])
        if not data["amount"]:
            known.delete()
            return
        values = {"amount": data["amount"], "unit": data["unit"]}
        ResponseTime.objects.update_or_create(contract=contract, priority=data["priority"], defaults=values)


class RedoRuleForm(forms.ModelForm):
    """Given again for the same day, it replaces what was said."""

    class Meta:
        model = RedoRule
        fields = ("most", "since", "basis")
        widgets = {"since": date()}
        help_texts = {
            "most": "Au-delà, une pénalité se propose.", "basis": "« CCAP, art. 12 ».",
        }  # fmt: skip

    def save(self, contract: Contract) -> None:  # type: ignore[override]
        data = self.cleaned_data
        values = {"most": data["most"], "basis": data["basis"]}
        RedoRule.objects.update_or_create(contract=contract, since=data["since"], defaults=values)


NEEDED: dict[str, tuple[str, ...]] = {
    "event": ("amount",), "score": ("score_from", "score_below", "percent"), "delay": ("divisor",),
}  # fmt: skip
OWN: dict[str, tuple[str, ...]] = {**NEEDED, "event": ("amount", "per_day")}


class PenaltyForm(forms.ModelForm):
    """What a rule of this kind needs; what another kind would need is left out."""

    class Meta:
        model = PenaltyRule
        fields = ("kind", "code", "label", "amount", "per_day", "score_from", "score_below", "percent", "divisor")
        help_texts = {
            "code": "Un mot court : « reprise », « bacs ».",
            "amount": "Forfait seulement.", "per_day": "Forfait seulement, facultatif.",
            "percent": "Part selon la note seulement.",
            "divisor": "Retard seulement. CCAG : 1 000.",
        }  # fmt: skip

    def __init__(self, *args, contract: Contract, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.contract = contract

    def clean(self):
        data: dict[str, Any] = super().clean() or {}
        kind = data.get("kind", "")
        for name in ("amount", "per_day", "score_from", "score_below", "percent", "divisor"):
            if name not in OWN.get(kind, ()):
                data[name] = None
        for name in NEEDED.get(kind, ()):
            if data.get(name) is None and name not in self.errors:
                self.add_error(name, "Nécessaire à cette règle.")
        first, below = data.get("score_from"), data.get("score_below")
        if first is not None and below is not None and below <= first:
            self.add_error("score_below", "Plus que la note de départ.")
        if PenaltyRule.objects.filter(contract=self.instance.contract, code=data.get("code", "")).exists():
            self.add_error("code", "Ce code est déjà pris dans ce marché.")
        return data


class PriceSheetForm(forms.Form):
    file = forms.FileField(
        label="Classeur ou fichier .csv", help_text="Colonnes : Code, Libellé, Unité, Prix HT. Dix Mo au plus.",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )  # fmt: skip
    starts_on = forms.DateField(
        label="Prix valables à partir du", widget=date(),
        help_text="Un nouveau prix met fin au précédent, ce jour-là.",
    )  # fmt: skip

    def __init__(self, *args, contract: Contract, **kwargs):
        super().__init__(*args, **kwargs)
        self.contract = contract

    def clean_starts_on(self):
        day = self.cleaned_data["starts_on"]
        if not self.contract.period.lower <= day < self.contract.period.upper:
            raise forms.ValidationError("Ce jour n’est pas dans la période du marché.")
        return day

    def clean_file(self):
        upload = self.cleaned_data["file"]
        if upload.size > MOST_BYTES:
            raise forms.ValidationError("Ce fichier est trop gros.")
        return upload
