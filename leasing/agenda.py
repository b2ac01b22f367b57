"""Days of vacancies in « Mon calendrier »: visits, inventories, committee, signature."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Count, Max, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce

from coordination import clock
from coordination.agenda import Event
from coordination.models import Entry, Task
from coordination.processes import process_steps

from .access import MAY_VISIT, MAY_WRITE
from .models import Vacancy

STEPS = {
    "advice_visit": MAY_VISIT,
    "check_out": (*MAY_VISIT, *MAY_WRITE),
    "acceptance": MAY_VISIT,
    "committee": MAY_WRITE,
    "signing": MAY_WRITE,
    "check_in": (*MAY_VISIT, *MAY_WRITE),
}
"""Who wants each in their calendar: whoever does it, and the other service where both must be ready."""


def events(user, since: dt.date) -> Iterator[Event]:
    """Two queries, however many vacancies."""
    steps = [step for step, roles in STEPS.items() if user.has_role(*roles)]
    if not steps:
        return
    vacancies = Vacancy.objects.visible_to(user).filter(Q(ended_on=None) | Q(ended_on__gte=since))
    for vacancy in _read(vacancies, steps):
        latest = {task.step: task for task in vacancy.case.dated}
        for step in steps:
            task = latest.get(step)
            if _is_theirs(task, user) and (event := _event(vacancy, step, task)):
                yield event


def _read(vacancies, steps):
    journal = Entry.objects.filter(case=OuterRef("case")).order_by().values("case")
    tasks = Task.objects.filter(step__in=steps).order_by("opened_at", "pk")
    return (
        vacancies.select_related("case__residence", "case__building", "case__staircase", "case__unit")
        .annotate(
            changed_at=Subquery(journal.annotate(last=Max("logged_at")).values("last")),
            revision=Coalesce(Subquery(journal.annotate(count=Count("pk")).values("count")), 0),
        )
        .prefetch_related(Prefetch("case__tasks", tasks, to_attr="dated"))
        .order_by("pk")
    )


def _is_theirs(task: Task | None, user) -> bool:
    """What a colleague of the same job has taken is in that colleague's calendar."""
    return task is None or task.assignee_id in (None, user.pk) or not user.has_role(task.role)


def _event(vacancy, step: str, task: Task | None) -> Event | None:
    found = _day(vacancy, step, task)
    if found is None:
        return None
    on, sure = found
    case = vacancy.case
    done = task is not None and not task.is_open and task.outcome != "closed"
    return Event(
        name=f"vacancy-{vacancy.pk}-{step}",
        title=f"{process_steps('vacancy').step(step).label} · {case.residence.name}, {case.where}",
        starts=on, place=vacancy.case.unit.address if vacancy.case.unit else "", path=case.get_absolute_url(),
        reference=case.reference, changed_at=vacancy.changed_at or case.opened_at, revision=vacancy.revision,
        sure=sure, cancelled=not done and vacancy.outcome not in ("", Vacancy.Outcome.LET),
    )  # fmt: skip


def _day(vacancy: Vacancy, step: str, task: Task | None) -> tuple[dt.date, bool] | None:
    """The day, and whether somebody told it."""
    if step == "check_out" and vacancy.origin != Vacancy.Origin.WORKS:
        return vacancy.exit_on, True
    if step == "check_in":
        return (vacancy.move_in_on, True) if vacancy.move_in_on else None
    if step == "advice_visit" and vacancy.visited_on:
        return vacancy.visited_on, True
    if task is None:
        return None
    if task.done_at and task.outcome != "closed":
        return clock.day_of(task.done_at), True
    if task.expected_on:
        return task.expected_on, True
    return (clock.day_of(task.due_at), False) if task.due_at else None
