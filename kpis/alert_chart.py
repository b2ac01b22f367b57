"""The weeks of one alert between its limits, for the chart and the table beside it."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from .alerts.series import is_weekly, of_level
from .alerts.xmr import Point
from .levels import Level
from .measures import Measure
from .models import Alert, AlertAction
from .periods import DAY, Weeks

SHOWN = 52


@dataclass(frozen=True)
class Line:
    """A point of the chart; `where` says how it lies to the limits."""

    start: dt.date
    last: dt.date
    value: Decimal
    count: Decimal
    where: str
    told: bool
    actions: list[AlertAction]


def of(alert: Alert, measure: Measure, level: Level, actions: list[AlertAction], week: dt.date) -> dict:
    """The last year up to `week`; one query."""
    week = max(week, alert.week)
    weeks = Weeks(week + 6 * DAY, SHOWN)
    points = of_level(level, [measure], weeks)[measure.code].points
    lines = [_line(alert, one, actions) for one in points]
    return {
        "lines": lines,
        "weekly": is_weekly(measure),
        "joined": not measure.is_alone and not any(measure.stocks),
        "counts": measure.counts_files and not measure.is_count,
        "data": {
            "labels": [f"{one.start:%d/%m/%y}" for one in lines],
            "values": [round(float(one.value), 2) for one in lines],
            "usual": float(alert.usual), "low": float(measure.within(alert.low)),
            "high": float(measure.within(alert.high)),
            "told": [one.told for one in lines], "acted": [bool(one.actions) for one in lines],
            "unit": measure.unit.label, "name": measure.name,
        },
    }  # fmt: skip


def _line(alert: Alert, point: Point, actions: list[AlertAction]) -> Line:
    value = Decimal(str(round(point.value, 4)))
    where = "au-dessus" if value > alert.high else "au-dessous" if value < alert.low else ""
    end = point.last + 6 * DAY
    return Line(
        point.start, point.last, value, Decimal(str(round(point.count))), where,
        alert.since <= point.start <= alert.week, [one for one in actions if point.start <= one.on <= end],
    )  # fmt: skip
