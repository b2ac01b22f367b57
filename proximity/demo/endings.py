"""Orders of the demo that do not go as ordered: declined, stopped, kept for less, beyond their limit.

Told by the verbs that people use.
"""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

from django.db.models import Q

from teams.demo import DOMAIN

from .. import execution, order_endings, ordering
from ..models import OrderLine, Via, WorkOrder
from ..models.prices import rounded
from ..ordering import Line
from ..parameters import limit_of

State = WorkOrder.State
MORE = Decimal(900)


def build(seed: int, today: dt.date, say: Callable[[str], None]) -> None:
    """One of each, where the demo's manager of a sector works if there is one: people sign in there."""
    told = 0
    for tell, *states in STORIES:
        if order := next(filter(None, map(_one, states)), None):
            tell(order)
            told += 1
    say(f"{told} ordres qui ne finissent pas comme prévu")


def _one(state: str) -> WorkOrder | None:
    here = Q(case__agency__users__email=f"secteur{DOMAIN}")
    found = WorkOrder.objects.filter(state=state, case__process="request", case__closed_at=None, asks=None)
    around = found.select_related("case__residence", "contractor", "contract", "contact", "made_by")
    return around.filter(here).order_by("pk").first() or around.order_by("pk").first()


def beyond_the_limit(order: WorkOrder) -> None:
    """Whoever may commit so much finds it in « Mon travail »."""
    by = order.made_by
    known = OrderLine.objects.filter(version__order=order, version__number=order.version).order_by("position")
    lines = [Line(one.label, one.quantity, one.price, one.unit, one.price_line) for one in known]
    lines.append(Line("Remplacement complet, dépose comprise", Decimal(1), limit_of(by) + MORE, "u"))
    why = "Réparer ne tiendrait pas : le diagnostic demande de remplacer."
    ordering.vary(order, lines, why, version=order.version, by=by)


def declined_by_the_firm(order: WorkOrder) -> None:
    why = "Équipe complète jusqu’à la fin du mois, nous ne tiendrons pas le délai."
    order_endings.decline(order, why, by=None, via=Via.CONTRACTOR)


def declined_for_the_firm(order: WorkOrder) -> None:
    """By telephone: one of ours writes it down."""
    order_endings.decline(order, "Appel de l’entreprise : personne avant trois semaines.", by=order.made_by)


def stopped(order: WorkOrder) -> None:
    if order.state == State.ACKNOWLEDGED:
        execution.start(order, by=order.made_by)
    why = "Le désordre dépasse l’ordre : un diagnostic est à faire d’abord."
    order_endings.stop(order, why, due=rounded(order.amount / 2), by=order.made_by)


def kept_for_less(order: WorkOrder) -> None:
    if order.state == State.ACKNOWLEDGED:
        execution.complete(order, "Travaux faits.", by=None, via=Via.CONTRACTOR)
    why = "Finitions à revoir, sans gêne pour l’usage : gardé en l’état."
    order_endings.reduce(order, why, due=rounded(order.amount * Decimal("0.8")), by=order.made_by)


STORIES = (
    (beyond_the_limit, State.PREPARED), (declined_by_the_firm, State.SENT),
    (declined_for_the_firm, State.ACKNOWLEDGED), (stopped, State.STARTED, State.ACKNOWLEDGED),
    (kept_for_less, State.DONE, State.ACKNOWLEDGED),
)  # fmt: skip
"""Each with the states it starts from, the likeliest first: which ones a day offers is drawn."""
