"""The round of the day: what one has to do, stop by stop, appointments first (DESIGN §5, the tablet)."""

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import F

from coordination import clock
from coordination.models import Task
from housing.models import PlannedWork
from housing.models.places import WHERE
from proximity.access import MAY_ORDER
from proximity.guard import planned_soon
from proximity.models import WorkOrder
from teams.roles import Role

from .models import Appointment

FIELD_ROLES = (Role.CARETAKER, Role.PROXIMITY_MANAGER, Role.TECHNICIAN)
MOST = 40
"""Tasks on the page, orders, appointments: it stays light on a poor network. The rest is in « Mon travail »."""

PLACE = ("residence", "building", "staircase", "unit")
TASK_SAYS = ("process", "step", "endangered_at", "expected_on", "acknowledged_at")
CASE_SAYS = ("title", "priority", "residence__name", "residence__commune_name", *WHERE)
ORDER_SAYS = ("number", "title", "done_at", "residence", "contractor__name", *WHERE)
VISIT_SAYS = ("request", "starts_at", "ends_at")
"""What the page shows: a home has seventy columns, a case or an order thirty."""


@dataclass
class Stop:
    """A residence with what is to be done there, the orders to be accepted there, and the works that are planned.
    Its position is only used in the browser."""

    pk: int
    name: str
    commune: str
    latitude: float | None
    longitude: float | None
    tasks: list[Task] = field(default_factory=list)
    works: list[PlannedWork] = field(default_factory=list)
    orders: list[WorkOrder] = field(default_factory=list)


@dataclass
class Visit:
    appointment: Appointment
    task_id: int


@dataclass
class Round:
    visits: list[Visit]
    stops: list[Stop]
    count: int
    more: bool


def read(user, now: dt.datetime) -> Round:
    """Five queries. Stops come in the order of their most endangered task."""
    mine = Task.objects.open_for(user)
    position = {name: F(f"case__residence__{name}") for name in ("latitude", "longitude")}
    shown = mine.only(*TASK_SAYS, *(f"case__{column}" for column in CASE_SAYS))
    found = shown.select_related(*(f"case__{level}" for level in PLACE))
    found = found.annotate(stop=F("case__residence"), **position)
    tasks = list(found.most_endangered_first()[: MOST + 1])
    stops: dict[int, Stop] = {}
    for task in tasks[:MOST]:
        place = task.case.residence
        stop = Stop(task.stop, place.name, place.commune_name, task.latitude, task.longitude)
        stops.setdefault(task.stop, stop).tasks.append(task)
    for residence, works in planned_soon(list(stops), clock.day_of(now)).items():
        stops[residence].works = works
    for order in _to_accept(user, list(stops)):
        stops[order.residence_id].orders.append(order)
    visits = _visits(user, mine, now)
    more = max(len(tasks), len(visits)) > MOST
    return Round(visits[:MOST], list(stops.values()), len(tasks[:MOST]), more)


def _to_accept(user, residences: list[int]) -> list[WorkOrder]:
    """What firms say is done at these stops, for those who may accept it: the oldest first."""
    if not user.has_role(*MAY_ORDER):
        return []
    done = WorkOrder.objects.visible_to(user).filter(state=WorkOrder.State.DONE, residence__in=residences)
    shown = done.only(*ORDER_SAYS).select_related("contractor", "building", "staircase", "unit")
    return list(shown.order_by("done_at", "pk")[:MOST])


def _visits(user, mine, now: dt.datetime) -> list[Visit]:
    """Those of today, of one's own tasks: the first ones, and one more that says there are others."""
    today = clock.day_of(now)
    day = {"starts_at__gte": clock.starts(today), "starts_at__lt": clock.starts(today + clock.DAY)}
    agreed = Appointment.objects.visible_to(user).standing().filter(**day).annotate(task=F("request__case__tasks"))
    found = agreed.filter(task__in=mine.filter(step="handling").values("pk"))
    shown = found.only(*VISIT_SAYS, *(f"request__case__{column}" for column in CASE_SAYS))
    rows = shown.select_related(*(f"request__case__{level}" for level in PLACE))
    return [Visit(one, one.task) for one in rows.order_by("starts_at", "pk")[: MOST + 1]]
