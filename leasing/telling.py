"""Telling the holders of a lease, in the transaction of what they are told of."""

from messaging import outbox

from . import events
from .models.parties import LeaseParty


def tell(notice, event: str) -> None:
    """By the channel each chose: text, e-mail or letter. Not of a death, or what the landlord gave."""
    if not notice.tells_tenant:
        return
    said = {"received": f"{notice.received_on:%d/%m/%Y}", "end": f"{notice.ends_on:%d/%m/%Y}"}
    context = {name: said[name] for name in events.VARIABLES[event]}
    parties = notice.lease.parties.filter(role__in=LeaseParty.HOLDERS, until=None).select_related(
        "contact__agency"
    )
    for party in parties.order_by("pk"):
        outbox.send(event, party.contact, context, key=f"{event}:{notice.pk}:{party.contact_id}")
