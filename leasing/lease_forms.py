"""A lease: signed, changed, its amounts."""

from decimal import Decimal

from django import forms
from django.utils import timezone

from coordination import parameters
from messaging.contact_forms import MoveInForm

from .models import Lease, LeaseLine
from .parameters import DEPOSIT_MONTHS

Nature = LeaseLine.Nature
TERMS = (
    "kind", "signed_on", "occupants", "deposit", "deposit_from", "payment_term", "payment_mode", "payment_day",
    "resolution_delay", "insurance_received_on", "insured_until", "annexes",
)  # fmt: skip
DEDUCTED = "Une aide se déduit : montant négatif."
DATES = ("signed_on", "insurance_received_on", "insured_until")


def date() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class Euros(forms.DecimalField):
    def __init__(self, **kwargs):
        super().__init__(
            min_value=0, max_digits=10, decimal_places=2, required=False,
            widget=forms.NumberInput(attrs={"step": "0.01", "inputmode": "decimal"}), **kwargs,
        )  # fmt: skip


class TermsForm(forms.ModelForm):
    """What the lease says besides its home, its period, its people and its rent."""

    class Meta:
        model = Lease
        fields = TERMS
        widgets = {name: date() for name in DATES}
        help_texts = {
            "resolution_delay": "Vide : selon la date de signature.",
            "annexes": "« Cave 12, parking 34 ».",
            "occupants": "Personnes déclarées, titulaires compris.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["resolution_delay"].required = bool(self.instance.pk)
        for name in ("payment_mode", "resolution_delay"):
            known = self.fields[name].choices  # type: ignore[attr-defined]
            self.fields[name].choices = [("", "Non précisé"), *(one for one in known if one[0])]  # type: ignore

    def clean(self):
        data = super().clean() or {}
        received, until = data.get("insurance_received_on"), data.get("insured_until")
        if received and until and until < received:
            self.add_error("insured_until", "L’assurance finit avant d’être reçue.")
        return data

    def _post_clean(self):
        """The whole row is checked when it is written (`Lease.write`): a new one has no home yet."""
        if self.instance.pk:
            super()._post_clean()  # type: ignore[misc]


class LeaseForm(MoveInForm):
    """A new lease: its home, number, effect date and amounts; `terms` holds the rest."""

    rent = Euros(label="Loyer principal (€)")
    extra = Euros(label="Loyer accessoire (€)")
    charges = Euros(label="Provision pour charges (€)")
    field_order = ("words", "unit", "lease_number", "since", "rent", "extra", "charges")

    def __init__(self, *args, terms: TermsForm, **kwargs):
        super().__init__(*args, **kwargs)
        self.terms = terms
        self.fields["since"].label = "Date d’effet"
        self.fields["since"].widget = date()
        self.fields["lease_number"].required = True

    def clean(self):
        data = super().clean()
        if not self.terms.is_valid():
            self.add_error(None, "Des précisions du bail sont à corriger.")
            return data
        deposit, rent = self.terms.cleaned_data.get("deposit"), data.get("rent")
        if deposit and rent is not None and data.get("since"):
            _check_deposit(self.terms, deposit, rent, data["since"])
            if self.terms.errors:
                self.add_error(None, "Le dépôt de garantie est à corriger.")
        return data

    @property
    def amounts(self) -> dict[str, Decimal]:
        given = {Nature.RENT: "rent", Nature.EXTRA: "extra", Nature.CHARGES: "charges"}
        return {code: self.cleaned_data[name] for code, name in given.items() if self.cleaned_data[name]}

    def sign(self, parties) -> Lease:
        data = self.cleaned_data
        terms = {name: value for name, value in self.terms.cleaned_data.items() if value not in (None, "")}
        return Lease.objects.sign(
            data["unit"], number=data["lease_number"], starts_on=data["since"], parties=parties,
            amounts=self.amounts, **terms,
        )  # fmt: skip


def _check_deposit(form, deposit: Decimal, rent: Decimal, day) -> None:
    months = parameters.value(DEPOSIT_MONTHS, day)
    if deposit > rent * months:
        form.add_error("deposit", f"Le dépôt dépasse {months.normalize():f} mois de loyer hors charges.")


class AmountForm(forms.Form):
    nature = forms.ChoiceField(label="Nature", choices=Nature)
    label = forms.CharField(label="Libellé", max_length=60, required=False, help_text="« Garage », « Jardin ».")
    amount = forms.DecimalField(
        label="Montant par mois (€)", max_digits=10, decimal_places=2, required=False,
        help_text="Une aide (RLS, APL) se déduit : montant négatif. Vide : plus rien à partir de cette date.",
        widget=forms.NumberInput(attrs={"step": "0.01", "inputmode": "decimal"}),
    )  # fmt: skip
    since = forms.DateField(label="À partir du", widget=date())

    def __init__(self, *args, lease: Lease, **kwargs):
        super().__init__(*args, **kwargs)
        self.lease = lease
        self.fields["since"].initial = timezone.localdate()

    def clean(self):
        data = super().clean() or {}
        amount, deducted = data.get("amount"), data.get("nature") in LeaseLine.DEDUCTED
        if amount is not None and (amount > 0 if deducted else amount < 0):
            self.add_error("amount", DEDUCTED if deducted else "Pas de montant négatif.")
        since = data.get("since")
        if since and since < self.lease.starts_on:
            self.add_error("since", f"Le bail commence le {self.lease.starts_on:%d/%m/%Y}.")
        return data
