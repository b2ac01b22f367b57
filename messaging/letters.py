"""The last way to reach a person: a letter, made as a PDF to print, fold for a window envelope, and post."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone

from teams.workflow import MoveRefused

from .models import Letter, Message
from .states import State

STYLE = settings.BASE_DIR / "static" / "css" / "letter.css"
PANGO = (
    "Le PDF ne peut pas être fabriqué : la bibliothèque Pango manque sur le serveur "
    "(Debian : apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0)."
)


class NoAddress(Exception):
    """Nobody knows where this person lives."""


class NoPango(Exception):
    """WeasyPrint's text library is missing on this machine; the message of PANGO says what to install."""


def make(message: Message) -> Letter:
    """The letter of a message, made once. NoAddress, NoPango."""
    known = Letter.objects.filter(message=message).first()
    if known:
        return known
    lines = postal_address(message)
    if not lines:
        raise NoAddress
    context = {
        "message": message,
        "address": lines,
        "sender": settings.LANDLORD_NAME,
        "today": timezone.localdate(),
    }
    content = pdf("messaging/letter.html", context)
    with transaction.atomic():
        letter, new = Letter.objects.get_or_create(message=message)
        if new:
            letter.file.save(f"{message.pk}.pdf", ContentFile(content))
    return letter


def postal_address(message: Message) -> list[str]:
    """Name, street, town of where the person lives today; empty when unknown."""
    contact = message.contact
    if contact is None:
        return []
    today = timezone.localdate()
    homes = contact.occupancies.filter(Q(until=None) | Q(until__gte=today), unit__isnull=False)
    home = homes.select_related("unit__staircase").order_by("-since", "-pk").first()
    if home is None:
        return []
    unit: Any = home.unit  # filtered above
    hall, door = unit.staircase, unit.door
    street = " ".join(part for part in (hall.street_number, hall.street) if part)
    town = " ".join(part for part in (hall.postal_code, hall.commune_name) if part)
    where = ", ".join(part for part in (str(hall), f"logement {door}" if door else "") if part)
    return [line for line in (str(contact), where, street, town.upper()) if line] if town else []


def pdf(template: str, context: dict, style=STYLE, pictures: dict[str, bytes] | None = None) -> bytes:
    """A tagged PDF (readable aloud). Nothing is fetched from anywhere: `pictures` are JPEGs by the address the
    template gives them."""
    try:
        from weasyprint import CSS, HTML
        from weasyprint.urls import URLFetcherResponse
    except OSError as error:  # cffi could not load Pango
        raise NoPango(PANGO) from error

    def known(url, *args, **kwargs):
        if pictures is None or url not in pictures:
            raise ValueError("A letter fetches nothing.")
        return URLFetcherResponse(url, pictures[url], {"Content-Type": "image/jpeg"})

    page = HTML(string=render_to_string(template, context), url_fetcher=known)
    return page.write_pdf(pdf_variant="pdf/ua-1", stylesheets=[CSS(filename=style)])


def printed(messages, *, by, at: dt.datetime | None = None) -> int:
    """A person printed and posted these letters; how many were still to be."""
    at = at or timezone.now()
    with transaction.atomic():
        held = list(messages.to_print().select_for_update(of=("self",)).order_by("pk"))
        if not held:
            raise MoveRefused("Ces courriers sont déjà marqués comme imprimés.")
        pks = [message.pk for message in held]
        Letter.objects.filter(message__in=pks).update(printed_at=at, printed_by=by)
        Message.objects.filter(pk__in=pks).update(state=State.PRINTED, state_at=at, due_at=None)
    return len(pks)
