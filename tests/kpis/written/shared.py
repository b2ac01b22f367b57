"""What statements of several fields share."""


def paris(instant: str) -> str:
    """The day on which it happened."""
    return f"({instant} AT TIME ZONE 'Europe/Paris')::date"


def days(later: str, earlier: str) -> str:
    return f"round((extract(epoch FROM {later} - {earlier}) / 86400)::numeric, 4)"


def hours(later: str, earlier: str) -> str:
    return f"round((extract(epoch FROM {later} - {earlier}) / 3600)::numeric, 4)"


WITHIN = "BETWEEN %(start)s AND %(end)s"


def settled(done: str, due: str) -> str:
    """Done in time within the period, or the time passed within it."""
    return f"""({done} <= {due} AND {paris(done)} {WITHIN}
        OR ({done} IS NULL OR {done} > {due}) AND {paris(due)} + 1 {WITHIN})"""


THERE = "coalesce({}, 'infinity') > %(end)s"
HOMES = f"""(SELECT count(*) FROM housing_unit u JOIN housing_residence h ON h.id = u.residence_id
    WHERE u.acquired_year <= extract(year FROM %(end)s::date) AND {THERE.format("u.left_on")} AND (%(place)s))"""
OFFERED = "u.occupancy NOT IN ('3', '4', '5')"
OFFERED_HOMES = HOMES.replace("WHERE", f"WHERE {OFFERED} AND")
