"""A provider without a network: telephones drawn on a page (`/simulateur/`), which report as Twilio does.

Some endings of a number play a trouble, so that one can see what the application does about it.
"""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from ..models.simulated import SimulatedPhone, SimulatedSms
from ..states import FINAL, OF_PROVIDER
from .base import Gateway, Receipt, Refused

STEPS = {"accepted": "queued", "queued": "sent", "sent": "delivered"}
PACE = 1
"""Seconds between two reports."""
STUCK = 30
"""Seconds after which the sweeper takes a report that the queue lost."""


@dataclass(frozen=True)
class Ending:
    """What happens to numbers with these last digits."""

    label: str
    refused: str = ""
    fails: str = ""
    silent: bool = False


ENDINGS = {
    "9001": Ending("téléphone éteint : un second essai une heure après", fails="30003"),
    "9002": Ending("ligne fixe : courriel ou courrier à la place", fails="30006"),
    "9003": Ending("la personne a répondu STOP", refused="21610"),
    "9004": Ending("numéro invalide", refused="21211"),
    "9005": Ending("aucun compte rendu : « sans nouvelle » après 24 h", silent=True),
}


def ending_of(number: str) -> Ending | None:
    return ENDINGS.get(number[-4:])


class SimulatorGateway(Gateway):
    name = "simulator"

    def send(self, message) -> Receipt:
        from ..tasks import advance_simulated

        ending = ending_of(message.number)
        if ending and ending.refused:
            raise Refused(ending.refused)
        phone, _ = SimulatedPhone.objects.get_or_create(
            number=message.number, defaults={"agency_id": message.agency_id}
        )
        sms = SimulatedSms.objects.create(phone=phone, body=message.body)
        transaction.on_commit(lambda: advance_simulated.apply_async((sms.pk,), countdown=PACE), robust=True)
        return _receipt(sms)

    def find_recent(self, message, since) -> list[Receipt]:
        found = SimulatedSms.objects.filter(
            phone__number=message.number, from_tenant=False, body=message.body, at__gte=since
        )
        return [_receipt(sms) for sms in found.order_by("at", "pk")]


def _receipt(sms: SimulatedSms) -> Receipt:
    return Receipt(sms.sid, OF_PROVIDER[sms.status])


def advance(pk: int) -> None:
    """One more report about a text, then the next in a second, until the last."""
    from .. import reports
    from ..tasks import advance_simulated

    sms = SimulatedSms.objects.select_related("phone").get(pk=pk)
    following, code = _next(sms)
    if not following or not SimulatedSms.objects.filter(pk=pk, status=sms.status).update(
        status=following, error_code=code
    ):
        return
    reports.receive("simulator", sms.sid, following, code)
    if OF_PROVIDER[following] not in FINAL:
        transaction.on_commit(lambda: advance_simulated.apply_async((pk,), countdown=PACE), robust=True)


def _next(sms: SimulatedSms) -> tuple[str, str]:
    ending = ending_of(sms.phone.number)
    following = STEPS.get(sms.status, "")
    if ending and ending.silent:
        return "", ""
    if ending and ending.fails and following == "delivered":
        return "undelivered", ending.fails
    return following, ""


def catch_up() -> None:
    """Texts whose next report the queue lost."""
    since = timezone.now() - dt.timedelta(seconds=STUCK)
    for pk in SimulatedSms.objects.filter(from_tenant=False, status__in=STEPS, at__lt=since).values_list(
        "pk", flat=True
    )[:200]:
        advance(pk)


def tenant_says(phone: SimulatedPhone, body: str, sid: str) -> None:
    """Somebody plays the tenant: the text comes in as a provider's would. The same `sid` twice is one text."""
    from .. import inbound

    with transaction.atomic():
        _, new = SimulatedSms.objects.get_or_create(
            sid=sid, defaults={"phone": phone, "from_tenant": True, "body": body, "status": "received"}
        )
        if new:
            inbound.receive("simulator", sid, phone.number, body)
