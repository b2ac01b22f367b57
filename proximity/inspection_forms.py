"""Forms of visits and inventories, as one fills them on a tablet; each bears its key (`ActForm`)."""

import uuid

from django import forms
from django.core.exceptions import ValidationError

from coordination import photos
from coordination.costing import NO_WORKS
from coordination.forms import ActForm, words
from coordination.photo_fields import PhotosField
from housing.models import Building, ComponentKind, Condition, Staircase, Unit

from .models import Checklist, CostLine, Finding, Grade, Inventory, KeyCount, MeterReading, Signature

Kind = Checklist.Kind
EUROS = {"max_digits": 10, "decimal_places": 2, "min_value": 0}
DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class StartForm(ActForm):
    """Which checklist, and where in the residence. An inventory is of a home."""

    kind = forms.ChoiceField(label="Type de visite")
    place = forms.ChoiceField(label="Lieu", required=False)

    def __init__(self, *args, residence, unit=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.residence, self.unit = residence, unit
        wanted = Checklist.INVENTORIES if unit else [one for one in Kind if one not in Checklist.INVENTORIES]
        published = set(Checklist.objects.published().values_list("kind", flat=True))
        self.fields["kind"].choices = [(one.value, one.label) for one in wanted if one in published]
        if unit:
            del self.fields["place"]
            return
        buildings = residence.buildings.order_by("name", "pk")
        stairs = residence.staircases.select_related("building").order_by("building__name", "name", "pk")
        self.places = {f"b{one.pk}": one for one in buildings} | {f"s{one.pk}": one for one in stairs}
        self.fields["place"].choices = [("", "Toute la résidence"), *(
            (code, str(one) if code.startswith("b") else f"{one.building} · {one}")
            for code, one in self.places.items()
        )]  # fmt: skip

    @property
    def chosen(self):
        return self.unit or self.places.get(self.cleaned_data["place"], self.residence)


class PointForm(ActForm):
    """One point: its grade, a few words, pictures."""

    grade = forms.ModelChoiceField(Grade.objects.none(), required=False)
    words = words("Précision", required=False, rows=2, most=500)
    photos = PhotosField(label="Photos")

    def __init__(self, *args, point, **kwargs):
        super().__init__(*args, **kwargs)
        self.point = point
        self.fields["grade"].queryset = Grade.objects.filter(scale=point.item.scale_id)

    def pictures(self) -> list:
        """The pictures of the files; what one is not is said on its field."""
        return [photos.keep(one) for one in self.cleaned_data["photos"]]


class EmptyForm(ActForm):
    """Nothing to say: done once."""


class DrawingForm(ActForm):
    """A picture with an arrow or a circle drawn on it."""

    drawing = forms.FileField(label="Photo annotée", widget=forms.FileInput(attrs={"accept": "image/*"}))


class FinishForm(ActForm):
    remarks = words("Remarques", required=False, rows=3, most=2000)


class SignForm(ActForm):
    """A signature drawn with the finger, or the photo of one; « absent » when there is nobody to sign."""

    party = forms.ChoiceField(label="Qui signe", choices=Signature.Party)
    name = forms.CharField(label="Nom", max_length=120)
    drawing = forms.FileField(
        label="Signature", required=False, widget=forms.FileInput(attrs={"accept": "image/*"}),
    )  # fmt: skip
    absent = forms.BooleanField(label="Absent, ou refuse de signer", required=False)

    def clean(self):
        data = super().clean() or {}
        if bool(data.get("drawing")) == bool(data.get("absent")):
            self.add_error("drawing", "Signez, ou cochez « absent ».")
        return data

    def given(self) -> dict:
        data = self.cleaned_data
        picture = photos.keep(data["drawing"]) if data["drawing"] else None
        return {"party": data["party"], "name": data["name"], "picture": picture, "absent": data["absent"]}


class ObserveForm(ActForm):
    """What one sees beside the checklist."""

    label = forms.CharField(label="Ce que vous voyez", max_length=160)
    place = forms.ChoiceField(label="Où", required=False)
    kind = forms.ModelChoiceField(
        ComponentKind.objects.all(), label="Composant", required=False, empty_label="— aucun —"
    )
    grade = forms.ChoiceField(
        label="État", choices=[one for one in Condition.choices if one[0] != "good"], initial=Condition.POOR,
        widget=forms.RadioSelect,
    )  # fmt: skip
    scope = forms.ChoiceField(label="Étendue", choices=Finding.Scope, initial=Finding.Scope.ONE)
    safety = forms.BooleanField(label="Quelqu’un peut se blesser", required=False)
    words = words("Précision", required=False, rows=2)
    photos = PhotosField(label="Photos")

    def __init__(self, *args, residence, unit=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.residence, self.unit = residence, unit
        if unit:
            del self.fields["place"]
            return
        places = [*residence.buildings.order_by("name", "pk"), *residence.staircases.order_by("name", "pk")]
        self.places = {f"{one._meta.model_name[0]}{one.pk}": one for one in places}
        self.fields["place"].choices = [("", "Toute la résidence"), *((c, str(o)) for c, o in self.places.items())]

    @property
    def chosen(self) -> Unit | Building | Staircase:
        return self.unit or self.places.get(self.cleaned_data["place"], self.residence)

    def given(self) -> dict:
        data = self.cleaned_data
        said = {name: data[name] for name in ("label", "kind", "grade", "scope", "safety", "words", "key")}
        return said | {"pictures": [photos.keep(one) for one in data["photos"]]}


# --- inventories


class PeopleForm(forms.ModelForm):
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    class Meta:
        model = Inventory
        fields = ["tenant_name", "new_address", "agent", "by_bailiff"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["tenant_name"].required = True
        if not self.instance.is_exit:
            del self.fields["new_address"]


class ReadingsForm(ActForm):
    """One line per meter: its number and what it shows."""

    def __init__(self, *args, inventory, **kwargs):
        super().__init__(*args, **kwargs)
        self.inventory = inventory
        known = {one.kind: one for one in inventory.readings.all()}
        for kind in MeterReading.Kind:
            one = known.get(kind)
            self.fields[f"has_{kind}"] = forms.BooleanField(
                label=kind.label, required=False, initial=kind in known
            )
            self.fields[f"number_{kind}"] = forms.CharField(
                label=f"N° du compteur, {kind.label.lower()}", required=False, max_length=40,
                initial=one.number if one else "",
            )  # fmt: skip
            self.fields[f"value_{kind}"] = forms.DecimalField(
                label=f"Relevé, {kind.label.lower()}", required=False, min_value=0, max_digits=12,
                decimal_places=3, initial=one.value if one else None,
            )  # fmt: skip

    @property
    def rows(self) -> list[tuple]:
        return [(self[f"has_{kind}"], self[f"number_{kind}"], self[f"value_{kind}"]) for kind in MeterReading.Kind]

    def save(self) -> None:
        """What is told replaces what was."""
        data = self.cleaned_data
        self.inventory.readings.all().delete()
        MeterReading.objects.bulk_create(
            MeterReading(
                inventory=self.inventory, kind=kind, number=data[f"number_{kind}"], value=data[f"value_{kind}"]
            )
            for kind in MeterReading.Kind
            if data[f"has_{kind}"] or data[f"value_{kind}"] is not None
        )  # fmt: skip


class KeysForm(ActForm):
    """How many of each, and where they go."""

    def __init__(self, *args, inventory, **kwargs):
        super().__init__(*args, **kwargs)
        self.inventory = inventory
        known = {one.kind: one for one in inventory.keys.all()}
        for kind in KeyCount.Kind:
            one = known.get(kind)
            self.fields[f"count_{kind}"] = forms.IntegerField(
                label=kind.label, required=False, min_value=0, max_value=99, initial=one.count if one else None
            )
            self.fields[f"note_{kind}"] = forms.CharField(
                label=f"Remarque, {kind.label.lower()}", required=False, max_length=120,
                initial=one.note if one else "",
            )  # fmt: skip

    @property
    def rows(self) -> list[tuple]:
        return [(self[f"count_{kind}"], self[f"note_{kind}"]) for kind in KeyCount.Kind]

    def save(self) -> None:
        data = self.cleaned_data
        self.inventory.keys.all().delete()
        KeyCount.objects.bulk_create(
            KeyCount(inventory=self.inventory, kind=kind, count=data[f"count_{kind}"], note=data[f"note_{kind}"])
            for kind in KeyCount.Kind
            if data[f"count_{kind}"] is not None
        )


class CostLineForm(forms.ModelForm):
    class Meta:
        model = CostLine
        fields = ["label", "cause", "quantity", "unit_price", "rule", "renovated_on"]
        widgets = {"renovated_on": DAY}

    def __init__(self, *args, grid, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rule"].queryset = grid.rules.all() if grid else self.fields["rule"].queryset.none()
        self.fields["rule"].empty_label = "— sans vétusté —"

    def clean(self):
        data = super().clean() or {}
        wears = data.get("cause") in CostLine.WITH_WEAR and data.get("rule")
        if wears and not data.get("renovated_on"):
            self.add_error("renovated_on", "La vétusté court depuis ce jour : donnez-le.")
        return data


WORKS = [(NO_WORKS, "Aucun"), ("light", "Légers"), ("medium", "Moyens"), ("heavy", "Lourds")]


class SendCostingForm(ActForm):
    works = forms.ChoiceField(label="Ampleur des travaux", choices=WORKS, widget=forms.RadioSelect)
    diagnostics = forms.DecimalField(
        label="Diagnostics (€)", required=False, max_digits=10, decimal_places=2, min_value=0,
        help_text="Vide : pas encore connus.",
    )  # fmt: skip


def told(error: ValidationError) -> str:
    return " ".join(error.messages)
