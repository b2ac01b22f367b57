"""The relocations board: each vacancy as a row on one time axis, those in trouble first."""

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import Case as Choice
from django.db.models import Exists, F, IntegerField, OuterRef, Prefetch, Q, Subquery, Value, When
from django.utils import timezone

from coordination.models import Promise, Task
from housing.models.places import WHERE

from .models import Vacancy
from .processes import COMMERCIAL, TECHNICAL

DAY = dt.timedelta(days=1)
BEFORE, AFTER = 60, 100
"""Days that the axis shows around today."""
DANGERS = {3: "Entrée impossible", 2: "En retard", 1: "A glissé", 0: "Tient"}


SAID = (
    "origin", "expected_exit", "keys_on", "works", "certainty", "ready_on", "move_in_on", "notice__received_on",
    "case__reference", "case__promised_on", "case__residence__name", "case__agency__name",
    *(f"case__{column}" for column in WHERE),
)  # fmt: skip
BALL = (
    "case", "process", "step", "role", "done_at", "assignee__first_name", "assignee__last_name", "assignee__email",
    "team__name",
)  # fmt: skip
"""What a row says of a vacancy and of who has the ball: a home alone has seventy columns."""


def with_danger(vacancies, now: dt.datetime):
    """3: the forecast passes the booked entry. 2: the date or a due time is over. 1: it slipped. 0: it holds.

    The signature waits for the home: before that it is not late."""
    today = timezone.localdate(now)
    late = Task.objects.open().filter(case=OuterRef("case"), due_at__lt=now, waits=False).order_by()
    first = Promise.objects.filter(case=OuterRef("case"), previous=None).order_by()
    return vacancies.annotate(
        danger=Choice(
            When(Q(ready_on=None, move_in_on__lt=F("case__promised_on")), then=Value(3)),
            When(
                Q(ready_on=None, case__promised_on__lt=today) | Exists(late.exclude(step="signing"))
                | (Q(ready_on__isnull=False) & Exists(late.filter(step="signing"))),
                then=Value(2),
            ),
            When(case__promised_on__gt=Subquery(first.values("on")), then=Value(1)),
            default=Value(0), output_field=IntegerField(),
        )
    )  # fmt: skip


def with_rows(vacancies):
    """With what a row says: two queries more, however many rows."""
    tasks = Task.objects.open().select_related("assignee", "team").only(*BALL).order_by("-opened_at", "pk")
    promises = Promise.objects.only("case", "on").order_by("pk")
    around = {said.rpartition("__")[0] for said in SAID} - {""}
    return vacancies.select_related(*sorted(around)).only(*SAID).prefetch_related(
        Prefetch("case__tasks", tasks, to_attr="ball"), Prefetch("case__promises", promises, to_attr="told")
    )  # fmt: skip


@dataclass(frozen=True)
class Axis:
    """Days to places, as SVG wants them: « 12.50% »."""

    today: dt.date

    @property
    def first(self) -> dt.date:
        return self.today - BEFORE * DAY

    def at(self, day: dt.date) -> float:
        return min(max((day - self.first).days / (BEFORE + AFTER) * 100, 0), 100)

    def place(self, day: dt.date) -> str:
        return f"{self.at(day):.2f}%"

    def width(self, since: dt.date, until: dt.date) -> str:
        return f"{max(self.at(until) - self.at(since), 0):.2f}%"

    @property
    def months(self) -> list[tuple[str, dt.date]]:
        found, day = [], (self.first.replace(day=1) + 32 * DAY).replace(day=1)
        while day < self.first + (BEFORE + AFTER) * DAY:
            found.append((self.place(day), day))
            day = (day + 32 * DAY).replace(day=1)
        return found

    @property
    def now(self) -> str:
        return self.place(self.today)


@dataclass(frozen=True)
class Row:
    vacancy: Vacancy
    axis: Axis
    slips: list[tuple[str, dt.date]] = field(default_factory=list)

    @property
    def danger(self) -> int:
        return self.vacancy.danger  # type: ignore[attr-defined]

    @property
    def danger_label(self) -> str:
        return DANGERS[self.danger]

    @property
    def slipped(self) -> int:
        """Days between the first date told and the last."""
        told = self.vacancy.case.told  # type: ignore[attr-defined]
        return (told[-1].on - told[0].on).days if told else 0

    def _holder(self, steps) -> Task | None:
        ball = self.vacancy.case.ball  # type: ignore[attr-defined]
        return next((task for task in ball if task.step in steps), None)

    @property
    def technical(self) -> Task | None:
        return self._holder(TECHNICAL)

    @property
    def commercial(self) -> Task | None:
        return self._holder((*COMMERCIAL, "check_in"))

    @property
    def marks(self) -> dict[str, str]:
        """Where the bars and marks of this row are."""
        one, axis = self.vacancy, self.axis
        start = one.notice.received_on if one.notice else one.exit_on
        ready = one.ready_on or one.case.promised_on
        end = max(filter(None, (ready, one.move_in_on, one.exit_on)))
        found = {
            "start": axis.place(start), "notice": axis.width(start, one.exit_on), "exit": axis.place(one.exit_on),
            "vacant": axis.width(one.exit_on, ready or one.exit_on), "to_let": axis.place(ready or end),
            "waits": axis.width(ready or end, end),
        }  # fmt: skip
        if ready:
            found["ready"] = axis.place(ready)
        if one.move_in_on:
            found["entry"] = axis.place(one.move_in_on)
        return found


def rows(vacancies, today: dt.date) -> list[Row]:
    axis = Axis(today)
    return [Row(one, axis, [(axis.place(told.on), told.on) for told in one.case.told[:-1]]) for one in vacancies]
