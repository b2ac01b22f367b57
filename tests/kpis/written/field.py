"""Orders, cleanliness, mandatory checks and the plan (domain.md §2.3, §2.4)."""

from .shared import HOMES, WITHIN, days, hours, paris, settled

PLACE = "JOIN housing_residence h ON h.id = {}"
ORDERS = f"""FROM proximity_workorder o JOIN coordination_case c ON c.id = o.case_id
    {PLACE.format("o.residence_id")} WHERE NOT c.confidential AND o.state NOT IN ('refused', 'cancelled')"""
DONE = f"{ORDERS} AND o.state IN ('done', 'accepted', 'invoiced') AND {paris('o.done_at')} {WITHIN}"
STANDS = """NOT EXISTS (SELECT 1 FROM proximity_cleaningcontest t WHERE t.check_made_id = k.id
    AND t.upheld = false)"""
CHECKS = f"""FROM proximity_cleaningcheck k JOIN proximity_cleaningservice s ON s.id = k.service_id
    {PLACE.format("s.residence_id")} WHERE {paris("k.closed_at")} {WITHIN} AND {STANDS}"""
REDOS = f"""FROM proximity_cleaningredo o JOIN proximity_cleaningcheck k ON k.id = o.check_made_id
    JOIN proximity_cleaningservice s ON s.id = k.service_id JOIN coordination_case c ON c.id = o.case_id
    {PLACE.format("s.residence_id")} WHERE NOT c.confidential AND {STANDS}"""
DECISIONS = "('planned', 'studied', 'merged', 'refused')"
NEEDS = f"""FROM coordination_task t JOIN coordination_case c ON c.id = t.case_id {PLACE.format("c.residence_id")}
    WHERE c.process_id = 'need' AND NOT c.confidential AND t.step = 'decision'"""
TRANSMITTED = f"""(SELECT min(a.opened_at) FROM coordination_task a WHERE a.case_id = t.case_id
    AND a.step = 'decision' AND a.opened_at <= t.opened_at AND NOT EXISTS (SELECT FROM coordination_task d
        WHERE d.case_id = t.case_id AND d.step = 'decision' AND d.outcome IN {DECISIONS} AND d.id <> t.id
        AND d.done_at > a.opened_at AND d.done_at <= t.opened_at))"""
ENGAGED = "('awarded', 'running', 'received', 'settled')"
FIELD = {
    "MNT01": f"SELECT count(*) FILTER (WHERE o.done_at <= o.due_at), count(*) {DONE}",
    "MNT01D": f"SELECT sum({days('o.done_at', 'o.sent_at')}), count(*) {DONE}",
    "MNT01R": f"""SELECT count(*), count(*) {ORDERS} AND {paris("o.due_at")} < %(end)s
        AND NOT (o.state IN ('done', 'accepted', 'invoiced') AND {paris("o.done_at")} <= %(end)s)""",
    "MNT02": f"""SELECT count(*) FILTER (WHERE NOT EXISTS (SELECT FROM proximity_attempt a WHERE a.order_id = o.id)
            AND NOT EXISTS (SELECT FROM proximity_ordermove m WHERE m.order_id = o.id AND m.move = 'reserve')
            AND NOT EXISTS (SELECT FROM proximity_workorder f WHERE f.follows_id = o.id
                AND f.state <> 'cancelled')),
        count(*) {ORDERS} AND o.state IN ('accepted', 'invoiced') AND {paris("o.accepted_at")} {WITHIN}""",
    "MNT03": f"SELECT (SELECT sum(o.amount) {DONE} AND o.planned_work_id IS NULL AND (%(place)s)), {HOMES}",
    "MNT06": f"""SELECT count(*) FILTER (WHERE EXISTS (SELECT FROM proximity_attempt a WHERE a.order_id = o.id)),
        count(*) {DONE}""",
    "MNT07": f"""SELECT sum({hours("m.told_at", "m.at")}), count(*)
        FROM proximity_ordermove m JOIN proximity_workorder o ON o.id = m.order_id
        {PLACE.format("o.residence_id")} WHERE m.move = 'complete' AND {paris("m.told_at")} {WITHIN}""",
    "PRO01": f"SELECT count(*) FILTER (WHERE k.result = 'good'), count(*) {CHECKS}",
    "PRO01N": f"SELECT sum(k.score), count(*) {CHECKS}",
    "PRO03": f"""SELECT sum({hours("o.done_at", "o.ordered_at")}), count(*) {REDOS}
        AND {paris("o.done_at")} {WITHIN}""",
    "PRO03T": f"""SELECT count(*) FILTER (WHERE o.done_at <= o.due_at), count(*) {REDOS}
        AND {settled("o.done_at", "o.due_at")}""",
    "PRO04": f"""SELECT sum(y.amount), count(*) FROM proximity_penalty y
        JOIN coordination_case c ON c.id = y.case_id JOIN proximity_cleaningservice s ON s.id = y.service_id
        {PLACE.format("s.residence_id")}
        WHERE NOT c.confidential AND y.kind = 'penalty' AND y.state = 'applied' AND y.applied_on {WITHIN}""",
    "PSP01": f"""SELECT count(*) FILTER (WHERE w.state IN {ENGAGED}
            AND coalesce((SELECT min({paris("m.at")}) FROM housing_plannedworkmove m WHERE m.work_id = w.id
                AND m.after IN {ENGAGED}), {paris("w.state_since")}) <= %(end)s),
        count(*) FROM housing_plannedwork w {PLACE.format("w.residence_id")}
        WHERE w.year = extract(year FROM %(end)s::date) AND w.state NOT IN ('refused', 'cancelled')""",
    "PSP02": f"""SELECT count(*) FILTER (WHERE EXISTS (SELECT FROM proximity_guarddecision g
            WHERE g.order_id = o.id AND g.state = 'free')), count(*)
        {ORDERS} AND {paris("o.sent_at")} {WITHIN}""",
    "PSP02E": f"""SELECT sum(g.amount), count(*) FROM proximity_guarddecision g
        JOIN coordination_case c ON c.id = g.case_id {PLACE.format("c.residence_id")}
        WHERE g.state = 'free' AND {paris("g.at")} {WITHIN}""",
    "PSP03": f"""SELECT count(*) FILTER (WHERE t.outcome IN {DECISIONS} AND t.done_at <= t.due_at), count(*)
        {NEEDS} AND t.outcome NOT IN ('more', 'reassigned', 'handed_over', 'closed')
        AND {settled("t.done_at", "t.due_at")}""",
    "PSP03D": f"""SELECT sum({days("t.done_at", TRANSMITTED)}), count(*) {NEEDS} AND t.outcome IN {DECISIONS}
        AND t.done_by_id IS NOT NULL AND {paris("t.done_at")} {WITHIN}""",
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
                OR (SELECT min({paris("e.pgh_created_at")}) FROM proximity_mandatorycheckevent e
                    WHERE e.pgh_obj_id = k.id) <= %(end)s))""",
}  # fmt: skip
