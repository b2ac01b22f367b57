"""Three years of everything that figures count, put straight into the tables: requests with their tasks, pauses
and surveys, orders, cleanliness, mandatory checks, works and needs, beside the relocations of `benchmarks.board`.

Triggers sleep while it fills; what they would check or keep is filled as they would have it.
"""

from django.contrib.auth import get_user_model
from django.db import connection

from .board import fill_vacancies

REQUESTS, NEEDS = 1.7, 0.025
"""In three years, a home."""
WORKS, CHECKS = 8, 12
"""Works a residence; checks of each staircase."""
TABLES = (
    "coordination_case", "coordination_task", "coordination_promise", "coordination_pause", "coordination_entry",
    "requests_app_request", "requests_app_survey", "proximity_workorder", "proximity_ordermove",
    "proximity_attempt", "proximity_guarddecision", "proximity_cleaningservice", "proximity_cleaningcheck",
    "proximity_cleaningcontest", "proximity_cleaningredo", "proximity_contract", "proximity_penalty",
    "proximity_mandatorycheck", "proximity_checkrecord", "housing_plannedwork", "housing_plannedworkmove",
    "leasing_vacancy", "leasing_nomination", "leasing_candidate",
)  # fmt: skip


def fill_facts(homes: int, open_vacancies: int, closed_vacancies: int) -> None:
    """On the stock there is; needs the categories of requests, the kinds of checks and a grid of cleanliness."""
    fill_vacancies(open_vacancies, closed_vacancies)
    told = {
        "base": open_vacancies + closed_vacancies, "requests": int(homes * REQUESTS),
        "needs": int(homes * NEEDS), "works": WORKS, "checks": CHECKS, "user": _somebody().pk,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE housing_plannedwork, proximity_contractor, proximity_mandatorycheck CASCADE")
        cursor.execute("SELECT setseed(0.42)")
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for part in (REQUEST, ORDER, CLEANLINESS, REGISTER, PLAN, LETTING):
            for statement in part.split(";"):
                cursor.execute(statement, told)
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        cursor.execute("VACUUM ANALYZE")


def _somebody():
    return get_user_model().objects.get_or_create(
        email="mesure.faits@exemple.fr",
        defaults={"first_name": "F", "last_name": "M", "roles": ["proximity_manager"], "all_agencies": True},
    )[0]


REQUEST = """
INSERT INTO teams_team (name, service, agency_id)
SELECT 'Équipe ' || n || ' de ' || id, 'proximity', id FROM teams_agency, generate_series(1, 3) n;
CREATE TEMPORARY TABLE asked ON COMMIT PRESERVE ROWS AS
SELECT %(base)s + n AS id, residence.id AS residence_id, residence.agency_id, opened_at, luck, team.id AS team_id,
    CASE WHEN opened_at + took < now() THEN opened_at + took END AS done_at
FROM generate_series(1, %(requests)s) n
    JOIN housing_residence residence
        ON residence.id = 1 + (n * 7919) %% (SELECT count(*) FROM housing_residence)::int,
    LATERAL (SELECT n AS own, random() AS luck, now() - random() * interval '1095 days' AS opened_at,
        -ln(1 - random()) * interval '9 days' AS took) drawn,
    LATERAL (SELECT min(id) + n %% 3 AS id FROM teams_team WHERE agency_id = residence.agency_id) team;
INSERT INTO coordination_case (id, reference, process_id, agency_id, residence_id, title, priority, facts,
    confidential, opened_at, closed_at, outcome, promised_on, due_at)
SELECT id, 'D-26-' || lpad(id::text, 6, '0'), 'request', agency_id, residence_id, 'Fuite sous évier', 3, '{}',
    id %% 200 = 0, opened_at, done_at + interval '1 day', CASE WHEN done_at IS NULL THEN '' ELSE 'done' END,
    (opened_at + interval '9 days')::date, opened_at + interval '8 days'
FROM asked WHERE done_at IS NULL OR done_at < now() - interval '1 day';
DELETE FROM asked WHERE id NOT IN (SELECT id FROM coordination_case);
INSERT INTO coordination_promise (case_id, "on", made_at, cause, service)
SELECT id, (opened_at + interval '9 days')::date, opened_at, '', '' FROM asked;
INSERT INTO coordination_task (case_id, agency_id, process_id, confidential, step, role, team_id, facts, opened_at,
    received_at, acknowledged_at, due_at, endangered_at, blocking, waits, done_at, done_by_id, outcome, unit)
SELECT id, agency_id, 'request', id %% 200 = 0, 'handling', 'caretaker', team_id, '{}', opened_at, opened_at,
    CASE WHEN done_at IS NOT NULL THEN opened_at + (done_at - opened_at) * luck END, opened_at + interval '5 days',
    opened_at + interval '5 days', true, false, done_at, CASE WHEN done_at IS NOT NULL THEN %(user)s END,
    CASE WHEN done_at IS NULL THEN '' WHEN id %% 20 = 0 THEN 'reassigned' ELSE 'done' END, '' FROM asked;
INSERT INTO coordination_pause (task_id, started_at, ended_at, reason)
SELECT task.id, opened_at, opened_at + (done_at - opened_at) / 2, 'tenant'
FROM coordination_task task WHERE process_id = 'request' AND done_at IS NOT NULL AND id %% 10 = 0;
INSERT INTO coordination_task (case_id, agency_id, process_id, confidential, step, role, team_id, facts, opened_at,
    received_at, blocking, waits, done_at, outcome, unit)
SELECT id, agency_id, 'request', id %% 200 = 0, 'confirmation', 'caretaker', team_id, '{}', done_at, done_at, true,
    true, done_at + interval '1 day', 'confirmed', '' FROM asked WHERE done_at IS NOT NULL;
INSERT INTO coordination_entry (case_id, kind, visibility, text, data, at, logged_at)
SELECT id, kind, 'internal', '', jsonb_build_object('closed', closed), at, at FROM asked, LATERAL (VALUES
    ('opened', '', opened_at), ('finished', 'done', done_at + interval '1 day'),
    ('reopened', '', CASE WHEN luck < 0.04 THEN done_at + luck * interval '400 days' END)
) AS line (kind, closed, at) WHERE at < now();
INSERT INTO requests_app_request (case_id, category_id, channel, zone, description, availability, cause, payer,
    payer_basis)
SELECT asked.id, of.id, 'phone', 'home', 'Goutte', '', '', 'to_check', ''
FROM asked JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS rank, count(*) OVER () AS many
    FROM requests_app_category) of ON rank = asked.id %% many;
INSERT INTO requests_app_survey (request_id, asked_at, answered_at, score, comment, via)
SELECT request.id, done_at, CASE WHEN luck < 0.5 THEN done_at + interval '1 day' END,
    CASE WHEN luck < 0.5 THEN 1 + (luck * 1000)::int %% 4 END, '', CASE WHEN luck < 0.5 THEN 'sms' ELSE '' END
FROM asked JOIN requests_app_request request ON request.case_id = asked.id
WHERE done_at < now() - interval '2 days' AND asked.id %% 2 = 0
"""
ORDER = """
INSERT INTO proximity_contractor (id, name, siren, contact_name, email, phone, mobile, active)
VALUES (1, 'Mesure', '123456789', '', '', '', '', true);
INSERT INTO proximity_workorder (residence_id, state_since, number, case_id, contractor_id, title, instructions,
    priority, state, version, amount, override, override_reason, made_at, made_by_id, sent_at, due_at, done_at,
    accepted_at, invoice, ending)
SELECT residence_id, now(), 'OS-26-' || lpad(id::text, 6, '0'), id, 1, 'Joint de siphon', '', 3,
    CASE WHEN done_at IS NULL THEN 'sent' WHEN id %% 3 = 0 THEN 'done' WHEN id %% 50 = 1 THEN 'cancelled'
        ELSE 'accepted' END,
    1, 50 + id %% 900, '', '', opened_at, %(user)s, opened_at, opened_at + interval '9 days', done_at,
    CASE WHEN id %% 3 > 0 THEN done_at END, '', ''
FROM asked WHERE id %% 2 = 0;
INSERT INTO proximity_ordermove (order_id, move, before, after, via, at, told_at, note)
SELECT id, 'complete', 'started', 'done', 'contractor', done_at, done_at + id %% 40 * interval '1 hour', ''
FROM proximity_workorder WHERE done_at IS NOT NULL;
INSERT INTO proximity_attempt (order_id, at, told_at, via, note)
SELECT id, sent_at, sent_at, 'contractor', '' FROM proximity_workorder WHERE id %% 8 = 0
"""
CLEANLINESS = """
INSERT INTO proximity_contract (id, number, contractor_id, kind, lot, period, covers_all, on_call,
    observation_days, penalty_basis, note)
VALUES (1, 'M-MESURE', 1, 'cleaning', 'Nettoyage', daterange(current_date - 1100, current_date + 400), false, '',
    15, 'site', '');
INSERT INTO proximity_cleaningservice (residence_id, building_id, staircase_id, area, performer, contract_id,
    period)
SELECT residence_id, building_id, id, '', CASE WHEN id %% 3 = 0 THEN 'company' ELSE 'staff' END,
    CASE WHEN id %% 3 = 0 THEN 1 END, daterange(current_date - 1100, NULL) FROM housing_staircase;
INSERT INTO proximity_cleaningcheck (service_id, grid_id, case_id, checker_id, planned_at, started_at, closed_at,
    not_done, drawn, words, score, service_score, result, service_result, knocked_out, cause, front, signed_by,
    contest_until)
SELECT service.id, (SELECT min(id) FROM proximity_cleaninggrid), CASE WHEN failed THEN %(base)s + 1 END, %(user)s,
    at, at, at, false, false, '', CASE WHEN failed THEN 60 ELSE 90 END, CASE WHEN failed THEN 60 ELSE 90 END,
    CASE WHEN failed THEN 'failed' ELSE 'good' END, CASE WHEN failed THEN 'failed' ELSE 'good' END, false,
    CASE WHEN failed THEN 'service' ELSE '' END, false, '', at + interval '2 days'
FROM proximity_cleaningservice service, generate_series(1, %(checks)s) n,
    LATERAL (SELECT now() - (n * 90 - service.id %% 80) * interval '1 day' AS at,
        (service.id + n) %% 9 = 0 AS failed) drawn;
INSERT INTO proximity_cleaningcontest (check_made_id, words, received_at, upheld, answer, answered_at)
SELECT id, 'Non', closed_at, false, 'En effet', closed_at FROM proximity_cleaningcheck WHERE id %% 100 = 0;
INSERT INTO proximity_cleaningredo (check_made_id, case_id, words, ordered_at, ordered_by_id, due_at, sent_to,
    done_at)
SELECT id, case_id, 'Hall', closed_at, %(user)s, closed_at + interval '2 days', '',
    CASE WHEN id %% 7 > 0 THEN closed_at + id %% 60 * interval '1 hour' END
FROM proximity_cleaningcheck WHERE result = 'failed';
INSERT INTO proximity_penalty (state_since, case_id, check_made_id, service_id, performer, contract_id, state,
    kind, facts, full_amount, amount, proposed_at, notified_at, observe_until, observations, decision, invoice,
    applied_on)
SELECT closed_at, case_id, found.id, service_id, 'company', 1, 'applied', 'penalty', 'Hall', 50, 50, closed_at,
    closed_at, closed_at::date, '', 'Oui', 'F-1', closed_at::date
FROM proximity_cleaningcheck found JOIN proximity_cleaningservice service ON service.id = service_id
WHERE result = 'failed' AND performer = 'company'
"""
REGISTER = """
INSERT INTO proximity_mandatorycheck (residence_id, kind_id, due_on, done_on, result)
SELECT residence.id, kind.id, current_date + (residence.id %% 400 - 30)::int, current_date - 200, 'good'
FROM housing_residence residence, (SELECT id FROM proximity_checkkind ORDER BY id LIMIT 6) kind;
INSERT INTO proximity_checkrecord (of_id, done_on, due_on, company, result, observations, recorded_at)
SELECT id, current_date - 200 - n * 365, current_date - 180 - n * 365, 'Bureau', 'good', '',
    now() - interval '9 days'
FROM proximity_mandatorycheck, generate_series(0, 2) n
"""
PLAN = """
INSERT INTO housing_plannedwork (reference, title, nature, kind_id, residence_id, year, amount, source, state,
    reason, note, state_since)
SELECT 'PSP-M-' || residence.id || '-' || n, 'Travaux', 'GE', (SELECT min(id) FROM housing_componentkind),
    residence.id, extract(year FROM now())::int - 3 + n, 40000, 'plan',
    CASE WHEN n < 3 THEN 'settled' WHEN n = 3 AND residence.id %% 2 = 0 THEN 'running' ELSE 'scheduled' END, '',
    '', now() - interval '90 days'
FROM housing_residence residence, generate_series(1, %(works)s) n;
INSERT INTO housing_plannedworkmove (work_id, move, before, after, at, note)
SELECT id, 'award', 'tendering', 'awarded', make_date(year, 1, 1) + id %% 360 * interval '1 day', ''
FROM housing_plannedwork WHERE state IN ('settled', 'running');
INSERT INTO proximity_guarddecision (case_id, work_id, kind_id, choice, reason, amount, year, state, order_id, at,
    by_id)
SELECT placed.case_id, work.id, work.kind_id, 'safety', '', placed.amount, work.year, 'free', placed.id,
    placed.sent_at, %(user)s
FROM proximity_workorder placed JOIN LATERAL (SELECT id, kind_id, year FROM housing_plannedwork
    WHERE residence_id = placed.residence_id LIMIT 1) work ON true WHERE placed.id %% 25 = 0;
INSERT INTO coordination_case (id, reference, process_id, agency_id, residence_id, title, priority, facts,
    confidential, opened_at, closed_at, outcome)
SELECT %(base)s + %(requests)s + n, 'D-25-' || lpad(n::text, 6, '0'), 'need', agency_id, residence.id,
    'Garde-corps', 3, '{}', false, now() - n %% 1000 * interval '1 day', now(), 'refused'
FROM generate_series(1, %(needs)s) n
    JOIN housing_residence residence ON residence.id = 1 + n %% (SELECT count(*) FROM housing_residence)::int;
INSERT INTO coordination_task (case_id, agency_id, process_id, confidential, step, role, facts, opened_at,
    received_at, due_at, endangered_at, blocking, waits, done_at, done_by_id, outcome, unit)
SELECT id, agency_id, 'need', false, 'decision', 'asset_planner', '{}', opened_at, opened_at,
    opened_at + interval '21 days', opened_at + interval '21 days', true, false,
    least(opened_at + id %% 40 * interval '1 day', now()), %(user)s, 'refused', ''
FROM coordination_case WHERE process_id = 'need'
"""
LETTING = """
INSERT INTO leasing_nominator (name, kind, quota, active)
SELECT 'Mesure', 'landlord', '', true WHERE NOT EXISTS (SELECT FROM leasing_nominator);
INSERT INTO leasing_nomination (vacancy_id, nominator_id, quota, informed_on, due_on, ended_on, lapsed)
SELECT id, (SELECT min(id) FROM leasing_nominator), '', expected_exit, expected_exit + 30,
    CASE WHEN outcome = 'let' THEN expected_exit + 20 END, outcome = 'let' AND id %% 9 = 0 FROM leasing_vacancy;
INSERT INTO leasing_candidate (vacancy_id, last_name, first_name, number, registration, state, decision,
    offered_on, answered_on, reason)
SELECT id, 'Mesure', '', '', '', state, '', expected_exit + 15, expected_exit + 22, reason
FROM leasing_vacancy, LATERAL (VALUES ('declined', 'rent'), ('accepted', '')) AS answer (state, reason)
WHERE outcome = 'let';
UPDATE leasing_vacancy SET works_cost = 400 + id %% 3000, diagnostics_cost = 120, tenant_share = id %% 200
WHERE outcome = 'let';
DROP TABLE asked;
SELECT setval('coordination_case_number', 900000);
SELECT setval(pg_get_serial_sequence('coordination_case', 'id'), (SELECT max(id) FROM coordination_case))
"""
