"""Thresholds between the field and the asset plan: declared here, valued by dated rows (domain.md §8.2)."""

from coordination.models import ParameterUnit as Unit
from coordination.parameters import Declared, declare

APP = "Plan de travaux et terrain"
RULE = "Règle de Palier entre terrain et plan, à valider"

GUARD_MONTHS = "plan.guard_months"
APPROVAL_FROM = "plan.approval_from"
REPEATED = "need.repeated"
REPEATED_MONTHS = "need.repeated_months"

DECLARED = [
    Declared(GUARD_MONTHS, "Commande contrôlée avant des travaux programmés", Unit.MONTHS, APP,
             "Une commande sur un composant dont les travaux sont prévus dans ce délai demande un choix motivé."),
    Declared(APPROVAL_FROM, "Commande à approuver par le patrimoine (montant HT)", Unit.EUROS, APP,
             "À partir de ce montant hors taxes, sauf mise en sécurité."),
    Declared(REPEATED, "Constats semblables qui font un besoin", Unit.COUNT, APP,
             "Sur le même composant du même bâtiment."),
    Declared(REPEATED_MONTHS, "Période où ces constats comptent", Unit.MONTHS, APP),
]  # fmt: skip
FIRST_VALUES = [
    (GUARD_MONTHS, "36", RULE),
    (APPROVAL_FROM, "1500", "Seuil de la matrice de responsabilités par défaut, à valider"),
    (REPEATED, "3", RULE),
    (REPEATED_MONTHS, "12", RULE),
]


def declare_all() -> None:
    for parameter in DECLARED:
        declare(parameter)
