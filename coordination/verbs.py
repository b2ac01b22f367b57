"""How a case changes: a verb is one transaction, one lock on the case and one line of its journal."""

import uuid
from collections.abc import Callable
from functools import wraps

from django.db import transaction
from django.utils import timezone

from teams.workflow import MoveRefused

from . import signals
from .models.entries import Entry


def verb(kind: Entry.Kind) -> Callable:
    """Make a method of Case or Task a verb. It returns what to write in the journal, the caller gets the entry.

    `by` is who acts (None: the application itself), `at` when it happened (now, unless told otherwise), `key` the
    client's: the same action sent again changes nothing and returns the first entry. Of two people who click at
    once the second waits for the case's row, finds it changed, and is told so (MoveRefused).
    """

    def decorate(method):
        @wraps(method)
        def act(self, *args, by, key: uuid.UUID | None = None, at=None, **words) -> Entry:
            with transaction.atomic():
                case = self.hold()
                if first := Entry.objects.repeated(key, kind=kind, by=by, case=case):
                    return first
                now = timezone.now()
                at = at or now
                if at > now:
                    raise MoveRefused("Ce qui n’a pas encore eu lieu ne s’écrit pas au journal.")
                written = method(self, *args, by=by, at=at, **words)
                return write(case, kind, by=by, key=key, at=at, **written)

        return act

    return decorate


def write(case, kind: Entry.Kind, *, by, at, key=None, **written) -> Entry:
    """Write one line of the journal and tell who listens, in the same transaction."""
    entry = Entry.objects.create(case=case, kind=kind, by=by, at=at, key=key, **written)
    signals.entry_written.send(sender=type(case), entry=entry)
    return entry


def after_commit(signal, **news) -> None:
    """Send a signal once the transaction stands. A receiver that fails is logged and stops nobody."""
    transaction.on_commit(lambda: signal.send_robust(**news))
