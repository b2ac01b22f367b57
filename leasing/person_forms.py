"""The people of a lease: each found by their words, among whom one chooses."""

import datetime as dt

from django import forms
from django.urls import reverse

from messaging.models import Contact

from .lease_forms import date
from .models import LeaseParty

MOST = 6


def said(contact: Contact) -> str:
    """A person among namesakes: « Samira Ben Salah · Les Lilas, Logement 12 »."""
    home = contact.home
    where = f"{home.residence.name}, {home.unit}" if home else "sans logement aujourd’hui"
    return f"{contact} · {where}"


def found(words: str, user) -> list[Contact]:
    """Whom these words may mean, in one's perimeter."""
    if not words.strip():
        return []
    people = Contact.objects.visible_to(user).matching(words).with_home()
    return list(people.order_by("last_name", "first_name", "pk")[:MOST])


class PersonRow(forms.Form):
    """Words, and the person they mean once that is clear; on a lease that runs, since when and until when."""

    words = forms.CharField(
        label="Personne", max_length=120, required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )  # fmt: skip
    contact = forms.TypedChoiceField(label="Laquelle", coerce=int, required=False, widget=forms.RadioSelect)
    role = forms.ChoiceField(label="Qualité", choices=LeaseParty.Role, required=False, initial="occupant")
    since = forms.DateField(label="Depuis le", required=False, widget=date())
    until = forms.DateField(label="Jusqu’au", required=False, widget=date())

    def __init__(self, *args, user, dated=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.dated = dated
        words = self["words"].value() or ""
        self.people = found(words, user)
        chosen = str(self["contact"].value() or "")
        if chosen.isdecimal() and chosen not in {str(one.pk) for one in self.people}:
            self.people += Contact.objects.visible_to(user).filter(pk=chosen).with_home() if words.strip() else []
        asks = {
            "hx-get": f"{reverse('leasing:lease_person')}?rang={(self.prefix or '').rpartition('-')[2]}",
            "hx-trigger": "input changed delay:300ms", "hx-target": "next .person-choices",
            "hx-sync": "this:replace", "hx-push-url": "false",
        }  # fmt: skip
        self.fields["words"].widget.attrs.update(asks)
        self.fields["contact"].choices = [(one.pk, said(one)) for one in self.people]  # type: ignore[attr-defined]

    def clean(self):
        data = super().clean() or {}
        if not data.get("words", "").strip():
            return {**data, "contact": None}
        if data.get("since") and data.get("until") and data["until"] < data["since"]:
            self.add_error("until", "Le départ précède l’arrivée.")
        chosen = [one for one in self.people if one.pk == data.get("contact")] or self.people
        if not chosen:
            self.add_error("words", "Personne de votre périmètre ne répond à ces mots. Créez d’abord sa fiche.")
        elif len(chosen) > 1:
            self.add_error("words", "Plusieurs personnes répondent : choisissez.")
        else:
            data["contact"] = chosen[0]
        return data


class _Rows(forms.BaseFormSet):
    def clean(self):
        """One holder, nobody twice."""
        if any(self.errors):
            return
        people = self.parties
        keys = [contact.pk for contact, *_ in people]
        if len(keys) != len(set(keys)):
            raise forms.ValidationError("Une personne est nommée deux fois.")
        if LeaseParty.Role.HOLDER not in {role for _, role, *_ in people}:
            raise forms.ValidationError("Nommez le titulaire du bail.")

    @property
    def parties(self) -> list[tuple[Contact, str, dt.date | None, dt.date | None]]:
        rows = [row.cleaned_data for row in self.forms]
        return [(row["contact"], row["role"], row["since"], row["until"]) for row in rows if row.get("contact")]


PersonRows = forms.formset_factory(PersonRow, formset=_Rows, extra=2, max_num=12, validate_max=True)


def person_rows(user, data=None, lease=None):
    """Those of the lease and two empty places; for a new lease a holder and a co-holder."""
    roles = LeaseParty.Role
    if lease is None:
        known: list[dict] = [{"role": roles.HOLDER}, {"role": roles.CO_HOLDER}]
        rows = forms.formset_factory(PersonRow, formset=_Rows, extra=1, max_num=12, validate_max=True)
        return rows(data, prefix="personne", initial=known, form_kwargs={"user": user})
    parties = lease.parties.select_related("contact").in_order()
    known = [
        {"words": str(one.contact), "contact": one.contact_id, "role": one.role, "since": one.since,
         "until": one.until}
        for one in parties
    ]  # fmt: skip
    return PersonRows(data, prefix="personne", initial=known, form_kwargs={"user": user, "dated": True})
