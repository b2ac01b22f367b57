from django import forms
from django.utils import timezone

from coordination.forms import ActForm, words


class ActionForm(ActForm):
    """What explains the move, and what is done about it."""

    hypothesis = words("Hypothèse", help_text="Ce qui explique l’écart, vu dans les dossiers.")
    action = words("Action", help_text="Ce qui change, et qui s’en charge : un service, pas une personne.")
    on = forms.DateField(
        label="À partir du", initial=timezone.localdate,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text="L’effet est mesuré quatre semaines plus tard.",
    )  # fmt: skip
