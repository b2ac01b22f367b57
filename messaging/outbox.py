"""Writing to a tenant: the message stands or falls with what causes it, and leaves once that is committed.

    outbox.send("request.opened", contact, {"reference": case.reference}, case=case, key=f"opened:{case.pk}")

`send` writes a row in the caller's transaction; Celery carries it after commit, the sweeper if the queue forgets.
`key` says what is told: the same key again gives the first message. Channel: what the person chose for this
purpose, else SMS, else e-mail, else a letter.
"""

import contextlib
import datetime as dt
from contextvars import ContextVar

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from . import policy, texts
from .gateways import sends_sms
from .models import Channel, Contact, Direction, Message, OptOut
from .states import State
from .tasks import deliver_message

_left_to_the_sweeper: ContextVar[bool] = ContextVar("left_to_the_sweeper", default=False)


@contextlib.contextmanager
def left_to_the_sweeper():
    """Write many messages at once without a task each: the sweeper finds what is due."""
    token = _left_to_the_sweeper.set(True)
    try:
        yield
    finally:
        _left_to_the_sweeper.reset(token)


def send(
    event: str, contact: Contact, context: dict, *, case=None, key: str, at: dt.datetime | None = None,
    asks: bool = False, by=None, urgent: bool | None = None,
) -> Message | None:  # fmt: skip
    """Tell a person of an event, not before `at`. `asks`: a bare « 1 » or « oui » that comes back answers this.
    `urgent`: at any hour, whatever the event says. None: the person wants nothing of this kind."""
    declared = texts.event_of(event)
    if contact.refuses(declared.purpose):
        return None
    channel, address = route(contact, declared.purpose)
    words = texts.words(event, contact.language)
    return write(
        key=key, channel=channel, **address, contact_id=contact.pk, case_id=case and case.pk,
        agency_id=case.agency_id if case else contact.agency_id, event=event, purpose=declared.purpose,
        language=contact.language, subject=texts.subject(declared, contact.language), body=words.fill(context),
        text_version_id=words.version, urgent=declared.urgent if urgent is None else urgent, asks=asks,
        not_before=at, by_id=by and by.pk,
    )  # fmt: skip


def send_number(
    event: str, number: str, context: dict, *, case=None, key: str, at: dt.datetime | None = None,
    contact: Contact | None = None, language: str = "", asks: bool = False, urgent: bool | None = None,
) -> Message:  # fmt: skip
    """The same to this very telephone, whose owner one may not know."""
    declared = texts.event_of(event)
    language = language or (contact.language if contact else "fr")
    about, words = case or contact, texts.words(event, language)
    return write(
        key=key, channel=Channel.SMS, number=number, case_id=case and case.pk,
        contact_id=contact and contact.pk, agency_id=about and about.agency_id,
        event=event, purpose=declared.purpose, language=language, subject=texts.subject(declared, language),
        body=words.fill(context), text_version_id=words.version,
        urgent=declared.urgent if urgent is None else urgent, asks=asks, not_before=at,
    )  # fmt: skip


def write_freely(contact: Contact, body: str, *, case=None, key: str, by) -> Message:
    """What a person types to a tenant from a file."""
    channel, address = route(contact, "requests")
    return write(
        key=key, channel=channel, **address, contact_id=contact.pk, case_id=case and case.pk,
        agency_id=case.agency_id if case else contact.agency_id, event="", purpose="requests",
        language=contact.language, subject=case.title[:150] if case else "Votre bailleur", body=body, by_id=by.pk,
    )  # fmt: skip


def route(contact: Contact, purpose: str) -> tuple[Channel, dict]:
    """(channel, address) by which this person is reached for this purpose."""
    number = contact.sms_number if sends_sms() else ""
    return way(contact, purpose, "" if number and OptOut.objects.holds(number) else number)


def way(contact: Contact, purpose: str, number: str) -> tuple[Channel, dict]:
    """The same for this telephone, or without any; asks nothing of the database where `contact` came with all."""
    chosen = contact.channel_for(purpose)
    ways = {Channel.SMS: {"number": number}, Channel.EMAIL: {"email": contact.email}, Channel.LETTER: {}}
    for channel in dict.fromkeys([Channel(chosen or Channel.SMS), Channel.SMS, Channel.EMAIL, Channel.LETTER]):
        if all(ways[channel].values()) and not (chosen == Channel.LETTER != channel):
            return channel, ways[channel]
    return Channel.LETTER, {}


def write(*, key: str, channel: str, body: str, not_before: dt.datetime | None = None, **values) -> Message:
    """Write the row, once per key, and have it carried after commit."""
    now = timezone.now()
    start = max(not_before or now, now)
    if channel == Channel.SMS:
        body = texts.sanitise(body)
        measure = texts.segments(body)
        values |= {
            "encoding": measure.encoding, "segments": measure.count,
            "cost": measure.count * settings.SMS_SEGMENT_COST,
        }  # fmt: skip
        start = policy.first_moment(start, urgent=values.get("urgent", False))
    message, new = Message.objects.get_or_create(
        key=key,
        defaults={
            **values, "direction": Direction.OUT, "channel": channel, "body": body, "state": State.WAITING,
            "created_at": now, "state_at": now, "not_before": start, "due_at": start + settings.OUTBOX_PATIENCE,
        },
    )  # fmt: skip
    if new and start <= now and not _left_to_the_sweeper.get():
        transaction.on_commit(lambda: deliver_message.delay(message.pk), robust=True)
    return message
