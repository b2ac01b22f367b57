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

    @property
    def column(self) -> str:
        return self.name.lower()


OF_A_WEEK = (Part.DONE, Part.IN_TIME, Part.LATE)


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
    over, mine = _over(person, weeks), _mine(person)
    ended = over & ~Q(outcome__in=PASSED_ON)
    return {
        Part.DONE: ended,
        Part.IN_TIME: ended & Q(done_at__lte=F("due_at")),
        Part.LATE: ended & Q(done_at__gt=F("due_at")),
        Part.PASSED: over & Q(outcome__in=PASSED_ON),
        Part.OPEN: mine,
        Part.OVERDUE: mine & Q(endangered_at__lt=now),
    }[part]


def _over(person: User, weeks: Weeks) -> Q:
    return Q(done_by=person, done_at__gte=clock.starts(weeks.first))


def _mine(person: User) -> Q:
    return Q(assignee=person, done_at=None, waits=False)


def tasks(person: User, reader: User, weeks: Weeks) -> models.QuerySet:
    """All that the numbers count from: finished by them in these weeks, or given to them."""
    return Task.objects.visible_to(reader).filter(_over(person, weeks) | _mine(person))


@dataclass(frozen=True)
class Line:
    """The numbers of a step, of a week, or of everything; `typical` is the median from opening to end."""

    counts: dict[Part, int]
    name: str = ""
    key: str = ""
    typical: dt.timedelta | None = None

    @property
    def share(self) -> Decimal | None:
        """In percent, of the finished tasks that had a due time, those finished before it."""
        in_time = self.counts[Part.IN_TIME]
        timed = in_time + self.counts[Part.LATE]
        return Decimal(100 * in_time) / timed if timed else None

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
    known = tasks(person, reader, weeks).order_by()
    ended = condition(Part.DONE, person, weeks, now)
    counts = {part.column: Count("pk", filter=condition(part, person, weeks, now)) for part in Part}
    span = models.DurationField()
    typical = Median(F("done_at") - F("opened_at"), filter=ended, output_field=span)
    steps = [_step(row) for row in known.values("process", "step").annotate(**counts, typical=typical)]
    whole = Line({part: sum(line.counts[part] for line in steps) for part in Part})
    by_week = {part.column: counts[part.column] for part in OF_A_WEEK}
    rows = known.filter(ended).annotate(week=TruncWeek("done_at")).values("week").annotate(**by_week)
    found = {timezone.localdate(row["week"]): row for row in rows}
    told = [_week(monday, found.get(monday, {})) for monday in reversed(weeks.mondays)]
    return Activity(whole, sorted(steps, key=lambda line: line.name), told)


def _step(row: dict) -> Line:
    process, step = row["process"], row["step"]
    name = f"{process_steps(process).label}, {step_of(process, step).label.lower()}"
    return Line({part: row[part.column] for part in Part}, name, f"{process}.{step}", row["typical"])


def _week(monday: dt.date, row: dict) -> Line:
    return Line({part: row.get(part.column, 0) for part in OF_A_WEEK}, f"{monday:%d/%m/%Y}", f"{monday}")
