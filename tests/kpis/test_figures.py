"""Figures against independent SQL, to the unit: several measures, levels and periods."""

import datetime as dt

import pytest
from django.db import connection
from django.utils import timezone

from kpis import figures, rollup
from kpis.levels import Level
from kpis.measures import MEASURES
from kpis.periods import Period, Span, Weeks
from leasing.models import Vacancy
from leasing.vacant_days import Kind, split_of
from tests.kpis.test_rollup import tell_late

pytestmark = pytest.mark.django_db
PARIS = "({} AT TIME ZONE 'Europe/Paris')::date"
CLOSED, OPENED = PARIS.format("c.closed_at"), PARIS.format("c.opened_at")
REQUESTS = """FROM requests_app_request r JOIN coordination_case c ON c.id = r.case_id
    JOIN housing_residence h ON h.id = c.residence_id WHERE NOT c.confidential
    AND c.outcome NOT IN ('duplicate', 'void')"""
VACANCIES = """FROM leasing_vacancy v JOIN coordination_case c ON c.id = v.case_id
    JOIN housing_residence h ON h.id = c.residence_id LEFT JOIN leasing_lease l ON l.id = v.lease_id
    WHERE NOT c.confidential"""
LEFT = "coalesce(upper(l.period) - 1, v.keys_on, v.expected_exit)"
ASKED = """coalesce((SELECT max(t.opened_at) FROM coordination_task t WHERE t.case_id = c.id
    AND t.step = 'confirmation'), c.closed_at)"""
TASKS = """FROM coordination_task t JOIN coordination_case c ON c.id = t.case_id
    JOIN housing_residence h ON h.id = c.residence_id WHERE NOT c.confidential AND NOT t.waits"""
WRITTEN = {
    "REL01": f"""SELECT sum(greatest(v.move_in_on - {LEFT} - 1, 0)), count(*) {VACANCIES} AND v.outcome = 'let'
        AND v.origin <> 'works' AND v.move_in_on BETWEEN %(start)s AND %(end)s""",
    "REL05": f"""SELECT sum(coalesce(v.works_cost, 0) + coalesce(v.diagnostics_cost, 0)), count(*) {VACANCIES}
        AND v.outcome = 'let' AND v.origin <> 'works'
        AND coalesce(v.works_cost, v.diagnostics_cost) IS NOT NULL
        AND v.move_in_on BETWEEN %(start)s AND %(end)s""",
    "VAC01": f"""SELECT (SELECT count(*) {VACANCIES} AND v.outcome <> 'withdrawn' AND {LEFT} < %(end)s
            AND coalesce(CASE v.outcome WHEN 'let' THEN v.move_in_on ELSE v.ended_on END, 'infinity') > %(end)s
            AND (SELECT occupancy FROM housing_unit u WHERE u.id = v.unit_id) NOT IN ('3', '4', '5')
            AND (%(place)s)),
        (SELECT count(*) FROM housing_unit u JOIN housing_residence h ON h.id = u.residence_id
            WHERE u.occupancy NOT IN ('3', '4', '5') AND u.acquired_year <= extract(year FROM %(end)s::date)
            AND coalesce(u.left_on, 'infinity') > %(end)s AND (%(place)s))""",
    "REQ02B": f"""SELECT sum(round((extract(epoch FROM c.closed_at - c.opened_at) / 86400)::numeric, 4)), count(*)
        {REQUESTS} AND {CLOSED} BETWEEN %(start)s AND %(end)s""",
    "REQ03": f"""SELECT count(*) FILTER (WHERE {ASKED} <= c.due_at), count(*) {REQUESTS}
        AND c.due_at IS NOT NULL AND {CLOSED} BETWEEN %(start)s AND %(end)s""",
    "REQ04": f"""SELECT count(*) FILTER (WHERE EXISTS (SELECT 1 FROM coordination_entry a WHERE a.case_id = c.id
            AND a.kind = 'reopened' AND a.at >= e.at AND a.at < e.at + interval '31 days')), count(*)
        FROM coordination_entry e JOIN coordination_case c ON c.id = e.case_id
        JOIN housing_residence h ON h.id = c.residence_id WHERE c.process_id = 'request' AND NOT c.confidential
        AND (e.kind = 'closed' OR e.kind = 'finished' AND e.data->>'closed' <> '')
        AND {PARIS.format("e.at")} BETWEEN %(start)s AND %(end)s""",
    "REQ05": f"""SELECT count(*), count(*) {REQUESTS} AND {OPENED} <= %(end)s
        AND (c.closed_at IS NULL OR {CLOSED} > %(end)s)""",
    "REQ06": f"""SELECT (SELECT count(*) {REQUESTS} AND {OPENED} BETWEEN %(start)s AND %(end)s AND (%(place)s)),
        (SELECT count(*) FROM housing_unit u JOIN housing_residence h ON h.id = u.residence_id
            WHERE coalesce(u.left_on, 'infinity') > %(end)s AND (%(place)s))""",
    "REQ08": f"""SELECT count(*) FILTER (WHERE s.score >= 3), count(*) FROM requests_app_survey s
        JOIN requests_app_request r ON r.id = s.request_id JOIN coordination_case c ON c.id = r.case_id
        JOIN housing_residence h ON h.id = c.residence_id
        WHERE {PARIS.format("s.answered_at")} BETWEEN %(start)s AND %(end)s""",
    "PRM02": f"""SELECT count(*) FILTER (WHERE c.promised_on < %(end)s), count(*) FROM coordination_case c
        JOIN housing_residence h ON h.id = c.residence_id WHERE NOT c.confidential AND c.promised_on IS NOT NULL
        AND {OPENED} <= %(end)s AND (c.closed_at IS NULL OR {CLOSED} > %(end)s)""",
    "TSK01": f"""SELECT count(*) FILTER (WHERE t.done_at <= t.due_at), count(*) {TASKS}
        AND t.done_by_id IS NOT NULL
        AND t.outcome NOT IN ('reassigned', 'handed_over', 'closed') AND t.due_at IS NOT NULL
        AND {PARIS.format("t.done_at")} BETWEEN %(start)s AND %(end)s""",
}  # fmt: skip


def by_hand(code: str, period: Period, place: str) -> tuple:
    written = WRITTEN[code]
    sql = written.replace("%(place)s", place) if "%(place)s" in written else f"{written} AND ({place})"
    with connection.cursor() as cursor:
        cursor.execute(sql, {"start": period.start, "end": period.end})
        return tuple(value or 0 for value in cursor.fetchone())


@pytest.fixture
def periods():
    today = timezone.localdate()
    month = Period.read({"mois": f"{today - dt.timedelta(days=30):%Y-%m}"}, today)
    return [Period.read({"periode": "12mois"}, today), month, month.previous]


def test_figures_are_what_independent_sql_counts(town, director, agency, periods):
    rollup.run(rebuild=True)
    today, seen = timezone.localdate(), {}
    levels = [
        (Level(director), "true"), (Level(director, agency), f"h.agency_id = {agency.pk}"),
        (Level(director, agency, town[1]), f"h.id = {town[1].pk}"),
    ]  # fmt: skip
    for level, place in levels:
        for period in periods:
            for code in WRITTEN:
                found = figures.one(level, MEASURES[code], period, today).sums
                assert found == by_hand(code, period, place), (code, level.name, period.label)
                seen[code] = seen.get(code, 0) + abs(found[1])
    assert all(seen.values()), seen


def test_late_and_reopened_files_are_in_the_figures(town, director, keeper, periods):
    """The same after files were reopened, and after acts told days later."""
    rollup.run(rebuild=True)
    tell_late(town, keeper)
    rollup.run()
    for code in ("REQ02B", "REQ03", "REQ04", "REQ05", "PRM02", "TSK01"):
        found = figures.one(Level(director), MEASURES[code], periods[0], timezone.localdate()).sums
        assert found == by_hand(code, periods[0], "true"), code


def test_vacant_days_are_split_as_the_page_of_each_relocation_splits_them(town, director):
    rollup.run(rebuild=True)
    relet = Vacancy.objects.let().exclude(origin="works").select_related("case", "unit", "lease")
    splits = [split_of(one) for one in relet]
    assert len(splits) > 5
    whole = Period(Span.ROLLING, dt.date(2000, 1, 1), timezone.localdate() + dt.timedelta(days=90))
    sums = {
        code: figures.one(Level(director), MEASURES[code], whole, timezone.localdate()).numerator
        for code in ("REL01", "REL02T", "REL02C", "REL02A")
    }  # fmt: skip
    assert sums["REL01"] == sum(split.counted for split in splits)
    for code, kind in (("REL02T", Kind.TECHNICAL), ("REL02C", Kind.COMMERCIAL), ("REL02A", Kind.ADMINISTRATIVE)):
        assert sums[code] == sum(dict(split.by_kind)[kind] for split in splits), code


def test_the_weeks_of_a_curve_add_up_to_its_period(town, director):
    rollup.run(rebuild=True)
    weeks = Weeks(timezone.localdate())
    whole = Period(Span.ROLLING, weeks.first, weeks.end)
    curves = {one.measure.code: one.trend for one in figures.figures(Level(director), whole, weeks.end)}
    assert [len(curve) for curve in curves.values()] == [26] * len(MEASURES)
    for code in ("REL01", "REQ02", "TSK01"):
        count = figures.one(Level(director), MEASURES[code], whole, weeks.end).count
        assert sum(one for *_, one in curves[code]) == count > 0
    for code in ("REQ05", "VAC01"):
        figure = figures.one(Level(director), MEASURES[code], whole, weeks.end)
        assert curves[code][-1][1:] == (figure.value, figure.count)
