"""States of a message, in the order in which they may follow (domain.md §11).

The provider's reports come late, twice and out of order: a message only goes up in rank, and stays where it ends.
"""

from django.db import models


class State(models.TextChoices):
    WAITING = "waiting", "À envoyer"
    CLAIMED = "claimed", "Envoi en cours"
    ACCEPTED = "accepted", "Pris en charge"
    QUEUED = "queued", "Chez l’opérateur"
    SENDING = "sending", "Chez l’opérateur (départ)"
    SENT = "sent", "Envoyé"
    UNKNOWN = "unknown", "Sans nouvelle"
    TO_PRINT = "to_print", "À imprimer"
    DELIVERED = "delivered", "Remis"
    UNDELIVERED = "undelivered", "Non remis"
    FAILED = "failed", "Échec"
    CANCELED = "canceled", "Annulé"
    PRINTED = "printed", "Imprimé"

    RECEIVED = "received", "Reçu"
    ASKED = "asked", "Question posée"
    TO_SORT = "to_sort", "À classer"
    FILED = "filed", "Classé"
    DISMISSED = "dismissed", "Écarté"


OUTGOING = (
    State.WAITING, State.CLAIMED, State.ACCEPTED, State.QUEUED, State.SENDING, State.SENT, State.UNKNOWN,
    State.TO_PRINT, State.DELIVERED, State.UNDELIVERED, State.FAILED, State.CANCELED, State.PRINTED,
)  # fmt: skip
INCOMING = (State.RECEIVED, State.ASKED, State.TO_SORT, State.FILED, State.DISMISSED)

RANKS: dict[str, int] = {
    State.WAITING: 0, State.CLAIMED: 0, State.ACCEPTED: 1, State.QUEUED: 2, State.SENDING: 3, State.SENT: 4,
    State.UNKNOWN: 5, State.DELIVERED: 9, State.UNDELIVERED: 9, State.FAILED: 9, State.CANCELED: 9,
}  # fmt: skip
"""A report moves a message from a lower rank to a higher one, never sideways or back."""

AT_PROVIDER = (State.ACCEPTED, State.QUEUED, State.SENDING, State.SENT)
FINAL = (State.DELIVERED, State.UNDELIVERED, State.FAILED, State.CANCELED, State.PRINTED)
LOST = (State.UNDELIVERED, State.FAILED)
"""The text did not reach its reader: something else must be tried."""

OF_PROVIDER: dict[str, State] = {
    "accepted": State.ACCEPTED,
    "scheduled": State.ACCEPTED,
    "queued": State.QUEUED,
    "sending": State.SENDING,
    "sent": State.SENT,
    "delivered": State.DELIVERED,
    "partially_delivered": State.DELIVERED,
    "read": State.DELIVERED,
    "undelivered": State.UNDELIVERED,
    "failed": State.FAILED,
    "canceled": State.CANCELED,
}
"""What the provider says, in our words. Words it may add later are kept in the reports and move nothing."""


def below(state: str) -> list[str]:
    """The states from which a report may lead to `state`."""
    return [known for known, rank in RANKS.items() if rank < RANKS[state]]
