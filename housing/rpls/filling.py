"""The first filling of an empty table: its indexes, exclusions and foreign keys are built once, after the rows."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, transaction

from .staging import rows, run, value

BIG = 20_000
HUGE = 500_000
"""Below, helpers of an index take longer to start than they save."""

INDEXES = """
SELECT format('DROP INDEX %%s', indexrelid::regclass), pg_get_indexdef(indexrelid)
FROM pg_index
WHERE indrelid = %(table)s::regclass
    AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
"""
CONSTRAINTS = """
SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname),
    format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', conrelid::regclass, conname, pg_get_constraintdef(oid))
FROM pg_constraint WHERE conrelid = %(table)s::regclass AND contype = ANY(%(kinds)s)
"""


@contextmanager
def filled(table: str, count: int, keys: str = "", *, foreign: bool = True) -> Iterator[bool]:
    """Write `count` rows inside. Only a table that is empty for everybody, and ours alone, is treated so; whether
    it was.

    All is part of the import's transaction: whatever happens, the definitions are those of before. `keys` are the
    columns by which rows are found or lead from place to place: without a look at them, a check of foreign keys
    may be planned as if the table were still empty, and take longer than the import. `foreign` leaves foreign keys
    out too, which locks the tables they lead to.
    """
    rebuild = _stripped(table, foreign) if count > BIG else []
    if rebuild and count < HUGE:
        run("SET LOCAL max_parallel_maintenance_workers = 0")
    yield bool(rebuild)
    if rebuild and not foreign:  # an index waits for no check that is due
        run("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    if rebuild and keys:
        run(f"ANALYZE {table} ({keys})")
    for sql in rebuild:
        run(sql)


def _numbers(table: str, ahead: int) -> str:
    """SQL: the table's numbers are taken `ahead` by so many."""
    return f"ALTER SEQUENCE {value('SELECT pg_get_serial_sequence(%s, %s)', [table, 'id'])} CACHE {ahead}"


def _stripped(table: str, foreign: bool) -> list[str]:
    if value(f"SELECT EXISTS (SELECT FROM {table})") or not _locked(table):
        return []
    if value(f"SELECT EXISTS (SELECT FROM {table})"):
        return []
    kinds = ["f", "x"] if foreign else ["x"]
    found = rows(INDEXES, {"table": table}) + rows(CONSTRAINTS, {"table": table, "kinds": kinds})
    for drop, _ in found:
        run(drop)
    run("SET LOCAL maintenance_work_mem = '256MB'")
    run(_numbers(table, ahead=1000))
    return [*(create for _, create in found), _numbers(table, ahead=1)]


def _locked(table: str) -> bool:
    """Somebody reading it now is reason enough to go the long way."""
    try:
        with transaction.atomic():
            run(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE NOWAIT")
    except OperationalError:
        return False
    return True
