"""Thresholds of measures: declared here, valued by dated rows (`coordination.parameters`). A change counts for all
days, past ones too: the next rollup starts from nothing."""

from django.db.models import IntegerField, Subquery
from django.db.models.functions import Cast
from django.utils import timezone

from coordination.models import Parameter
from coordination.models import ParameterUnit as Unit
from coordination.parameters import Declared, declare

APP = "Indicateurs"
LONG_VACANCY = "kpi.long_vacancy"
OLD_REQUEST = "kpi.old_request"
REOPENED_WITHIN = "kpi.reopened_within"
READY_DATE_GAP = "kpi.ready_date_gap"
NOTICE_LEAST = "kpi.notice_least"
SATISFIED_FROM = "kpi.satisfied_from"
PREFIX = "kpi."
"""Of those that change figures."""
CHANGE_LEAST = "figure.change_least"

DECLARED = [
    Declared(LONG_VACANCY, "Vacance longue, au-delà de", Unit.DAYS, APP, "Pour la vacance longue (VAC04)."),
    Declared(OLD_REQUEST, "Demande ancienne, au-delà de", Unit.DAYS, APP, "Pour la part des demandes anciennes."),
    Declared(REOPENED_WITHIN, "Réouverture comptée jusqu’à", Unit.DAYS, APP, "Après la clôture (REQ04)."),
    Declared(READY_DATE_GAP, "Écart admis de la date de disponibilité", Unit.DAYS, APP,
             "Pour sa fiabilité (REL10)."),
    Declared(NOTICE_LEAST, "Préavis à partir duquel une visite conseil est attendue", Unit.DAYS, APP,
             "Plus court : le congé ne compte pas (REL04)."),
    Declared(SATISFIED_FROM, "Note à partir de laquelle le locataire est satisfait", Unit.COUNT, APP,
             "De 1 (pas satisfait) à 4 (très satisfait)."),
    Declared(CHANGE_LEAST, "Plus petit changement qui compte", Unit.PERCENT, APP,
             "En part de la valeur d’avant : en dessous, un indicateur est dit stable."),
]  # fmt: skip
FIRST_VALUES = [
    (LONG_VACANCY, "90", "RPLS : vacance de plus de trois mois"),
    (OLD_REQUEST, "30", "Proposition de Palier, à valider"),
    (REOPENED_WITHIN, "30", "Proposition de Palier, à valider"),
    (READY_DATE_GAP, "3", "Proposition de Palier, à valider"),
    (NOTICE_LEAST, "15", "Proposition de Palier, à valider"),
    (SATISFIED_FROM, "3", "« Très » et « plutôt » satisfait"),
    (CHANGE_LEAST, "2", "Proposition de Palier, à valider"),
]


def declare_all() -> None:
    for one in DECLARED:
        declare(one)


def threshold(code: str) -> Cast:
    """A whole number, as it stands today."""
    return Cast(as_of_today(code), IntegerField())


def as_of_today(code: str) -> Subquery:
    """Read by the statement that uses it: no query more."""
    today = Parameter.objects.on(timezone.localdate()).filter(code=code)
    return Subquery(today.values("value")[:1])
