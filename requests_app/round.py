"""The round of the day: what one has to do, stop by stop, appointments first (DESIGN §5, the tablet)."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F

from coordination import clock
from coordination.models import Priority, Task
from coordination.processes import step_of
from housing.models import PlannedWork
from housing.models.places import LEVELS, WHERE, where_of
from proximity.access import MAY_ORDER
from proximity.guard import planned_soon
from proximity.models import WorkOrder
from teams.roles import Role

from .models import Appointment

FIELD_ROLES = (Role.CARETAKER, Role.PROXIMITY_MANAGER, Role.TECHNICIAN)
MOST = 40
"""Tasks on the page, orders, appointments: it stays light on a poor network. The rest is in « Mon travail »."""

TASK_SAYS = ("pk", "process", "step", "endangered_at", "expected_on", "acknowledged_at")
ORDER_SAYS = ("number", "title", "done_at", "residence")
VISIT_SAYS = ("starts_at", "ends_at", "task")
Row = dict[str, Any]
"""What the page shows of a row: a home has seventy columns, a case or an order thirty."""


@dataclass
class Stop:
    """A residence with what is to be done there, the orders to be accepted there, and the works that are planned.
    Its position is only used in the browser."""

    pk: int
    name: str
    commune: str
    latitude: float | None
    longitude: float | None
    tasks: list[Row] = field(default_factory=list)
    works: list[PlannedWork] = field(default_factory=list)
    orders: list[Row] = field(default_factory=list)


@dataclass
class Round:
    visits: list[Row]
    stops: list[Stop]
    count: int
    more: bool


def read(user, now: dt.datetime) -> Round:
    """Five queries. Stops come in the order of their most endangered task."""
    mine = Task.objects.open_for(user)
    home = {name: F(f"case__residence__{name}") for name in ("name", "commune_name", "latitude", "longitude")}
    found = mine.most_endangered_first().values(
        *TASK_SAYS, *_place("case__"), stop=F("case__residence"), title=F("case__title"),
        priority=F("case__priority"), **home,
    )  # fmt: skip
    tasks = list(found[: MOST + 1])
    stops: dict[int, Stop] = {}
    for row in tasks[:MOST]:
        stop = Stop(row["stop"], row["name"], row["commune_name"], row["latitude"], row["longitude"])
        stops.setdefault(stop.pk, stop).tasks.append(_task(row))
    for residence, works in planned_soon(list(stops), clock.day_of(now)).items():
        stops[residence].works = works
    for order in _to_accept(user, list(stops)):
        stops[order["residence"]].orders.append(order)
    visits = _visits(user, mine, now)
    more = max(len(tasks), len(visits)) > MOST
    return Round(visits[:MOST], list(stops.values()), len(tasks[:MOST]), more)


def _place(at: str = "") -> list[str]:
    return [f"{at}{column}" for column in (*LEVELS, *WHERE)]


def _task(row: Row) -> Row:
    step, urgency = step_of(row["process"], row["step"]).label, Priority(row["priority"]).label
    return row | {"where": where_of(row, "case__"), "step_label": step, "urgency": urgency}


def _to_accept(user, residences: list[int]) -> list[Row]:
    """What firms say is done at these stops, for those who may accept it: the oldest first."""
    if not user.has_role(*MAY_ORDER):
        return []
    done = WorkOrder.objects.visible_to(user).filter(state=WorkOrder.State.DONE, residence__in=residences)
    rows = done.order_by("done_at", "pk").values(*ORDER_SAYS, *_place(), firm=F("contractor__name"))
    return [row | {"where": where_of(row)} for row in rows[:MOST]]


def _visits(user, mine, now: dt.datetime) -> list[Row]:
    """Those of today, of one's own tasks: the first ones, and one more that says there are others."""
    today, case = clock.day_of(now), "request__case__"
    day = {"starts_at__gte": clock.starts(today), "starts_at__lt": clock.starts(today + clock.DAY)}
    agreed = Appointment.objects.visible_to(user).standing().filter(**day).annotate(task=F(f"{case}tasks"))
    found = agreed.filter(task__in=mine.filter(step="handling").values("pk")).order_by("starts_at", "pk")
    said = {"title": F(f"{case}title"), "residence": F(f"{case}residence__name")}
    return [
        row | {"where": where_of(row, case)}
        for row in found.values(*VISIT_SAYS, *_place(case), **said)[: MOST + 1]
    ]
