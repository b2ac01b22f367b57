"""The nightly counting: for each batch of residences, what the files say now replaces what the facts said.

A batch is a transaction with its progress: killed anywhere, the next run goes on where this one stood. Counting
again changes nothing, since only rows that differ are written.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

import structlog
from django.db import connection, transaction
from django.utils import timezone

from . import touched
from .counting import COLUMNS, KEYS, every_measure
from .models import RollupRun

log = structlog.get_logger()
BATCH = 200
LOCK = 6_120_601
"""Of two countings at once the second leaves."""


class Busy(Exception):
    """Another counting runs."""


def run(
    *, rebuild: bool = False, from_day: dt.date | None = None, overlap: dt.timedelta | None = None,
    soon: bool = False, batch: int = BATCH,
) -> RollupRun:  # fmt: skip
    """Finish what was interrupted, then count what changed since the last run (all of it: `rebuild`; only where
    somebody wrote in a journal: `soon`)."""
    with _alone():
        interrupted = RollupRun.objects.interrupted().first()
        if interrupted and not rebuild:
            _count(interrupted, batch)
        elif interrupted:
            RollupRun.objects.interrupted().delete()
        new = _new_soon() if soon else _new_run(rebuild, from_day, overlap or touched.OVERLAP)
        return _count(new, batch)


def tidy() -> None:
    """After many facts were written: pages read them from the indexes alone, which the database allows itself only
    for rows it knows to be seen by all. Inside a transaction, which refuses it, nothing."""
    if not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE) kpis_dailyfact, kpis_daytotal, kpis_balance")


@contextmanager
def _alone() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            raise Busy
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def _new_run(rebuild: bool, from_day: dt.date | None, overlap: dt.timedelta) -> RollupRun:
    last = RollupRun.objects.finished().thorough().first()
    since = None
    if last and not rebuild and from_day is None:
        since = last.started_at - overlap
        if touched.everything_since(since):
            since = None
    return RollupRun.objects.create(since=since, from_day=from_day)


def _new_soon() -> RollupRun:
    """Before the first thorough one there is nothing to add to."""
    last = RollupRun.objects.finished().first()
    return RollupRun.objects.create(
        soon=True, since=(last.started_at if last else timezone.now()) - touched.OVERLAP_SOON
    )


def _residences(run: RollupRun) -> list[int]:
    if run.since is None:
        return sorted({*touched.all_residences(), *touched.other_number_of_homes()})
    return sorted(touched.by_journal(run.since) if run.soon else touched.residences_since(run.since))


def _count(run: RollupRun, batch: int) -> RollupRun:
    residences = _residences(run)
    left = [pk for pk in residences if pk > run.reached]
    for first in range(0, len(left), batch):
        _count_batch(run, left[first : first + batch])
    run.finished_at = timezone.now()
    run.save(update_fields=["finished_at"])
    if not run.soon:
        RollupRun.objects.finished().filter(soon=True, pk__lt=run.pk).delete()
    log.info("kpis_counted", residences=run.residences, changed=run.changed, whole=run.since is None)
    return run


@transaction.atomic
def _count_batch(run: RollupRun, residences: list[int]) -> None:
    run.changed += write(residences, run.from_day)
    run.reached, run.residences = residences[-1], run.residences + len(residences)
    run.save(update_fields=["reached", "residences", "changed"])


def write(residences: list[int], from_day: dt.date | None = None) -> int:
    """Make the facts of these residences what the files say; how many rows differed. In a transaction.

    What the files say is put into a table first: only so may the database read them with several processes.
    """
    live, params = every_measure(residences, (from_day, None))
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS pg_temp.kpis_live")
        cursor.execute(f"CREATE TEMPORARY TABLE kpis_live ON COMMIT DROP AS {live}", params)
        cursor.execute("ANALYZE kpis_live")
        cursor.execute(_TAKE_AWAY, {"residences": residences, "from_day": from_day})
        gone = cursor.rowcount
        cursor.execute(_WRITE)
        return gone + cursor.rowcount


_TAKE_AWAY = """
    DELETE FROM kpis_dailyfact AS stored
    WHERE residence_id = ANY(%(residences)s) AND (%(from_day)s::date IS NULL OR day >= %(from_day)s)
    AND NOT EXISTS (
        SELECT FROM kpis_live AS live
        WHERE (live.measure, live.residence_id, live.day) = (stored.measure, stored.residence_id, stored.day)
        AND (live.team_id, live.category_id) IS NOT DISTINCT FROM (stored.team_id, stored.category_id)
    )
"""
_WRITE = f"""
    INSERT INTO kpis_dailyfact AS stored (measure, {COLUMNS})
    SELECT measure, {COLUMNS} FROM kpis_live ORDER BY measure, {KEYS}
    ON CONFLICT (measure, {KEYS})
    DO UPDATE SET numerator = excluded.numerator, denominator = excluded.denominator
    WHERE (stored.numerator, stored.denominator) <> (excluded.numerator, excluded.denominator)
"""  # noqa: S608 - only names of columns are put in
