"""What the journal of an alert's case says: it closes the alert, and an effect is measured, never said."""

from django.db import IntegrityError, transaction

from coordination.models import Entry
from teams.workflow import MoveRefused

from ..models import Alert, AlertAction

PROCESS = "alert"
Kind = Entry.Kind


def follow(sender, entry: Entry, **kwargs) -> None:
    """Receiver of `entry_written`."""
    if entry.case.process_id != PROCESS:
        return
    if entry.kind == Kind.HANDED_OVER:
        raise MoveRefused("L’alerte suit son chemin : dites l’action, ou qu’il n’y a rien à corriger.")
    if entry.kind == Kind.FINISHED:
        _check(entry)
    if entry.kind in (Kind.FINISHED, Kind.CLOSED, Kind.REOPENED):
        _mirror(entry)


def _check(entry: Entry) -> None:
    if entry.data.get("outcome") == "acted" and not _awaited(entry).exists():
        raise MoveRefused("Dites d’abord l’hypothèse et l’action, sur la page de l’alerte.")
    if entry.task and entry.task.step == "effect" and entry.by_id is not None:
        raise MoveRefused("L’effet est mesuré par Palier, à la date prévue.")


def _awaited(entry: Entry):
    return AlertAction.objects.filter(alert__case=entry.case_id, effect="")


def _mirror(entry: Entry) -> None:
    entry.case.refresh_from_db(fields=["closed_at"])
    try:
        with transaction.atomic():
            Alert.objects.filter(case=entry.case_id).update(closed_at=entry.case.closed_at)
    except IntegrityError:
        raise MoveRefused("Une alerte plus récente est ouverte pour cet indicateur, au même endroit.") from None
