from django import forms

from .models import Building, Residence


class SplitForm(forms.Form):
    """Which buildings leave a residence, and the name of the new one."""

    buildings = forms.ModelMultipleChoiceField(
        label="Bâtiments à détacher",
        queryset=Building.objects.none(),
        error_messages={
            "required": "Cochez au moins un bâtiment.",
            "invalid_choice": "Un de ces bâtiments n’est plus dans cette résidence.",
            "invalid_pk_value": "Un de ces bâtiments n’est plus dans cette résidence.",
        },
    )
    name = forms.CharField(label="Nom de la nouvelle résidence", max_length=120)

    def __init__(self, *args, residence: Residence, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["buildings"].queryset = residence.buildings.all()  # type: ignore[attr-defined]

    @property
    def picked(self) -> set[str]:
        """Primary keys ticked so far, as the browser sent them."""
        return set(self["buildings"].value() or [])
