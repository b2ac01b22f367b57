"""Forms of the nomenclature: categories, signs of urgency, repairs and the contracts that cover them."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from housing.models import Residence

from .models import Category, ItemCover, RepairItem, UrgencySign, Zone

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class WordsField(forms.CharField):
    """Beginnings of words, one entry a line: « fuite », « eau chaude »."""

    def __init__(self, **kwargs):
        super().__init__(
            label="Mots qui la suggèrent", required=False, widget=forms.Textarea(attrs={"rows": 5}),
            help_text="Un début de mot par ligne, sans accents. Deux débuts sur une ligne : les deux à la fois.",
            **kwargs,
        )  # fmt: skip

    def prepare_value(self, value):
        return value if isinstance(value, str) or value is None else "\n".join(value)

    def clean(self, value):
        lines = [line.strip().lower() for line in super().clean(value).splitlines()]
        found = list(dict.fromkeys(line for line in lines if line))
        if long := [line for line in found if len(line) > 40]:
            raise ValidationError(f"Trop long (40 lettres au plus) : {long[0]}")
        return found


class CategoryForm(forms.ModelForm):
    zones = forms.MultipleChoiceField(label="Où", choices=Zone, widget=forms.CheckboxSelectMultiple)
    words = WordsField()

    class Meta:
        model = Category
        fields = ["family", "label", "zones", "priority", "words", "item", "kind", "equipment_kind", "advice",
                  "restricted", "active", "position"]  # fmt: skip
        widgets = {"advice": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "label": "Le locataire le lit, dans sa langue si elle est traduite.",
            "kind": "Les travaux prévus sur ce composant sont rappelés à la saisie.",
            "advice": "Consigne de sécurité ou premier geste, dit pendant l’appel.",
            "restricted": "Le dossier n’est vu que des conseillers sociaux et de qui l’a ouvert.",
            "active": "Décochée : plus proposée, les demandes passées la gardent.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.fields = {"code": forms.SlugField(label="Code", max_length=40), **self.fields}
            self._meta.fields = ["code", *CategoryForm.Meta.fields]

    def clean_code(self):
        code = self.cleaned_data["code"]
        if Category.objects.filter(code=code).exists():
            raise ValidationError("Ce code est déjà pris.")
        self.instance.code = code
        return code


class SignForm(forms.ModelForm):
    words = WordsField()

    class Meta:
        model = UrgencySign
        fields = ["label", "priority", "words", "from_month", "to_month", "basis"]
        help_texts = {
            "label": "Comme on le demande à la personne : « Impossible de couper l’eau ».",
            "from_month": "Numéro du mois. Vide : toute l’année. D’octobre à avril : 10 et 4.",
        }


class RepairForm(forms.ModelForm):
    class Meta:
        model = RepairItem
        fields = ["area", "label", "tenant_part", "landlord_part", "listed", "basis", "verified_on"]
        widgets = {
            "tenant_part": forms.Textarea(attrs={"rows": 3}), "landlord_part": forms.Textarea(attrs={"rows": 2}),
            "verified_on": DAY,
        }  # fmt: skip
        help_texts = {"verified_on": "Le jour où quelqu’un a relu le texte à sa source (Légifrance)."}


class CoverForm(forms.ModelForm):
    """A contract maintains the element, everywhere or at a residence, for a period."""

    starts_on = forms.DateField(label="À partir du", initial=timezone.localdate, widget=DAY)
    ends_on = forms.DateField(label="Jusqu’au (inclus)", required=False, widget=DAY)

    class Meta:
        model = ItemCover
        fields = ["contract", "residence"]
        help_texts = {"residence": "Vide : toutes les résidences."}

    field_order = ["contract", "residence", "starts_on", "ends_on"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        field: Any = self.fields["residence"]
        field.queryset = Residence.objects.visible_to(user).current().order_by("name", "pk")
        field.empty_label = "Toutes les résidences"

    def clean(self):
        data = super().clean() or {}
        start, end = data.get("starts_on"), data.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", "La fin précède le début.")
        elif start:
            upper = end + dt.timedelta(days=1) if end else None
            self.instance.period = DateRange(start, upper)
        return data

    def record(self) -> bool:
        """Save it; False when another contract holds then (said on the form)."""
        try:
            with transaction.atomic():
                self.save()
        except IntegrityError:
            self.add_error("starts_on", "Un autre contrat vaut déjà pour cette période.")
            return False
        return True
