"""What a tenant answers, by SMS or on their page, and what follows: confirm, reopen, rate, or a new request."""

import datetime as dt
import re
import uuid

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from coordination import parameters
from coordination.models import Case, Entry, Priority, Task
from messaging.inbound import ANSWER_WITHIN
from messaging.models import Contact, Message
from messaging.reading import plain, read

from . import triage
from .meaning import says_solved
from .models import Category, Channel, Request, Survey, Zone
from .opening import CAPTURE, HANDLING, open_request
from .parameters import REOPEN_WITHIN

TENANT = Entry.Visibility.TENANT
NAMESPACE = uuid.UUID("5a1e7e57-0000-4000-8000-000000000002")
SAYS_NOT_SOLVED = "Le locataire répond que ce n’est pas réglé."
ANSWERED = "Le locataire a répondu."
MOST_WORDS = 1000
SCORE = re.compile(r"\s*([1-4])(?!\d)[\s.:,;!/-]*(.*)", re.DOTALL)
SCORES = {
    "tres satisfait": 4, "tres satisfaite": 4, "plutot satisfait": 3, "plutot satisfaite": 3, "peu satisfait": 2,
    "peu satisfaite": 2, "pas satisfait": 1, "pas satisfaite": 1, "pas du tout": 1, "pas du tout satisfait": 1,
}  # fmt: skip
TAKEN_UP_AT = {"declined": CAPTURE, "duplicate": CAPTURE, "void": CAPTURE}
"""At which step a closed request goes on: one that was never worked on is looked at anew."""


# --- By SMS


def hear(sender, message: Message, case: Case | None, contact: Contact | None, **kwargs) -> Case | None:
    """Receiver of `messaging.signals.answer_received`: inside the transaction that files the text."""
    if case is None:
        return _from_a_home(message, contact)
    request = Request.objects.select_related("category", "contact").filter(case=case).first()
    if request is None:
        return None
    request.case = case.hold()
    return _while_open(request, message) if case.is_open else _once_closed(request, message)


def _while_open(request: Request, message: Message) -> Case:
    """What it answers is done; the text stays in this file, to be read unless it was « 1 » or « 2 »."""
    solved, task = says_solved(message.body), asked(request)
    if task and solved is not None:
        settle(request, task, solved, message.body)
        message.disturbs = not read(message.body).is_bare
    resume(request)
    return request.case


def _once_closed(request: Request, message: Message) -> Case | None:
    """The file the text goes to: this one, rated, reopened or left as it is, else a new one."""
    words = message.body.strip()
    bare = read(words).is_bare
    if _rates(request, words):
        message.disturbs = not bare
        return request.case
    solved = says_solved(words)
    if solved is False:
        return take_up(request, "" if bare else words, channel=Channel.SMS, key=_key(message)).case
    if solved or bare or not _says_something(words):
        message.disturbs = not (solved or bare)
        return request.case
    return follow_up(request, words, channel=Channel.SMS, contact=message.contact, key=_key(message)).case


def _rates(request: Request, words: str) -> bool:
    """The answer to the survey, with or without more words; or more words soon after."""
    survey = request.surveys.order_by("-asked_at", "-pk").first()
    if survey is None:
        return False
    found = SCORE.match(words)
    score, comment = (int(found[1]), found[2].strip()) if found else (SCORES.get(plain(words)), "")
    if says_solved(comment or ("" if score else words)) is False:
        return False
    if survey.answered_at is None:
        return score is not None and rate(survey, score, comment, via=Survey.Via.SMS)
    soon = timezone.now() - survey.answered_at < ANSWER_WITHIN
    if soon and not survey.comment and _says_something(words) and not read(words).is_bare:
        Survey.objects.filter(pk=survey.pk, comment="").update(comment=words[:500])
        return True
    return False


def _from_a_home(message: Message, contact: Contact | None) -> Case | None:
    """A person whom we know, in the one home they have: a request to qualify. Else a person sorts the text."""
    words = message.body.strip()
    if contact is None or read(words).is_bare or not _says_something(words):
        return None
    today = timezone.localdate()
    current = contact.occupancies.filter(Q(until=None) | Q(until__gte=today), since__lte=today, unit__isnull=False)
    homes = {one.unit_id: one.unit for one in current.select_related("unit__staircase__building__residence")}
    if len(homes) != 1:
        return None
    (home,) = homes.values()
    category = likely_category(words, Zone.HOME)
    zone = Zone.HOME if Zone.HOME in category.zones else Zone(category.zones[0])
    return open_request(
        home, category=category, channel=Channel.SMS, zone=zone, by=None, contact=contact, step=CAPTURE,
        description=words[:MOST_WORDS], key=_key(message),
    ).case  # fmt: skip


def _key(message: Message) -> uuid.UUID:
    return uuid.uuid5(NAMESPACE, str(message.pk))


def _says_something(words: str) -> bool:
    return any(letter.isalpha() for letter in words)


def likely_category(words: str, zone: Zone) -> Category:
    """What the words suggest, else « Autre demande ». A restricted category is a person's to choose."""
    open_to = Category.objects.active().filter(restricted=False)
    found = triage.suggest(words, open_to, zone, most=1)
    return found[0].category if found else other_category()


def other_category() -> Category:
    known = {
        "family": "Q1",
        "label": _("Autre demande"),
        "zones": Zone.values,
        "priority": Priority.LOW,
        "position": 99,
    }
    return Category.objects.get_or_create(code="other", defaults=known)[0]


# --- What follows, by whatever way the tenant said it; each is called inside a transaction


def asked(request: Request) -> Task | None:
    """The open task that waits for the tenant's word."""
    return request.case.tasks.open().filter(step="confirmation").order_by("pk").first()


def settle(request: Request, task: Task, solved: bool, words: str = "", *, key: uuid.UUID | None = None) -> None:
    """« C’est réglé » closes; « ce n’est pas réglé » goes back to work at once."""
    task.case = request.case
    if solved:
        task.answer("confirmed", by=None, key=key)
    else:
        told = "" if read(words).is_bare else words.strip()
        task.answer("not_solved", text=told or SAYS_NOT_SOLVED, visibility=TENANT, by=None, key=key)


def resume(request: Request) -> None:
    """We waited for the tenant, and they answered: the clocks run again."""
    if not request.case.is_open:
        return
    for task in request.case.tasks.open().filter(pauses__ended_at=None, pauses__isnull=False).order_by("pk"):
        task.case = request.case
        task.resume(text=ANSWERED, by=None)


def may_reopen(request: Request) -> bool:
    """Closed lately enough for the same file to go on."""
    closed = request.case.closed_at
    return closed is not None and timezone.now() - closed <= dt.timedelta(
        days=float(parameters.value(REOPEN_WITHIN))
    )


def take_up(request: Request, words: str, *, channel: str, key: uuid.UUID) -> Request:
    """A closed request that is not solved: reopened, or followed by another when it is too old."""
    if not may_reopen(request):
        return follow_up(request, words or SAYS_NOT_SOLVED, channel=channel, contact=request.contact, key=key)
    step = TAKEN_UP_AT.get(request.case.outcome, HANDLING)
    request.case.reopen(words or SAYS_NOT_SOLVED, step=step, visibility=TENANT, by=None, key=key)
    return request


def follow_up(request: Request, words: str, *, channel: str, contact: Contact | None, key: uuid.UUID) -> Request:
    """Other news about a closed request: a new one that follows it, for a person to qualify."""
    return open_request(
        request.case.place, category=request.category, channel=channel, zone=request.zone, by=None, step=CAPTURE,
        contact=request.contact or contact, equipment=request.equipment, description=words[:MOST_WORDS],
        follows=request, key=key,
    )  # fmt: skip


def rate(survey: Survey, score: int, comment: str = "", *, via: str) -> bool:
    """The answer to the survey: the first one counts. Whether this was it."""
    answer = {"answered_at": timezone.now(), "score": score, "comment": comment[:500], "via": via}
    return bool(Survey.objects.pending().filter(pk=survey.pk).update(**answer))
