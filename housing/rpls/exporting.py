"""The yearly declaration written from the stock: one header line, then 64 fields per home."""

import datetime as dt
import uuid
from typing import Any, BinaryIO

from django.db import connection, transaction

from housing.models import Landlord, Unit

from .fields import FIELDS, Day, Field, Flag, Month

NONE = {"LOYERPRINC": "9999", "SURFMODE": "999", "LOYERACC": "999", "CONTRIB": "999"}
"""What the ministry wants to read where there is nothing to say."""
EXITS = ["1", "2", "3", "4", "5"]
TOLD = ("occupancy", "lease_month", "relet_month", "rent", "extra_rent")
"""Fields on which an app above may know better than the last file."""

_better: dict[str, str] = {}


def know_better(source: str, sql: str) -> None:
    """Let an app above say who lived where. `sql` gives, on the day `%(on)s`, `unit_id` and each field of `TOLD`,
    for the homes it knows; a NULL rent leaves the file's."""
    _better[source] = sql


def export_declaration(landlord: Landlord, year: int, out: BinaryIO) -> int:
    """Write the declaration of a year: the homes present, and those sold or demolished since a year before.

    The same stock gives the same bytes. Returns the number of homes.
    """
    sold = "left_reason = ANY(%(exits)s) AND left_on >= %(since)s"
    where = f"landlord_id = %(landlord)s AND (left_on IS NULL OR ({sold}))"
    params: dict[str, Any] = {"landlord": landlord.pk, "exits": EXITS, "since": dt.date(year - 1, 1, 1)}
    params["on"] = dt.date(year, 1, 1)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM housing_unit WHERE {where}", params)
            count = cursor.fetchone()[0]
        out.write(_line(header(landlord, year, count)))
        with connection.connection.cursor(name=f"rpls_export_{uuid.uuid4().hex}") as cursor:
            columns = ", ".join(_column(field) for field in FIELDS)
            cursor.itersize = 5000
            cursor.execute(
                f"SELECT {columns} FROM {_homes()} WHERE {where} ORDER BY residence_id, staircase_id, id", params
            )
            for home in cursor:
                out.write(_line(home))
    return count


def file_name(landlord: Landlord, year: int) -> str:
    """`[YEAR]_[NUM_ENV]_[IDENTPRO]_[N_FIC].CSV`, first sending and first file."""
    return f"{year}_1_{landlord.ministry_id or 'IDENTPRO'}_1.CSV"


def header(landlord: Landlord, year: int, count: int) -> list[str]:
    return [
        str(year), landlord.ministry_id, landlord.name, landlord.trade_name, landlord.address_recipient,
        landlord.address_geographic, landlord.address_street, landlord.address_locality, landlord.address_town,
        landlord.siret, str(count), "",
    ]  # fmt: skip


def _homes() -> str:
    """SQL: the homes, as the stock and the apps above know them on 1 January."""
    source = "housing_unit"
    for sql in _better.values():
        kept = ", ".join(
            f'home."{column.column}"' for column in Unit._meta.concrete_fields if column.name not in TOLD
        )
        told = ", ".join(
            f"coalesce(told.{name}, home.{name}) AS {name}" if "rent" in name
            else f"CASE WHEN told.unit_id IS NULL THEN home.{name} ELSE told.{name} END AS {name}"
            for name in TOLD
        )  # fmt: skip
        source = (
            f"(SELECT {kept}, {told} FROM {source} home LEFT JOIN ({sql}) told ON told.unit_id = home.id) home"
        )
    return source


def _column(field: Field) -> str:
    """SQL: the field as the declaration writes it."""
    if not field.name:
        return f"CASE WHEN left_reason = ANY(ARRAY{EXITS}) THEN left_reason ELSE '9' END"
    name, kind = f'"{field.name}"', field.kind
    if isinstance(kind, Month):
        sql = f"to_char({name}, 'MM/YYYY')"
        return f"coalesce({sql}, '01/1900')" if field.code == "DPEDATE" else f"coalesce({sql}, '')"
    if isinstance(kind, Day):
        return f"coalesce(to_char({name}, 'DD/MM/YYYY'), '')"
    if isinstance(kind, Flag):
        return f"CASE {name} WHEN true THEN '1' WHEN false THEN '2' ELSE '' END"
    return f"coalesce({name}::text, '{NONE.get(field.code, '')}')"


def _line(values) -> bytes:
    return (";".join(map(_safe, values)) + "\r\n").encode()


def _safe(value: str) -> str:
    if ";" in value or '"' in value or "\n" in value or "\r" in value:
        quoted = value.replace('"', '""').replace("\r", " ").replace("\n", " ")
        return f'"{quoted}"'
    return value
