"""The yearly declaration tells the rents, occupancy and months that leases know on 1 January."""

import datetime as dt
import io
from decimal import Decimal

import pytest
from django.db import transaction

from housing.demo.dwellings import FIELDS
from housing.rpls import export_declaration
from tests.housing.factories import UnitFactory
from tests.leasing.factories import a_lease

pytestmark = pytest.mark.django_db
D = dt.date


def declared(unit, year=2026) -> dict[str, str]:
    out = io.BytesIO()
    with transaction.atomic():
        export_declaration(unit.landlord, year, out)
    lines = [line.split(";") for line in out.getvalue().decode().splitlines()[1:]]
    homes = [dict(zip(FIELDS, line, strict=True)) for line in lines]
    return next(home for home in homes if home["IDENT_INT"] == unit.landlord_ref)


def test_a_running_lease_says_rent_occupancy_and_month(home):
    lease = a_lease(home, starts_on=D(2024, 3, 15), amounts={"rent": Decimal("412.50"), "extra": Decimal("35")})
    lease.set_amount("rent", Decimal("450"), since=D(2026, 2, 1))
    told = declared(home)
    assert (told["MODE"], told["BAIL"], told["REMLOCDATE"]) == ("1", "03/2024", "03/2024")
    assert (told["LOYERPRINC"], told["LOYERACC"]) == ("413", "35")
    assert declared(home, 2027)["LOYERPRINC"] == "450"


def test_a_home_left_before_1_january_stands_empty_with_its_last_rent(home):
    home.occupancy, home.lease_month, home.rent = "1", D(2020, 1, 1), 400
    home.save()
    a_lease(home, starts_on=D(2020, 1, 1), ends_on=D(2025, 12, 31), amounts={"rent": 420})
    told = declared(home)
    assert (told["MODE"], told["BAIL"], told["LOYERPRINC"]) == ("2", "", "400")


def test_a_lease_of_later_changes_nothing(home):
    home.occupancy, home.rent = "3", 380
    home.save()
    a_lease(home, starts_on=D(2026, 1, 2), amounts={"rent": 420})
    assert (declared(home)["MODE"], declared(home)["LOYERPRINC"]) == ("3", "380")


def test_a_home_without_lease_is_told_by_its_file(home, lease):
    other = UnitFactory(staircase=home.staircase, occupancy="1", lease_month=D(2019, 5, 1), rent=333)
    assert (declared(other)["BAIL"], declared(other)["LOYERPRINC"]) == ("05/2019", "333")
