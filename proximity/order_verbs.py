"""What verbs of an order share: one transaction, one lock on its case, one line of the journal per `key`."""

import datetime as dt
from collections.abc import Callable
from functools import wraps

from django.db import transaction
from django.utils import timezone

from coordination.models import Entry
from teams.workflow import MoveRefused

from .models import Via, WorkOrder

TENANT, INTERNAL = Entry.Visibility.TENANT, Entry.Visibility.INTERNAL
FUTURE = "Ce qui n’a pas encore eu lieu ne se note pas."
BEFORE_ORDER = "Cette date précède l’envoi de l’ordre ({:%d/%m/%Y})."


def order_verb(act: Callable[..., Entry]) -> Callable[..., Entry]:
    """Make a function of an order a verb: it holds the case, reads the order again, and writes one line.

    `by` is who acts (None: the firm or the tenant, `via`), `at` when it happened (now, unless told otherwise).
    Sent again with the same key it changes nothing and gives that line; of two people who click at once the
    second finds the order as the first left it.
    """

    @wraps(act)
    def once(
        order: WorkOrder, *args, by, key=None, at: dt.datetime | None = None, via=Via.STAFF, **words
    ) -> Entry:
        with transaction.atomic():
            hold(order)
            if key and (known := Entry.objects.filter(key=key).first()):
                if (known.case_id, known.by) != (order.case_id, by):
                    raise MoveRefused("Cet envoi porte la clé d’une autre action. Rechargez la page.")
                return known
            now = timezone.now()
            if at and at > now:
                raise MoveRefused(FUTURE)
            if at and order.sent_at and at < order.sent_at:
                raise MoveRefused(BEFORE_ORDER.format(timezone.localtime(order.sent_at)))
            return act(order, *args, by=by, key=key, at=at or now, via=via, **words)

    return once


def hold(order: WorkOrder) -> WorkOrder:
    """Lock the case of the order until the transaction ends, and read both again."""
    case, contractor = order.case.hold(), order.contractor
    order.refresh_from_db()
    order.case, order.contractor = case, contractor
    return order


def say(order: WorkOrder, text: str, *, by, key=None, at=None, to_tenant: bool = False) -> Entry:
    """One line in the journal of the case: whose order, and what happened to it."""
    told = f"{order.number} ({order.contractor}) : {text}"
    visibility = seen_by(order) if to_tenant else INTERNAL
    return order.case.note(told, visibility=visibility, data={"order": order.number}, by=by, key=key, at=at)


def seen_by(order: WorkOrder) -> str:
    """What the tenant of the order may read; without one nobody outside does."""
    return TENANT if order.contact_id else INTERNAL
