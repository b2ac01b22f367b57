"""An order and the asset plan: asked before it is prepared, heard before it leaves (domain.md §8.2)."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from housing.models import ComponentKind, PlannedWork
from teams.workflow import MoveRefused

from . import guard
from .models import GuardDecision, WorkOrder

Choice, Override = GuardDecision.Choice, WorkOrder.Override
CHOICES = {Override.SAFETY: Choice.SAFETY, Override.TEMPORARY: Choice.TEMPORARY}
"""Whatever else makes one order in spite of the plan is a deviation from it."""
WAITS = "Cet ordre touche des travaux programmés : le patrimoine doit d’abord l’approuver ({})."
DECLINED = "Le patrimoine n’approuve pas cet ordre : {} est au plan en {}."
BEYOND = "L’avenant dépasse ce que le patrimoine a laissé commander avant {} : faites un autre ordre."


@dataclass(frozen=True)
class Warned:
    """A line of the plan that touches what is ordered, and what to say of it."""

    work: PlannedWork
    text: str


def plan_guard(place, kind: ComponentKind | None, amount: Decimal, day: dt.date) -> list[Warned]:
    """The lines of the plan to look at before ordering; an order that goes ahead says why."""
    found = guard.look(place, kind, amount, day)
    return [Warned(work, f"{work.title} est prévu en {work.year} ({work.reference}).") for work in found.works]


def keep(order: WorkOrder, *, by) -> None:
    """Why it is ordered in spite of the plan; from an amount on, the planner is asked."""
    found = guard.look(order, order.kind, order.amount) if order.override else None
    if not found:
        return
    choice = CHOICES.get(Override(order.override), Choice.OVERRIDE)
    guard.decide(order.case, found, choice=choice, reason=order.override_reason, order=order, by=by)
    if order.planned_work_id is None:
        WorkOrder.objects.filter(pk=order.pk).update(planned_work=found.first)
        order.planned_work = found.first


def must_be_free(order: WorkOrder) -> None:
    """Refused as long as the planner has not approved an order that needs it."""
    decision = GuardDecision.objects.filter(order=order).select_related("work", "check_case").first()
    if decision is None or decision.may_leave:
        return
    if decision.state == GuardDecision.State.PENDING:
        raise MoveRefused(WAITS.format(decision.check_case.reference))  # type: ignore[union-attr]
    raise MoveRefused(DECLINED.format(decision.work.title, decision.work.year))


def may_grow(order: WorkOrder, amount: Decimal) -> None:
    """A variation does not carry an order past what was approved, or past what needs no approval."""
    decision = GuardDecision.objects.filter(order=order).select_related("work").first()
    if decision is None or amount <= decision.amount:
        return
    found = guard.look(order, order.kind, amount)
    if found and (decision.check_case_id or found.must_be_approved(decision.choice)):
        raise MoveRefused(BEYOND.format(decision.work.year))
    GuardDecision.objects.filter(pk=decision.pk).update(amount=amount)
