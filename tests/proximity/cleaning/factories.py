"""Places that are cleaned, and checks brought to where a test wants them."""

import datetime as dt
from itertools import count

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from coordination import photos
from coordination.models import Picture
from proximity import cleaning_checking, cleaning_redo
from proximity.cleaning_checking import Found
from proximity.models import (
    CleaningCheck,
    CleaningGrid,
    CleaningPhoto,
    CleaningService,
    Contract,
    Contractor,
    ContractSite,
    PenaltyRule,
)
from tests.housing.factories import BuildingFactory, StaircaseFactory
from tests.requests_app.pictures import a_photo

SINCE = dt.date(2026, 1, 1)
numbers = count(1)


def siren() -> str:
    """Nine digits whose Luhn sum holds."""
    body = f"{next(numbers):08}"
    total = sum(sum(divmod(int(digit) * (1 + place % 2), 10)) for place, digit in enumerate(body))
    return f"{body}{-total % 10}"


def a_company(name="Net Plus", **given) -> Contractor:
    return Contractor.objects.create(name=name, siren=siren(), email="contact@net-plus.example", **given)


def a_contract(residence, *, price=1200, company=None, rules=True, **given) -> Contract:
    contract = Contract.objects.create(
        number=f"M-{next(numbers)}", contractor=company or a_company(), kind=Contract.Kind.CLEANING,
        lot="Nettoyage", period=DateRange(SINCE, SINCE + dt.timedelta(days=3 * 365)), **given,
    )  # fmt: skip
    ContractSite.objects.create(contract=contract, residence=residence, monthly_price=price)
    if rules:
        PenaltyRule.objects.create(
            contract=contract, kind="event", code="reprise", label="Reprise non faite", amount=50, per_day=50
        )
        PenaltyRule.objects.create(
            contract=contract, kind="event", code="passage", label="Passage non réalisé", amount=100
        )
    return contract


def a_service(residence, performer="company", *, staircase=None, employee=None, contract=None, **given):
    staircase = staircase or StaircaseFactory(building=BuildingFactory(residence=residence))
    if performer == "company":
        contract = contract or a_contract(residence)
    return CleaningService.objects.create(
        residence=residence, building=staircase.building, staircase=staircase, performer=performer,
        contract=contract, employee=employee, period=DateRange(SINCE, None), **given,
    )  # fmt: skip


def a_picture() -> Picture:
    return photos.keep(a_photo())


def noted(check: CleaningCheck, bad=None, default=3) -> CleaningCheck:
    """Every point `default`, but those whose zone or label is a key of `bad`: (note, cause)."""
    bad = bad or {}
    for zone in check.grid.zones.prefetch_related("items"):
        found = {}
        for item in zone.items.all():
            note, cause = bad.get(item.label) or bad.get(zone.code) or (default, "")
            if note is not None and note <= 1:
                CleaningPhoto.objects.create(check_made=check, item=item, picture=a_picture())
            found[item.pk] = Found(note, cause)
        cleaning_checking.note_zone(check, zone, found, by=check.checker)
    return check


BAD_HALL = {"Z1": (0, "service"), "Z3": (0, "service")}
"""Enough to fail, in a zone that everybody sees."""
BAD_STAIRS = {"Z3": (0, "service"), "Z5": (0, "service"), "Z6": (1, "service")}


def a_check(service, by, bad=None, **closing) -> CleaningCheck:
    check = noted(cleaning_checking.start(service, by=by), bad)
    return fresh(cleaning_checking.close(check, by=by, **closing))


def fresh(check: CleaningCheck) -> CleaningCheck:
    return CleaningCheck.objects.with_place().get(pk=check.pk)


def earlier(check: CleaningCheck, days: int) -> CleaningCheck:
    """The same check, so many days ago."""
    past = dt.timedelta(days=days)
    CleaningCheck.objects.filter(pk=check.pk).update(
        started_at=check.started_at - past, closed_at=check.closed_at - past, planned_at=check.planned_at - past
    )
    return fresh(check)


def failed_twice(service, by, manager, **again) -> CleaningCheck:
    """Failed, ordered again, said to be done, and failed again."""
    first = a_check(service, by, BAD_HALL)
    cleaning_redo.order(first.case, words="Hall à refaire", by=manager)
    cleaning_redo.done(first.case, text="Refait", by=manager)
    return a_check(service, by, BAD_HALL, **again)


def step(case) -> str:
    case.refresh_from_db()
    task = case.tasks.open().first()
    return task.step if task else ""


def owner(case) -> str:
    """The role that the open task is with."""
    return case.tasks.open().get().role


def grid() -> CleaningGrid:
    return CleaningGrid.objects.in_force(timezone.localdate())
