"""Alerts of the demo: those that its own data raise. Upon those of a month ago somebody acted, and the effect is
what the data say since; upon one of this week somebody acts today."""

import datetime as dt
import uuid
from random import Random

from django.utils import timezone

from coordination import clock
from teams.demo import account

from ..measures import cleanliness, mandatory, occupancy, orders, reletting, tenants
from ..models import Alert
from . import acting, effects, watching
from .parameters import thresholds

VACANT = (
    "Les logements rendus cet automne attendent leur chiffrage : les entreprises sont saturées.",
    "Chiffrage groupé chaque mardi, et une seconde entreprise de remise en état.",
)
SAID = {
    reletting.FAMILY: VACANT,
    occupancy.FAMILY: VACANT,
    tenants.FAMILY: (
        "Deux gardiens en congé : leurs demandes attendent leur retour.",
        "Les secteurs voisins se partagent la tournée, point chaque lundi.",
    ),
    orders.FAMILY: (
        "La plus petite des entreprises du lot ne suit plus.",
        "Un ordre sur deux passe à la seconde entreprise du marché.",
    ),
    mandatory.FAMILY: (
        "Les rapports d’un organisme de contrôle arrivent avec deux mois de retard.",
        "Relance chaque lundi, et rendez-vous groupés par résidence.",
    ),
    cleanliness.FAMILY: (
        "L’équipe de nettoyage a changé, sans passage de consignes.",
        "Visite commune avec le chef d’équipe, puis contrôle chaque semaine.",
    ),
}
ANY = ("La charge a augmenté sans renfort.", "Point d’équipe chaque lundi, les dossiers les plus anciens d’abord.")
EIGHT = dt.timedelta(hours=8)


def build(seed: int, today: dt.date, say) -> None:
    """After the counting. What the data do not show is not told."""
    dice, acted_on = Random(seed), today - thresholds().effect
    week = watching.latest_week(acted_on)
    watching.watch(week, clock.starts(week + watching.WEEK) + EIGHT)
    for alert in _without_action():
        _act(alert, acted_on, dice)
    measured = effects.measure_all(today)
    watching.watch(watching.latest_week(today))
    for alert in _without_action().filter(measure__startswith="VAC")[:1]:
        _act(alert, today, dice)
    say(f"{Alert.objects.count()} alertes sur les indicateurs, {measured} effets mesurés")


def _without_action():
    return Alert.objects.without_action().select_related("case").order_by("pk")


def _act(alert: Alert, on: dt.date, dice: Random) -> None:
    hypothesis, action = SAID.get(alert.definition.family if alert.definition else "", ANY)
    key = uuid.UUID(int=dice.getrandbits(128), version=4)
    acting.act(
        alert, hypothesis=hypothesis, action=action, on=on, by=account("agence"), key=key,
        at=min(max(clock.starts(on) + EIGHT, alert.found_at), timezone.now()),
    )  # fmt: skip
