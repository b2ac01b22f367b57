"""What makes an alert: dated values (`coordination.parameters`). They change no figure."""

import datetime as dt
from dataclasses import dataclass

from coordination import parameters
from coordination.models import ParameterUnit as Unit
from coordination.parameters import Declared, declare

from .xmr import Rules

APP = "Alertes"
RUN = "alert.run"
LEAST = "alert.least"
EXCESS = "alert.excess"
MOST = "alert.most"
EFFECT = "alert.effect_after"
PROPOSED = "Proposition de Palier, à valider"
PRACTICE = "Usage des cartes de contrôle (Shewhart, Wheeler)"
DECLARED = [
    Declared(RUN, "Points de suite du même côté", Unit.COUNT, APP,
             "Autant de points font un changement de niveau."),
    Declared(LEAST, "Points nécessaires pour des limites", Unit.COUNT, APP, "Avec moins, pas assez d’historique."),
    Declared(EXCESS, "Dossiers en trop pour une alerte", Unit.COUNT, APP,
             "Pour les comptes et les parts : moins de dossiers n’en font pas une."),
    Declared(MOST, "Alertes par agence et par semaine, au plus", Unit.COUNT, APP,
             "Les plus fortes ; les autres attendent la semaine suivante."),
    Declared(EFFECT, "Délai avant de mesurer l’effet d’une action", Unit.DAYS, APP,
             "Autant de jours après l’action sont comparés à ceux d’avant, depuis l’écart."),
]  # fmt: skip
FIRST_VALUES = [
    (RUN, "8", PRACTICE), (LEAST, "12", PRACTICE), (EXCESS, "3", PROPOSED), (MOST, "3", PROPOSED),
    (EFFECT, "28", "Quatre semaines : proposition de Palier, à valider"),
]  # fmt: skip


@dataclass(frozen=True)
class Thresholds:
    rules: Rules
    excess: int
    most: int
    effect: dt.timedelta


def thresholds(day: dt.date | None = None) -> Thresholds:
    """All of them, in one query."""
    known = parameters.values([code for code, *_ in FIRST_VALUES], day)
    rules = Rules(run=int(known[RUN]), least=int(known[LEAST]))
    return Thresholds(rules, int(known[EXCESS]), int(known[MOST]), dt.timedelta(days=int(known[EFFECT])))


def declare_all() -> None:
    for one in DECLARED:
        declare(one)
