"""Two agencies with homes relet over two years and requests of some weeks: late, paused, reopened."""

import datetime as dt
from random import Random

import time_machine
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from coordination.models import Priority, Task
from coordination.opening import open_case
from leasing.demo import vacancies
from leasing.models import Notice, Vacancy
from requests_app.models import Survey
from tests.housing.factories import BuildingFactory, ResidenceFactory, StaircaseFactory, UnitFactory
from tests.leasing.factories import a_lease
from tests.messaging.factories import a_contact
from tests.requests_app.factories import a_category, a_tenant_request

ASKED: tuple[dict, ...] = ({}, {"label": "Canalisation bouchée"}, {"family": "T2", "label": "Prise à changer"})
DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)


def a_residence(agency, name, homes=6):
    residence = ResidenceFactory(agency=agency, name=name)
    staircase = StaircaseFactory(building=BuildingFactory(residence=residence))
    for number in range(homes):
        UnitFactory(staircase=staircase, landlord_ref=f"{name}-{number:03}", acquired_year=2001 + number)
    return residence


def build(agencies, today: dt.date) -> list:
    """Residences « R0 » to « R3 », the first two in the first agency."""
    places = [a_residence(agencies[number // 2], f"R{number}") for number in range(4)]
    for number, residence in enumerate(places):
        for rank, unit in enumerate(residence.units.order_by("pk")[:4]):
            a_lease(unit, starts_on=today - (25 + 60 * rank + 11 * number) * DAY)
    vacancies.build(42, today, lambda line: None)
    return places


def unusual(places, today: dt.date, by) -> None:
    """Notices with and without a visit, a freeze; of the homes to let one empty for four months and ready, one
    whose notice was taken back."""
    for rank, one in enumerate(Vacancy.objects.let().select_related("next_lease").order_by("pk")[:4]):
        notice = Notice.objects.create(
            lease=one.next_lease, received_on=one.keys_on - (10 if rank == 3 else 80) * DAY, ends_on=one.keys_on,
            recorded_by=by,
        )  # fmt: skip
        visited_on = None if rank == 2 else notice.received_on + 9 * DAY
        Vacancy.objects.filter(pk=one.pk).update(notice=notice, visited_on=visited_on)
        if rank == 1:
            frozen = DateRange(one.move_in_on - 9 * DAY, one.move_in_on - 5 * DAY)
            one.freezes.create(why="disaster", period=frozen)
    left = today - 120 * DAY
    empty, kept = places[1].units.order_by("-pk")[:2]
    _vacancy(empty, by, keys_on=left, expected_exit=left, ready_on=today - 40 * DAY, certainty="final")
    _vacancy(kept, by, expected_exit=left, outcome="withdrawn", ended_on=left)


def _vacancy(unit, by, **known) -> None:
    case = open_case("vacancy", "marketing", unit, title="Relocation", by=by)
    Vacancy.objects.create(case=case, unit=unit, origin="notice", **known)


def open_task(request, step):
    return Task.objects.open().select_related("case").get(case=request.case, step=step)


def lives(places, by, today: dt.date, keepers) -> None:
    """Three requests a residence, with whole lives; told when they happened."""
    dice = Random(7)
    for number, residence in enumerate(places):
        tenant = a_contact(residence.agency)
        for rank in range(3):
            opened = timezone.localtime(timezone.now()) - dice.randint(8, 70) * DAY
            with time_machine.travel(opened, tick=False):
                request = a_tenant_request(
                    residence.units.order_by("pk")[rank], by=by, contact=tenant, priority=Priority.NORMAL,
                    category=a_category(**ASKED[rank]),
                )  # fmt: skip
            live(request, opened, keepers[number % len(keepers)], rank, dice)


def live(request, opened, keeper, rank, dice) -> None:
    """0: stays open. 1: paused, done, confirmed, rated. 2: the same, then reopened."""
    taken = opened + dice.randint(1, 30) * HOUR
    open_task(request, "handling").acknowledge(by=keeper, at=taken)
    if rank == 0:
        return
    open_task(request, "handling").pause(by=keeper, at=taken + HOUR)
    open_task(request, "handling").resume(by=keeper, at=taken + 9 * HOUR)
    done = taken + dice.randint(10, 90) * HOUR
    open_task(request, "handling").answer("done", by=keeper, at=done)
    open_task(request, "confirmation").answer("confirmed", by=None, at=done + 20 * HOUR)
    Survey.objects.filter(request=request).update(score=dice.randint(1, 4), answered_at=done + 30 * HOUR)
    if rank == 2:
        request.case.reopen("Cela fuit de nouveau", step="handling", by=keeper, at=done + 40 * HOUR)
