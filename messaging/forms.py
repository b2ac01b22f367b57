from django import forms

from teams.free_text import FreeText

from . import texts
from .models.contacts import Purpose
from .models.simulated import new_sid
from .numbers import e164
from .reading import plain


class AnswerForm(forms.Form):
    """What somebody types as the tenant. `sid` makes a text sent twice one text."""

    body = forms.CharField(
        label="Répondre comme le locataire", max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2, "placeholder": "Message…", "autocomplete": "off"}),
    )  # fmt: skip
    sid = forms.RegexField(r"^SM[0-9a-f]{32}$", initial=new_sid, widget=forms.HiddenInput)


class PhoneForm(forms.Form):
    number = forms.CharField(
        label="Numéro", max_length=25,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off", "placeholder": "06 39 98 12 34"}),
    )  # fmt: skip

    def clean_number(self) -> str:
        number = e164(self.cleaned_data["number"])
        if number is None:
            raise forms.ValidationError("Ce n’est pas un numéro de téléphone.")
        return number


class WriteForm(forms.Form):
    """Words to a tenant, to one of `people`. `key` makes what is sent twice one message."""

    contact = forms.TypedChoiceField(label="À", coerce=int)
    body = FreeText(label="Message", max_length=1000, attrs={"data-segments": ""})
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["contact"]
        field.choices = [(one.pk, str(one)) for one in people]
        if len(people) == 1:
            field.widget, field.initial = forms.HiddenInput(), people[0].pk


class TextsFilter(forms.Form):
    """What the list of texts shows."""

    q = forms.CharField(label="Mots", required=False, widget=forms.TextInput(attrs={"type": "search"}))
    finalite = forms.ChoiceField(label="Finalité", required=False, choices=[("", "Toutes"), *Purpose.choices])
    etat = forms.ChoiceField(
        label="État", required=False,
        choices=[("", "Tous"), ("change", "Changés ici"), ("lourd", "Plus d’un SMS ou signes hors alphabet"),
                 ("manque", "Non traduits")],
    )  # fmt: skip

    def keeps(self, told) -> bool:
        data = self.cleaned_data if self.is_valid() else {}
        said = " ".join(["", told.event.label, told.event.code, *(wording.body for wording in told.wordings)])
        state = {
            "change": told.is_changed, "lourd": told.is_heavy,
            "manque": any(wording.is_missing for wording in told.wordings),
        }  # fmt: skip
        return (
            all(word in plain(said) for word in plain(data.get("q", "")).split())
            and data.get("finalite", "") in ("", told.event.purpose)
            and state.get(data.get("etat", ""), True)
        )


class TextForm(forms.Form):
    """The words of an event in a language. `seen`: the version that is changed."""

    body = forms.CharField(
        label="Texte", max_length=480,
        widget=forms.Textarea(attrs={"rows": 5, "data-segments": "", "data-fills": "values"}),
    )  # fmt: skip
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args, event: texts.Event, **kwargs):
        super().__init__(*args, **kwargs)
        self.event = event

    def clean_body(self) -> str:
        body = self.cleaned_data["body"].strip()
        if refusal := texts.refusal(self.event, body):
            raise forms.ValidationError(refusal)
        return body
