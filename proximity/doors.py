"""From the address that a firm got to its own orders, checks and penalties: only here is a row found by its token.

A firm sees of a tenant the name, the telephones and how to get in, of its own orders only (domain.md §6.7).
"""

from django.db.models import Prefetch
from django.utils import timezone

from .models import CleaningCheck, CleaningRedo, ContractorLink, OrderLine, Penalty, Slot, WorkOrder
from .ordering import in_force

AROUND = ("contractor", "contract", "contact", "case", "residence", "building", "staircase", "unit__staircase")
WHERE = ("residence", "building", "staircase")
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


def _checks(link: ContractorLink):
    """Those that failed: the others ask nothing of a firm."""
    return CleaningCheck.objects.failed().filter(service__contract__contractor=link.contractor).with_place()


def _penalties(link: ContractorLink):
    """From the day they are notified."""
    told = Penalty.objects.filter(contract__contractor=link.contractor, notified_at__isnull=False)
    return told.select_related("case", "contract__contractor", *(f"service__{level}" for level in WHERE))


def _redos(link: ContractorLink):
    told = CleaningRedo.objects.filter(check_made__service__contract__contractor=link.contractor)
    return told.select_related("case", *(f"check_made__service__{level}" for level in (*WHERE, "contract")))


def cleaning_of(link: ContractorLink) -> dict:
    """What is to be cleaned again and checks that may still be contested, the most pressing first, and the latest
    penalties. Three queries."""
    checks = _checks(link).filter(contest_until__gt=timezone.now()).order_by("contest_until", "pk")
    return {
        "redos": list(_redos(link).expected().order_by("due_at", "pk")),
        "checks": list(checks),
        "penalties": list(_penalties(link).order_by("-notified_at", "-pk")[:LATEST_DONE]),
    }


def check_at(link: ContractorLink, pk: int) -> CleaningCheck | None:
    return _checks(link).filter(pk=pk).first()


def redo_at(link: ContractorLink, pk: int) -> CleaningRedo | None:
    return _redos(link).filter(pk=pk).first()


def penalty_at(link: ContractorLink, pk: int) -> Penalty | None:
    return _penalties(link).filter(pk=pk).first()
