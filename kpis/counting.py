"""From files to sums per day, residence, team and category: the SQL that the rollup, the check and the live figure
share."""

from collections.abc import Sequence

from .measures import MEASURES, Measure, Part

Statement = tuple[str, tuple]
KEYS = "residence_id, day, team_id, category_id"
PLACE = "fact_residence AS residence_id, fact_team AS team_id, fact_category AS category_id"
COLUMNS = f"{KEYS}, numerator, denominator"


def counted(measure: Measure, residences: Sequence[int] | None = None, days: tuple | None = None) -> Statement:
    """SELECT of the columns: one row per day, residence, team and category of these residences (all: None), and of
    `days` (from, to; None on a side is open)."""
    parts = [_signed(part, residences) for part in measure.parts_to_count]
    first, last = days or (None, None)
    params: list = [value for _, values in parts for value in values]
    where = ""
    for bound, sign in ((first, ">="), (last, "<=")):
        if bound is not None:
            where += f"{' AND' if where else ' WHERE'} day {sign} %s"
            params.append(bound)
    rows = " UNION ALL ".join(sql for sql, _ in parts)
    return (
        f"SELECT {KEYS}, sum(numerator) AS numerator, sum(denominator) AS denominator"
        f" FROM ({rows}) AS signed{where} GROUP BY {KEYS}"
        f" HAVING sum(numerator) <> 0 OR sum(denominator) <> 0",
        tuple(params),
    )  # fmt: skip


def every_measure(residences: Sequence[int], days: tuple | None = None) -> Statement:
    """As `counted`, of all measures, with the code of each in front."""
    told = [(one.code, *counted(one, residences, days)) for one in MEASURES.values()]
    return (
        " UNION ALL ".join(f"SELECT %s::varchar AS measure, {COLUMNS} FROM ({sql}) AS one" for _, sql, _ in told),
        tuple(value for code, _, values in told for value in (code, *values)),
    )


def _signed(part: Part, residences: Sequence[int] | None) -> Statement:
    """Each row on its day; of a stock once more, less, on the day it leaves."""
    found = part.rows()
    if residences is not None:
        found = found.filter(**{f"{part.residence}__in": list(residences)})
    named = ["fact_on", "fact_residence", "fact_team", "fact_category", "fact_numerator", "fact_denominator"]
    named += ["fact_until"] if part.is_stock else []
    sql, params = found.values(*named).query.sql_with_params()
    if not part.is_stock:
        return (
            f"SELECT fact_on AS day, {PLACE}, fact_numerator AS numerator, fact_denominator AS denominator"
            f" FROM ({sql}) AS files",
            params,
        )
    left = "CASE WHEN fact_until IS NOT NULL THEN greatest(fact_until, fact_on) END"
    return (
        f"SELECT side.day, {PLACE}, side.sign * fact_numerator AS numerator,"
        f" side.sign * fact_denominator AS denominator"
        f" FROM ({sql}) AS files CROSS JOIN LATERAL (VALUES (fact_on, 1), ({left}, -1)) AS side(day, sign)"
        f" WHERE side.day IS NOT NULL",
        params,
    )
