"""The events that messaging itself tells."""

from django.utils.translation import gettext_noop as _

from . import texts

WHICH_CASE = "messaging.which_case"


def declare_all() -> None:
    texts.declare(
        texts.Event(
            WHICH_CASE, "Pour quel dossier ?", "requests", ("choices",),
            _("{landlord} : plusieurs dossiers sont ouverts. Répondez {choices}."),
            urgent=True,
        )
    )  # fmt: skip
