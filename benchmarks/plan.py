"""Between the field and the plan, at the reference size: the guard of an order, the grouping of findings, pages.

The guard and the grouping beside their own SQL, sent bare in the same run; pages as `benchmarks.work` does.
"""

import logging
import time
from collections.abc import Callable, Iterator
from decimal import Decimal

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client, override_settings
from django.utils import timezone

from coordination import parameters
from coordination.defaults import seed
from housing.models import ComponentKind, Residence
from proximity import guard, needs_raising
from proximity.models import Finding
from proximity.needs_parameters import FIRST_VALUES

from .cases import fill_cases
from .figures import Bound, Figure
from .filling import fill
from .pages import BEYOND_SQL_MS, QUERIES
from .pages import measure as beyond_sql

HOMES, WORKS, FINDINGS, NEEDS = 120_000, 40_000, 300_000, 6_000
TIMES = 200
GUARD, GROUPING = 6, 1.5
PAGES = {"needs": "/besoins/", "budget of the plan": "/besoins/budget/"}


@override_settings(ALLOWED_HOSTS=["testserver"], SECURE_SSL_REDIRECT=False, DEBUG=False)
def run(sizes: list[int]) -> Iterator[Figure | Bound]:
    logging.disable(logging.WARNING)
    fill(HOMES)
    seed(apps)
    parameters.seed(apps, FIRST_VALUES)
    fill_cases(NEEDS, NEEDS)
    _fill_plan()
    yield from _guard()
    yield from _grouping()
    planner, _ = get_user_model().objects.get_or_create(
        email="mesure.patrimoine@exemple.fr",
        defaults={"first_name": "M", "last_name": "P", "roles": ["asset_planner"], "all_agencies": True},
    )
    client = Client()
    client.force_login(planner)
    for name, path in PAGES.items():
        over, queries = beyond_sql(client, path)[:2]
        yield Bound(f"{name}: p95 beyond its SQL", over, BEYOND_SQL_MS, "ms")
        yield Bound(f"{name}: queries", queries, QUERIES + 8)


def _guard() -> Iterator[Figure | Bound]:
    """One order in each of many residences."""
    kind, day = ComponentKind.objects.order_by("pk")[0], timezone.localdate()
    residences = list(Residence.objects.order_by("pk")[:TIMES])
    said: list[tuple] = []
    with connection.execute_wrapper(_recorder(said)):
        guard.look(residences[0], kind, Decimal(900), day)
    whole = _time(lambda: [guard.look(place, kind, Decimal(900), day) for place in residences])
    bare = _time(lambda: [_bare(statement) for statement in said for _ in residences])
    yield Figure("guard of an order", whole, bare, GUARD, "bare SQL", f"{1000 * whole / TIMES:.1f} ms an order")
    yield Bound("guard of an order: queries", len(said), 2)


def _grouping() -> Iterator[Figure]:
    """Which components of which buildings have as many findings as make a need."""
    groups = needs_raising.repeated_groups()
    sql, values = groups.query.sql_with_params()
    whole = _time(lambda: list(needs_raising.repeated_groups()))
    bare = _time(lambda: _bare((sql, values)))
    yield Figure("grouping of findings", whole, bare, GROUPING, "bare SQL", f"{Finding.objects.count()} findings")


def _recorder(said: list[tuple]) -> Callable:
    def record(execute, sql, values, many, context):
        said.append((sql, values))
        return execute(sql, values, many, context)

    return record


def _bare(statement: tuple) -> None:
    with connection.cursor() as cursor:
        cursor.execute(*statement)
        cursor.fetchall()


def _time(act: Callable) -> float:
    """The best of three."""
    spans = []
    for _ in range(3):
        start = time.perf_counter()
        act()
        spans.append(time.perf_counter() - start)
    return min(spans)


def _fill_plan() -> None:
    """Works, findings and needs put straight into the tables."""
    told = {"works": WORKS, "findings": FINDINGS, "needs": NEEDS}
    tables = ("housing_plannedwork", "proximity_finding", "proximity_need", "coordination_case")
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE housing_plannedwork, proximity_finding, proximity_need CASCADE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement in FILL.split(";"):
            cursor.execute(statement, told)
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        cursor.execute("ANALYZE")


FILL = """
CREATE TEMPORARY TABLE places ON COMMIT PRESERVE ROWS AS
SELECT row_number() OVER (ORDER BY id) AS n, id AS building_id, residence_id FROM housing_building;
CREATE TEMPORARY TABLE kinds ON COMMIT PRESERVE ROWS AS
SELECT row_number() OVER (ORDER BY id) AS n, id FROM housing_componentkind;
INSERT INTO housing_plannedwork (reference, title, nature, kind_id, residence_id, building_id, year, quarter,
    amount, source, state, reason, note, state_since)
SELECT 'PSP-M-' || g, 'Travaux ' || g, (ARRAY['GE','RC','AM','RH'])[1 + g %% 4], kinds.id, places.residence_id,
    CASE WHEN g %% 3 > 0 THEN places.building_id END, extract(year FROM now())::int + g %% 10,
    CASE WHEN g %% 2 = 0 THEN 1 + g %% 4 END, 1000 + g %% 90000, 'plan', 'retained', '', '', now()
FROM generate_series(1, %(works)s) g
    JOIN places ON places.n = 1 + g * 7 %% (SELECT count(*) FROM places)
    JOIN kinds ON kinds.n = 1 + g %% (SELECT count(*) FROM kinds);
INSERT INTO proximity_finding (residence_id, building_id, kind_id, label, grade, words, safety, scope, seen_at)
SELECT places.residence_id, places.building_id, kinds.id, 'Constat ' || g, 'poor', '', false, 'one',
    now() - (g %% 900) * interval '1 day'
FROM generate_series(1, %(findings)s) g
    JOIN places ON places.n = 1 + g * 13 %% (SELECT count(*) FROM places)
    JOIN kinds ON kinds.n = 1 + g %% (SELECT count(*) FROM kinds);
UPDATE coordination_case SET process_id = 'need', confidential = false WHERE id <= %(needs)s;
INSERT INTO proximity_need (case_id, residence_id, building_id, kind_id, because, safety, count, cost_low,
    cost_high, state, opened_at, state_since)
SELECT g, places.residence_id, places.building_id, kinds.id, 'direct', g %% 9 = 0, 1 + g %% 40, 1000 + g, 2000 + g,
    'waiting', now() - (g %% 300) * interval '1 day', now()
FROM generate_series(1, %(needs)s) g
    JOIN places ON places.n = 1 + g %% (SELECT count(*) FROM places)
    JOIN kinds ON kinds.n = 1 + g / (SELECT count(*) FROM places) %% (SELECT count(*) FROM kinds);
DROP TABLE places;
DROP TABLE kinds
"""
