"""What stands on the day of the demo: a lift that neighbours call about, requests that wait for works, slots
agreed, doors that stayed shut. Played with the verbs, now.
"""

import datetime as dt
import uuid
from collections.abc import Callable
from random import Random

from coordination.clock import DAY, PARIS, Calendar
from coordination.models import Priority
from housing.models import Equipment, PlannedWork, Staircase
from messaging.models import Occupancy
from teams.workflow import MoveRefused

from .. import incidents, informing, parking, visits
from ..models import Category, Channel, Request
from ..opening import open_request
from .life import Staff

CALLERS, PARKED, SLOTS, SHUT = 5, 6, 9, 4
WORDS = "l’ascenseur est arrêté, le technicien est prévenu. Retour prévu demain en fin de journée."


def set_up(staffs: dict[int, Staff], end: dt.datetime, calendar: Calendar, dice: Random) -> None:
    stopped_lift(staffs, end, dice)
    worked_on = Request.objects.open().filter(contact__isnull=False, case__tasks__step="handling").distinct()
    known = worked_on.select_related("case__residence", "category", "contact").order_by("pk")
    open_ones = [*known.at("running"), *known.at("scheduled")]
    dice.shuffle(open_ones)
    park(open_ones, staffs)
    agree(open_ones, staffs, end, calendar, dice)
    find_nobody(open_ones, staffs)


def stopped_lift(staffs: dict[int, Staff], end: dt.datetime, dice: Random) -> None:
    """Neighbours of one staircase call within two hours; four calls become one incident, one more just came in."""
    lift = Equipment.objects.filter(kind=Equipment.Kind.LIFT, staircase__isnull=False).order_by("pk").first()
    stairs = lift.staircase if lift else Staircase.objects.order_by("pk").first()
    category = Category.objects.active().filter(family="C2").order_by("position", "pk").first()
    if stairs is None or category is None:
        return
    lives = Occupancy.objects.filter(staircase=stairs, until=None, contact__phones__isnull=False)
    neighbours = list(lives.select_related("contact", "unit").order_by("pk")[:CALLERS])
    staff = staffs[stairs.building.residence.agency_id]
    calls = [
        open_request(
            stairs, category=category, channel=Channel.PHONE, zone="common", by=staff.desk, contact=one.contact,
            equipment=lift, priority=Priority.URGENT, description="L’ascenseur est arrêté au 2e étage.",
            at=end - dt.timedelta(minutes=110 - 20 * place),
        )
        for place, one in enumerate(neighbours)
    ]  # fmt: skip
    if len(calls) < 2:
        return
    incident = incidents.open_incident(
        stairs, category=category, equipment=lift, requests=calls[:-1], by=staff.manager,
        text="Ascensoriste appelé, passage annoncé demain matin.",
    )  # fmt: skip
    informing.inform(incident, WORDS, by=staff.manager, key=uuid.UUID(int=dice.getrandbits(128), version=4))


def _some(requests: list[Request], count: int, act: Callable[[Request], object]) -> None:
    """Do it with the first of them that allow it; those are done with."""
    done: list[Request] = []
    for request in requests:
        if len(done) == count:
            break
        try:
            act(request)
        except MoveRefused:
            continue
        done.append(request)
    requests[:] = [one for one in requests if one not in done]


def park(requests: list[Request], staffs: dict[int, Staff]) -> None:
    def wait(request: Request) -> None:
        works = PlannedWork.objects.live().filter(residence=request.case.residence)
        found = parking.candidates(request, works)
        if not found:
            raise MoveRefused("Pas de travaux.")
        parking.park(request, found[0], by=staffs[request.case.agency_id].manager)

    _some(requests, PARKED, wait)


def agree(requests: list[Request], staffs: dict[int, Staff], end, calendar: Calendar, dice: Random) -> None:
    """Slots of the two working days to come."""
    opens = [start for start, _ in _two_days(calendar, end)]

    def meet(request: Request) -> None:
        start = dice.choice(opens).astimezone(PARIS).replace(hour=dice.choice((8, 10, 14, 16)))
        visits.appoint(request, start, by=staffs[request.case.agency_id].keeper)

    _some(requests, SLOTS, meet)


def _two_days(calendar: Calendar, end: dt.datetime):
    tomorrow = (end + DAY).astimezone(PARIS).replace(hour=0, minute=0)
    spans = calendar.spans(tomorrow.astimezone(dt.UTC), None)
    return [next(spans), next(spans)]


def find_nobody(requests: list[Request], staffs: dict[int, Staff]) -> None:
    _some(requests, SHUT, lambda request: visits.no_access(request, by=staffs[request.case.agency_id].keeper))
