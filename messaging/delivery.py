"""Carry one message out: claimed by one worker, looked up where it may have left already, handed over once.

A worker may be killed anywhere. Before the claim nothing happened; after it the message stays claimed until the
lease ends, then another worker asks the provider whether it has it. What is only *maybe* sent is never sent again
without that question.
"""

import datetime as dt

import structlog
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from . import fallback, policy, reports
from .gateways import Gateway, NotNow, Receipt, Refused, Unsure, gateway_for
from .models import Channel, Message
from .states import AT_PROVIDER, State

log = structlog.get_logger(__name__)

MOST_ATTEMPTS = 40
"""With `backoff`, a day and a half of trying."""
LONGEST_WAIT = 3600.0
NEWS_WITHIN = dt.timedelta(hours=24)
"""Without a report by then the message is « sans nouvelle » (domain.md §11): not a failure."""


def deliver(pk: int) -> None:
    """Safe to call any number of times, from anywhere."""
    message = Message.objects.claim(pk)
    if message is None:
        return
    if message.attempts > MOST_ATTEMPTS:
        give_up(message)
    elif not message.doubt_since and (later := policy.later(message)):
        message.release(state=State.WAITING, not_before=later, due_at=later, attempts=message.attempts - 1)
    elif not message.doubt_since and (reason := policy.refusal(message)):
        drop(message, reason)
    else:
        hand_over(message, gateway_for(message.channel))


def hand_over(message: Message, gateway: Gateway) -> None:
    try:
        receipt = looked_up(message, gateway)
        if receipt is None and lease_ends_soon(message):
            return  # this worker stood still: the next one asks the provider first
        record(message, gateway, receipt or gateway.send(message))
    except Refused as refusal:
        fail(message, refusal.code)
    except NotNow as trouble:
        try_later(message, trouble)
    except CannotTell:
        message.release(state=State.UNKNOWN, due_at=None, provider=gateway.name, error_code="broken")
    except Unsure as trouble:
        look_later(message, trouble.code)
    except IntegrityError as error:
        look_later(message, "broken")
        if "provider_sid" not in str(error):  # else a twin with the same text took this one's name meanwhile
            raise
    except Exception:
        look_later(message, "exception")
        raise


class CannotTell(Exception):
    """This way out cannot be asked what it accepted: a person decides whether to send again."""


def looked_up(message: Message, gateway: Gateway) -> Receipt | None:
    """What the provider already has of this message, if it may have left and no other message of ours is that
    one."""
    if message.doubt_since is None:
        return None
    if not gateway.can_look_up:
        raise CannotTell
    found = gateway.find_recent(message, message.doubt_since)
    known = set(
        Message.objects.filter(provider_sid__in=[one.sid for one in found]).values_list("provider_sid", flat=True)
    )
    return next((one for one in found if one.sid not in known), None)


def lease_ends_soon(message: Message) -> bool:
    """Not time enough left to send and be alone in it."""
    needed = dt.timedelta(seconds=2 * settings.SMS_TIMEOUT)
    return message.due_at is None or timezone.now() + needed > message.due_at


def record(message: Message, gateway: Gateway, receipt: Receipt) -> None:
    awaits_news = receipt.state in AT_PROVIDER and message.channel == Channel.SMS
    reported = message.record(
        state=receipt.state, provider=gateway.name, sid=receipt.sid, segments=receipt.segments,
        price=receipt.price, due_at=timezone.now() + NEWS_WITHIN if awaits_news else None,
    )  # fmt: skip
    if reported is None:
        log.warning("message_taken_over", message=message.pk)
    elif reported:
        reports.apply_known(receipt.sid)


def fail(message: Message, code: str) -> None:
    with transaction.atomic():
        if message.release(state=State.FAILED, due_at=None, error_code=code):
            fallback.after_loss(message)


def drop(message: Message, reason: str) -> None:
    """A twin is not sent; to a person who refuses SMS one writes otherwise."""
    if reason == policy.TWIN:
        message.release(state=State.CANCELED, due_at=None, error_code=reason)
    else:
        fail(message, reason)


def give_up(message: Message) -> None:
    """Nobody answered for a day and a half. What may have left is not called a failure."""
    if message.doubt_since:
        message.release(state=State.UNKNOWN, due_at=None, error_code="gave_up")
    else:
        fail(message, "gave_up")


def try_later(message: Message, trouble: NotNow) -> None:
    """Surely not sent: back in the queue, unless an earlier attempt is still in doubt."""
    again = timezone.now() + backoff(message.attempts, trouble.retry_after)
    if message.doubt_since:
        message.still_claimed(due_at=again, error_code=trouble.code)
    else:
        message.release(state=State.WAITING, not_before=again, due_at=again, error_code=trouble.code)


def look_later(message: Message, code: str) -> None:
    """Maybe sent: the next worker looks it up first, once the provider has had time to write it down."""
    wait: dt.timedelta = settings.OUTBOX_DOUBT
    if message.attempts > 1:
        wait = max(wait, backoff(message.attempts - 1))
    message.still_claimed(due_at=timezone.now() + wait, error_code=code)


def backoff(attempts: int, at_least: float | None = None) -> dt.timedelta:
    """20 s, 40 s, 80 s … an hour at most; longer where the provider asks for it."""
    wait = min(settings.OUTBOX_BACKOFF * 2 ** min(max(attempts - 1, 0), 12), LONGEST_WAIT)
    return dt.timedelta(seconds=max(wait, at_least or 0.0))
