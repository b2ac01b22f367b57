"""What the firm does, and what we think of it: acknowledged, begun, done, accepted, refused, invoiced."""

import datetime as dt
import uuid
from collections.abc import Sequence

from coordination import photos as pictures
from coordination.models import Entry
from teams.workflow import MoveRefused

from . import posting, serving
from .models import Slot, Via, WorkOrder
from .order_verbs import after, order_verb, say, seen_by


@order_verb
def acknowledge(order: WorkOrder, *, by, key, at, via) -> Entry:
    """The firm has read it, and will come."""
    order.move("acknowledge", by=by, at=at, via=via, acknowledged_at=at)
    return say(order, "pris en compte par l’entreprise", by=by, key=key, at=at)


@order_verb
def start(order: WorkOrder, *, by, key, at, via) -> Entry:
    now_known = {"acknowledged_at": order.acknowledged_at or at, "started_at": at}
    order.move("start", by=by, at=at, via=via, **now_known)
    return say(order, "travaux commencés", by=by, key=key, at=at, to_tenant=True)


@order_verb
def complete(
    order: WorkOrder, report: str, *, photos: Sequence = (), by, key: uuid.UUID | None, at: dt.datetime, via
) -> Entry:
    """The works are done, with a report and photos; the case's task ends if nothing else is behind."""
    if via == Via.CONTRACTOR and not report.strip():
        raise MoveRefused("Dites en quelques mots ce qui a été fait.")
    if order.started_at:
        at = after(at, order.started_at, "Les travaux ont commencé le {:%d/%m/%Y à %H:%M}.")
    known = {"acknowledged_at": order.acknowledged_at or at, "started_at": order.started_at or at}
    order.move("complete", by=by, note=report[:500], at=at, via=via, done_at=at, **known)
    order.slots.standing().update(state=Slot.State.KEPT)
    order.slots.offered().update(state=Slot.State.LEFT)
    entry = say(order, f"travaux finis. {report}".strip(), by=by, key=key, at=at, to_tenant=True)
    keep_photos(order, photos, by=by, key=key)
    serving.serve(order, "done", f"{order.number} : travaux finis par {order.contractor}", by=by, at=at)
    return entry


def keep_photos(order: WorkOrder, files: Sequence, *, by, key: uuid.UUID | None) -> None:
    """In the case, with the order's number; sent again with the same key, once."""
    pictures.attach_all(order.case, files, caption=order.number, visibility=seen_by(order), by=by, key=key)


@order_verb
def accept(order: WorkOrder, *, text: str = "", by, key, at, via) -> Entry:
    """The works are as ordered."""
    if order.versions.pending().exists():
        raise MoveRefused("Un avenant attend une décision : validez-le ou refusez-le d’abord.")
    order.move("accept", by=by, note=text, at=at, via=via, accepted_at=at)
    entry = say(order, f"réceptionné. {text}".strip(), by=by, key=key, at=at)
    serving.serve(order, "accepted", f"{order.number} : travaux réceptionnés", by=by, at=at)
    return entry


@order_verb
def reserve(order: WorkOrder, reserves: str, *, by, key, at, via) -> Entry:
    """Something is missing or badly done: the firm comes back, and the case's task opens again."""
    if not reserves.strip():
        raise MoveRefused("Dites ce qui ne va pas.")
    order.move("reserve", by=by, note=reserves, at=at, via=via, expected_on=None, started_at=None, done_at=None)
    entry = say(order, f"refusé avec réserves. {reserves}", by=by, key=key, at=at)
    serving.serve(order, "reserves", f"{order.number}, réserves : {reserves}", by=by, at=at)
    posting.post_news(order, "reserves")
    return entry


@order_verb
def invoice(order: WorkOrder, number: str, *, by, key, at, via) -> Entry:
    """The invoice on which the firm asks for its money; one may bear several orders."""
    if not number.strip():
        raise MoveRefused("Donnez le numéro de la facture.")
    order.move("invoice", by=by, at=at, via=via, invoice=number.strip())
    return say(order, f"facturé, n° {number.strip()}", by=by, key=key)
