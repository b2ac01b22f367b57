"""How an order ends before its time, or for less than was ordered: declined by the firm, stopped once begun,
accepted at a reduced price (réfaction). What is paid is a version of its own, never more than the one in force."""

from decimal import Decimal

from config.web.templatetags.palier import euros
from coordination.models import Entry
from teams.workflow import MoveRefused

from . import order_asking, ordering, posting, serving
from .models import OrderVersion, WorkOrder
from .models.prices import rounded
from .order_verbs import order_verb, say

Ending = WorkOrder.Ending


@order_verb
def decline(order: WorkOrder, why: str, *, by, key, at, via) -> Entry:
    """The firm will not come: the case's task is its owner's again; whoever prepared the order finds another."""
    if not why.strip():
        raise MoveRefused("Dites pourquoi l’ordre est décliné.")
    entry = ordering.end(order, "decline", why, by=by, key=key, at=at, via=via)
    order_asking.ask_another_firm(order, why)
    return entry


@order_verb
def stop(order: WorkOrder, why: str, *, due: Decimal, by, key, at, via) -> Entry:
    """Works that began go no further: the firm is told, and paid for what is done (`due`), or for nothing."""
    if not why.strip():
        raise MoveRefused("Dites pourquoi les travaux sont arrêtés.")
    if due:
        _pay(order, due, "Travaux faits avant l’arrêt", why, by)
        known = {"ending": Ending.STOPPED, "done_at": at, "accepted_at": at}
        entry = ordering.end(order, "close", why, by=by, key=key, at=at, via=via, **known)
    else:
        entry = ordering.end(order, "stop", why, by=by, key=key, at=at, via=via, ending=Ending.STOPPED)
    posting.post_news(order, "stopped")
    return entry


@order_verb
def reduce(order: WorkOrder, why: str, *, due: Decimal, by, key, at, via) -> Entry:
    """Réfaction: the works are not as ordered, and are kept all the same, for less."""
    if not why.strip():
        raise MoveRefused("Dites ce qui n’est pas conforme.")
    if due == order.amount:
        raise MoveRefused("Une réfaction réduit le prix ; au prix commandé, réceptionnez simplement.")
    if order.versions.pending().exists():
        raise MoveRefused("Un avenant attend une décision : validez-le ou refusez-le d’abord.")
    former = order.amount
    _pay(order, due, "Prix retenu après réfaction", why, by)
    order.move("accept", by=by, note=why, at=at, via=via, accepted_at=at, ending=Ending.REDUCED)
    told = f"réceptionné avec réfaction, {euros(former)} → {euros(due)} HT. {why}"
    entry = say(order, told, by=by, key=key, at=at)
    serving.serve(order, "accepted", f"{order.number} : travaux réceptionnés avec réfaction", by=by, at=at)
    posting.post_news(order, "reduced")
    return entry


def _pay(order: WorkOrder, due: Decimal, label: str, why: str, by) -> None:
    """The last version: what is paid in the end. The firm is told by other words than an order's."""
    if not 0 <= due <= order.amount:
        raise MoveRefused(f"Le montant retenu va de zéro au montant commandé ({euros(order.amount)} HT).")
    for waiting in order.versions.pending():
        ordering.decide(waiting, OrderVersion.Decision.DROPPED, by)
    number = order.version + 1
    line = ordering.Line(label, Decimal(1), rounded(due))
    made = ordering.write_version(order, number, [line], why[:300], by)
    ordering.decide(made, OrderVersion.Decision.APPROVED, by)
    OrderVersion.objects.filter(pk=made.pk).update(mailed_at=made.made_at)
    WorkOrder.objects.filter(pk=order.pk).update(version=number, amount=made.amount)
    order.version, order.amount = number, made.amount
