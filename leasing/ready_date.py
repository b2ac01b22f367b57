"""When will the home be ready? Reckoned from the open blocking tasks of the technical branch and, for the steps
still to come, from the delays of the matrix in force."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import models

from coordination import clock, parameters
from coordination.conditions import holds
from coordination.models import ResponsibilityMatrix, Task, WorkingCalendar

from .deadlines import add_months
from .models import Vacancy
from .parameters import HISTORY_LEAST, HISTORY_MONTHS, WORKS_UNKNOWN
from .processes import CHAIN, NO_WORKS, TECHNICAL

ONLY_WITH_WORKS = ("works_order", "works")


@dataclass(frozen=True)
class Standards:
    """How long each step takes by the matrix, for this kind of works."""

    rules: list
    calendar: clock.Calendar
    facts: dict[str, str]
    works_days: int

    @classmethod
    def of(cls, vacancy: Vacancy, today: dt.date) -> "Standards":
        matrix = ResponsibilityMatrix.objects.in_force(today)
        rules = list(matrix.rules.filter(process="vacancy").order_by("pk")) if matrix else []
        calendar = WorkingCalendar.objects.for_agency(vacancy.case.agency_id)
        facts = {"works": vacancy.works} if vacancy.works not in ("", NO_WORKS) else {}
        return cls(rules, calendar, facts, int(parameters.value(WORKS_UNKNOWN, today)))

    def end(self, step: str, start: dt.date) -> dt.date:
        if step == "works" and not self.facts:
            return start + dt.timedelta(days=self.works_days)
        facts = self.facts if step == "works" else {}
        rule = next((one for one in self.rules if one.step == step and holds(one.condition, facts)), None)
        if rule is None or rule.amount is None:
            return start
        due = clock.due_at(clock.starts(start), rule.amount, rule.unit, self.calendar)
        return clock.day_of(due) if due else start


@dataclass(frozen=True)
class Stage:
    """A step on the way to the ready home. `task`: it is open; `told`: a person said when it ends."""

    step: str
    ends_on: dt.date
    task: Task | None = None
    told: bool = False


@dataclass(frozen=True)
class Forecast:
    on: dt.date
    stages: list[Stage] = field(default_factory=list)

    @property
    def holding(self) -> Stage | None:
        """The open stage that the date hangs on: the last to end of those that are open."""
        return max((one for one in self.stages if one.task), key=lambda one: one.ends_on, default=None)


def technical(tasks: Iterable[Task]) -> list[Task]:
    return [task for task in tasks if task.is_open and task.blocking and task.step in TECHNICAL]


def forecast(vacancy: Vacancy, tasks: Iterable[Task], today: dt.date, standards: Standards) -> Forecast | None:
    """The ready date and the stages that lead to it; None when nothing technical is open and nothing was accepted.
    Never before today: what should be over and is not ends today at the earliest."""
    at: dict[str, list[Task]] = {}
    for task in technical(tasks):
        at.setdefault(task.step, []).append(task)
    if not at:
        return Forecast(vacancy.ready_on) if vacancy.ready_on else None
    diagnostics = [_stage(task, vacancy, today, standards) for task in at.pop("diagnostics", ())]
    known = max((one.ends_on for one in diagnostics), default=today)
    first = min((CHAIN.index(step) for step in at), default=len(CHAIN))
    day, stages = today, list(diagnostics)
    for step in CHAIN[first:]:
        if found := [_stage(task, vacancy, day, standards) for task in at.get(step, ())]:
            stages += found
            day = max(day, *(one.ends_on for one in found))
        elif step == "check_out":
            day = max(day, vacancy.exit_on)
            stages.append(Stage(step, day))
        elif not (step in ONLY_WITH_WORKS and vacancy.works == NO_WORKS):
            day = standards.end(step, max(day, known) if step in ONLY_WITH_WORKS else day)
            stages.append(Stage(step, day))
    return Forecast(max(day, known), stages)


def _stage(task: Task, vacancy: Vacancy, not_before: dt.date, standards: Standards) -> Stage:
    told = task.expected_on
    if told is None and task.step == "check_out":
        told = vacancy.exit_on
    end = told or standards.end(task.step, clock.day_of(task.opened_at))
    return Stage(task.step, max(end, not_before), task, bool(task.expected_on))


# --- what became of others


class Quantiles(models.Aggregate):
    """Three quantiles at once."""

    template = "percentile_disc(ARRAY[0.1, 0.5, 0.9]) WITHIN GROUP (ORDER BY %(expressions)s)"


@dataclass(frozen=True)
class Range:
    """From past vacancies with the same kind of works; without days where they are too few."""

    count: int
    least: int
    earliest: dt.date | None = None
    likely: dt.date | None = None
    prudent: dt.date | None = None


def range_of(vacancy: Vacancy, today: dt.date) -> Range:
    """Exit and the days that homes with such works took from exit to ready: one query beside the parameters."""
    said = parameters.values([HISTORY_LEAST, HISTORY_MONTHS], today)
    least, since = int(said[HISTORY_LEAST]), add_months(today, -int(said[HISTORY_MONTHS]))
    past = Vacancy.objects.let().filter(works=vacancy.works, ready_on__gte=since, keys_on__isnull=False)
    past = past.exclude(pk=vacancy.pk).order_by()
    taken = models.ExpressionWrapper(
        models.F("ready_on") - models.F("keys_on"), output_field=models.DurationField()
    )
    found = past.aggregate(
        count=models.Count("pk"),
        days=Quantiles(taken, output_field=models.Field()),
    )
    if not vacancy.works or found["count"] < least:
        return Range(found["count"] if vacancy.works else 0, least)
    return Range(found["count"], least, *(max(vacancy.exit_on + days, today) for days in found["days"]))
