"""From the address that a firm got to its own orders: only here is a row found by its token.

A firm sees of a tenant the name, the telephones and how to get in, of its own orders only (domain.md §6.7).
"""

from django.db.models import Prefetch
from django.utils import timezone

from .models import CleaningCheck, ContractorLink, OrderLine, Penalty, Slot, WorkOrder
from .ordering import in_force

AROUND = ("contractor", "contract", "contact", "case", "residence", "building", "staircase", "unit__staircase")
LATEST_DONE = 20


def link_at(token: str) -> ContractorLink | None:
    """A link that stands; nobody learns whether another one ever did."""
    return ContractorLink.objects.valid().select_related("contractor").filter(token=token).first()


def used(link: ContractorLink) -> None:
    ContractorLink.objects.filter(pk=link.pk).update(used_at=timezone.now())


def orders_of(link: ContractorLink) -> dict[str, list[WorkOrder]]:
    """What is to do, the most pressing first, and what was done lately. Three queries."""
    mine = WorkOrder.objects.for_contractor(link.contractor).select_related(*AROUND)
    standing = Prefetch("slots", Slot.objects.standing(), to_attr="agreed")
    open_ones = mine.filter(state__in=WorkOrder.WITH_CONTRACTOR).prefetch_related(standing)
    done = mine.exclude(state__in=WorkOrder.WITH_CONTRACTOR).order_by("-done_at", "-pk")
    return {"todo": list(open_ones.order_by("due_at", "pk")), "done": list(done[:LATEST_DONE])}


def order_at(link: ContractorLink, number: str) -> WorkOrder | None:
    """An order of this very firm."""
    return WorkOrder.objects.for_contractor(link.contractor).select_related(*AROUND).filter(number=number).first()


def penalties_of(link: ContractorLink):
    """What the firm was told of, and may answer to or read again."""
    mine = Penalty.objects.filter(contract__contractor=link.contractor, notified_at__isnull=False)
    return mine.select_related("case", "contract", "service__residence", "service__staircase").order_by("-pk")


def checks_of(link: ContractorLink):
    """Checks of its cleaning that are closed."""
    mine = CleaningCheck.objects.closed().filter(service__contract__contractor=link.contractor)
    return mine.with_place().select_related("contest").order_by("-closed_at", "-pk")


def to_answer(link: ContractorLink) -> dict:
    """What the firm may still contest. Two queries."""
    now = timezone.now()
    waiting = penalties_of(link).filter(state="notified", observe_until__gte=timezone.localdate())
    return {
        "penalties": list(waiting),
        "checks": list(checks_of(link).filter(contest_until__gt=now, contest=None)),
    }


def page_of(order: WorkOrder) -> dict:
    """What the firm reads of an order."""
    version = in_force(order)
    staircase = order.staircase or order.residence.staircases.order_by("pk").first()
    slots = list(order.slots.order_by("number", "pk"))
    return {
        "order": order, "version": version, "lines": list(OrderLine.objects.filter(version=version)),
        "address": staircase.address if staircase else order.residence.commune_name,
        "phones": [phone.number for phone in order.contact.phones.all()] if order.contact else [],
        "agreed": next((one for one in slots if one.state == Slot.State.CHOSEN), None),
        "offered": [one for one in slots if one.state == Slot.State.OFFERED],
        "reserves": order.timeline.filter(move="reserve").order_by("-pk").first(),
        "on_call": order.contract.on_call if order.contract else "",
    }  # fmt: skip
