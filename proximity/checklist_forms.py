"""Forms of a draft checklist."""

from django import forms

from coordination import photos

from .models import Checklist, ChecklistItem, Grade, WearGrid


class BasisForm(forms.ModelForm):
    class Meta:
        model = Checklist
        fields = ["basis"]


class ItemForm(forms.ModelForm):
    """One point. The grades on offer for the picture are those of all scales; the form checks they agree."""

    upload = forms.FileField(
        label="Image de référence", required=False, widget=forms.FileInput(attrs={"accept": "image/*"}),
        help_text="Ce que l’on doit voir quand tout va bien.",
    )  # fmt: skip

    class Meta:
        model = ChecklistItem
        fields = [
            "section", "label", "help", "position", "scale", "photo_from", "weight", "knock_out", "kind", "wear",
            "per_bedroom",
        ]  # fmt: skip

    def __init__(self, *args, checklist, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.checklist = checklist
        grades = Grade.objects.filter(points__isnull=False).select_related("scale").order_by("scale", "rank")
        field = self.fields["photo_from"]
        field.choices = [("", "Jamais"), *((one.pk, f"{one.label} ({one.scale})") for one in grades)]
        self.fields["kind"].empty_label = "— aucun —"
        if checklist.is_inventory:
            grid = WearGrid.objects.order_by("-valid_from").first()
            rules = grid.rules.values_list("code", "label") if grid else []
            self.fields["wear"] = forms.ChoiceField(
                label="Vétusté", required=False, choices=[("", "— aucune —"), *rules], initial=self.instance.wear
            )
        else:
            del self.fields["wear"], self.fields["per_bedroom"]

    def clean(self):
        data = super().clean() or {}
        grade, scale = data.get("photo_from"), data.get("scale")
        if grade and scale and grade.scale_id != scale.pk:
            self.add_error("photo_from", "Cette note n’est pas de l’échelle choisie.")
        return data

    def save(self, commit=True):
        if self.cleaned_data["upload"]:
            self.instance.reference = photos.keep(self.cleaned_data["upload"])
        return super().save(commit)
