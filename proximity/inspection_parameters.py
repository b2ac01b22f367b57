"""Thresholds of inspections, declared here, valued by dated rows (`coordination.parameters`)."""

from coordination.models import ParameterUnit as Unit
from coordination.parameters import Declared, declare

APP = "Visites et contrôles"
LEAST_SCORE = "inspection.least_score"
WEAR_BY_MONTH = "inventory.wear_by_month"
CHECK_LEAD = "check.lead"
KEEP_PHOTOS = "retention.inspection_photos"
KEEP_INVENTORY_PHOTOS = "retention.inventory_photos"

DECLARED = [
    Declared(LEAST_SCORE, "Note à partir de laquelle une visite est conforme, sur 100", Unit.COUNT, APP,
             "Sauf point éliminatoire."),
    Declared(WEAR_BY_MONTH, "Vétusté comptée au mois", Unit.CHOICE, APP,
             "Oui : au prorata des mois ; non : par année entière."),
    Declared(CHECK_LEAD, "Ouverture du dossier avant l’échéance d’un contrôle", Unit.DAYS, APP,
             "Chaque nuit, ce qui est dû dans ce délai est confié à son responsable."),
    Declared(KEEP_PHOTOS, "Conservation des photos de visites et de constats", Unit.MONTHS, APP,
             "Après la fin de la visite. Celles d’un dossier ouvert restent."),
    Declared(KEEP_INVENTORY_PHOTOS, "Conservation des photos d’états des lieux", Unit.MONTHS, APP,
             "Après la sortie, le temps d’une contestation. Celles de l’entrée restent jusque-là."),
]  # fmt: skip
PROPOSED = "Proposition de Palier, à valider"
OF_PHOTOS = [
    (KEEP_PHOTOS, "12", "Usage : un an (minimisation, RGPD art. 5), à valider"),
    (KEEP_INVENTORY_PHOTOS, "36", "Prescription de trois ans (loi du 6 juillet 1989, art. 7-1), à valider"),
]
FIRST_VALUES = [
    *OF_PHOTOS,
    (LEAST_SCORE, "80", PROPOSED),
    (WEAR_BY_MONTH, "0", "Usage : années entières, à valider selon l’accord collectif"),
    (CHECK_LEAD, "30", PROPOSED),
]


def declare_all() -> None:
    for parameter in DECLARED:
        declare(parameter)
