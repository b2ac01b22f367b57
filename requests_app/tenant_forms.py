"""What a tenant may write on their page, and anybody before a poster."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from coordination.photo_fields import PhotosField
from messaging.numbers import e164

from .models import Survey


class TenantForm(forms.Form):
    """`key` makes what is sent twice one act."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid.uuid4()


def words(label, *, required=True, most=1000, rows=4, help_text="") -> forms.CharField:
    return forms.CharField(
        label=label, required=required, max_length=most, help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )  # fmt: skip


class MessageForm(TenantForm):
    photos = PhotosField(label=_("Photos"), help_text=_("Pas de visage ni de papier personnel, s’il vous plaît."))
    text = words(_("Votre message"), required=False)

    def clean(self):
        data = super().clean() or {}
        if not data.get("text", "").strip() and not data.get("photos") and not self.errors:
            self.add_error("text", _("Écrivez un message, ou choisissez une photo."))
        return data


class AvailabilityForm(TenantForm):
    availability = forms.CharField(
        label=_("Quand peut-on passer chez vous ?"), max_length=200, help_text=_("Exemple : le matin, sauf mardi.")
    )


class NotSolvedForm(TenantForm):
    text = words(_("Qu’est-ce qui ne va pas ?"), required=False, most=500, rows=3)


class ContestForm(TenantForm):
    text = words(_("Pourquoi contestez-vous cette décision ?"), most=800)


class RateForm(forms.Form):
    score = forms.TypedChoiceField(
        label=_("Êtes-vous satisfait du traitement de votre demande ?"), coerce=int, widget=forms.RadioSelect,
        choices=[
            (Survey.Score.VERY.value, _("Très satisfait")), (Survey.Score.RATHER.value, _("Plutôt satisfait")),
            (Survey.Score.LITTLE.value, _("Peu satisfait")), (Survey.Score.NOT.value, _("Pas du tout satisfait")),
        ],
    )  # fmt: skip
    comment = words(_("Un commentaire ? (facultatif)"), required=False, most=500, rows=2)


class FactorForm(forms.Form):
    answer = forms.CharField(
        label=_("Votre date de naissance (jj/mm/aaaa) ou votre numéro de bail"), max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip


class ReportForm(TenantForm):
    """From a poster. `website` is a field that people do not see: whoever fills it in is a robot."""

    photos = PhotosField(
        label=_("Une photo"), help_text=_("Pas de visage ni de papier personnel, s’il vous plaît.")
    )
    category = forms.TypedChoiceField(label=_("Quel est le problème ?"), coerce=int, widget=forms.RadioSelect)
    text = words(
        _("Dites-en plus"), required=False, rows=3, help_text=_("Décrivez le problème, sans nommer personne.")
    )
    name = forms.CharField(label=_("Votre nom (facultatif)"), required=False, max_length=80,
                           widget=forms.TextInput(attrs={"autocomplete": "name"}))  # fmt: skip
    phone = forms.CharField(
        label=_("Votre téléphone (facultatif)"), required=False, max_length=25,
        help_text=_("Pour vous tenir au courant, et vous joindre s’il manque une précision."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )  # fmt: skip
    website = forms.CharField(required=False, max_length=200,
                              widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}))  # fmt: skip
    OTHER = 0

    def __init__(self, *args, categories, region="FR", **kwargs):
        super().__init__(*args, **kwargs)
        self.region, self.known = region, {one.pk: one for one in categories}
        choices = [(one.pk, _(one.label)) for one in categories]
        self.fields["category"].choices = [*choices, (self.OTHER, _("Autre chose"))]  # type: ignore[attr-defined]
        self.order_fields(["photos", "category", "text", "name", "phone", "website", "key"])

    def clean_phone(self) -> str:
        typed = self.cleaned_data["phone"].strip()
        number = e164(typed, self.region) if typed else ""
        if number is None:
            raise forms.ValidationError(_("Ce n’est pas un numéro de téléphone."))
        return number

    def clean(self):
        data = super().clean() or {}
        says_nothing = not data.get("text", "").strip() and not data.get("photos")
        if data.get("category") == self.OTHER and says_nothing and not self.errors:
            self.add_error("text", _("Décrivez le problème, ou ajoutez une photo."))
        return data

    @property
    def chosen(self):
        return self.known.get(self.cleaned_data["category"])
