"""Requests of tenants, dates told, tasks of teams (domain.md §2.3)."""

from .shared import HOMES, THERE, WITHIN, days, hours, paris

CLOSED, OPENED = paris("c.closed_at"), paris("c.opened_at")
PLACE = "JOIN housing_residence h ON h.id = c.residence_id"
REQUESTS = f"""FROM requests_app_request r JOIN coordination_case c ON c.id = r.case_id {PLACE}
    WHERE NOT c.confidential AND c.outcome NOT IN ('duplicate', 'void')"""
ASKED = """coalesce((SELECT max(t.opened_at) FROM coordination_task t WHERE t.case_id = c.id
    AND t.step = 'confirmation'), c.closed_at)"""
PAUSED = f"""coalesce((SELECT sum(extract(epoch FROM coalesce(p.ended_at, {ASKED}) - p.started_at))
    FROM coordination_pause p JOIN coordination_task t ON t.id = p.task_id WHERE t.case_id = c.id), 0)"""
TAKEN = """(SELECT min(coalesce(t.acknowledged_at, t.done_at)) FROM coordination_task t WHERE t.case_id = c.id
    AND t.step IN ('capture', 'handling') AND (t.acknowledged_at IS NOT NULL OR t.done_by_id IS NOT NULL))"""
STILL_OPEN = f"{OPENED} <= %(end)s AND {THERE.format(CLOSED)}"
SURVEYS = f"""FROM requests_app_survey s JOIN requests_app_request r ON r.id = s.request_id
    JOIN coordination_case c ON c.id = r.case_id {PLACE} WHERE NOT c.confidential"""
TOLD = f"FROM coordination_case c {PLACE} WHERE NOT c.confidential AND c.promised_on IS NOT NULL"
TASKS = f"""FROM coordination_task t JOIN coordination_case c ON c.id = t.case_id {PLACE}
    WHERE NOT c.confidential AND NOT t.waits"""
DONE = f"""{TASKS} AND t.done_by_id IS NOT NULL AND t.outcome NOT IN ('reassigned', 'handed_over', 'closed')
    AND {paris("t.done_at")} {WITHIN}"""
TENANTS = {
    "REQ01": f"SELECT sum({hours(TAKEN, 'c.opened_at')}), count(*) {REQUESTS} AND {paris(TAKEN)} {WITHIN}",
    "REQ02B": f"SELECT sum({days('c.closed_at', 'c.opened_at')}), count(*) {REQUESTS} AND {CLOSED} {WITHIN}",
    "REQ02": f"""SELECT sum(round(greatest((extract(epoch FROM {ASKED} - c.opened_at) - {PAUSED}) / 86400,
        0)::numeric, 4)), count(*) {REQUESTS} AND {CLOSED} {WITHIN}""",
    "REQ03": f"""SELECT count(*) FILTER (WHERE {ASKED} <= c.due_at), count(*) {REQUESTS}
        AND c.due_at IS NOT NULL AND {CLOSED} {WITHIN}""",
    "REQ03R": f"SELECT count(*), count(*) {REQUESTS} AND {paris('c.due_at')} < %(end)s AND {STILL_OPEN}",
    "REQ04": f"""SELECT count(*) FILTER (WHERE EXISTS (SELECT 1 FROM coordination_entry a WHERE a.case_id = c.id
            AND a.kind = 'reopened' AND a.at >= e.at AND {paris("a.at")} - {paris("e.at")} <= 30)), count(*)
        FROM coordination_entry e JOIN coordination_case c ON c.id = e.case_id {PLACE}
        WHERE c.process_id = 'request' AND NOT c.confidential
        AND (e.kind = 'closed' OR e.kind = 'finished' AND e.data->>'closed' <> '') AND {paris("e.at")} {WITHIN}""",
    "REQ05": f"SELECT count(*), count(*) {REQUESTS} AND {STILL_OPEN}",
    "REQ05A": f"""SELECT count(*) FILTER (WHERE %(end)s::date - {OPENED} > 30), count(*) {REQUESTS}
        AND {STILL_OPEN}""",
    "REQ06": f"SELECT (SELECT count(*) {REQUESTS} AND {OPENED} {WITHIN} AND (%(place)s)), {HOMES}",
    "REQ08": f"""SELECT count(*) FILTER (WHERE s.score >= 3), count(*) {SURVEYS}
        AND {paris("s.answered_at")} {WITHIN}""",
    "REQ08T": f"SELECT count(s.answered_at), count(*) {SURVEYS} AND {paris('s.asked_at')} {WITHIN}",
    "PRM01": f"""SELECT count(*) FILTER (WHERE {CLOSED} <= c.promised_on), count(*) {TOLD}
        AND {CLOSED} {WITHIN}""",
    "PRM02": f"SELECT count(*) FILTER (WHERE c.promised_on < %(end)s), count(*) {TOLD} AND {STILL_OPEN}",
    "PRM03": f"""SELECT count(*), count(*) FROM coordination_promise p
        JOIN coordination_promise before ON before.id = p.previous_id
        JOIN coordination_case c ON c.id = p.case_id {PLACE}
        WHERE NOT c.confidential AND p."on" > before."on" AND {paris("p.made_at")} {WITHIN}""",
    "TSK01": f"""SELECT count(*) FILTER (WHERE t.done_at <= t.due_at), count(*) {DONE}
        AND t.due_at IS NOT NULL""",
    "TSK02": f"SELECT sum({days('t.done_at', 't.received_at')}), count(*) {DONE}",
    "TSK03": f"""SELECT count(*) FILTER (WHERE {paris("t.due_at")} < %(end)s), count(*) {TASKS}
        AND t.due_at IS NOT NULL AND {paris("t.opened_at")} <= %(end)s AND {THERE.format(paris("t.done_at"))}""",
}  # fmt: skip
