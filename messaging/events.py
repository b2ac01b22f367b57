"""The events that messaging itself tells."""

from . import texts

WHICH_CASE = "messaging.which_case"


def declare_all() -> None:
    texts.declare(
        texts.Event(
            WHICH_CASE, "Pour quel dossier ?", "requests", ("choices",),
            {
                "fr": "{landlord} : plusieurs dossiers sont ouverts. Répondez {choices}.",
                "en": "{landlord}: several files are open. Reply {choices}.",
            },
            urgent=True,
        )
    )  # fmt: skip
