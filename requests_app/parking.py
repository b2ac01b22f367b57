"""« Reportée au plan de travaux »: the request stays open, waits for planned works, and comes back if they change.

What the asset plan says is read again each time (`review`): the task that follows a change of the plan may run
twice, late, or be made up for by the next one.
"""

import datetime as dt

from django.db import transaction
from django.db.models import Count, F, Q
from django.utils import timezone

from coordination import clock, parameters
from coordination.models import Entry, Priority
from housing.models import PlannedWork
from teams.models import Team
from teams.workflow import MoveRefused

from . import events, tasks
from .models import Parking, Request
from .opening import new_promise
from .parameters import PARK_WITHIN
from .telling import short_day, tell
from .verbs import handling, request_verb, task_at

End, State = Parking.End, PlannedWork.State
ASSETS = Team.Service.ASSETS
DONE = (State.RECEIVED, State.SETTLED)
GIVEN_UP = (State.REFUSED, State.CANCELLED)
SAFETY = (Priority.EMERGENCY, Priority.URGENT)
BATCH = 200


# --- verbs


@request_verb
def park(request: Request, work: PlannedWork, *, reason: str = "", by, key=None) -> Entry:
    """Let the request wait for these works. One that is urgent only waits for a reason: safety never does."""
    task = handling(request)
    if request.case.priority in SAFETY and not reason.strip():
        raise MoveRefused("Une demande urgente n’attend pas des travaux : dites pourquoi celle-ci le peut.")
    works = PlannedWork.objects.filter(pk=work.pk).select_for_update(of=("self",))
    if not (held := next(iter(candidates(request, works)), None)):
        raise MoveRefused("Ces travaux ne concernent pas ce lieu, sont finis, ou ne sont pas prévus assez tôt.")
    text = f"Travaux programmés en {held.year} ({held.reference}). {reason}".strip()
    entry = request.case.hand_over(
        "planned", task=task, text=text, visibility=Entry.Visibility.TENANT, by=by, key=key
    )
    Parking.objects.create(request=request, work=held, year=held.year, by=by)
    _promise(request, held.ends_on, f"Travaux programmés en {held.year}", by)
    tell(request, events.PLANNED, key=str(entry.pk), year=held.year, by=by)
    return entry


@request_verb
def unpark(request: Request, reason: str, *, by, key=None) -> Entry:
    """Take it up again without waiting for the works."""
    task = task_at(request, "planned")
    if task is None:
        raise MoveRefused("Cette demande n’attend pas de travaux.")
    return task.answer("back", text=reason, by=by, key=key)


# --- which works a request may wait for


def candidates(request: Request, works) -> list[PlannedWork]:
    """Of `works`, those that live, at this place or around it, and end within the months allowed: those on the
    component the request is about first, then the earliest."""
    today = timezone.localdate()
    after = clock.add_months(today.replace(day=1), int(parameters.value(PARK_WITHIN)) + 1)
    until = after - clock.DAY  # the last day of a month
    case, kind = request.case, request.category.kind_id
    around = Q(residence=case.residence_id)
    for level in ("building", "staircase", "unit"):
        here = getattr(case, f"{level}_id")
        around &= Q(**{level: None}) | Q(**{level: here}) if here else Q(**{level: None})
    found = works.live().exclude(state__in=DONE).filter(around, year__range=(today.year, until.year))
    fitting = [work for work in found.order_by("pk") if today <= work.ends_on <= until]
    return sorted(fitting, key=lambda work: (work.kind_id != kind or kind is None, work.ends_on, work.pk))


def count_waiting(works) -> dict[int, int]:
    """How many requests wait for each of these works (`proximity.plan_stakes`)."""
    rows = Parking.objects.standing().filter(work__in=works).order_by()
    return dict(rows.values("work").annotate(count=Count("pk")).values_list("work", "count"))


# --- what becomes of those that wait


def attached(sender, decision, by, **kwargs) -> None:
    """Receiver of `attached_to_plan`: nothing is ordered for the request, it waits for the works."""
    if decision.case.process_id == "request":
        request = Request.objects.select_related("contact", "category").get(case=decision.case_id)
        request.case = decision.case
        park(request, decision.work, reason=decision.reason, by=by)


def follow(sender, entry: Entry, **kwargs) -> None:
    """Receiver of `entry_written`: however a request leaves the plan, its waiting ends and the tenant is told."""
    task = entry.task
    if entry.case.process_id != "request" or task is None or task.step != "planned":
        return
    request = Request.objects.select_related("contact", "category").get(case=entry.case)
    request.case = entry.case
    if entry.kind in (Entry.Kind.REOPENED, Entry.Kind.TASK_OPENED):
        refuse_alone(request, task, entry, "planned")
    elif entry.kind == Entry.Kind.FINISHED:
        back = task.outcome == "back"
        _end(request, End.TAKEN_BACK if back else End.DONE)
        if back:
            day = new_promise(request.case, cause=entry.text[:200], service=_service(request), by=entry.by)
            tell(request, events.BACK, key=str(entry.pk), date=short_day(day), by=entry.by)


def refuse_alone(request: Request, task, entry: Entry, step: str) -> None:
    """Nobody waits for nothing: a case reopened at a step that waits goes back to work, and none is asked for."""
    if entry.kind == Entry.Kind.TASK_OPENED:
        raise MoveRefused(f"« {task.step_label} » ne se demande pas : la demande y passe depuis son traitement.")
    request.case.hand_over("handling", task=task, text="Reprise du traitement.", by=entry.by)


def plan_changed(sender, work: PlannedWork, **kwargs) -> None:
    """Receiver of `planned_work_changed`, which comes after commit."""
    transaction.on_commit(lambda: tasks.follow_planned_work.delay(work.pk), robust=True)


def changed(work_id: int) -> int:
    """After a change of the plan: each request that waits for these works, one by one. How many moved."""
    return sum(
        _review(pk) for pk in _out_of_step().filter(work=work_id).order_by("pk").values_list("pk", flat=True)
    )


def review() -> int:
    """What a lost task left behind, whatever the works."""
    return sum(_review(pk) for pk in _out_of_step().order_by("pk").values_list("pk", flat=True)[:BATCH])


def _out_of_step():
    """Requests that wait for works which are done, given up or put off since."""
    moved = Q(work__state__in=(*DONE, *GIVEN_UP)) | Q(work__year__gt=F("year"))
    return Parking.objects.standing().filter(moved, request__case__closed_at=None)


@transaction.atomic
def _review(pk: int) -> bool:
    parking = Parking.objects.select_related("request__case", "request__contact", "request__category").get(pk=pk)
    request = parking.request
    request.case.hold()
    parking = _out_of_step().filter(pk=pk).select_related("work").first()
    task = task_at(request, "planned")
    if parking is None or task is None:
        return False
    work = parking.work
    if work.state in DONE:
        task.answer("done", text="Travaux réceptionnés.", visibility=Entry.Visibility.TENANT, by=None)
        return True
    end, told = End.CANCELLED, f"Travaux abandonnés ({work.get_state_display().lower()})."
    if work.state not in GIVEN_UP:
        end, told = End.SLIPPED, f"Travaux reportés de {parking.year} à {work.year}."
    _end(request, end)
    task.answer("back", text=told, visibility=Entry.Visibility.TENANT, by=None)
    return True


def _end(request: Request, end: str) -> None:
    Parking.objects.filter(request=request).standing().update(ended_at=timezone.now(), end=end)


def _promise(request: Request, day: dt.date, cause: str, by) -> None:
    """Told by a text of its own, not as a delay."""
    if day != request.case.promised_on:
        request.case.promise(day, cause=cause, service=ASSETS, visibility=Entry.Visibility.INTERNAL, by=by)


def _service(request: Request) -> str:
    """To whom the change of date goes: to the plan, unless somebody took the request back."""
    last = Parking.objects.filter(request=request).order_by("-since", "-pk").first()
    return Team.Service.PROXIMITY if last and last.end == End.TAKEN_BACK else ASSETS
