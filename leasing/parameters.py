"""Delays and thresholds of leases and notice: declared here, valued by dated rows (`coordination.parameters`)."""

import datetime as dt

from coordination.models import ParameterUnit as Unit
from coordination.parameters import FROM, Declared, declare

APP = "Baux et congés"
RELETTING = "Relocation"

NOTICE, NOTICE_SHORT = "notice.common", "notice.short"
NOTICE_SAME_LANDLORD = "notice.same_landlord"
NOTICE_OTHER_LANDLORD, NOTICE_OTHER_LANDLORD_LONG = "notice.other_landlord", "notice.other_landlord_long"
KEEPS_LONG = "notice.other_landlord_keeps_long"
NOTICE_DEMOLITION = "notice.demolition"
TO_OPEN_DAY = "notice.to_open_day"
ANSWER_DAYS = "lease.offer_answer"
SIX_WEEKS = "lease.six_weeks"
DEPOSIT_MONTHS = "lease.deposit_months"
INSURANCE_SOON = "lease.insurance_soon"
NOMINATION_DAYS = "vacancy.nomination_days"
NOMINATION_ZONE_MONTHS = "vacancy.nomination_zone_months"
NOMINATION_REMINDER = "vacancy.nomination_reminder"
COMMITTEE_LEAST = "vacancy.committee_least"
WORKS_UNKNOWN = "vacancy.works_unknown"
TOLERANCE = "vacancy.tolerance"
HISTORY_LEAST = "vacancy.history_least"
HISTORY_MONTHS = "vacancy.history_months"

DECLARED = [
    Declared(NOTICE, "Préavis du locataire", Unit.MONTHS, APP, "Sans motif de réduction, ou sans justificatif."),
    Declared(NOTICE_SHORT, "Préavis réduit", Unit.MONTHS, APP,
             "Zone tendue, premier emploi, mutation, perte d’emploi, santé, violences, RSA, AAH…"),
    Declared(NOTICE_SAME_LANDLORD, "Préavis pour un autre logement du bailleur", Unit.MONTHS, APP),
    Declared(NOTICE_OTHER_LANDLORD, "Préavis pour un logement d’un autre bailleur HLM", Unit.MONTHS, APP,
             "Deux textes se contredisent : le plus court s’applique, sauf choix contraire ci-dessous."),
    Declared(NOTICE_OTHER_LANDLORD_LONG, "Le même, selon le CCH", Unit.MONTHS, APP,
             "S’applique si l’organisme a choisi le délai long."),
    Declared(KEEPS_LONG, "Garder le délai long pour un autre bailleur HLM", Unit.CHOICE, APP),
    Declared(NOTICE_DEMOLITION, "Préavis donné par le bailleur pour démolition", Unit.MONTHS, APP),
    Declared(TO_OPEN_DAY, "Reporter la fin du préavis au premier jour ouvré", Unit.CHOICE, APP,
             "L’article 642 du code de procédure civile ne s’applique pas d’ordinaire à un préavis."),
    Declared(ANSWER_DAYS, "Réponse du candidat à une offre", Unit.DAYS, APP,
             "Le silence vaut refus. Reporté au premier jour ouvré."),
    Declared(SIX_WEEKS, "Commandement de payer : six semaines", Unit.CHOICE, APP,
             "Oui : six semaines ; non : deux mois. Vaut pour les baux signés à partir de cette date."),
    Declared(DEPOSIT_MONTHS, "Dépôt de garantie le plus élevé, en mois de loyer hors charges", Unit.COUNT, APP),
    Declared(INSURANCE_SOON, "Rappel avant la fin de l’assurance", Unit.DAYS, APP,
             "Le bail est signalé quand l’attestation expire dans ce délai."),
    Declared(NOMINATION_DAYS, "Délai du réservataire hors zone tendue", Unit.DAYS, RELETTING,
             "Sauf délai propre à sa convention."),
    Declared(NOMINATION_ZONE_MONTHS, "Délai du réservataire en zone tendue", Unit.MONTHS, RELETTING),
    Declared(NOMINATION_REMINDER, "Relance du réservataire avant la fin de son délai", Unit.DAYS, RELETTING,
             "Sans candidat à cette date, une tâche demande de le relancer."),
    Declared(COMMITTEE_LEAST, "Candidats présentés en CALEOL, au moins", Unit.COUNT, RELETTING,
             "Moins : il faut dire pourquoi."),
    Declared(WORKS_UNKNOWN, "Durée des travaux tant qu’ils ne sont pas connus", Unit.DAYS, RELETTING,
             "Pour la date de disponibilité ; ensuite, les délais de la matrice."),
    Declared(TOLERANCE, "Écart de date dont les candidats ne sont pas prévenus", Unit.DAYS, RELETTING),
    Declared(HISTORY_LEAST, "Relocations passées pour donner une fourchette", Unit.COUNT, RELETTING,
             "Même nature de travaux ; moins : « pas assez d’historique »."),
    Declared(HISTORY_MONTHS, "Historique retenu pour la fourchette", Unit.MONTHS, RELETTING),
]  # fmt: skip

SIX_WEEKS_SINCE = dt.date(2023, 7, 29)
CONFLICT = "Conflit de textes : le plus court est retenu par défaut"
FIRST_VALUES = [
    (NOTICE, "3", "Loi n° 89-462, art. 15-I"),
    (NOTICE_SHORT, "1", "Loi n° 89-462, art. 15-I, 1° à 5°"),
    (NOTICE_SAME_LANDLORD, "1", "CCH, art. L. 353-15 II et L. 442-6-3"),
    (NOTICE_OTHER_LANDLORD, "1", f"Loi n° 89-462, art. 15-I, 5° (loi Alur). {CONFLICT}"),
    (NOTICE_OTHER_LANDLORD_LONG, "2", "CCH, art. L. 353-15 II"),
    (KEEPS_LONG, "0", f"{CONFLICT}, à valider"),
    (NOTICE_DEMOLITION, "6", "CCH, art. L. 442-6 et L. 353-15 III"),
    (TO_OPEN_DAY, "0", "Usage : CPC 641 seul, à valider"),
    (ANSWER_DAYS, "10", "CCH, art. R. 441-10 ; CPC, art. 641 et 642"),
    (DEPOSIT_MONTHS, "1", "Loi n° 89-462, art. 22"),
    (INSURANCE_SOON, "30", "Proposition de Palier, à valider"),
]
PROPOSED = "Proposition de Palier, à valider"
RELETTING_VALUES = [
    (NOMINATION_DAYS, "30", "Conventions de réservation, à valider"),
    (NOMINATION_ZONE_MONTHS, "1", "CCH, art. L. 441-1, à valider"),
    (NOMINATION_REMINDER, "15", PROPOSED),
    (COMMITTEE_LEAST, "3", "CCH, art. R. 441-3 : trois demandes, sauf insuffisance"),
    (WORKS_UNKNOWN, "15", PROPOSED),
    (TOLERANCE, "2", PROPOSED),
    (HISTORY_LEAST, "8", PROPOSED),
    (HISTORY_MONTHS, "24", PROPOSED),
]
DATED_VALUES = [
    (SIX_WEEKS, "0", "Loi n° 89-462, art. 24, ancienne rédaction : deux mois", FROM, SIX_WEEKS_SINCE),
    (SIX_WEEKS, "1", "Loi n° 2023-668 du 27 juillet 2023 : six semaines", SIX_WEEKS_SINCE, None),
]


def declare_all() -> None:
    for parameter in DECLARED:
        declare(parameter)
