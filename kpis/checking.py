"""Each night, after the counting: facts of a few residences drawn at random, against the files."""

import random

import structlog
from django.db import connection, transaction

from . import touched
from .counting import COLUMNS, counted
from .measures import MEASURES, Measure
from .models import Discrepancy, RollupRun

log = structlog.get_logger()
SAMPLE = 20


def check(run: RollupRun, *, sample: int = SAMPLE, chance: random.Random | None = None) -> list[Discrepancy]:
    """A row for each measure and residence whose facts differ. What changed since the counting started is left to
    the next one."""
    known = sorted(set(touched.all_residences()) - touched.residences_since(run.started_at))
    drawn = (chance or random.Random()).sample(known, min(sample, len(known)))  # noqa: S311 - a sample, no secret
    if not drawn:
        return []
    with transaction.atomic():
        found = [
            Discrepancy(run=run, measure=one.code, residence_id=residence, facts=facts)
            for one in MEASURES.values() for residence, facts in _differing(one, drawn)
        ]  # fmt: skip
        Discrepancy.objects.bulk_create(found, ignore_conflicts=True)
    for one in found:
        log.error("kpis_differ", measure=one.measure, residence=one.residence_id, facts=one.facts)
    return found


def _differing(measure: Measure, residences: list[int]) -> list[tuple[int, int]]:
    live, params = counted(measure, residences)
    stored = f"SELECT {COLUMNS} FROM kpis_dailyfact WHERE measure = %s AND residence_id = ANY(%s)"  # noqa: S608
    statement = f"""
        WITH live AS MATERIALIZED ({live}), stored AS MATERIALIZED ({stored}),
        differing AS (
            (SELECT * FROM live EXCEPT SELECT * FROM stored) UNION ALL
            (SELECT * FROM stored EXCEPT SELECT * FROM live)
        )
        SELECT residence_id, count(DISTINCT (day, team_id, category_id)) FROM differing GROUP BY 1 ORDER BY 1
    """  # noqa: S608 - only names of columns are put in; values are parameters
    with connection.cursor() as cursor:
        cursor.execute(statement, [*params, measure.code, residences])
        return cursor.fetchall()
