"""All leases in the layout of the import: sent back as it is, it changes nothing."""

import uuid
from collections.abc import Iterator

from django.db import connection
from django.utils import timezone

from ..models import Lease
from .columns import COLUMNS

LABELS = {
    field.name: {str(code): str(label) for code, label in field.flatchoices}
    for field in Lease._meta.concrete_fields
    if field.choices
}
PERSON = """
LEFT JOIN LATERAL (
    SELECT contact.*, (SELECT number FROM messaging_phone phone WHERE phone.contact_id = contact.id
        ORDER BY position, phone.id LIMIT 1) AS phone
    FROM leasing_leaseparty party JOIN messaging_contact contact ON contact.id = party.contact_id
    WHERE party.lease_id = lease.id AND party.role = '{role}' ORDER BY party.id LIMIT 1
) {role} ON true
"""
AMOUNT = """(SELECT amount FROM leasing_leaseline line WHERE line.lease_id = lease.id AND line.nature = '{nature}'
    AND line.label = '' AND line.period @> greatest(lower(lease.period),
        least(%(today)s::date, upper(lease.period) - 1)))"""
SELECT = {
    "unit_ref": "unit.landlord_ref", "rpls_id": "unit.rpls_id", "starts_on": "lower(lease.period)",
    "ends_on": "upper(lease.period) - 1", "amounts_from": "NULL::date",
    **{key: f"holder.{key}" for key in ("last_name", "first_name", "birth_date", "phone", "email", "language")},
    **{f"co_{key}": f"co_holder.{key}" for key in ("last_name", "first_name", "birth_date", "phone", "email")},
    **{nature: AMOUNT.format(nature=nature) for nature in ("rent", "extra", "charges")},
}  # fmt: skip


def exported(user) -> Iterator[list]:
    """The leases of one's perimeter, a row each, in the order of the columns."""
    cells = ", ".join(SELECT.get(column.key, f"lease.{column.key}") for column in COLUMNS)
    people = PERSON.format(role="holder") + PERSON.format(role="co_holder")
    with connection.connection.cursor(name=f"leases_{uuid.uuid4().hex}", withhold=True) as cursor:
        cursor.itersize = 2000
        cursor.execute(
            f"""SELECT {cells} FROM leasing_lease lease JOIN housing_unit unit ON unit.id = lease.unit_id
            JOIN housing_residence residence ON residence.id = lease.residence_id {people}
            WHERE %(everything)s OR residence.agency_id = ANY(%(agencies)s) ORDER BY lease.number""",
            {
                "everything": user.sees_everything, "agencies": user.agency_ids(), "today": timezone.localdate(),
            },
        )  # fmt: skip
        for row in cursor:
            yield [_said(column.key, value) for column, value in zip(COLUMNS, row, strict=True)]


def _said(key: str, value):
    return LABELS[key].get(value, value) if key in LABELS else value
