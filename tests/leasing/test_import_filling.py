"""The first big import: indexes, exclusions and words come after the rows, and are what they would have been."""

import pytest
from django.db import IntegrityError, connection, transaction

from housing.rpls import filling
from housing.rpls.staging import rows
from leasing.imports.running import run_import
from leasing.models import Lease, LeaseImport
from messaging.models import Contact
from tests.housing.factories import UnitFactory
from tests.leasing.factories import a_lease
from tests.leasing.test_import import GOOD, csv_of
from tests.messaging.factories import a_contact

pytestmark = pytest.mark.django_db
TABLES = (
    "('leasing_lease', 'leasing_leaseline', 'leasing_leaseparty', 'messaging_contact', 'messaging_phone', "
    "'messaging_occupancy')"
)
SCHEMA = f"""
SELECT indexdef FROM pg_indexes WHERE tablename IN {TABLES}
UNION ALL
SELECT conname || pg_get_constraintdef(oid) || convalidated FROM pg_constraint
WHERE conrelid::regclass::text IN {TABLES} AND contype <> 'n'
ORDER BY 1
"""
OTHERWISE = """
SELECT id FROM messaging_contact
WHERE search_text <> messaging_contact_words(id, last_name || ' ' || first_name) OR search_text = ''
"""


@pytest.fixture
def big(monkeypatch):
    """Every import counts as big."""
    monkeypatch.setattr(filling, "BIG", -1)


@pytest.fixture
def take(officer, home):
    """Two leases, one of a couple, one that ended and was let again."""

    def make():
        UnitFactory(staircase=home.staircase, landlord_ref="LIL-002")
        lines = (
            GOOD | {"co_last_name": "Traoré", "co_first_name": "Awa", "co_phone": "06 39 98 33 44"},
            GOOD | {"number": "B2", "unit_ref": "LIL-002", "last_name": "Petit", "ends_on": "31/12/2024"},
            GOOD | {"number": "B3", "unit_ref": "LIL-002", "starts_on": "01/02/2025", "signed_on": "20/01/2025"},
        )
        row = LeaseImport.objects.create(file_name="baux.csv", requested_by=officer)
        return run_import(row, csv_of(*lines), apply=True)

    return make


def test_the_schema_is_the_same_after_the_first_filling_and_its_rules_hold(big, take):
    before = rows(SCHEMA)
    assert take().created == 3
    assert rows(SCHEMA) == before
    lease = Lease.objects.get(number="B2")
    columns = "lease_id, nature, label, amount, recoverable, period"
    for sql in (
        f"UPDATE leasing_lease SET period = '[2024-06-01,)' WHERE id = {lease.pk}",
        f"INSERT INTO leasing_leaseline ({columns}) SELECT {columns} FROM leasing_leaseline",
        "UPDATE leasing_leaseparty SET contact_id = -1; SET CONSTRAINTS ALL IMMEDIATE",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_people_are_found_by_the_words_that_the_database_gives_one_of_them(big, take):
    take()
    assert Contact.objects.count() == 3
    assert rows(OTHERWISE) == []


def test_people_who_were_there_keep_their_words(take, home, agency):
    known = a_contact(agency, "+33639980011", last_name="Nguyen")
    a_lease(UnitFactory(staircase=home.staircase), known, number="A9")
    take()
    assert rows(OTHERWISE) == []
    assert list(Contact.objects.matching("nguyen A9")) == [known]
