"""Texts from tenants: stored first, then brought to the right file (domain.md §11, issue « inbound SMS »).

In this order: STOP; the number of a file, if this telephone has to do with it; the answer to « which file? »; a
bare « 1 » or « oui » for the file that asked something; the only open file of this telephone; which file?, once;
a file closed lately, or no file at all: the apps above decide (`signals.answer_received`), else a person
(« Messages à classer »). A text is in a file, waits for one answer, or is in that list: nothing is dropped.
"""

import datetime as dt
import uuid

import structlog
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max, Q
from django.utils import timezone

from coordination.models import Case, Entry

from . import outbox, signals
from .events import WHICH_CASE
from .models import PAGE, Channel, Contact, Direction, Message, Option, OptOut, Question
from .reading import Reading, read, short_code
from .states import State
from .tasks import route_inbound

log = structlog.get_logger(__name__)

ANSWER_WITHIN = dt.timedelta(hours=24)
REMEMBERED = dt.timedelta(days=90)
"""A closed file is still « the file » of a telephone for so long."""
ASKED_WITHIN = dt.timedelta(days=10)
"""For so long a bare « 1 » answers what a file asked."""
MOST_OPTIONS = 9
MOST_TRIES = 3
LOCK = 0x5A15
NAMESPACE = uuid.UUID("5a1e7e57-0000-4000-8000-000000000001")


def receive(provider: str, sid: str, number: str, body: str, *, media: int = 0) -> Message:
    """Store one text as it came, from a telephone or a name. The same `sid` twice is one text."""
    now = timezone.now()
    body = body.replace("\x00", "")  # the one letter that the database cannot hold
    if media:
        body = f"{body}\n[{media} photo{'s' if media > 1 else ''} jointe{'s' if media > 1 else ''}]".strip()
    contact = Contact.objects.of_number(number)
    message, new = Message.objects.get_or_create(
        key=f"in:{provider}:{sid}",
        defaults={
            "direction": Direction.IN, "channel": Channel.SMS, "number": number, "body": body, "contact": contact,
            "agency_id": contact.agency_id if contact else None, "provider": provider, "provider_sid": sid,
            "state": State.RECEIVED, "due_at": now + settings.OUTBOX_PATIENCE, "created_at": now, "state_at": now,
        },
    )  # fmt: skip
    if new:
        transaction.on_commit(lambda: route_inbound.delay(message.pk), robust=True)
    return message


def receive_on_page(case: Case, body: str, *, contact: Contact | None, key: str) -> Message:
    """What a tenant writes on the page of their request: in its file at once. The same `key` twice is one."""
    now = timezone.now()
    message, new = Message.objects.get_or_create(
        key=f"in:page:{key}",
        defaults={
            "direction": Direction.IN, "channel": PAGE, "body": body, "contact": contact, "case": case,
            "agency_id": case.agency_id, "provider": PAGE, "state": State.FILED, "created_at": now,
            "state_at": now,
        },
    )  # fmt: skip
    if new:
        place(message, case)
    return message


def route(pk: int) -> None:
    """Bring one stored text where it belongs. Safe to repeat; after three failures a person gets it."""
    try:
        with transaction.atomic():
            message = _mine(pk)
            if message:
                _route(message)
    except Exception:
        log.exception("inbound_not_routed", message=pk)
        _failed(pk)


def _mine(pk: int) -> Message | None:
    """The text, if it is still to be routed; one at a time per telephone, so that two texts do not cross."""
    found = Message.objects.filter(pk=pk, state=State.RECEIVED)
    number = found.values_list("number", flat=True).first()
    if number is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [LOCK, number])
    return found.select_for_update(of=("self",)).first()


def _failed(pk: int) -> None:
    with transaction.atomic():
        message = Message.objects.select_for_update(of=("self",)).get(pk=pk)
        if message.state != State.RECEIVED:
            return
        message.attempts += 1
        message.error_code = "exception"
        if message.attempts >= MOST_TRIES:
            to_sort(message)
        else:
            message.due_at = timezone.now() + dt.timedelta(seconds=30)
            message.save(update_fields=["attempts", "error_code", "due_at"])


def _route(message: Message) -> None:
    reading = read(message.body)
    if reading.stops or reading.starts:
        return _opt(message, reading)
    own = of_number(message)
    if case := _named(reading, own):
        return file(message, case, reading)
    if (question := Question.objects.pending(message.number)) and not reading.thanks:
        return _answer_to(question, message, reading)
    if reading.thanks:
        return _thanks(message, own)
    if reading.is_bare and (case := _that_asked(own, message)):
        return file(message, case, reading)
    open_cases = list(own.open().order_by("-last_text", "-pk")[:MOST_OPTIONS])
    if len(open_cases) == 1:
        return file(message, open_cases[0], reading)
    if open_cases:
        return ask_which(message, open_cases)
    return _none_open(message, own, reading)


def of_number(message: Message):
    """The files whose thread this telephone, or its owner, takes part in, with the last text of each."""
    mine = Q(messages__number=message.number)
    if message.contact_id:
        mine |= Q(messages__contact=message.contact_id)
    return Case.objects.filter(mine).annotate(last_text=Max("messages__created_at", filter=mine))


def _named(reading: Reading, own) -> Case | None:
    """The file whose number is given, among those of this telephone: a stranger's guess opens no file."""
    for code in reading.codes:
        if case := own.filter(reference__endswith=f"-{code:06}").first():
            return case
    return None


def _that_asked(own, message: Message) -> Case | None:
    """The only file that waits for an answer of this telephone; else the last to have written, if it was alone."""
    since = timezone.now() - ASKED_WITHIN
    asked = {
        row.case_id: row.created_at
        for row in Message.objects.outgoing().filter(
            case__in=own.values("pk"), asks=True, created_at__gte=since
        ).order_by("created_at", "pk")
    }  # fmt: skip
    for row in Message.objects.incoming().filter(case__in=asked, state=State.FILED).exclude(pk=message.pk):
        if row.case_id in asked and row.created_at > asked[row.case_id] and read(row.body).is_bare:
            del asked[row.case_id]
    return own.get(pk=next(iter(asked))) if len(asked) == 1 else None


def _thanks(message: Message, own) -> None:
    """Kept where the talk was, read by nobody; without any talk, kept on the contact or put aside."""
    message.disturbs = False
    latest = own.order_by("-last_text", "-pk").first()
    if latest:
        place(message, latest)
    else:
        end(message, State.FILED if message.contact_id else State.DISMISSED)


def _opt(message: Message, reading: Reading) -> None:
    """STOP is the person's right, at once; who handles their open file should know."""
    if reading.stops:
        OptOut.objects.begin(message.number, source=OptOut.Source.TENANT)
    else:
        OptOut.objects.end(message.number)
    case = of_number(message).open().order_by("-last_text", "-pk").first()
    if case:
        place(message, case)
    else:
        message.disturbs = False
        end(message, State.FILED if message.contact_id else State.DISMISSED)


def ask_which(message: Message, cases: list[Case]) -> None:
    """« Répondez 1 pour la fuite, 2 pour l’ascenseur »: once, then the text waits for the digit."""
    now = timezone.now()
    question = Question.objects.create(number=message.number, asked_at=now, expires_at=now + ANSWER_WITHIN)
    Option.objects.bulk_create(
        Option(question=question, number=place, case=case) for place, case in enumerate(cases, 1)
    )
    message.question = question
    end(message, State.ASKED)
    choices = ", ".join(f"{place} pour {title(case)}" for place, case in enumerate(cases, 1))
    outbox.send_number(
        WHICH_CASE, message.number, {"choices": choices}, key=f"which:{question.pk}", contact=message.contact,
        urgent=True,
    )  # fmt: skip


def title(case: Case) -> str:
    """Few words: several must fit in one text."""
    words = case.title if len(case.title) <= 24 else case.title[:23].rstrip() + "."
    return f"{words} ({short_code(case.reference)})"


def _answer_to(question: Question, message: Message, reading: Reading) -> None:
    """A digit sends what waited into its file, and itself; other words wait too, and join what waits."""
    option = (
        question.options.filter(number=int(reading.answer)).first()
        if reading.is_bare and reading.answer.isdecimal()
        else None
    )
    if option is None:
        message.question = question
        return end(message, State.ASKED)
    case = option.case
    question.ended_at, question.chosen = timezone.now(), case
    question.save(update_fields=["ended_at", "chosen"])
    message.question, message.disturbs = question, False
    place(message, case)
    for waiting in question.messages.filter(state=State.ASKED).select_for_update(of=("self",)).thread():
        file(waiting, case, read(waiting.body))


def end_questions(now=None) -> int:
    """Nobody answered: a person reads what waited."""
    ended = 0
    for question in Question.objects.expired(now).order_by("pk")[:200]:
        with transaction.atomic():
            held = Question.objects.select_for_update().get(pk=question.pk)
            if held.ended_at:
                continue
            held.ended_at = timezone.now()
            held.save(update_fields=["ended_at"])
            for message in held.messages.filter(state=State.ASKED).select_for_update(of=("self",)).thread():
                to_sort(message, held.options.first().case)  # type: ignore[union-attr]
            ended += 1
    return ended


def _none_open(message: Message, own, reading: Reading) -> None:
    """No open file: the last closed one, or nobody's. The apps above know what to open; else a person does."""
    since = timezone.now() - REMEMBERED
    closed = own.closed().filter(closed_at__gte=since).order_by("-last_text", "-pk").first()
    case = tell(message, closed, reading)
    if case:
        place(message, case)
    else:
        to_sort(message, closed)


def file(message: Message, case: Case, reading: Reading) -> None:
    """Into this file, and let the apps above do what the answer means; they may name another file instead."""
    taken = tell(message, case, reading)
    if taken is None and not case.is_open:
        to_sort(message, case)
    else:
        place(message, taken or case)


def tell(message: Message, case: Case | None, reading: Reading) -> Case | None:
    """Ask the apps above; the file they name, if one does."""
    told: list = signals.answer_received.send(
        sender=Message, message=message, case=case, contact=message.contact, answer=reading.answer
    )
    return next((named for _, named in told if isinstance(named, Case)), None)


def place(message: Message, case: Case) -> None:
    """In the case: a line of its journal that the tenant may read, and something to read for who has the ball."""
    message.case, message.agency_id = case, case.agency_id
    end(message, State.FILED)
    case.note(
        message.body.strip() or "(message sans texte)", visibility=Entry.Visibility.TENANT, by=None,
        data={"message": message.pk, "from": "tenant"}, key=uuid.uuid5(NAMESPACE, str(message.pk)),
    )  # fmt: skip
    if message.disturbs:
        transaction.on_commit(lambda: signals.message_filed.send_robust(sender=Message, message=message))


def to_sort(message: Message, suggested: Case | None = None) -> None:
    """To a person: the list « Messages à classer » of the contact centre."""
    message.suggested_case = suggested
    if suggested and not message.agency_id:
        message.agency_id = suggested.agency_id
    end(message, State.TO_SORT)


def end(message: Message, state: State) -> None:
    message.state, message.state_at, message.due_at = state, timezone.now(), None
    message.save()
