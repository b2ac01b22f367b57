"""Weekly facts as the night would have counted them, and an alert made of them."""

import datetime as dt
from decimal import Decimal
from random import Random

from django.utils import timezone

from kpis.alerts import watching
from kpis.models import Alert, DailyFact, RollupRun

WEEK = dt.timedelta(days=7)


def last_week() -> dt.date:
    return watching.latest_week(timezone.localdate())


def weekly(residence, values, *, measure="REQ02", files=6, team=None, until=None) -> None:
    """One mean of `files` files a week, the last one in the week of `until`."""
    last = until or last_week()
    rows = [
        DailyFact(
            measure=measure, residence=residence, team=team, day=last - number * WEEK + dt.timedelta(days=2),
            numerator=Decimal(str(round(value * files, 4))), denominator=files,
        )
        for number, value in enumerate(reversed(values))
    ]  # fmt: skip
    DailyFact.objects.bulk_create(rows, ignore_conflicts=True)


def usual(many=40, *, seed=1, mean=10.0) -> list[float]:
    dice = Random(seed)
    return [dice.uniform(mean - 1.5, mean + 1.5) for _ in range(many)]


def counted() -> RollupRun:
    """A counting that ended just now."""
    now = timezone.now()
    return RollupRun.objects.create(started_at=now, finished_at=now)


def an_alert(residence, *, values=None, **series) -> Alert:
    """A delay of ten days that doubled."""
    weekly(residence, values or [*usual(), *[20.0] * 3], **series)
    counted()
    watching.watch()
    return Alert.objects.select_related("case").latest("pk")
