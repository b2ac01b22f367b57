"""Firms, contracts and orders of the tests."""

import datetime as dt
import itertools
from decimal import Decimal

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from coordination import clock
from proximity import booking, execution, ordering
from proximity.models import Contract, Contractor, PriceLine, Via, WorkOrder
from proximity.ordering import Line

numbers = itertools.count(1)
SINCE, UNTIL = dt.date(2026, 1, 1), dt.date(2029, 1, 1)


def a_siren() -> str:
    """Eight digits and the one that makes the Luhn sum right."""
    body = f"{10000000 + next(numbers):08}"
    total = sum(sum(divmod(int(digit) * (1 + place % 2), 10)) for place, digit in enumerate(body))
    return f"{body}{-total % 10}"


def a_contractor(**values) -> Contractor:
    known = {"name": f"Plomberie {next(numbers)}", "siren": a_siren(), "email": f"firme{next(numbers)}@example.fr"}
    return Contractor.objects.create(**{**known, **values})


def a_contract(contractor=None, residence=None, **values) -> Contract:
    known = {
        "number": f"M-{next(numbers):04}", "kind": Contract.Kind.WORKS, "lot": "Plomberie",
        "period": DateRange(SINCE, UNTIL), "covers_all": residence is None,
    }  # fmt: skip
    contract = Contract.objects.create(contractor=contractor or a_contractor(), **{**known, **values})
    if residence:
        contract.sites.create(residence=residence)
    return contract


def a_price(contract, **values) -> PriceLine:
    known = {
        "code": f"P{next(numbers):03}", "label": "Remplacement d’un robinet", "unit": "u", "price": Decimal(80),
        "period": DateRange(SINCE, None),
    }  # fmt: skip
    return PriceLine.objects.create(contract=contract, **{**known, **values})


def lines(amount="240.00") -> list[Line]:
    return [Line("Recherche et réparation de fuite", Decimal(1), Decimal(amount), "u")]


def an_order(case, by, *, contract=None, amount="240.00", **said) -> WorkOrder:
    contract = contract or a_contract()
    said = {"title": "Réparer la fuite", **said}
    return fresh(
        ordering.prepare(case, lines(amount), contractor=contract.contractor, contract=contract, by=by, **said)
    )


def sent(case, by, **said) -> WorkOrder:
    order = an_order(case, by, **said)
    ordering.approve_and_send(order, by=by)
    return fresh(order)


def booked(case, by, **said) -> WorkOrder:
    order = sent(case, by, **said)
    booking.book(order, *slot(), by=by)
    return fresh(order)


def done(case, by, **said) -> WorkOrder:
    order = sent(case, by, **said)
    execution.complete(order, "Joint changé, plus de fuite.", by=None, via=Via.CONTRACTOR)
    return fresh(order)


def fresh(order: WorkOrder) -> WorkOrder:
    around = ("case__residence", "contractor", "contract", "contact", "residence", "unit")
    return WorkOrder.objects.select_related(*around).get(pk=order.pk)


def slot(days: int = 3, hour: int = 8) -> tuple[dt.datetime, dt.datetime]:
    """Two hours on a working day, so many working days from now."""
    day = timezone.localdate()
    while days:
        day += clock.DAY
        days -= bool(clock.STANDARD.hours(day))
    start = timezone.make_aware(dt.datetime.combine(day, dt.time(hour)))
    return start, start + dt.timedelta(hours=2)
