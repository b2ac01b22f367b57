"""Who a person is, how they are reached, where they live."""

from django import forms
from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from housing.models import Unit
from housing.search import search
from teams.free_text import FreeText
from teams.models import Agency

from .models import Contact
from .models.contacts import PREFERENCES, Channel, Purpose
from .numbers import checked

MOST_HOMES = 12


def offered(purpose: str) -> list[tuple[str, str]]:
    """What touches a request under way is always told; the rest may be refused."""
    return list(Channel.choices if purpose == Purpose.REQUESTS else PREFERENCES)


class PhoneRow(forms.Form):
    number = forms.CharField(
        label="Téléphone", required=False, max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )  # fmt: skip


PhoneRows = forms.formset_factory(PhoneRow, extra=2, max_num=6, validate_max=True)


def phone_rows(contact: Contact, data=None):
    """The telephones, the one that gets texts first, and two empty places."""
    known = [{"number": phone.number.as_international} for phone in contact.phones.all()] if contact.pk else []
    return PhoneRows(data, prefix="tel", initial=known)


class ContactForm(forms.ModelForm):
    language = forms.ChoiceField(label="Langue des messages", choices=settings.LANGUAGES)
    access_note = FreeText(
        label="Accès", required=False, max_length=200, rows=2,
        help_text="Ce qu’il faut savoir pour entrer : « code 24A7 », « sonner deux fois », « chien : prévenir ».",
    )  # fmt: skip
    care_instruction = FreeText(
        label="Consigne", required=False, max_length=200, rows=2,
        help_text="Ce qu’il faut faire, jamais pourquoi : « appeler avant », « laisser sonner ».",
    )  # fmt: skip
    sure = forms.BooleanField(label="C’est une autre personne : créer la fiche quand même", required=False)

    class Meta:
        model = Contact
        fields = ("last_name", "first_name", "birth_date", "agency", "email", "language", "access_note",
        "needs_care",
                  "care_instruction")  # fmt: skip
        widgets = {"birth_date": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        labels = {"needs_care": "À aborder avec attention"}
        help_texts = {"birth_date": "Elle protège la page du locataire : il la donne pour voir son dossier."}

    def __init__(self, *args, user, phones, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.phones, self.twins = user, phones, []
        agencies = Agency.objects.visible_to(user)
        self.fields["agency"].queryset = agencies
        self.fields["agency"].empty_label = "Choisir…"
        known = dict(self.instance.choices.values_list("purpose", "channel")) if self.instance.pk else {}
        for purpose in Purpose:
            self.fields[f"by_{purpose}"] = forms.ChoiceField(
                label=purpose.label, required=False, initial=known.get(purpose, ""),
                choices=[("", "SMS, sinon courriel, sinon courrier"), *offered(purpose)],
            )  # fmt: skip
        self.numbers: list[str] = []

    @property
    def preferences(self):
        return [self[f"by_{purpose}"] for purpose in Purpose]

    def clean(self):
        data = super().clean() or {}
        if data.get("needs_care") and not data.get("care_instruction", "").strip():
            self.add_error("care_instruction", "Dites ce qu’il faut faire.")
        if self._read_phones(data.get("agency")) and not self.instance.pk and not data.get("sure"):
            self._look_for_twins(data)
        return data

    def _read_phones(self, agency) -> bool:
        """The numbers, read in the plan of the agency; what is none is said beside it."""
        if not self.phones.is_valid() or agency is None:
            return False
        for row in self.phones:
            typed = row.cleaned_data.get("number", "").strip()
            if typed and (number := checked(typed, agency.phone_region)):
                self.numbers.append(number)
            elif typed:
                plan = agency.get_phone_region_display()
                row.add_error("number", f"Ce numéro n’existe pas dans ce territoire : {plan}. Ailleurs : +262…")
        self.numbers = list(dict.fromkeys(self.numbers))
        wrong = any(row.errors for row in self.phones)
        if wrong:
            self.add_error(None, "Un numéro de téléphone est à corriger.")
        return not wrong

    def _look_for_twins(self, data) -> None:
        """Somebody of the same name, or with the same telephone, is probably the same person."""
        named = Q(last_name__unaccent__iexact=data.get("last_name", ""),
                  first_name__unaccent__iexact=data.get("first_name", ""))  # fmt: skip
        known = Contact.objects.visible_to(self.user).filter(named | Q(phones__number__in=self.numbers))
        self.twins = list(known.distinct().order_by("last_name", "first_name", "pk")[:5])
        if self.twins:
            self.add_error(None, "Cette personne est peut-être déjà connue : voyez les fiches ci-dessous.")

    @transaction.atomic
    def save(self, commit=True):
        contact = super().save(commit)
        contact.set_phones(self.numbers)
        contact.set_choices({purpose: self.cleaned_data[f"by_{purpose}"] for purpose in Purpose})
        return contact


class MoveInForm(forms.Form):
    """A home found by its words; several answers are shown to choose from."""

    words = forms.CharField(
        label="Logement", max_length=120,
        help_text="Résidence ou rue, et porte : « lilas 12 ». Ou la référence du logement.",
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )  # fmt: skip
    unit = forms.TypedChoiceField(label="Lequel", coerce=int, required=False, widget=forms.RadioSelect)
    since = forms.DateField(label="Depuis le", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    lease_number = forms.CharField(label="N° de bail", max_length=40, required=False)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.homes = self._homes(self.data.get("words") or self.initial.get("words") or "")
        self.fields["unit"].choices = [(home.pk, _said(home)) for home in self.homes]
        if len(self.homes) < 2:
            self.fields["unit"].widget = forms.HiddenInput()
        self.fields["since"].initial = timezone.localdate()

    def _homes(self, words: str) -> list[Unit]:
        return search(words, self.user, "page").homes[:MOST_HOMES] if words.strip() else []

    def clean(self):
        data = super().clean() or {}
        chosen = [home for home in self.homes if home.pk == data.get("unit")] or self.homes
        if data.get("words") and not self.homes:
            self.add_error("words", "Aucun logement de votre périmètre ne répond à ces mots.")
        elif len(chosen) > 1:
            self.add_error(
                "unit" if "unit" not in self.errors else None, "Plusieurs logements répondent : choisissez."
            )
        elif chosen:
            data["unit"] = chosen[0]
        return data


def _said(home: Unit) -> str:
    floor = f", étage {home.floor}" if home.floor else ""
    return f"{home.residence} · {home.staircase.building} · {home.staircase} · {home}{floor}"


class MoveOutForm(forms.Form):
    until = forms.DateField(label="Fin le", widget=forms.DateInput(attrs={"type": "date"}))
