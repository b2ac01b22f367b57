"""The page of a case, read at once: who has the ball, what was promised, what happened."""

import datetime as dt
from dataclasses import dataclass

from . import clock, journal
from .matrix import why
from .models import Case, Entry, Pause, Promise, Task
from .processes import process_steps

LATEST = 80


@dataclass(frozen=True)
class Interval:
    """A task as a bar of the timeline. `waited` is on its team's clock."""

    task: Task
    pauses: list[Pause]
    waited: dt.timedelta
    why: str = ""

    @property
    def is_paused(self) -> bool:
        return any(pause.ended_at is None for pause in self.pauses)


@dataclass(frozen=True)
class File:
    case: Case
    intervals: list[Interval]
    promises: list[Promise]
    lines: list[journal.Line]
    more: bool
    photos: list
    following: list[str]

    @property
    def open(self) -> list[Interval]:
        return [one for one in self.intervals if one.task.is_open]


def read(case: Case, user, now: dt.datetime, *, all_lines: bool = False, only: str = "") -> File:
    """Eight queries, whatever the length of the case. `only`: « tenant » or « internal » lines."""
    people = ("assignee", "team", "given_by", "done_by", "process", "rule__matrix")
    tasks = list(case.tasks.visible_to(user).select_related(*people).order_by("-opened_at", "-pk"))
    by_pk = {task.pk: task for task in tasks}
    pauses: dict[int, list[Pause]] = {}
    for pause in Pause.objects.visible_to(user).filter(task__in=by_pk).order_by("started_at"):
        pauses.setdefault(pause.task_id, []).append(pause)
    entries = case.entries.visible_to(user).select_related("by")
    if only in Entry.Visibility.values:
        entries = entries.filter(visibility=only)
    shown = list(entries if all_lines else entries[: LATEST + 1])
    more = not all_lines and len(shown) > LATEST
    return File(
        case=case,
        intervals=_intervals(case, tasks, pauses, now),
        promises=list(case.promises.visible_to(user).select_related("made_by")),
        lines=journal.read(case, by_pk, shown[:LATEST] if more else shown),
        more=more,
        photos=list(case.photos.visible_to(user).select_related("picture", "by")),
        following=_following(case, tasks),
    )


def _intervals(case: Case, tasks: list[Task], pauses: dict[int, list[Pause]], now) -> list[Interval]:
    calendar = case.calendar()
    families: dict[int, list[Pause]] = {}
    for task in tasks:
        families.setdefault(task.continues_id or task.pk, []).extend(pauses.get(task.pk, ()))
    passed_on = {(task.step, task.done_at) for task in tasks if task.outcome == "reassigned"}
    found = []
    for task in tasks:
        task.case = case
        spans = [(one.started_at, one.ended_at) for one in families[task.continues_id or task.pk]]
        unit = task.unit or clock.Unit.WORKING_HOURS
        waited = clock.elapsed(task.received_at, task.done_at or now, calendar, spans, unit)
        told = why(task, moved=(task.step, task.opened_at) in passed_on) if task.is_open else ""
        found.append(Interval(task, pauses.get(task.pk, []), waited, told))
    return found


def _following(case: Case, tasks: list[Task]) -> list[str]:
    """What may come after the open tasks: labels of the steps their outcomes lead to."""
    known = process_steps(case.process_id)
    ends = [one for task in tasks if task.is_open for one in task.declared.outcomes]
    codes = [code for one in ends for code in one.next]
    if not codes and not (ends and all(one.close for one in ends)):
        current = {task.step for task in tasks if task.is_open}
        order = [step.code for step in known.steps]
        last = max((order.index(code) for code in current), default=-1)
        codes = order[last + 1 : last + 2] if current else []
    return [known.step(code).label for code in dict.fromkeys(codes)]
