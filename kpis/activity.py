"""What one person did: tasks finished, in time or late, passed on, still to do. Not a measure, and no ranking.

Read by the person and by the manager of a team they belong to, nobody else; each sees the tasks that they may see.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db import models
from django.db.models import Count, F, Q
from django.db.models.functions import TruncWeek
from django.http import Http404
from django.utils import timezone

from coordination import clock
from coordination.models import Task
from coordination.models.task_queryset import Median
from coordination.processes import process_steps, step_of
from teams.models import User

from .periods import Weeks

WEEKS = (4, 13, 26)
PASSED_ON = ("handed_over", "reassigned")


class Part(models.TextChoices):
    """What a number counts; its list is asked by the same word."""

    DONE = "terminees", "Terminées"
    IN_TIME = "dans-les-temps", "À temps"
    LATE = "hors-delai", "Hors délai"
    PASSED = "transmises", "Transmises"
    OPEN = "a-faire", "À faire"
    OVERDUE = "en-retard", "En retard"

    @property
    def is_now(self) -> bool:
        """Of this moment, whatever the weeks."""
        return self in (Part.OPEN, Part.OVERDUE)


def readable(reader: User, pk: int) -> User:
    """That person, if it is the reader or somebody in a team that the reader manages; Http404 otherwise."""
    if pk == reader.pk:
        return reader
    person = team_of(reader).filter(pk=pk).first()
    if person is None:
        raise Http404
    return person


def readers(person: User) -> list[User]:
    """Besides the person: who manages a team they belong to."""
    heads = User.objects.active().filter(managed_teams__members=person).exclude(pk=person.pk)
    return list(heads.order_by("last_name", "first_name", "pk").distinct())


def team_of(reader: User) -> models.QuerySet[User]:
    """Whose activity this person may read besides their own."""
    return User.objects.managed_by(reader)


def weeks_asked(query) -> Weeks:
    """`?semaines=13`; four when it makes no sense."""
    asked = query.get("semaines", "")
    return Weeks(timezone.localdate(), int(asked) if asked in map(str, WEEKS) else WEEKS[0])


def condition(part: Part, person: User, weeks: Weeks, now: dt.datetime) -> Q:
    """Which tasks a number counts. In time: before the due time, whose clock leaves pauses out."""
    since = Q(done_at__gte=clock.starts(weeks.first))
    ended = since & Q(done_by=person) & ~Q(outcome__in=PASSED_ON)
    mine = Q(assignee=person, done_at=None, waits=False)
    return {
        Part.DONE: ended,
        Part.IN_TIME: ended & Q(done_at__lte=F("due_at")),
        Part.LATE: ended & Q(done_at__gt=F("due_at")),
        Part.PASSED: since & Q(done_by=person, outcome__in=PASSED_ON),
        Part.OPEN: mine,
        Part.OVERDUE: mine & Q(endangered_at__lt=now),
    }[part]


def tasks(person: User, reader: User) -> models.QuerySet:
    """All that the numbers count from: finished by them or given to them."""
    return Task.objects.visible_to(reader).filter(Q(done_by=person) | Q(assignee=person, done_at=None))


@dataclass(frozen=True)
class Line:
    """The numbers of a step, of a week, or of everything; `typical` is the median from opening to end."""

    counts: dict[str, int]
    name: str = ""
    key: str = ""
    typical: dt.timedelta | None = None

    @property
    def parts(self) -> list[tuple[Part, int]]:
        return [(part, self.counts.get(part.name.lower(), 0)) for part in Part if part.name.lower() in self.counts]

    @property
    def share(self) -> Decimal | None:
        """In percent, of the finished tasks that had a due time, those finished before it."""
        timed = self.counts["in_time"] + self.counts["late"]
        return Decimal(100 * self.counts["in_time"]) / timed if timed else None

    @property
    def days(self) -> float | None:
        return None if self.typical is None else self.typical.total_seconds() / 86400


@dataclass(frozen=True)
class Activity:
    whole: Line
    steps: list[Line]
    weeks: list[Line]


def activity(person: User, reader: User, weeks: Weeks) -> Activity:
    """Two queries: by step, and by week."""
    now = timezone.now()
    known = tasks(person, reader)
    counts = {part.name.lower(): Count("pk", filter=condition(part, person, weeks, now)) for part in Part}
    typical = Median(
        F("done_at") - F("opened_at"), filter=condition(Part.DONE, person, weeks, now),
        output_field=models.DurationField(),
    )  # fmt: skip
    rows = known.order_by().values("process", "step").annotate(**counts, typical=typical)
    steps = [_step(row, list(counts)) for row in rows if any(row[name] for name in counts)]
    whole = Line({name: sum(line.counts[name] for line in steps) for name in counts})
    return Activity(whole, sorted(steps, key=lambda line: line.name), _weeks(known, person, weeks, now))


def _step(row: dict, names: list[str]) -> Line:
    process, step = row["process"], row["step"]
    name = f"{process_steps(process).label}, {step_of(process, step).label.lower()}"
    return Line({one: row[one] for one in names}, name, f"{process}.{step}", row["typical"])


def _weeks(known, person: User, weeks: Weeks, now: dt.datetime) -> list[Line]:
    parts = (Part.DONE, Part.IN_TIME, Part.LATE)
    counts = {part.name.lower(): Count("pk", filter=condition(part, person, weeks, now)) for part in parts}
    done = known.filter(condition(Part.DONE, person, weeks, now)).order_by()
    rows = done.annotate(week=TruncWeek("done_at")).values("week").annotate(**counts)
    found = {timezone.localdate(row["week"]): row for row in rows}
    nothing = dict.fromkeys(counts, 0)
    return [
        Line({name: found.get(monday, nothing)[name] for name in counts}, f"{monday:%d/%m/%Y}", f"{monday}")
        for monday in reversed(weeks.mondays)
    ]
