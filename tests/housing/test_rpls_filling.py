"""A first big import builds indexes and keys after the rows, and leaves the schema exactly as it was."""

import pytest
from django.db import IntegrityError, connection, transaction

from housing.models import Unit
from housing.rpls import filling
from housing.rpls.staging import rows
from tests.housing.factories import LandlordFactory
from tests.housing.rpls import counts, declaration, declared, take

pytestmark = pytest.mark.django_db
SCHEMA = """
SELECT indexdef FROM pg_indexes WHERE tablename IN ('housing_unit', 'housing_staircase', 'housing_residence')
UNION ALL
SELECT conname || pg_get_constraintdef(oid) || convalidated FROM pg_constraint
WHERE conrelid IN ('housing_unit'::regclass, 'housing_staircase'::regclass, 'housing_residence'::regclass)
ORDER BY 1
"""


@pytest.fixture
def big(monkeypatch):
    """Every import counts as big."""
    monkeypatch.setattr(filling, "BIG", -1)


def homes(count):
    return [declared(IDENT_INT=f"L{i}", NUMAPPT=str(i)) for i in range(count)]


def test_the_schema_is_the_same_after_the_first_filling_and_its_keys_hold(big):
    landlord, before = LandlordFactory(siren=""), rows(SCHEMA)
    assert counts(take(declaration(*homes(30)), landlord)) == (30, 0, 0, 0)
    assert rows(SCHEMA) == before
    with pytest.raises(IntegrityError), transaction.atomic():
        Unit.objects.filter(landlord_ref="L1").update(landlord_ref="L2")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE housing_unit SET residence_id = -1")


def test_a_table_that_holds_homes_keeps_its_indexes_while_more_come(big):
    take(declaration(*homes(3)))
    with filling.filled("housing_unit", 5, "staircase_id"):
        found = rows("SELECT indexname FROM pg_indexes WHERE tablename = 'housing_unit'")
    assert ("unit_landlord_ref",) in found
