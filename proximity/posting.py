"""Writing to a firm: each order with its PDF and the address of the firm's own page, then what changes."""

import datetime as dt

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from coordination import parameters
from messaging import mailing
from messaging.letters import NoPango, pdf

from . import tasks
from .models import Contractor, ContractorLink, OrderLine, OrderVersion, WorkOrder
from .parameters import LINK_LASTS

STYLE = settings.BASE_DIR / "static" / "css" / "order.css"
PATIENCE = dt.timedelta(minutes=5)
"""After which an order that nobody mailed was forgotten by the queue."""
SUBJECTS = {
    "cancelled": "ordre annulé",
    "stopped": "travaux arrêtés",
    "reduced": "réception avec réfaction",
    "booked": "rendez-vous",
    "no_slot": "aucun créneau ne convient",
    "reserves": "réserves à lever",
}


def post_order(order: WorkOrder) -> None:
    """The version in force leaves once the transaction stands."""
    link_of(order.contractor)
    version = order.versions.filter(decision=OrderVersion.Decision.APPROVED).order_by("-number").first()
    if version:
        transaction.on_commit(lambda: tasks.mail_order.delay(version.pk), robust=True)


def post_news(order: WorkOrder, kind: str) -> None:
    transaction.on_commit(lambda: tasks.mail_news.delay(order.pk, kind), robust=True)


@transaction.atomic
def link_of(contractor: Contractor) -> ContractorLink:
    """The firm's address; another one once less than half of its life is left."""
    now = timezone.now()
    lasts = dt.timedelta(days=float(parameters.value(LINK_LASTS)))
    Contractor.objects.select_for_update(no_key=True).get(pk=contractor.pk)
    standing = ContractorLink.objects.filter(contractor=contractor, revoked_at=None)
    known = standing.first()
    if known and known.expires_at > now + lasts / 2:
        return known
    standing.update(revoked_at=now)
    return ContractorLink.objects.create(contractor=contractor, made_at=now, expires_at=now + lasts)


def standing_link(contractor: Contractor) -> ContractorLink | None:
    return ContractorLink.objects.valid().filter(contractor=contractor).first()


@transaction.atomic
def renew(contractor: Contractor) -> ContractorLink:
    """Another address; the former one opens nothing any more."""
    revoke(contractor)
    return link_of(contractor)


def revoke(contractor: Contractor) -> None:
    ContractorLink.objects.filter(contractor=contractor, revoked_at=None).update(revoked_at=timezone.now())


# --- called by the queue


def mail_order(pk: int) -> bool:
    """Mail this version once; whether this call did."""

    def send():
        version = OrderVersion.objects.select_related(*(f"order__{name}" for name in AROUND)).get(pk=pk)
        _mail(version.order, version, "order", "ordre de service" if version.number == 1 else "avenant")

    return mailing.once(OrderVersion.objects.filter(pk=pk, mailed_at=None), "mailed_at", send)


def mail_news(order_pk: int, kind: str) -> None:
    order = WorkOrder.objects.select_related(*AROUND).get(pk=order_pk)
    _mail(order, None, kind, SUBJECTS[kind])


def forgotten(now: dt.datetime | None = None) -> list[int]:
    """Versions that should have been mailed: the queue lost them."""
    before = (now or timezone.now()) - PATIENCE
    waiting = OrderVersion.objects.filter(
        mailed_at=None, decision=OrderVersion.Decision.APPROVED, decided_at__lt=before,
        order__state__in=WorkOrder.WITH_CONTRACTOR, order__sent_at__lt=before,
    )  # fmt: skip
    return list(waiting.order_by("pk").values_list("pk", flat=True))


AROUND = (
    "contractor", "contract", "contact", "case", "residence", "building", "staircase", "unit__staircase",
)  # fmt: skip


def _mail(order: WorkOrder, version: OrderVersion | None, kind: str, subject: str) -> None:
    link = standing_link(order.contractor)
    context = {
        "order": order, "kind": kind, "landlord": settings.LANDLORD_NAME, "phone": settings.LANDLORD_PHONE,
        "address": f"{link.address}{order.number}/" if link else "",
        "last": order.timeline.order_by("-pk").first(), "slot": order.slots.standing().first(),
    }  # fmt: skip
    body = render_to_string("proximity/orders/mail.txt", context)
    mail = EmailMessage(f"{order.number} : {subject}", body, to=[order.contractor.email])
    if version and (sheet := _sheet(version)):
        mail.attach(f"{order.number}-{version.number}.pdf", sheet, "application/pdf")
    mail.send()


def _sheet(version: OrderVersion) -> bytes | None:
    """The order on paper; without it where the machine cannot make any: the mail says all."""
    try:
        return sheet(version)
    except NoPango:
        return None


def sheet(version: OrderVersion) -> bytes:
    """A4, readable aloud. NoPango when the machine cannot make PDF."""
    order = version.order
    staircase = order.staircase or order.residence.staircases.order_by("pk").first()
    context = {
        "order": order, "version": version, "lines": list(OrderLine.objects.filter(version=version)),
        "landlord": settings.LANDLORD_NAME, "phone": settings.LANDLORD_PHONE, "today": timezone.localdate(),
        "address": staircase.address if staircase else order.residence.commune_name,
        "phones": [phone.number for phone in order.contact.phones.all()] if order.contact else [],
    }  # fmt: skip
    return pdf("proximity/orders/sheet.html", context, style=STYLE)
