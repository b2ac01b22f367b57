"""Figures of orders, cleanliness, mandatory checks and the plan, against independent SQL, to the unit."""

import datetime as dt
from decimal import Decimal
from random import Random

import pytest
from django.db import connection
from django.utils import timezone

from kpis import figures, rollup
from kpis.levels import Level
from kpis.measures import MEASURES
from kpis.periods import Period
from tests.kpis.field import build, tell_late

pytestmark = pytest.mark.django_db
PARIS = "({} AT TIME ZONE 'Europe/Paris')::date"
WITHIN = "BETWEEN %(start)s AND %(end)s"
PLACE = "JOIN housing_residence h ON h.id = {}"
ORDERS = f"""FROM proximity_workorder o JOIN coordination_case c ON c.id = o.case_id
    {PLACE.format("o.residence_id")} WHERE NOT c.confidential AND o.state NOT IN ('refused', 'cancelled')"""
DONE = f"{ORDERS} AND o.state IN ('done', 'accepted', 'invoiced') AND {PARIS.format('o.done_at')} {WITHIN}"
CHECKS = f"""FROM proximity_cleaningcheck k JOIN proximity_cleaningservice s ON s.id = k.service_id
    {PLACE.format("s.residence_id")} WHERE {PARIS.format("k.closed_at")} {WITHIN} AND NOT EXISTS
    (SELECT 1 FROM proximity_cleaningcontest t WHERE t.check_made_id = k.id AND t.upheld = false)"""
HOMES = """(SELECT count(*) FROM housing_unit u JOIN housing_residence h ON h.id = u.residence_id
    WHERE coalesce(u.left_on, 'infinity') > %(end)s AND (%(place)s))"""
NEEDS = f"""FROM coordination_task t JOIN coordination_case c ON c.id = t.case_id {PLACE.format("c.residence_id")}
    WHERE c.process_id = 'need' AND t.step = 'decision' AND t.done_by_id IS NOT NULL
    AND t.outcome NOT IN ('reassigned', 'handed_over', 'closed') AND {PARIS.format("t.done_at")} {WITHIN}"""
WRITTEN = {
    "MNT01": f"SELECT count(*) FILTER (WHERE o.done_at <= o.due_at), count(*) {DONE} AND (%(place)s)",
    "MNT01D": f"""SELECT sum(round((extract(epoch FROM o.done_at - o.sent_at) / 86400)::numeric, 4)), count(*)
        {DONE} AND (%(place)s)""",
    "MNT01R": f"""SELECT count(*), count(*) {ORDERS} AND {PARIS.format("o.due_at")} < %(end)s AND (%(place)s)
        AND NOT (o.state IN ('done', 'accepted', 'invoiced') AND {PARIS.format("o.done_at")} <= %(end)s)""",
    "MNT02": f"""SELECT count(*) FILTER (WHERE NOT EXISTS (SELECT FROM proximity_attempt a WHERE a.order_id = o.id)
            AND NOT EXISTS (SELECT FROM proximity_ordermove m WHERE m.order_id = o.id AND m.move = 'reserve')
            AND NOT EXISTS (SELECT FROM proximity_workorder f WHERE f.follows_id = o.id
                AND f.state <> 'cancelled')),
        count(*) {ORDERS} AND o.state IN ('accepted', 'invoiced') AND {PARIS.format("o.accepted_at")} {WITHIN}
        AND (%(place)s)""",
    "MNT03": f"""SELECT (SELECT sum(o.amount) {DONE} AND o.planned_work_id IS NULL AND (%(place)s)), {HOMES}""",
    "MNT06": f"""SELECT count(*) FILTER (WHERE EXISTS (SELECT FROM proximity_attempt a WHERE a.order_id = o.id)),
        count(*) {DONE} AND (%(place)s)""",
    "MNT07": f"""SELECT sum(round((extract(epoch FROM m.told_at - m.at) / 3600)::numeric, 4)), count(*)
        FROM proximity_ordermove m JOIN proximity_workorder o ON o.id = m.order_id
        {PLACE.format("o.residence_id")} WHERE m.move = 'complete' AND {PARIS.format("m.told_at")} {WITHIN}
        AND (%(place)s)""",
    "PRO01": f"SELECT count(*) FILTER (WHERE k.result = 'good'), count(*) {CHECKS} AND (%(place)s)",
    "PRO01N": f"SELECT sum(k.score), count(*) {CHECKS} AND (%(place)s)",
    "PSP01": f"""SELECT count(*) FILTER (WHERE w.state IN ('awarded', 'running', 'received', 'settled')
            AND coalesce((SELECT min({PARIS.format("m.at")}) FROM housing_plannedworkmove m WHERE m.work_id = w.id
                AND m.after IN ('awarded', 'running', 'received', 'settled')),
                {PARIS.format("w.state_since")}) <= %(end)s),
        count(*) FROM housing_plannedwork w {PLACE.format("w.residence_id")}
        WHERE w.year = extract(year FROM %(end)s::date) AND w.state NOT IN ('refused', 'cancelled')
        AND (%(place)s)""",
    "PSP02": f"""SELECT count(*) FILTER (WHERE EXISTS (SELECT FROM proximity_guarddecision g
            WHERE g.order_id = o.id AND g.state = 'free')), count(*)
        {ORDERS} AND {PARIS.format("o.sent_at")} {WITHIN} AND (%(place)s)""",
    "PSP02E": f"""SELECT sum(g.amount), count(*) FROM proximity_guarddecision g
        JOIN coordination_case c ON c.id = g.case_id {PLACE.format("c.residence_id")}
        WHERE g.state = 'free' AND {PARIS.format("g.at")} {WITHIN} AND (%(place)s)""",
    "PSP03": f"SELECT count(*) FILTER (WHERE t.done_at <= t.due_at), count(*) {NEEDS} AND (%(place)s)",
    "REG01": f"""SELECT (SELECT count(*) FROM proximity_mandatorycheck k {PLACE.format("k.residence_id")}
            JOIN LATERAL (SELECT r.* FROM proximity_checkrecord r WHERE r.of_id = k.id AND r.done_on <= %(end)s
                ORDER BY r.done_on DESC, r.id DESC LIMIT 1) last ON true
            WHERE (last.result <> 'refused' OR last.lifted_on <= %(end)s) AND (%(place)s)
            AND coalesce((SELECT n.due_on FROM proximity_checkrecord n WHERE n.of_id = k.id
                AND (n.done_on, n.id) > (last.done_on, last.id) ORDER BY n.done_on, n.id LIMIT 1), k.due_on)
                >= %(end)s),
        (SELECT count(*) FROM proximity_mandatorycheck k {PLACE.format("k.residence_id")} WHERE (%(place)s)
            AND (coalesce(k.ended_on, 'infinity') > %(end)s)
            AND (EXISTS (SELECT FROM proximity_checkrecord r WHERE r.of_id = k.id AND r.done_on <= %(end)s)
                OR (SELECT min({PARIS.format("e.pgh_created_at")}) FROM proximity_mandatorycheckevent e
                    WHERE e.pgh_obj_id = k.id) <= %(end)s))""",
}  # fmt: skip


def by_hand(code: str, period: Period, place: str) -> tuple:
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN[code].replace("%(place)s", place), {"start": period.start, "end": period.end})
        return tuple(Decimal(value or 0) for value in cursor.fetchone())


@pytest.fixture
def periods():
    today = timezone.localdate()
    return [
        Period.read({"periode": "12mois"}, today),
        Period.read({"mois": f"{today - dt.timedelta(days=40):%Y-%m}"}, today),
    ]


@pytest.fixture
def worked(agency, other_agency, director, keeper):
    return build([agency, other_agency], director, keeper, timezone.localdate(), Random(3))


def test_figures_of_the_field_are_what_independent_sql_counts(worked, director, agency, periods):
    rollup.run(rebuild=True)
    today, seen = timezone.localdate(), {}
    levels = [(Level(director), "true"), (Level(director, agency), f"h.agency_id = {agency.pk}"),
              (Level(director, agency, worked[0]), f"h.id = {worked[0].pk}")]  # fmt: skip
    for level, place in levels:
        for period in periods:
            for code in WRITTEN:
                found = figures.one(level, MEASURES[code], period, today).sums
                assert found == by_hand(code, period, place), (code, level.name, period.label)
                seen[code] = seen.get(code, 0) + abs(found[0])
    assert all(seen.values()), seen


def test_what_was_told_late_is_counted_without_a_journal(worked, director, periods):
    rollup.run(rebuild=True)
    tell_late(worked[0])
    rollup.run()
    for code in ("MNT01", "MNT01R", "REG01", "PRO01"):
        found = figures.one(Level(director), MEASURES[code], periods[0], timezone.localdate()).sums
        assert found == by_hand(code, periods[0], "true"), code
