"""Forms of the register of mandatory checks."""

import hashlib

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from coordination.dated_forms import ComingForm
from coordination.forms import ActForm, words
from housing import uploads
from housing.dated_forms import DATE
from housing.models import Document, Equipment

from .models import CheckKind, CheckRecord, CheckRule, MandatoryCheck

DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def day(label: str, **kwargs) -> forms.DateField:
    return forms.DateField(label=label, initial=timezone.localdate, widget=DAY, **kwargs)


class RecordForm(ActForm):
    """A check that was done, with its report."""

    done_on = day("Fait le")
    company = forms.CharField(label="Organisme ou entreprise", max_length=120)
    result = forms.ChoiceField(label="Résultat", choices=CheckRecord.Result, widget=forms.RadioSelect)
    report = forms.FileField(label="Rapport", required=False, help_text="PDF ou photo, 20 Mo au plus.")
    observations = words(
        "Observations", required=False, rows=4, most=4000,
        help_text="Une par ligne : chacune devient un constat à suivre.",
    )  # fmt: skip

    def clean_done_on(self):
        done_on = self.cleaned_data["done_on"]
        if done_on > timezone.localdate():
            raise ValidationError("Ce contrôle n’a pas encore eu lieu.")
        return done_on

    def clean_report(self):
        file = self.cleaned_data["report"]
        if file:
            try:
                self.content_type = uploads.kind_of(file)
            except uploads.Refused as refusal:
                raise ValidationError(str(refusal)) from refusal
        return file

    def clean(self):
        data = super().clean() or {}
        if data.get("result") == CheckRecord.Result.REFUSED and not data.get("observations", "").strip():
            self.add_error("observations", "Non conforme : dites en quoi, une observation par ligne.")
        return data

    def document(self, check: MandatoryCheck, by) -> Document | None:
        """The report, among the documents of the residence."""
        file = self.cleaned_data["report"]
        if not file:
            return None
        digest = hashlib.sha256()
        for chunk in file.chunks():
            digest.update(chunk)
        known = Document.objects.filter(residence=check.residence_id, sha256=digest.hexdigest()).first()
        return known or Document.objects.create(
            residence=check.residence, building=check.building, kind=Document.Kind.DIAGNOSTIC,
            title=f"{check} du {self.cleaned_data['done_on']:%d/%m/%Y}"[:120], file=file,
            file_name=uploads.safe_name(file.name), content_type=self.content_type, size=file.size,
            sha256=digest.hexdigest(), added_by=by,
        )  # fmt: skip


class LiftForm(ActForm):
    on = day("Levée le")
    text = words("Ce qui a été fait", rows=2, most=300)


class EndForm(ActForm):
    on = day("Plus dû depuis le")


class OweForm(forms.ModelForm):
    """A check that a residence owes, beside those of its machines."""

    class Meta:
        model = MandatoryCheck
        fields = ["kind", "building", "due_on"]
        widgets = {"due_on": DAY}
        help_texts = {"due_on": "Vide si aucun contrôle n’est connu : il restera « sans preuve »."}

    def __init__(self, *args, residence, **kwargs):
        super().__init__(*args, instance=MandatoryCheck(residence=residence), **kwargs)
        self.fields["kind"].queryset = CheckKind.objects.filter(equipment="")
        self.fields["building"].queryset = residence.buildings.order_by("name", "pk")
        self.fields["building"].empty_label = "Toute la résidence"

    def clean(self):
        """The database would refuse it too; here it is said on the form."""
        data = super().clean() or {}
        same = MandatoryCheck.objects.standing().filter(
            residence=self.instance.residence_id, kind=data.get("kind"), building=data.get("building"),
            equipment=None,
        )  # fmt: skip
        if data.get("kind") and same.exists():
            self.add_error("kind", "Ce contrôle est déjà suivi ici.")
        return data


class KindForm(forms.ModelForm):
    class Meta:
        model = CheckKind
        fields = ["code", "label", "subject", "equipment"]
        help_texts = {
            "code": "Court, par exemple ASC4.",
            "equipment": "Chaque équipement de ce type devra ce contrôle. Sans type : il s’ajoute par résidence.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["equipment"].choices = [("", "— aucun, une résidence —"), *Equipment.Kind.choices]


class RuleForm(ComingForm):
    field_order = ["starts_on"]

    class Meta:
        model = CheckRule
        fields = ["months", "weeks", "mandatory", "from_due", "alert_days", "basis", "verified_on"]
        widgets = DATE

    def former(self):
        return CheckRule.objects.filter(kind=self.instance.kind_id)
