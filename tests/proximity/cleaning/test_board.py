"""Twelve months of a place, read at a glance."""

import datetime as dt
from decimal import Decimal

import pytest

from proximity.cleaning_board import Cell, Row, months_until
from proximity.models import CleaningCheck, CleaningService


def a_row(scores: dict[int, list[str]]) -> Row:
    """`scores`: months ago → grades."""
    cells = [Cell(month) for month in months_until(dt.date(2026, 3, 31))]
    for ago, grades in scores.items():
        cells[-1 - ago].checks += [CleaningCheck(score=Decimal(grade)) for grade in grades]
    return Row(CleaningService(), cells)


@pytest.mark.parametrize(
    ("scores", "trend"),
    [
        ({0: ["60"], 2: ["70"], 3: ["90"], 5: ["80"]}, -20),
        ({1: ["80", "90"], 4: ["81"]}, 9),
        ({0: ["80"], 5: ["80"], 6: ["10"]}, 0),
        ({0: ["80"], 7: ["90"]}, None),
        ({3: ["80"]}, None),
    ],
)
def test_the_trend_compares_the_last_three_months_with_the_three_before(scores, trend):
    assert a_row(scores).trend == trend
