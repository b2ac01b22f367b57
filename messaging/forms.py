from django import forms

from teams.free_text import FreeText

from .models.simulated import new_sid
from .numbers import e164


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
