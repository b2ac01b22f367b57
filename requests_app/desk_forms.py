"""Forms of the desk: recording a request, and saying better what it is."""

import re
import uuid
from typing import Any

from django import forms

from coordination.forms import ActForm, words
from coordination.models import Priority
from coordination.photo_fields import PhotosField
from housing.models import Equipment, Staircase
from messaging.models import Contact, Message
from teams.free_text import FreeText

from .finding import Where
from .models import Category, Cause, Channel, Payer, UrgencySign, Zone
from .processes import FAMILY

KEPT = ("zone", "staircase", "equipment", "category", "description", "availability", "channel", "cause", "payer",
        "priority", "key", "message")  # fmt: skip


def grouped(categories: list[Category], first: str = "Choisir…") -> list:
    """The two levels as choices of one `<select>`."""
    return [
        ("", first),
        *(
            (label, [(one.pk, one.label) for one in categories if one.family == code])
            for code, label in FAMILY.values
            if any(one.family == code for one in categories)
        ),
    ]


class CategoryField(forms.TypedChoiceField):
    """One of these categories, under their families."""

    def __init__(self, **kwargs):
        super().__init__(label="Catégorie", coerce=int, **kwargs)
        self.known: dict[int, Category] = {}

    def offer(self, categories: list[Category]) -> None:
        self.known = {one.pk: one for one in categories}
        self.choices = grouped(categories)

    def clean(self, value):
        found = super().clean(value)
        return self.known.get(found) if found else None


class CaptureForm(forms.Form):
    """What somebody tells of a request. The place and the caller are in `where`, read before (`finding`)."""

    zone = forms.ChoiceField(label="Où est le problème", choices=Zone, widget=forms.RadioSelect, initial=Zone.HOME)
    staircase = forms.ModelChoiceField(
        Staircase.objects.none(), label="Escalier", required=False, empty_label="Toute la résidence"
    )
    equipment = forms.ModelChoiceField(
        Equipment.objects.none(), label="Équipement", required=False, empty_label="Aucun"
    )
    description = FreeText(
        label="Ce que dit la personne", required=False, max_length=1000, rows=4,
        attrs={"placeholder": "L’évier fuit depuis ce matin…", "aria-keyshortcuts": "Control+Enter"},
    )  # fmt: skip
    category = CategoryField()
    availability = forms.CharField(
        label="Disponibilités", required=False, max_length=200,
        widget=forms.TextInput(attrs={"placeholder": "Après 17 h, sauf mardi", "autocomplete": "off"}),
    )  # fmt: skip
    channel = forms.ChoiceField(label="Par", choices=Channel, initial=Channel.PHONE)
    photos = PhotosField(label="Photos")
    priority = forms.TypedChoiceField(
        label="Urgence", coerce=int, choices=Priority, widget=forms.RadioSelect,
        error_messages={"required": "Confirmez l’urgence proposée, ou choisissez-en une autre."},
    )  # fmt: skip
    cause = forms.ChoiceField(label="Cause", choices=Cause, required=False)
    payer = forms.ChoiceField(label="Qui paie", choices=Payer, required=False)
    key = forms.UUIDField(widget=forms.HiddenInput)
    message = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, user, where: Where, categories: list[Category], signs: list[UrgencySign], **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.where, self.categories = user, where, categories
        fields: dict[str, Any] = self.fields
        fields["category"].offer(categories)
        fields["key"].initial = uuid.uuid4()
        self.signs = signs
        if where.residence:
            stairs = Staircase.objects.visible_to(user).filter(residence=where.residence)
            machines = Equipment.objects.visible_to(user).filter(residence=where.residence)
            fields["staircase"].queryset = stairs.select_related("building").order_by("building", "name", "pk")
            fields["staircase"].label_from_instance = lambda one: f"{one.building} · {one}"
            fields["equipment"].queryset = machines.with_where()
            fields["equipment"].label_from_instance = lambda one: f"{one} · {one.where}"

    def clean_message(self) -> Message | None:
        """The text this request answers, while nobody has put it anywhere."""
        pk = self.cleaned_data["message"]
        return Message.objects.visible_to(self.user).filter(pk=pk).first() if pk else None

    @property
    def ticked(self) -> list[int]:
        """Signs of urgency that are ticked, of whatever category."""
        data: Any = self.data
        told = data.getlist("signs") if self.is_bound else self.initial.get("signs", [])
        return [int(one) for one in told if re.fullmatch(r"\d{1,18}", str(one))]

    def clean(self):
        data = super().clean() or {}
        where, zone = self.where, data.get("zone")
        if where.residence is None:
            self.add_error(None, "Dites qui appelle, ou quel lieu : cherchez un nom, un téléphone, une adresse.")
        elif zone == Zone.HOME and where.unit is None:
            self.add_error("zone", "Dans le logement : lequel ? Cherchez la personne ou le logement.")
        category = data.get("category")
        if category and not data.get("description", "").strip() and category.family not in ("A1", "A2"):
            self.add_error("description", "Quelques mots : qui intervient n’a que cela pour se préparer.")
        data["signs"] = [sign for sign in self.signs if category and sign.category_id == category.pk
                         and sign.pk in self.ticked]  # fmt: skip
        return data


class RequalifyForm(ActForm):
    """What it is, where, whose it is, who asked: changed with a word on why."""

    category = CategoryField()
    zone = forms.ChoiceField(label="Où", choices=Zone, widget=forms.RadioSelect)
    contact = forms.ModelChoiceField(
        Contact.objects.none(), label="Demandeur", required=False, empty_label="Nos équipes, ou inconnu",
        help_text="Les personnes qui habitent le logement. Le nouveau demandeur reçoit l’accusé de réception.",
    )  # fmt: skip
    cause = forms.ChoiceField(label="Cause", choices=Cause, required=False)
    payer = forms.ChoiceField(label="Qui paie", choices=Payer)
    why = words("Pourquoi", most=300, rows=2, help_text="Écrit au journal, pour vos collègues.")

    def __init__(self, *args, request, user, **kwargs):
        super().__init__(*args, **kwargs)
        offered = Category.objects.active() | Category.objects.filter(pk=request.category_id)
        if not request.case.confidential:
            offered = offered.filter(restricted=False)
        else:
            offered = offered.filter(restricted=True)
        self.fields["category"].offer(list(offered.order_by("family", "position", "pk")))
        people = Contact.objects.visible_to(user)
        mine = people.filter(pk=request.contact_id)
        if request.case.unit:
            mine |= people.filter(pk__in=people.living_in([request.case.unit]).values("pk"))
        self.fields["contact"].queryset = mine.order_by("last_name", "first_name", "pk")
        self.initial |= {
            "category": request.category_id, "zone": request.zone, "contact": request.contact_id,
            "cause": request.cause, "payer": request.payer,
        }  # fmt: skip
