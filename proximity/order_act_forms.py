"""Acts on an order, one form each; each bears the key that makes what is sent twice one act."""

import datetime as dt

from django import forms
from django.utils import timezone

from config.web.templatetags.palier import euros
from coordination import clock
from coordination.forms import ActForm, words
from coordination.photo_fields import PhotosField

OFFERED_SLOTS = 3


def day_field(label: str, **kwargs) -> forms.DateField:
    attrs = {"type": "date", "min": timezone.localdate().isoformat()}
    return forms.DateField(label=label, widget=forms.DateInput(format="%Y-%m-%d", attrs=attrs), **kwargs)


def time_field(label: str, **kwargs) -> forms.TimeField:
    return forms.TimeField(label=label, widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}), **kwargs)


class WhenField(forms.DateTimeField):
    """When it happened; empty: now."""

    def __init__(self, label: str, **kwargs):
        widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
        super().__init__(
            label=label, required=False, widget=widget, input_formats=["%Y-%m-%dT%H:%M"],
            help_text="Vide : maintenant.", **kwargs,
        )  # fmt: skip


class ApproveForm(ActForm):
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    send = forms.BooleanField(label="Envoyer tout de suite à l’entreprise", required=False, initial=True)

    def __init__(self, *args, first: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not first:
            del self.fields["send"]


class WhyForm(ActForm):
    text = words("Pourquoi", most=300, rows=2)

    def __init__(self, *args, label="Pourquoi", help_text="", required=True, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["text"]
        field.label, field.help_text, field.required = label, help_text, required


class WhenForm(ActForm):
    at = WhenField("Quand")


class MissForm(WhenForm):
    text = words(
        "Précision", required=False, most=300, rows=2, help_text="« Sonné deux fois », « digicode changé »."
    )


class CompleteForm(WhenForm):
    text = words("Compte rendu", most=500, help_text="Ce qui a été fait, ce qui reste à faire.")
    photos = PhotosField(label="Photos")


class EndForm(WhyForm):
    """Why, and what is paid in the end."""

    due = forms.DecimalField(label="Montant retenu HT (€)", max_digits=12, decimal_places=2, min_value=0)

    def __init__(self, *args, most, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["due"].help_text = f"De 0 à {euros(most)} HT, le montant commandé."
        self.fields["due"].widget.attrs.update(step="0.01", inputmode="decimal", max=str(most))


class InvoiceForm(ActForm):
    number = forms.CharField(label="N° de facture", max_length=60)


class BookForm(ActForm):
    """One slot: a day, from, to."""

    day = day_field("Jour")
    start = time_field("De")
    end = time_field("À")

    @property
    def times(self) -> tuple[dt.datetime, dt.datetime]:
        data = self.cleaned_data
        return at(data["day"], data["start"]), at(data["day"], data["end"])


class OfferForm(ActForm):
    """Up to three slots to choose from."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for number in range(1, OFFERED_SLOTS + 1):
            first = number == 1
            self.fields[f"day_{number}"] = day_field(f"Créneau {number}", required=first)
            self.fields[f"start_{number}"] = time_field("De", required=first)
            self.fields[f"end_{number}"] = time_field("À", required=first)

    def clean(self):
        data = super().clean() or {}
        for number in range(2, OFFERED_SLOTS + 1):
            given = [data.get(f"{name}_{number}") for name in ("day", "start", "end")]
            if any(given) and not all(given):
                self.add_error(f"day_{number}", "Donnez le jour, le début et la fin, ou rien.")
        return data

    @property
    def times(self) -> list[tuple[dt.datetime, dt.datetime]]:
        data = self.cleaned_data
        return [
            (at(data[f"day_{n}"], data[f"start_{n}"]), at(data[f"day_{n}"], data[f"end_{n}"]))
            for n in range(1, OFFERED_SLOTS + 1)
            if data.get(f"day_{n}")
        ]


class ChooseForm(ActForm):
    """The slot that the tenant names by telephone."""

    slot = forms.TypedChoiceField(label="Le locataire choisit", coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args, slots, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["slot"].choices = [  # type: ignore[attr-defined]
            (slot.number, str(slot)) for slot in slots
        ] + [(0, "Aucun ne convient")]


def at(day: dt.date, time: dt.time) -> dt.datetime:
    return dt.datetime.combine(day, time, clock.PARIS)
