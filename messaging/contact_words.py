"""Writing people by the thousand: their words are said once, at the end."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from .models import contact_sql

TABLES = "messaging_contact, messaging_phone, messaging_occupancy"


@contextmanager
def said_once(contacts: str) -> Iterator[None]:
    """Inside a transaction: who is written in this block is found by their words when it ends.

    `contacts`: SQL that selects their keys, read then.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(contact_sql.LATER)
        yield
        cursor.execute("SET LOCAL palier.words_later = off")
        cursor.execute(f"ANALYZE {TABLES}")  # within one transaction nobody else does
        cursor.execute(contact_sql.SAY_MANY.format(contacts=contacts))
