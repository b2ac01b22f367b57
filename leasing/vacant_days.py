"""Whose days were they? Each day between two leases is counted once: technical, commercial, administrative or
patrimonial, with the service that had the ball and the cause that was given (domain.md §1.4). Computed from tasks
and dates each time, never stored."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from django.db import models
from django.utils import timezone

from coordination import clock
from teams.models import Team

from .models import Candidate, LeaseLine, Vacancy
from .processes import COMMERCIAL, TECHNICAL
from .publishing import CODE

DAY = dt.timedelta(days=1)
YEAR, MONTHS = 365, 12


class Kind(models.TextChoices):
    TECHNICAL = "technical", "Technique"
    COMMERCIAL = "commercial", "Commerciale"
    ADMINISTRATIVE = "administrative", "Administrative"
    ASSETS = "assets", "Patrimoniale"


SERVICES = {
    Kind.TECHNICAL: Team.Service.PROXIMITY, Kind.COMMERCIAL: Team.Service.LEASING,
    Kind.ADMINISTRATIVE: Team.Service.LEASING, Kind.ASSETS: Team.Service.ASSETS,
}  # fmt: skip
BRANCH = {
    Kind.TECHNICAL: TECHNICAL, Kind.COMMERCIAL: COMMERCIAL, Kind.ADMINISTRATIVE: (*COMMERCIAL, "check_in"),
}  # fmt: skip


@dataclass(frozen=True)
class Ball:
    """Who had a step, from one day to another (None: still)."""

    step: str
    since: dt.date
    until: dt.date | None
    service: str


@dataclass(frozen=True)
class Slip:
    """The ready date went from one day to a later one."""

    former: dt.date
    on: dt.date
    cause: str


@dataclass(frozen=True)
class VacantDay:
    on: dt.date
    kind: Kind
    service: str
    cause: str = ""


def days(
    left_on: dt.date, let_on: dt.date, *, ready_on: dt.date | None, accepted_on: dt.date | None,
    frozen: Sequence = (), balls: Sequence[Ball] = (), slips: Sequence[Slip] = (),
) -> list[VacantDay]:  # fmt: skip
    """One row for each day strictly between the last day of the old lease and the first of the new one."""
    found, on = [], left_on + DAY
    while on < let_on:
        if any(on in period for period in frozen):
            kind = Kind.ASSETS
        elif ready_on is None or on < ready_on:
            kind = Kind.TECHNICAL
        elif accepted_on is None or on < accepted_on:
            kind = Kind.COMMERCIAL
        else:
            kind = Kind.ADMINISTRATIVE
        found.append(VacantDay(on, kind, _service(on, kind, balls), _cause(on, kind, slips)))
        on += DAY
    return found


def _service(on: dt.date, kind: Kind, balls: Sequence[Ball]) -> str:
    """Of several who had the ball that day, whoever got it last."""
    held = [
        ball for ball in balls
        if ball.step in BRANCH.get(kind, ()) and ball.since <= on and (ball.until is None or on <= ball.until)
    ]  # fmt: skip
    return max(held, key=lambda ball: ball.since).service if held else SERVICES[kind]


def _cause(on: dt.date, kind: Kind, slips: Sequence[Slip]) -> str:
    """A technical day that was promised to be over has the cause of the last slip that took it."""
    if kind != Kind.TECHNICAL:
        return ""
    return next((slip.cause for slip in reversed(slips) if slip.former <= on < slip.on), "")


@dataclass(frozen=True)
class Split:
    """The days of a vacancy, counted in three ways that give the same total; and what they cost."""

    days: list[VacantDay]
    rent: Decimal = Decimal()
    spent: Decimal = Decimal()
    lengths: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return len(self.days)

    @property
    def counted(self) -> int:
        """For the delay of reletting: what the asset plan kept from letting is outside."""
        return sum(1 for day in self.days if day.kind != Kind.ASSETS)

    def _by(self, name: str) -> list[tuple[str, int]]:
        return Counter(getattr(day, name) for day in self.days).most_common()

    @property
    def by_kind(self) -> list[tuple[Kind, int]]:
        counts = dict(self._by("kind"))
        return [(kind, counts.get(kind, 0)) for kind in Kind]

    @property
    def by_service(self) -> list[tuple[str, int]]:
        return [(Team.Service(code).label, count) for code, count in self._by("service")]

    @property
    def by_cause(self) -> list[tuple[str, int]]:
        return [(cause, count) for cause, count in self._by("cause") if cause]

    @property
    def per_day(self) -> Decimal:
        return (self.rent * MONTHS / YEAR).quantize(Decimal("0.01"))

    @property
    def rent_lost(self) -> Decimal:
        return (self.rent * MONTHS / YEAR * self.total).quantize(Decimal("0.01"))

    @property
    def cost(self) -> Decimal:
        return self.rent_lost + self.spent


def split_of(vacancy: Vacancy, today: dt.date | None = None) -> Split:
    """Until today while nobody moved in. Four queries."""
    today = today or timezone.localdate()
    let_on = vacancy.move_in_on if vacancy.outcome == Vacancy.Outcome.LET else vacancy.ended_on or today
    accepted = vacancy.candidates.filter(state=Candidate.State.ACCEPTED).order_by("-answered_on", "-pk").first()
    tasks = list(vacancy.case.tasks.select_related("team").order_by("opened_at", "pk"))
    counted = days(
        left_on(vacancy), let_on or today, ready_on=vacancy.ready_on,
        accepted_on=accepted.answered_on if accepted else None,
        frozen=[one.period for one in vacancy.freezes.all()], balls=balls_of(tasks), slips=slips_of(vacancy),
    )  # fmt: skip
    return Split(counted, _rent(vacancy), vacancy.spent, lengths(tasks))


def left_on(vacancy: Vacancy) -> dt.date:
    """The last day of the old lease; of a home without one, of whoever was there."""
    return (vacancy.lease and vacancy.lease.last_day) or vacancy.exit_on


def balls_of(tasks: Iterable) -> list[Ball]:
    return [
        Ball(task.step, clock.day_of(task.opened_at), task.done_at and clock.day_of(task.done_at),
             task.team.service if task.team else Team.Service.PROXIMITY if task.step in TECHNICAL
             else Team.Service.LEASING)
        for task in tasks
    ]  # fmt: skip


def slips_of(vacancy: Vacancy) -> list[Slip]:
    """Oldest first; the chain of promises, link by link."""
    made = list(vacancy.case.promises.order_by("pk").values_list("on", "cause"))
    pairs = pairwise(made)
    return [Slip(former, on, _short(cause)) for (former, _), (on, cause) in pairs if on > former]


def _short(cause: str) -> str:
    """« R06 »; words without a code as they are."""
    code = CODE.match(cause)
    return code[1] if code else cause


def lengths(tasks: Iterable) -> dict[str, int]:
    """Days each step took so far, over all its tasks that ended."""
    found: Counter[str] = Counter()
    for task in tasks:
        if task.done_at:
            found[task.step] += (clock.day_of(task.done_at) - clock.day_of(task.opened_at)).days
    return dict(found)


def _rent(vacancy: Vacancy) -> Decimal:
    """The rent of the home each month: of the lease that ended, on its last day; else what the stock says."""
    if vacancy.lease:
        lines = vacancy.lease.lines.filter(nature=LeaseLine.Nature.RENT).order_by("-period")
        if line := lines.first():
            return line.amount
    return Decimal(vacancy.unit.rent or 0)
