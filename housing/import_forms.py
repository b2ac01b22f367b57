from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat

from teams.models import Agency

from .models import Landlord, StockImport


class ImportFile(forms.FileField):
    """A file of the register: any name, not empty, not larger than the setting says."""

    def __init__(self, **kwargs):
        limit = filesizeformat(settings.IMPORT_MAX_BYTES)
        super().__init__(
            label="Fichier du répertoire",
            help_text=f"Déclaration annuelle ou données ouvertes, tel quel, en .zip ou .gz. {limit} au plus.",
            error_messages={"required": "Choisissez un fichier.", "empty": "Ce fichier est vide."},
            **kwargs,
        )

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if file and file.size > settings.IMPORT_MAX_BYTES:
            raise forms.ValidationError(f"Ce fichier fait {filesizeformat(file.size)}, plus que la limite.")
        return file


class ComplementForm(forms.Form):
    """The corrected lines of an earlier import: same landlord, same agencies."""

    file = ImportFile()


class ImportForm(forms.Form):
    file = ImportFile()
    landlord = forms.ModelChoiceField(
        label="Bailleur", queryset=Landlord.objects.all(), required=False, empty_label="Nouveau bailleur…"
    )
    new_landlord = forms.CharField(
        label="Nom du nouveau bailleur", max_length=100, required=False,
        help_text="Seulement s’il n’est pas dans la liste.",
    )  # fmt: skip
    agency = forms.ModelChoiceField(
        label="Agence des nouvelles résidences", queryset=Agency.objects.none(), required=False,
        empty_label="Siège",
        help_text="Les résidences déjà connues gardent leur agence.",
    )  # fmt: skip
    agency_from = forms.CharField(
        label="Colonne qui nomme l’agence", max_length=30, required=False,
        help_text="Si le fichier en a une, par exemple LIBSEGPATRIM. Où elle est vide, l’agence ci-dessus vaut.",
    )  # fmt: skip

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = Agency.objects.visible_to(user)  # type: ignore[attr-defined]

    def clean_agency_from(self):
        return self.cleaned_data["agency_from"].strip().upper()

    def clean(self):
        told = super().clean() or {}
        if told.get("landlord") and told.get("new_landlord"):
            self.add_error("new_landlord", "Choisissez un bailleur de la liste, ou donnez un nom : pas les deux.")
        elif not told.get("landlord") and not told.get("new_landlord"):
            self.add_error("landlord", "Choisissez un bailleur, ou donnez le nom du nouveau.")
        return told

    def the_landlord(self) -> Landlord:
        """The landlord chosen, or the one of that name, made when nobody knows it."""
        if chosen := self.cleaned_data["landlord"]:
            return chosen
        name = self.cleaned_data["new_landlord"]
        return Landlord.objects.filter(name__iexact=name).first() or Landlord.objects.get_or_create(name=name)[0]

    def options(self) -> dict:
        """What the engine reads (`StockImport.options`)."""
        agency, column = self.cleaned_data["agency"], self.cleaned_data["agency_from"]
        told = {"agency": agency.name if agency else "", "agency_from": column}
        return {name: value for name, value in told.items() if value}


class ConfirmForm(forms.Form):
    confirm_gone = forms.BooleanField(label="Je confirme ces sorties du parc", required=False)

    def __init__(self, *args, stock_import: StockImport, needs_gone: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not needs_gone:
            del self.fields["confirm_gone"]
            return
        field = self.fields["confirm_gone"]
        field.required = True
        field.label = f"Je confirme : {stock_import.gone} logements de ce parc ne sont plus dans le fichier"
        field.error_messages["required"] = "Cochez cette case, ou abandonnez l’import."


class DeclarationForm(forms.Form):
    """The yearly declaration to send to the ministry."""

    landlord = forms.ModelChoiceField(label="Bailleur", queryset=Landlord.objects.all(), empty_label=None)
    year = forms.IntegerField(label="Année", min_value=2000, max_value=2100)
