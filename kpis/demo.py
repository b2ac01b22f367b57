"""Alerts of the demo: those that its own data raise, some weeks ago and last week; one was acted upon."""

import datetime as dt
import uuid
from random import Random

from django.utils import timezone

from teams.demo import account

from .alerts import acting, effects, watching
from .models import Alert
from .periods import DAY

WEEKS_AGO = 4
HYPOTHESIS = "Les logements rendus cet automne attendent leur chiffrage : les entreprises sont saturées."
ACTION = "Chiffrage groupé chaque mardi avec le technicien, et une seconde entreprise de remise en état."


def build(seed: int, today: dt.date, say) -> None:
    """After the counting. What the data do not show is not told."""
    if today != timezone.localdate():
        return
    week = watching.latest_week(today)
    before = week - WEEKS_AGO * 7 * DAY
    monday = timezone.make_aware(dt.datetime.combine(before + 7 * DAY, dt.time(6)))
    watching.watch(before, at=monday)
    first = Alert.objects.select_related("case").order_by("agency", "pk").first()
    if first:
        key = uuid.UUID(int=Random(seed).getrandbits(128), version=4)
        acting.act(
            first, hypothesis=HYPOTHESIS, action=ACTION, on=before + 7 * DAY, by=account("agence"), key=key,
            at=monday + dt.timedelta(hours=3),
        )  # fmt: skip
        effects.measure_all(today)
    watching.watch(week)
    say(f"{Alert.objects.count()} alertes sur les indicateurs")
