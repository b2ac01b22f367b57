"""A message that did not reach its reader: why, what to remember, and what to try instead.

Once more an hour later for a telephone that was off; else by e-mail; else by post. Each try is a message of its
own that `follows` the lost one, written in the transaction that learns of the loss.
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from . import signals
from .gateways.errors import Then, then
from .models import Channel, Message, OptOut, Phone
from .states import State

AN_HOUR = dt.timedelta(hours=1)
INHERITED = ("agency_id", "contact_id", "case_id", "event", "purpose", "language", "text_version_id",
             "subject", "urgent", "asks", "by_id")  # fmt: skip


def after_loss(message: Message) -> Message | None:
    """What follows a lost message, or None when there is nothing left to try."""
    consequence = then(message.error_code)
    if consequence == Then.BAD_NUMBER:
        Phone.objects.unreachable(message.number)
    elif consequence == Then.OPTED_OUT:
        OptOut.objects.begin(message.number, source=OptOut.Source.PROVIDER)
    if consequence == Then.AGAIN and message.channel == Channel.SMS and not _is_second_try(message):
        return follow(message, Channel.SMS, not_before=timezone.now() + AN_HOUR)
    channel = next_channel(message)
    if channel is None:
        signals.contact_lost.send(sender=Message, message=message)
        return None
    return follow(message, channel)


def _is_second_try(message: Message) -> bool:
    return bool(message.follows_id and message.follows.channel == Channel.SMS)  # type: ignore[union-attr]


def next_channel(message: Message) -> Channel | None:
    """SMS, then e-mail, then a letter; only for people whom we know."""
    contact = message.contact
    if contact is None or message.channel == Channel.LETTER:
        return None
    if message.channel == Channel.SMS and contact.email:
        return Channel.EMAIL
    return Channel.LETTER


def follow(message: Message, channel: Channel, *, not_before: dt.datetime | None = None, again=False) -> Message:
    """The same text by another way, or by the same one later. The same loss twice gives the same message."""
    from . import outbox

    key = f"{message.key}>{'again' if channel == message.channel else channel}"[:200]
    values = {name: getattr(message, name) for name in INHERITED}
    if channel == Channel.SMS:
        values["number"] = message.number
    elif channel == Channel.EMAIL:
        values["email"] = message.contact.email if message.contact else ""
    return outbox.write(
        key=key, channel=channel, body=message.body, follows=message, not_before=not_before, **values
    )


def retry(message: Message, *, by) -> Message:
    """A person sends again what failed or may have failed; refused when somebody did already."""
    from teams.workflow import MoveRefused

    with transaction.atomic():
        held = Message.objects.select_for_update(of=("self",)).get(pk=message.pk)
        if held.state not in (State.FAILED, State.UNDELIVERED, State.UNKNOWN, State.CANCELED):
            raise MoveRefused("Ce message n’est pas en échec.")
        if Message.objects.filter(follows=held).exists():
            raise MoveRefused("Ce message a déjà été renvoyé.")
        held.by_id = by.pk
        return follow(held, Channel(held.channel))
