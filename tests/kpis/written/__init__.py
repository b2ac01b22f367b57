"""Figures of domain.md §2 written in SQL by hand, from the formula of the trade, and how a test reads them.

`%(place)s` in a statement says where the level goes; without it the level is added at its end.
"""

from decimal import Decimal

from django.db import connection

from kpis import figures
from kpis.measures import MEASURES


def by_hand(sql: str, period, place: str) -> tuple[Decimal, Decimal]:
    """Numerator and denominator at a level, `place` being a condition on the residence `h`."""
    whole = sql.replace("%(place)s", place) if "%(place)s" in sql else f"{sql} AND ({place})"
    with connection.cursor() as cursor:
        cursor.execute(whole, {"start": period.start, "end": period.end})
        top, bottom = cursor.fetchone()
    return Decimal(top or 0), Decimal(bottom or 0)


def differences(written: dict[str, str], levels, periods, today) -> tuple[list, set[str]]:
    """Where facts and SQL disagree; which measures showed anything at all."""
    wrong, seen = [], set()
    for level, place in levels:
        for period in periods:
            for code, sql in written.items():
                found, expected = (
                    figures.one(level, MEASURES[code], period, today).sums,
                    by_hand(sql, period, place),
                )
                if found != expected:
                    wrong.append((code, level.name, period.label, found, expected))
                if found[0]:
                    seen.add(code)
    return wrong, seen
