"""Notice: entered, corrected, withdrawn, and the keys."""

import uuid

from django import forms
from django.utils import timezone

from .lease_forms import date
from .models import Lease, Notice, PressureZone
from .notice_period import Reckoning, reckon
from .reasons import RULES, TOLD, Reason

FIELDS = (
    "received_on", "channel", "reason", "proof_received", "ends_on", "leaving_on", "forwarding_address",
)  # fmt: skip


class NoticeForm(forms.ModelForm):
    """`ends_on` is asked only where no notice runs: a death, an abandonment, an eviction."""

    key = forms.UUIDField(widget=forms.HiddenInput())

    class Meta:
        model = Notice
        fields = FIELDS
        widgets = {"received_on": date(), "ends_on": date(), "leaving_on": date()}
        labels = {"ends_on": "Fin du bail le", "leaving_on": "Départ annoncé le"}
        help_texts = {
            "received_on": "Jour de la réception effective, pas celui de l’envoi.",
            "ends_on": "Décès, abandon ou expulsion : le jour où le bail prend fin.",
            "proof_received": "Sans justificatif, le préavis réduit ne s’applique pas.",
        }

    def __init__(self, *args, lease: Lease, **kwargs):
        super().__init__(*args, **kwargs)
        self.lease = lease
        self.commune: str = lease.unit.commune_code  # type: ignore[union-attr]
        self.fields["ends_on"].required = False
        self.fields["key"].initial = uuid.uuid4()
        if not self.instance.pk:
            self.fields["received_on"].initial = timezone.localdate()
            if self.zone:
                self.fields["reason"].initial = Reason.PRESSURE_ZONE

    @property
    def zone(self):
        return PressureZone.objects.holds(self.commune, timezone.localdate())

    @property
    def reckoning(self) -> Reckoning | None:
        """What the form says so far gives, for the page; None while a date or a reason is missing."""
        received, reason = self._told("received_on"), str(self["reason"].value() or "")
        if received is None or reason not in RULES:
            return None
        return reckon(
            reason, received, proven=bool(self["proof_received"].value()),
            commune_code=self.commune, told=self._told("ends_on"),
        )  # fmt: skip

    @property
    def proof(self) -> str:
        reason = str(self["reason"].value() or "")
        return RULES[Reason(reason)].proof if reason in RULES else ""

    @property
    def told(self) -> bool:
        return str(self["reason"].value() or "") in TOLD

    def _told(self, name: str):
        try:
            return self.fields[name].to_python(self[name].value())
        except forms.ValidationError:
            return None

    def clean(self):
        data = super().clean() or {}
        received = data.get("received_on")
        if received and received > timezone.localdate():
            self.add_error("received_on", "Cette date est à venir.")
        if received and received < self.lease.starts_on:
            self.add_error("received_on", f"Le bail commence le {self.lease.starts_on:%d/%m/%Y}.")
        if data.get("reason") in TOLD and not data.get("ends_on"):
            self.add_error("ends_on", "Donnez le jour où le bail prend fin.")
        return data

    def _post_clean(self):
        """The rules of the day of receipt say the rest (`Notice.reckon`)."""

    @property
    def given(self) -> dict:
        return {name: self.cleaned_data[name] for name in (*FIELDS, "key")}


class WithdrawalForm(forms.Form):
    why = forms.CharField(
        label="Pourquoi", max_length=200,
        help_text="Un congé ne se retire qu’avec l’accord du bailleur : « reste, accord donné le 12/11 ».",
    )  # fmt: skip


class KeysForm(forms.Form):
    on = forms.DateField(label="Clés rendues le", widget=date())
    forwarding_address = forms.CharField(
        label="Nouvelle adresse", max_length=200, required=False,
        help_text="Pour rendre le dépôt de garantie dans les temps.",
    )  # fmt: skip

    def __init__(self, *args, notice: Notice, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = notice.keys_on or timezone.localdate()
        self.fields["forwarding_address"].initial = notice.forwarding_address
