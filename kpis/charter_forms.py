"""Forms of charters, commitments, results of surveys and proofs."""

from django import forms

from housing import uploads

from .measures import IN_ORDER
from .models import Charter, Commitment, Proof, SurveyReading

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class CharterForm(forms.ModelForm):
    class Meta:
        model = Charter
        fields = ["landlord", "name", "words"]


class OfParent(forms.ModelForm):
    """A row of something that the form does not name: it is unique there all the same."""

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() - {"charter", "commitment"}  # type: ignore[misc]


class CommitmentForm(OfParent):
    measure = forms.ChoiceField(label="Indicateur", required=False)
    field_order = ["code", "text", "population", "measure", "question", "target", "proof"]

    class Meta:
        model = Commitment
        fields = ["code", "text", "population", "measure", "question", "target", "proof"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        known = [(one.code, f"{one.code} {one.name} ({one.unit.label})") for one in IN_ORDER]
        self.fields["measure"].choices = [  # type: ignore[attr-defined]
            ("", "Aucun : une question d’enquête"),
            *known,
        ]

    def clean(self):
        data = super().clean() or {}
        if data.get("question") and (data.get("target") or 0) > 100:
            self.add_error("target", "100 % au plus.")
        return data


class ReadingForm(OfParent):
    class Meta:
        model = SurveyReading
        fields = ["on", "favourable", "answers", "source"]
        widgets = {"on": DATE}


class ProofForm(forms.ModelForm):
    file = forms.FileField(
        label="Fichier", help_text="PDF, JPEG, PNG, Excel ou Word, 20 Mo au plus. Sans données de personnes."
    )

    class Meta:
        model = Proof
        fields = ["title", "file"]

    def clean_file(self):
        return uploads.read_into(self.instance, self.cleaned_data["file"])
