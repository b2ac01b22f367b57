"""Forms about a row attached to a place: component, equipment, alert, document."""

from django import forms
from django.db import transaction
from django.db.models import Q

from . import uploads
from .models import Component, Document, Equipment, PlaceAlert, Residence, Staircase, Unit


def _invite(kind) -> None:
    """« Choisir… » instead of a row of dashes."""
    if isinstance(kind, forms.ModelChoiceField):
        kind.empty_label = "Choisir…"
    elif not kind.choices[0][0]:
        kind.choices = [("", "Choisir…"), *kind.choices[1:]]


class PlacedForm(forms.ModelForm):
    """Where in the residence, then the row itself. A home is told by its reference or its door."""

    where = forms.ChoiceField(label="Où", required=False)
    home = forms.CharField(
        label="Logement",
        required=False,
        max_length=60,
        help_text="Référence ou numéro de porte ; vide : tout le lieu choisi.",
    )

    field_order = ["where", "home"]

    def __init__(self, *args, residence: Residence, home: Unit | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.residence = self.instance.residence = residence
        self.staircases = list(Staircase.objects.filter(residence=residence).select_related("building"))
        self.fields["where"].choices = self._places()  # type: ignore[attr-defined]
        _invite(self.fields["kind"])
        row = self.instance
        if row.pk:
            self.initial["where"] = f"escalier-{row.staircase_id}" if row.staircase_id else (
                f"batiment-{row.building_id}" if row.building_id else "")  # fmt: skip
            home = row.unit
        if home:
            self.initial["where"] = f"escalier-{home.staircase_id}"
            self.initial["home"] = home.landlord_ref or home.door or f"n° {home.pk}"
        self.known_home = home

    def _places(self):
        buildings = {stair.building_id: stair.building for stair in self.staircases}
        places = [("", "Toute la résidence")]
        for pk, building in buildings.items():
            places.append((f"batiment-{pk}", str(building)))
            places += [
                (f"escalier-{stair.pk}", f"{building} · {stair}")
                for stair in self.staircases
                if stair.building_id == pk
            ]
        return places

    def clean(self):
        data = super().clean()
        kind, _, key = (data.get("where") or "").partition("-")
        row = self.instance
        row.building_id = row.staircase_id = row.unit_id = None
        if kind == "batiment":
            row.building_id = int(key)
        elif kind == "escalier":
            self._stand_on(next(stair for stair in self.staircases if stair.pk == int(key)))
        if data.get("home"):
            self._find_home(data["home"].strip())
        return data

    def _stand_on(self, staircase):
        self.instance.staircase_id, self.instance.building_id = staircase.pk, staircase.building_id

    def _find_home(self, told):
        if self.known_home and told == self.initial.get("home"):
            found = [self.known_home]
        else:
            homes = Unit.objects.filter(residence=self.residence).select_related("staircase")
            if self.instance.staircase_id:
                homes = homes.filter(staircase=self.instance.staircase_id)
            elif self.instance.building_id:
                homes = homes.filter(staircase__building=self.instance.building_id)
            found = list(homes.filter(Q(landlord_ref=told) | Q(rpls_id=told))[:2]) or list(
                homes.filter(door=told)[:2]
            )
        if len(found) != 1:
            self.add_error("home", "Plusieurs logements portent ce numéro : choisissez l’escalier." if found
                           else "Aucun logement de ce lieu ne porte cette référence.")  # fmt: skip
            return
        self.instance.unit = found[0]
        self._stand_on(found[0].staircase)

    def _post_clean(self):
        """The same row twice is a form sent twice."""
        super()._post_clean()
        if not self.errors and self.instance.pk is None and self._twin().exists():
            self.add_error(None, "C’est déjà enregistré à cet endroit.")

    def _twin(self):
        row = self.instance
        same = {name: getattr(row, name) for name in self._meta.fields if name not in ("file", "title")}
        return type(row).objects.filter(
            residence=row.residence, building=row.building_id, staircase=row.staircase_id, unit=row.unit_id, **same
        )

    def save(self, commit=True):
        """A new row waits for its twin's transaction, so that a form sent twice at once makes one row."""
        with transaction.atomic():
            Residence.objects.select_for_update(no_key=True).get(pk=self.residence.pk)
            if self.instance.pk is None and self._twin().exists():
                return None
            self.instance.save()
        return self.instance


DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ComponentForm(PlacedForm):
    class Meta:
        model = Component
        fields = ["kind", "detail", "installed_year", "condition", "condition_on", "expected_end_year"]
        widgets = {"condition_on": DATE}


class EquipmentForm(PlacedForm):
    class Meta:
        model = Equipment
        fields = ["kind", "reference", "detail", "installed_year"]


class AlertForm(PlacedForm):
    class Meta:
        model = PlaceAlert
        fields = ["kind", "title", "text", "starts_on", "ends_on", "must_acknowledge"]
        widgets = {
            "starts_on": DATE,
            "ends_on": DATE,
            "text": forms.Textarea(attrs={"rows": 3, "maxlength": 2000}),
        }

    def clean_text(self):
        return self.cleaned_data["text"].replace("\r\n", "\n")

    def _twin(self):
        return super()._twin().filter(title=self.instance.title)


class DocumentForm(PlacedForm):
    file = forms.FileField(label="Fichier", help_text="PDF, JPEG, PNG, Excel ou Word, 20 Mo au plus.")

    class Meta:
        model = Document
        fields = ["kind", "title", "file"]

    def clean_file(self):
        file = self.cleaned_data["file"]
        self.instance.size = file.size
        return uploads.read_into(self.instance, file)

    def save(self, commit=True):
        """Content we already hold is not stored again."""
        held = Document.objects.filter(sha256=self.instance.sha256).values_list("file", flat=True).first()
        if held and self.instance.file.storage.exists(held):
            self.instance.file = held
        return super().save(commit)

    def _twin(self):
        row = self.instance
        return Document.objects.filter(
            residence=row.residence, building=row.building_id, staircase=row.staircase_id, unit=row.unit_id,
            sha256=row.sha256,
        )  # fmt: skip
