"""What the tenant is told of a request, in their language, with the address of their page."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from coordination import parameters
from coordination.models import Priority
from messaging import outbox
from messaging.models import Contact, Message
from messaging.reading import short_code

from .events import REMINDER, SURVEY
from .models import Request, TenantLink
from .parameters import LINK_LASTS

AT_LEISURE = (REMINDER, SURVEY)


def tell(request: Request, event: str, *, key: str, asks=False, at=None, by=None, **context) -> Message | None:
    """Write to whoever asked; None when nobody did. `key`: what makes this one text, with the event.

    Of an emergency one is told at any hour (domain.md §11); a reminder or a survey waits for the day.
    """
    contact = request.contact
    if contact is None:
        return None
    known = {"reference": short_code(request.case.reference), "what": what(request, contact.language)}
    known |= {"link": link_of(request).address, **context}
    pressing = request.case.priority == Priority.EMERGENCY and event not in AT_LEISURE
    return outbox.send(
        event, contact, known, case=request.case, key=f"{event}:{key}", asks=asks, at=at, by=by,
        urgent=pressing or None,
    )  # fmt: skip


def what(request: Request, language: str) -> str:
    """« fuite d’eau »; nothing that a telephone left on a table should show."""
    with override(language):
        if request.category.restricted:
            return _("votre demande")
        label = _(request.category.label)
        return label[:1].lower() + label[1:]


def link_of(request: Request) -> TenantLink:
    """The address of the page of this request for whoever asked."""
    return link_for(request, request.contact)


def link_for(request: Request, contact: Contact | None) -> TenantLink:
    """The address for this person, made when it is first told; an expired one is replaced. Without a person: for
    whoever stood before a poster, and learns nothing of anybody."""
    now = timezone.now()
    standing = TenantLink.objects.filter(request=request, contact=contact, revoked_at=None)
    if link := standing.valid(now).first():
        return link
    standing.update(revoked_at=now)
    lasts = dt.timedelta(days=float(parameters.value(LINK_LASTS)))
    return TenantLink.objects.create(request=request, contact=contact, made_at=now, expires_at=now + lasts)


def short_day(day: dt.date) -> str:
    return f"{day:%d/%m}"
