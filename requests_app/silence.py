"""No silence: a date that passed and weeks without a word are told to the tenant, honestly, every night.

Each request is a transaction of its own and each text has its key (the promise that passed, the text after which
nothing came): the task may be stopped anywhere, and run again.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

import structlog
from django.db import transaction
from django.db.models import BooleanField, Case, CharField, Exists, F, Max, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils import timezone

from coordination import clock, parameters
from coordination.models import Entry, Pause, Promise, Task, WorkingCalendar
from messaging.models import Message
from messaging.states import LOST, State
from teams.models import Agency

from . import events
from .models import Request
from .parameters import NEW_DATE_WITHIN, SILENCE
from .telling import short_day, tell
from .verbs import task_at

log = structlog.get_logger()
BATCH = 500
ROBOT = (events.LATE, events.SILENCE)
"""What this module says: news of ours, but nobody's work."""
OTHERS_TURN = ("confirmation",)
ON_ITS_WAY = ("planned", "joined")


# --- which requests


def waiting_for_us(requests):
    """Open, and it is not the tenant's turn: no pause runs, and no confirmation is asked."""
    paused = Exists(Pause.objects.open().filter(task__case=OuterRef("case"), task__done_at=None))
    return requests.open().filter(~paused, ~at_step(*OTHERS_TURN))


def at_step(*steps: str):
    return Exists(Task.objects.open().filter(case=OuterRef("case"), step__in=steps))


def late(requests, today: dt.date):
    """The day told is over."""
    return waiting_for_us(requests).filter(case__promised_on__lt=today)


def untold(requests):
    """Of these, those whose tenant has not been told of that very promise."""
    last = Promise.objects.filter(case=OuterRef(OuterRef("case"))).order_by("-pk").values("pk")[:1]
    key = Concat(Value(f"{events.LATE}:"), Cast(Subquery(last), CharField()))
    return requests.exclude(contact=None).filter(~Exists(Message.objects.filter(key=key)))


def silent(requests, now: dt.datetime, *, robots: bool = True):
    """Nothing was written to the tenant for too long. `robots`: what this module wrote counts as news.

    Those that wait for works or for an incident are silent by their own promise only: not here.
    """
    found = waiting_for_us(requests).filter(~at_step(*ON_ITS_WAY))
    found = found.annotate(news=Coalesce(Subquery(_last_text(robots).values("at")), F("case__opened_at")))
    too_long = Q(pk__in=[])
    for since, agencies in thresholds(now).items():
        too_long |= Q(case__agency__in=agencies, news__lt=since)
    return found.filter(too_long)


def owed(requests, now: dt.datetime):
    """Whom somebody owes news: late, or without a word from a person for too long. `is_late` says which, `last_at`
    and `last_event` what was written last, by whomever."""
    today = clock.day_of(now)
    sent = Message.objects.outgoing().filter(case=OuterRef("case")).exclude(state__in=(*LOST, State.CANCELED))
    last = sent.order_by("-created_at", "-pk")
    either = Q(pk__in=late(requests, today).values("pk")) | Q(
        pk__in=silent(requests, now, robots=False).values("pk")
    )
    return requests.filter(either).annotate(
        is_late=Case(When(case__promised_on__lt=today, then=True), default=False, output_field=BooleanField()),
        last_at=Subquery(last.values("created_at")[:1]),
        last_event=Subquery(last.values("event")[:1]),
        news=Coalesce(Subquery(_last_text(False).values("at")), F("case__opened_at")),
    )


def _last_text(robots: bool):
    """When the last text went out to the tenant of a case, one that failed left aside."""
    sent = Message.objects.outgoing().filter(case=OuterRef("case")).exclude(state__in=(*LOST, State.CANCELED))
    sent = sent if robots else sent.exclude(event__in=ROBOT)
    return sent.order_by().values("case").annotate(at=Max("created_at"))


def thresholds(now: dt.datetime) -> dict[dt.datetime, list[int]]:
    """Before which instant a last text is too old, and for which agencies."""
    days = int(parameters.value(SILENCE, clock.day_of(now)))
    known: dict[clock.Calendar, dt.datetime] = {}
    found: dict[dt.datetime, list[int]] = defaultdict(list)
    for agency, calendar in _calendars():
        if calendar not in known:
            known[calendar] = silent_since(now, days, calendar)
        found[known[calendar]].append(agency)
    return dict(found)


def _calendars() -> Iterator[tuple[int, clock.Calendar]]:
    """Every agency with its hours, in two queries."""
    rows = list(WorkingCalendar.objects.order_by(F("agency").desc(nulls_last=True), "period", "pk"))
    for pk in Agency.objects.order_by("pk").values_list("pk", flat=True):
        own = tuple(row.opening for row in rows if row.agency_id in (None, pk))
        yield pk, clock.calendar_of(own)


def silent_since(now: dt.datetime, days: int, calendar: clock.Calendar) -> dt.datetime:
    """So many working days after any earlier instant are over: a text written before is too old.

    Working days count from the day after (`clock.due_at`), and are over when they close.
    """
    day, left, looked = clock.day_of(now), days, 0
    while looked <= clock.HORIZON:
        hours = calendar.hours(day)
        if hours and hours[1] <= now:
            left -= 1
            if not left:
                return clock.starts(day)
        day, looked = day - clock.DAY, looked + 1
    raise clock.NeverOpen


# --- the nightly round


def break_silence(now: dt.datetime | None = None) -> dict[str, int]:
    """Tell whoever was left without news; how many of each kind."""
    now = now or timezone.now()
    today = clock.day_of(now)
    told = {"late": 0, "silent": 0}
    for pk in _in_batches(untold(late(Request.objects.all(), today))):
        told["late"] += _guarded(_tell_late, pk, today)
    for pk in _in_batches(silent(Request.objects.exclude(contact=None), now)):
        told["silent"] += _guarded(_tell_silence, pk, now)
    return told


def _in_batches(requests) -> Iterator[int]:
    """Primary keys, read so many at a time: what was told meanwhile is not read again."""
    last = 0
    while batch := list(requests.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        yield from batch
        last = batch[-1]


def _guarded(say, pk: int, when) -> bool:
    """One request that cannot be told keeps nobody else waiting."""
    try:
        with transaction.atomic():
            request = Request.objects.select_related("case", "contact", "category").get(pk=pk)
            request.case.hold()
            return say(request, when)
    except Exception:
        log.exception("silence_not_broken", request=pk)
        return False


def _tell_late(request: Request, today: dt.date) -> bool:
    if not untold(late(Request.objects.filter(pk=request.pk), today)).exists():
        return False
    former, promise = request.case.promised_on, request.case.promises.order_by("-pk").first()
    assert former and promise  # noqa: S101, PT018 - it is late
    day = new_date_by(request, timezone.now())
    tell(request, events.LATE, key=str(promise.pk), former=short_day(former), date=short_day(day))
    if not task_at(request, "joined", "information"):
        _ask_owner(request, day)
    return True


def new_date_by(request: Request, now: dt.datetime) -> dt.date:
    """Until when we say another date."""
    within = parameters.delay(NEW_DATE_WITHIN, clock.day_of(now))
    due = clock.due_at(now, within.amount, within.unit, request.case.calendar())
    return clock.day_of(due)  # type: ignore[arg-type]


def _ask_owner(request: Request, day: dt.date) -> None:
    """Who has the request must say another date; nobody answers for the incident's requests one by one."""
    told = "La date annoncée est dépassée : le locataire l’a appris de nous. Annoncez-lui une nouvelle date."
    request.case.ask("information", text=told, blocking=False, by=None)
    if task := task_at(request, "information"):
        task.expect(day, by=None)


def _tell_silence(request: Request, now: dt.datetime) -> bool:
    if not silent(Request.objects.filter(pk=request.pk), now).exists():
        return False
    sent = Message.objects.outgoing().filter(case=request.case).exclude(state__in=(*LOST, State.CANCELED))
    last = sent.order_by("-created_at", "-pk").first()
    key = f"{request.case_id}:{last.pk if last else 0}"
    promised = request.case.promised_on
    assert promised  # noqa: S101 - every open request bears one
    tell(request, events.SILENCE, key=key, date=short_day(promised))
    return True


def follow(sender, entry: Entry, **kwargs) -> None:
    """Receiver of `entry_written`: a new date that was told is what the owner had been asked for."""
    new = entry.kind == Entry.Kind.PROMISED and entry.data.get("former") and entry.by
    if new and entry.visibility == Entry.Visibility.TENANT and entry.case.process_id == "request":
        for task in entry.case.tasks.open().filter(step="information", given_by=None).order_by("pk"):
            task.answer("told", text="Nouvelle date annoncée.", by=entry.by)
