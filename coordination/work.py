"""« Mon travail »: what a person has to do, what colleagues wait for, what one waits for from them (DESIGN §3)."""

import datetime as dt
from dataclasses import dataclass

from .models import Process, Task

MINE, WAITED = "a-faire", "attendues"
COUNTS = ("count", "late", "today", "new", "asked", "to_take")


@dataclass
class Standing:
    """How one's work stands: per process and in all. `waited`: what one waits for from others."""

    waited: int
    per_process: list[tuple[Process, int]]
    count: int = 0
    late: int = 0
    today: int = 0
    new: int = 0
    asked: int = 0
    to_take: int = 0


def standing(user, now: dt.datetime, view: str = MINE) -> Standing:
    """Three queries, however many tasks there are. The counts per process are of the view shown."""
    mine = Task.objects.open_for(user).counted(user, now)
    waited = Task.objects.waited_for_by(user).counted(user, now)
    shown = {row["process"]: row["count"] for row in (waited if view == WAITED else mine)}
    totals = {name: sum(row[name] for row in mine) for name in COUNTS}
    processes = [(one, shown[one.pk]) for one in Process.objects.all() if one.pk in shown]
    return Standing(waited=sum(row["count"] for row in waited), per_process=processes, **totals)


def tasks_of(user, view: str):
    """The tasks of a view, with what a list says of each."""
    found = Task.objects.waited_for_by(user) if view == WAITED else Task.objects.open_for(user)
    return found.with_case()
