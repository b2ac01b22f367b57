"""Cases put straight into the tables, open and closed, each with its task and half of them with a promise.

Triggers sleep while it fills; what they would check or keep is filled as they would have it.
"""

from django.contrib.auth import get_user_model
from django.db import connection

TABLES = ("coordination_case", "coordination_task", "coordination_promise")


def fill_cases(number: int, closed: int) -> None:
    """So many open cases and so many closed ones, on the stock there is, over the last ninety days."""
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


def workers():
    """A caretaker and a proximity manager of one agency in forty, a director of all."""
    users = get_user_model().objects
    found = {}
    for role in ("caretaker", "proximity_manager", "director"):
        found[role], _ = users.get_or_create(
            email=f"mesure.{role}@exemple.fr",
            defaults={"first_name": "M", "last_name": role, "roles": [role], "all_agencies": role == "director"},
        )
        if role != "director":
            found[role].agencies.set([7])
    return found


FILL = """
CREATE TEMPORARY TABLE filling ON COMMIT PRESERVE ROWS AS
SELECT n, residence.id AS residence_id, residence.agency_id, n > %(open)s AS is_closed,
    CASE WHEN n %% 3 = 0 THEN 'vacancy' ELSE 'request' END AS process,
    (ARRAY['T1','T2','T3','C1','C2','V1','A1'])[1 + floor(random() * 7)::int] AS family,
    now() - random() * interval '90 days' AS opened_at, 1 + floor(random() * 4)::int AS priority,
    CASE WHEN n %% 2 = 0 THEN (now() + (random() * 40 - 10) * interval '1 day')::date END AS promised_on,
    random() AS luck
FROM generate_series(1, %(all)s) n
    JOIN housing_residence residence ON residence.id = 1 + n %% (SELECT count(*) FROM housing_residence)::int;
INSERT INTO coordination_case (id, reference, process_id, agency_id, residence_id, title, priority, facts,
    confidential, opened_at, closed_at, outcome, promised_on, due_at)
SELECT n, 'D-26-' || lpad(n::text, 6, '0'), process, agency_id, residence_id, 'Fuite sous évier ' || n, priority,
    jsonb_build_object('family', family, 'works', 'light'), n %% 200 = 0, opened_at,
    CASE WHEN is_closed THEN now() END, CASE WHEN is_closed THEN 'done' ELSE '' END, promised_on,
    opened_at + priority * interval '5 days'
FROM filling;
INSERT INTO coordination_promise (id, case_id, "on", made_at, cause, service)
SELECT n, n, promised_on, opened_at, '', '' FROM filling WHERE promised_on IS NOT NULL;
INSERT INTO coordination_task (id, case_id, agency_id, process_id, confidential, step, role, rule_id, facts,
    opened_at, received_at, due_at, endangered_at, blocking, waits, done_at, outcome, unit)
SELECT n, n, agency_id, process, n %% 200 = 0, CASE WHEN process = 'vacancy' THEN 'works' ELSE 'handling' END,
    CASE WHEN luck < 0.45 THEN 'caretaker' WHEN luck < 0.75 THEN 'proximity_manager' WHEN luck < 0.95
        THEN 'technician' ELSE 'director' END,
    (SELECT min(rule.id) FROM coordination_responsibility rule
        JOIN coordination_responsibilitymatrix matrix ON matrix.id = matrix_id
        WHERE state = 'published' AND rule.process_id = process
            AND rule.step = CASE WHEN process = 'vacancy' THEN 'works' ELSE 'handling' END),
    CASE WHEN process = 'vacancy' THEN '{"works": "light"}'::jsonb
        ELSE jsonb_build_object('family', family) END,
    opened_at, opened_at, opened_at + interval '5 days',
    least(opened_at + interval '5 days', opened_at + priority * interval '5 days',
        (promised_on + 1)::timestamp AT TIME ZONE 'Europe/Paris'),
    true, false, CASE WHEN is_closed THEN now() END,
    CASE WHEN NOT is_closed THEN '' WHEN n %% 20 = 0 THEN 'reassigned' ELSE 'done' END, ''
FROM filling;
DROP TABLE filling;
SELECT setval('coordination_case_number', %(all)s);
SELECT setval(pg_get_serial_sequence('coordination_case', 'id'), %(all)s);
SELECT setval(pg_get_serial_sequence('coordination_task', 'id'), %(all)s);
SELECT setval(pg_get_serial_sequence('coordination_promise', 'id'), %(all)s)
"""
