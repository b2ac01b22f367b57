"""Relocation, vacancy and turnover (domain.md §1.4, §2.1)."""

from .shared import HOMES, OFFERED, OFFERED_HOMES, THERE, WITHIN, paris

VACANCIES = """FROM leasing_vacancy v JOIN coordination_case c ON c.id = v.case_id
    JOIN housing_unit u ON u.id = v.unit_id
    JOIN housing_residence h ON h.id = c.residence_id LEFT JOIN leasing_lease l ON l.id = v.lease_id
    LEFT JOIN leasing_notice n ON n.id = v.notice_id
    WHERE NOT c.confidential"""
LEFT = "coalesce(upper(l.period) - 1, v.keys_on, v.expected_exit)"
ACCEPTED = """(SELECT max(d.answered_on) FROM leasing_candidate d
    WHERE d.vacancy_id = v.id AND d.state = 'accepted')"""
ANNOUNCED = f"""(SELECT p."on" FROM coordination_promise p WHERE p.case_id = c.id
    AND {paris("p.made_at")} <= v.visited_on ORDER BY p.made_at DESC, p.id DESC LIMIT 1)"""
RELET = f"{VACANCIES} AND v.outcome = 'let' AND v.origin <> 'works' AND v.move_in_on {WITHIN}"
COSTED = f"{RELET} AND coalesce(v.works_cost, v.diagnostics_cost) IS NOT NULL"
COST = "coalesce(v.works_cost, 0) + coalesce(v.diagnostics_cost, 0)"
FROZEN = "EXISTS (SELECT FROM leasing_vacancyfreeze f WHERE f.vacancy_id = v.id AND f.period @> day::date)"
OVER = "CASE v.outcome WHEN 'let' THEN v.move_in_on ELSE v.ended_on END"
EMPTY = f"""{VACANCIES} AND v.outcome <> 'withdrawn' AND {LEFT} < %(end)s AND {THERE.format(OVER)}
    AND (%(place)s)"""
EMPTY_OFFERED = f"""{EMPTY} AND {OFFERED}
    AND NOT EXISTS (SELECT FROM leasing_vacancyfreeze f WHERE f.vacancy_id = v.id)"""
CANDIDACIES = """FROM {} JOIN leasing_vacancy v ON v.id = x.vacancy_id JOIN coordination_case c ON c.id = v.case_id
    JOIN housing_residence h ON h.id = c.residence_id WHERE NOT c.confidential"""


def each_day(kind: str) -> str:
    """Every empty day of relet homes looked at by itself: whose was it?"""
    return f"""SELECT sum((SELECT count(*) FROM generate_series({LEFT} + 1, v.move_in_on - 1, '1 day') AS day
        WHERE NOT {FROZEN} AND {kind})), count(*) {RELET}"""


TECHNICAL = "(v.ready_on IS NULL OR day < v.ready_on)"
FREE = f"({ACCEPTED} IS NULL OR day < {ACCEPTED})"
LEASING = {
    "REL01": each_day("true"),
    "REL02T": each_day(TECHNICAL),
    "REL02C": each_day(f"NOT {TECHNICAL} AND {FREE}"),
    "REL02A": each_day(f"NOT {TECHNICAL} AND NOT {FREE}"),
    "REL03": f"""SELECT sum(greatest(v.visited_on - n.received_on, 0)), count(*) {VACANCIES}
        AND n.id IS NOT NULL AND v.visited_on {WITHIN}""",
    "REL04": f"""SELECT count(v.visited_on), count(*) {VACANCIES} AND n.ends_on - n.received_on >= 15
        AND v.outcome <> 'withdrawn' AND coalesce(v.keys_on, v.expected_exit) {WITHIN}""",
    "REL05": f"SELECT sum({COST}), count(*) {COSTED}",
    "REL06": f"SELECT sum({COST} - coalesce(v.tenant_share, 0)), count(*) {COSTED}",
    "REL07": f"SELECT sum(coalesce(v.tenant_share, 0)), sum({COST}) {COSTED}",
    "REL10": f"""SELECT count(*) FILTER (WHERE abs(v.ready_on - {ANNOUNCED}) <= 3), count(*) {VACANCIES}
        AND {ANNOUNCED} IS NOT NULL AND v.ready_on {WITHIN}""",
    "ATT01": f"""SELECT count(*) FILTER (WHERE NOT x.lapsed), count(*) {CANDIDACIES.format("leasing_nomination x")}
        AND x.ended_on {WITHIN}""",
    "ATT02": f"""SELECT count(*) FILTER (WHERE x.state = 'declined'), count(*)
        {CANDIDACIES.format("leasing_candidate x")} AND x.state IN ('accepted', 'declined')
        AND x.answered_on {WITHIN}""",
    "VAC01": f"SELECT (SELECT count(*) {EMPTY_OFFERED}), {OFFERED_HOMES}",
    "VAC02": f"""SELECT (SELECT count(*) {EMPTY_OFFERED} AND v.ready_on <= %(end)s AND {THERE.format(ACCEPTED)}),
        {OFFERED_HOMES}""",
    "VAC03": f"SELECT (SELECT count(*) {EMPTY} AND {THERE.format('v.ready_on')}), {HOMES}",
    "VAC04": f"SELECT (SELECT count(*) {EMPTY_OFFERED} AND %(end)s::date - {LEFT} > 90), {OFFERED_HOMES}",
    "ROT01": f"""SELECT (SELECT count(*) {VACANCIES} AND v.outcome <> 'withdrawn' AND v.origin <> 'works'
        AND {LEFT} {WITHIN} AND (%(place)s)), {HOMES}""",
}  # fmt: skip
