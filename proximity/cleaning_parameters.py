"""Delays and thresholds of cleanliness: declared here, valued by dated rows (`coordination.parameters`)."""

from coordination.models import ParameterUnit as Unit
from coordination.parameters import Declared, declare

APP = "Propreté"

GOOD, FAIR = "cleaning.good", "cleaning.fair"
REPEATED, REPEATED_WITHIN = "cleaning.repeated", "cleaning.repeated_within"
REDO_FRONT, REDO_OTHER = "cleaning.redo_front", "cleaning.redo_other"
CONTEST_WITHIN = "cleaning.contest_within"
REDOS = "cleaning.redos"
RANDOM = "cleaning.random"
KEEP_PHOTOS, KEEP_DISPUTED = "retention.cleaning_photos", "retention.disputed_cleaning_photos"
EVERY = "cleaning.every_{}".format
"""By who cleans, and after a check that was not good."""
EVERY_COMPANY, EVERY_STAFF, EVERY_CARETAKER = EVERY("company"), EVERY("staff"), EVERY("caretaker")
EVERY_FAIR, EVERY_FAILED = EVERY("fair"), EVERY("failed")

DECLARED = [
    Declared(GOOD, "Note à partir de laquelle c’est conforme", Unit.PERCENT, APP,
             "En dessous : à améliorer, avec observation."),
    Declared(FAIR, "Note en dessous de laquelle c’est non conforme", Unit.PERCENT, APP,
             "Une non-conformité ouvre un dossier avec un responsable et une échéance."),
    Declared(REPEATED, "Non-conformités avant récidive", Unit.COUNT, APP,
             "Dans la même résidence, pour le même exécutant, du fait de la prestation."),
    Declared(REPEATED_WITHIN, "Période où l’on compte la récidive", Unit.DAYS, APP),
    Declared(REDO_FRONT, "Délai de reprise : hall, ascenseur, local poubelles", Unit.HOURS, APP),
    Declared(REDO_OTHER, "Délai de reprise : autres espaces", Unit.HOURS, APP),
    Declared(REDOS, "Reprises demandées avant de proposer une pénalité", Unit.COUNT, APP,
             "Pour une entreprise dont le marché ne dit rien d’autre."),
    Declared(CONTEST_WITHIN, "Délai pour contester un contrôle", Unit.HOURS, APP,
             "Compté de la signature, ou de l’envoi du compte rendu à un exécutant absent."),
    Declared(EVERY_COMPANY, "Contrôle d’une entreprise tous les", Unit.DAYS, APP),
    Declared(EVERY_STAFF, "Contrôle d’un agent d’entretien tous les", Unit.DAYS, APP),
    Declared(EVERY_CARETAKER, "Contrôle d’un gardien tous les", Unit.DAYS, APP),
    Declared(EVERY_FAIR, "Contrôle après une note à améliorer", Unit.DAYS, APP, "Au plus tard."),
    Declared(EVERY_FAILED, "Contrôle après une non-conformité", Unit.DAYS, APP,
             "Au plus tard, une fois la non-conformité réglée ; le recontrôle d’une reprise a son délai."),
    Declared(RANDOM, "Lieux d’entreprise contrôlés par tirage au sort, chaque mois", Unit.PERCENT, APP,
             "En plus du calendrier. Chaque nuit tire sa part ; zéro : aucun tirage."),
    Declared(KEEP_PHOTOS, "Conservation des photos de contrôles de propreté", Unit.MONTHS, APP,
             "Après le contrôle. Celles d’un dossier ouvert restent."),
    Declared(KEEP_DISPUTED, "Conservation des photos d’un contrôle contesté ou pénalisé", Unit.MONTHS, APP,
             "Après le contrôle, le temps d’un litige. Elles restent tant que rien n’est décidé."),
]  # fmt: skip
SEEN = "Pratique relevée chez des bailleurs, à valider"
FIRST_VALUES = [
    (GOOD, "85", SEEN),
    (FAIR, "70", SEEN),
    (REPEATED, "3", SEEN),
    (REPEATED_WITHIN, "92", "Trois mois ; pratique relevée chez des bailleurs, à valider"),
    (REDO_FRONT, "24", SEEN),
    (REDO_OTHER, "48", SEEN),
    (CONTEST_WITHIN, "48", SEEN),
    (REDOS, "1", SEEN),
    (EVERY_COMPANY, "30", SEEN),
    (EVERY_STAFF, "91", SEEN),
    (EVERY_CARETAKER, "91", SEEN),
    (EVERY_FAIR, "14", SEEN),
    (EVERY_FAILED, "7", SEEN),
    (RANDOM, "10", "Proposition de Palier, à valider"),
    (KEEP_PHOTOS, "12", "Usage : un an (minimisation, RGPD art. 5), à valider"),
    (KEEP_DISPUTED, "36", "Proposition de Palier : trois ans en cas de litige ou de pénalité, à valider"),
]


def declare_all() -> None:
    for parameter in DECLARED:
        declare(parameter)
