"""Alerts of the demo: those that its own data raise. Somebody has acted upon the first."""

import datetime as dt
import uuid
from random import Random

from teams.demo import account

from ..models import Alert
from . import acting, watching

HYPOTHESIS = "Les logements rendus cet automne attendent leur chiffrage : les entreprises sont saturées."
ACTION = "Chiffrage groupé chaque mardi, et une seconde entreprise de remise en état."


def build(seed: int, today: dt.date, say) -> None:
    """After the counting. What the data do not show is not told."""
    watching.watch(watching.latest_week(today))
    first = Alert.objects.filter(measure__startswith="VAC").select_related("case").order_by("pk").first()
    if first:
        key = uuid.UUID(int=Random(seed).getrandbits(128), version=4)
        acting.act(first, hypothesis=HYPOTHESIS, action=ACTION, on=today, by=account("agence"), key=key)
    say(f"{Alert.objects.count()} alertes sur les indicateurs")
