"""The relocations board of a large landlord: five thousand homes to relet at once, beside the page's own SQL.

Queries are counted against the same board with few vacancies (enough that one agency in twenty has late ones too):
its rows cost none of their own.
"""

import logging
from collections.abc import Iterator

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client

from coordination.defaults import seed

from .figures import Bound, Figure
from .filling import fill
from .pages import BEYOND_SQL_MS, QUERIES
from .pages import measure as beyond_sql
from .work import beside_sql

HOMES = 120_000
OPEN, FEW = 5_000, 1_000
CLOSED = 15_000
"""Vacancies of the last two years."""
RATIO = 4
PAGES = {
    "board": "/relocations/",
    "board, late ones": "/relocations/?danger=2",
    "board, by ready date": "/relocations/?tri=pret",
    "board, works": "/relocations/?etape=works",
    "last page": "/relocations/?page=9999",
}
TABLES = ("coordination_case", "coordination_task", "coordination_promise", "leasing_vacancy")


def run(sizes: list[int]) -> Iterator[Figure | Bound]:
    logging.disable(logging.WARNING)
    fill(HOMES)
    seed(apps)
    few = {}
    for number in (FEW, OPEN):
        fill_vacancies(number, CLOSED)
        for role, user in _readers().items():
            client = Client()
            client.force_login(user)
            for name, path in PAGES.items():
                page, bare, queries = beside_sql(client, path)
                if number == FEW:
                    few[role, name] = queries
                    continue
                known = f"{name}, {role}"
                yield Figure(f"{known}: p95", page, bare, RATIO, "bare SQL", f"{queries} queries")
                yield Bound(f"{known}: p95 beyond its SQL", beyond_sql(client, path)[0], BEYOND_SQL_MS, "ms")
                yield Bound(f"{known}: queries", queries, QUERIES)
                yield Bound(f"{known}: queries, many against few", queries - few[role, name], 0)


def _readers():
    """Leasing officers of all agencies and of one in forty."""
    users, found = get_user_model().objects, {}
    for name, everywhere in (("all agencies", True), ("one agency", False)):
        found[name], _ = users.get_or_create(
            email=f"mesure.relocation{everywhere:d}@exemple.fr",
            defaults={
                "first_name": "L", "last_name": "M", "roles": ["leasing_officer"], "all_agencies": everywhere,
            },
        )  # fmt: skip
        if not everywhere:
            found[name].agencies.set([7])
    return found


def fill_vacancies(number: int, closed: int) -> None:
    """So many open ones, each with a task in both branches and three dates told, and so many that ended."""
    told = {"all": number + closed, "open": number}
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE coordination_case CASCADE")
        cursor.execute("SELECT setseed(0.42)")
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement in FILL.split(";"):
            cursor.execute(statement, told)
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        cursor.execute("VACUUM ANALYZE")


FILL = """
CREATE TEMPORARY TABLE filling ON COMMIT PRESERVE ROWS AS
SELECT n, unit.id AS unit_id, unit.residence_id, unit.staircase_id, staircase.building_id, residence.agency_id,
    n > %(open)s AS is_closed, now() - random() * interval '120 days' AS opened_at,
    (now() + (random() * 90 - 30) * interval '1 day')::date AS exit_on,
    (ARRAY['advice_visit','check_out','costing','works_order','works','acceptance'])[1 + n %% 6] AS technical,
    (ARRAY['marketing','committee','offer','answer','signing'])[1 + n %% 5] AS commercial,
    random() AS luck
FROM generate_series(1, %(all)s) n
    JOIN housing_unit unit ON unit.id = 1 + (n::bigint * 7919) %% (SELECT count(*) FROM housing_unit)
    JOIN housing_staircase staircase ON staircase.id = unit.staircase_id
    JOIN housing_residence residence ON residence.id = unit.residence_id;
INSERT INTO coordination_case (id, reference, process_id, agency_id, residence_id, building_id, staircase_id,
    unit_id, title, priority, facts, confidential, opened_at, closed_at, outcome, promised_on)
SELECT n, 'D-26-' || lpad(n::text, 6, '0'), 'vacancy', agency_id, residence_id, building_id, staircase_id, unit_id,
    'Relocation', 2, '{}', false, opened_at, CASE WHEN is_closed THEN now() END,
    CASE WHEN is_closed THEN 'let' ELSE '' END, exit_on + (luck * 40)::int
FROM filling;
INSERT INTO coordination_promise (id, case_id, previous_id, "on", made_at, cause, service)
SELECT 3 * n + k, n, CASE WHEN k > 0 THEN 3 * n + k - 1 END,
    exit_on + (luck * 40)::int - CASE WHEN n %% 3 = 0 THEN (2 - k) * 6 ELSE 0 END,
    opened_at + k * interval '1 day', CASE WHEN k > 0 THEN 'R06 Entreprise en retard' ELSE '' END,
    CASE WHEN k > 0 THEN 'maintenance' ELSE '' END
FROM filling, generate_series(0, 2) k;
INSERT INTO coordination_task (case_id, agency_id, process_id, confidential, step, role, facts, opened_at,
    received_at, due_at, endangered_at, blocking, waits, done_at, outcome, unit)
SELECT n, agency_id, 'vacancy', false, step, role, '{}', opened_at, opened_at,
    opened_at + (10 + luck * 200) * interval '1 day', opened_at + (10 + luck * 200) * interval '1 day', true,
    false,
    CASE WHEN is_closed THEN now() END, CASE WHEN is_closed THEN 'done' ELSE '' END, ''
FROM filling, LATERAL (VALUES (technical, 'caretaker'), (commercial, 'leasing_officer')) AS branch (step, role);
INSERT INTO leasing_vacancy (case_id, unit_id, origin, expected_exit, works, certainty, move_in_on, ready_on,
    ended_on, outcome)
SELECT n, unit_id, 'death', exit_on, (ARRAY['light','medium','heavy'])[1 + n %% 3],
    CASE WHEN is_closed THEN 'final' ELSE 'estimated' END,
    CASE WHEN is_closed OR n %% 10 = 0 THEN exit_on + 45 END, CASE WHEN is_closed THEN exit_on + 20 END,
    CASE WHEN is_closed THEN exit_on + 45 END, CASE WHEN is_closed THEN 'let' ELSE '' END
FROM filling;
DROP TABLE filling;
SELECT setval('coordination_case_number', %(all)s);
SELECT setval(pg_get_serial_sequence('coordination_case', 'id'), %(all)s);
SELECT setval(pg_get_serial_sequence('coordination_promise', 'id'), %(all)s * 3 + 2)
"""
