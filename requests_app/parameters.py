"""Delays and thresholds of requests: declared here, valued by dated rows (`coordination.parameters`)."""

from coordination.models import ParameterUnit as Unit
from coordination.parameters import Declared, declare

APP = "Demandes des locataires"
DEFAULT = "Proposition de Palier, à valider"

CONFIRM_WITHIN = "request.confirm_within"
SILENCE = "request.silence"
LINK_LASTS = "request.link_lasts"
TWINS_WITHIN = "request.twins_within"
REOPEN_WITHIN = "request.reopen_within"
MISSED_MOST = "request.missed_most"
NEW_DATE_WITHIN = "request.new_date_within"
TOGETHER = "incident.together"
FACTOR_TRIES = "link.factor_tries"
FACTOR_LOCK = "link.factor_lock"
FACTOR_LASTS = "link.factor_lasts"
SLOT = "visit.slot"
PARK_WITHIN = "request.park_within"
KEEP_VISITORS = "retention.visitors"
KEEP_WARNINGS = "retention.warnings"

DECLARED = [
    Declared(CONFIRM_WITHIN, "Temps laissé au locataire pour confirmer", Unit.DAYS, APP,
             "Sans réponse, la demande est close sans confirmation."),
    Declared(SILENCE, "Silence le plus long envers le locataire", Unit.WORKING_DAYS, APP,
             "Au-delà, le locataire reçoit des nouvelles et le responsable est prévenu."),
    Declared(LINK_LASTS, "Durée de vie du lien de suivi", Unit.DAYS, APP, "Le lien du SMS s’éteint ensuite."),
    Declared(TWINS_WITHIN, "Recherche de demandes semblables", Unit.HOURS, APP,
             "Les demandes de même nature ouvertes depuis moins longtemps sont signalées à la saisie."),
    Declared(REOPEN_WITHIN, "Réouverture par le locataire", Unit.DAYS, APP,
             "Une réponse dans ce délai rouvre la demande close ; plus tard, elle en ouvre une nouvelle."),
    Declared(MISSED_MOST, "Passages sans accès avant clôture", Unit.COUNT, APP,
             "À partir de ce nombre, la demande peut être close sans accès."),
    Declared(NEW_DATE_WITHIN, "Nouvelle date après une promesse dépassée", Unit.WORKING_DAYS, APP,
             "Le temps que se donne le responsable pour annoncer une nouvelle date."),
    Declared(TOGETHER, "Demandes semblables avant de proposer un incident", Unit.COUNT, APP,
             "Au même endroit et sur le même sujet, dans la fenêtre de recherche."),
    Declared(FACTOR_TRIES, "Essais d’identification sur la page du locataire", Unit.COUNT, APP,
             "Au-delà, l’identification est fermée pour un temps, doublé à chaque fois."),
    Declared(FACTOR_LOCK, "Fermeture après trop d’essais", Unit.HOURS, APP, "Puis l’identification est rouverte."),
    Declared(FACTOR_LASTS, "Durée d’une identification sur la page du locataire", Unit.HOURS, APP,
             "Ensuite la page ne montre plus ni messages ni photos."),
    Declared(SLOT, "Durée d’un créneau de rendez-vous", Unit.HOURS, APP,
             "Le locataire est prié d’être là entre le début et la fin."),
    Declared(PARK_WITHIN, "Report au plan de travaux", Unit.MONTHS, APP,
             "Une demande n’attend que des travaux prévus dans ce délai."),
    Declared(KEEP_VISITORS, "Conservation de qui a écrit depuis une affiche", Unit.MONTHS, APP,
             "Après la clôture de la demande, le nom et le numéro laissés sont effacés."),
    Declared(KEEP_WARNINGS, "Conservation des avertissements de rédaction", Unit.MONTHS, APP,
             "Qui a gardé un texte malgré l’avertissement, et sur quoi ; jamais le texte."),
]  # fmt: skip
FIRST_VALUES = [
    (CONFIRM_WITHIN, "7", "Usage de logiciels de réclamation (7 jours), à valider"),
    (SILENCE, "10", "Règle de Palier : pas plus de 10 jours ouvrés sans nouvelle, à valider"),
    (LINK_LASTS, "90", DEFAULT),
    (TWINS_WITHIN, "72", DEFAULT),
    (REOPEN_WITHIN, "30", DEFAULT),
    (MISSED_MOST, "2", "Deux rendez-vous manqués puis clôture avec avis, à valider"),
    (NEW_DATE_WITHIN, "2", DEFAULT),
    (TOGETHER, "3", DEFAULT),
    (FACTOR_TRIES, "5", DEFAULT),
    (FACTOR_LOCK, "1", DEFAULT),
    (FACTOR_LASTS, "1", DEFAULT),
    (SLOT, "2", "Usage du métier : un créneau de deux heures, à valider"),
    (PARK_WITHIN, "36", "Réglage de Palier : travaux prévus sous 36 mois, à valider"),
    (KEEP_VISITORS, "24", "Demandes et interventions : 2 à 3 ans après la clôture, à valider"),
    (KEEP_WARNINGS, "12", "CNIL, recommandation sur la journalisation : 6 à 12 mois"),
]


def declare_all() -> None:
    for parameter in DECLARED:
        declare(parameter)
