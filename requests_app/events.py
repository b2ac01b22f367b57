"""What tenants are told of their requests (domain.md §6.3): each fits one text where it can."""

from django.utils.translation import gettext_noop as _

from messaging.texts import Event, declare

OPENED, QUALIFIED, YOURS = "request.opened", "request.qualified", "request.yours"
APPOINTMENT, REMINDER, APPOINTMENT_OFF = "request.appointment", "request.reminder", "request.appointment_off"
NO_ACCESS, WAITING = "request.no_access", "request.waiting"
DELAYED, LATE, SILENCE = "request.delayed", "request.late", "request.silence"
PLANNED, BACK, JOINED = "request.planned", "request.back", "request.joined"
DONE, REOPENED, SURVEY = "request.done", "request.reopened", "request.survey"
UNCONFIRMED, DECLINED, CLOSED = "request.unconfirmed", "request.declined", "request.closed"
INCIDENT = "incident.news"
LINK = "request.link"

ABOUT = ("reference", "what")
LINKED = (*ABOUT, "link")
EVENTS = [
    Event(OPENED, "Demande enregistrée", "requests", (*LINKED, "date"),
          _("{landlord} : demande {reference} ({what}) enregistrée, à traiter d’ici le {date}. Suivi : {link}")),
    Event(QUALIFIED, "Demande confiée à une équipe", "requests", (*LINKED, "who"),
          _("{landlord} : {reference} ({what}) est confiée à : {who}. Suivi : {link}")),
    Event(YOURS, "Réparation à la charge du locataire", "requests", LINKED,
          _("{landlord} : {reference} ({what}) semble être à votre charge. Pourquoi, que faire : {link}")),
    Event(APPOINTMENT, "Rendez-vous", "requests", (*LINKED, "day", "from", "to"),
          _("{landlord} : passage le {day} entre {from} et {to} pour {reference} ({what}). Empêché ? {link}")),
    Event(REMINDER, "Rappel de rendez-vous", "reminders", (*LINKED, "day", "from", "to"),
          _("{landlord} : rappel, passage le {day} entre {from} et {to} pour {reference}. Empêché ? {link}")),
    Event(APPOINTMENT_OFF, "Rendez-vous annulé", "requests", (*LINKED, "day"),
          _("{landlord} : le passage du {day} pour {reference} ({what}) est annulé. Suivi : {link}")),
    Event(NO_ACCESS, "Passage sans accès", "requests", LINKED,
          _("{landlord} : passés ce jour pour {reference} ({what}), sans réponse. Dites-nous quand : {link}")),
    Event(WAITING, "En attente du locataire", "requests", (*LINKED, "cause"),
          _("{landlord} : pour avancer sur {reference} ({what}), il nous manque : {cause} Répondez ici : {link}")),
    Event(DELAYED, "Date déplacée", "requests", (*LINKED, "cause", "date"),
          _("{landlord} : {reference} ({what}) est retardée : {cause}. Nouvelle date : {date}. Suivi : {link}")),
    Event(LATE, "Date dépassée", "requests", (*ABOUT, "former", "date"),
          _("{landlord} : {reference} ({what}) était annoncée pour le {former} et n’est pas réglée. Toutes nos "
            "excuses. Nouvelle date donnée d’ici le {date}.")),
    Event(SILENCE, "Toujours en cours", "requests", (*LINKED, "date"),
          _("{landlord} : {reference} ({what}) est toujours en cours, date annoncée : {date}. Suivi : {link}")),
    Event(PLANNED, "Reportée au plan de travaux", "requests", (*LINKED, "year"),
          _("{landlord} : {reference} ({what}) sera traitée avec les travaux prévus en {year}. Suivi : {link}")),
    Event(BACK, "De retour du plan de travaux", "requests", (*LINKED, "date"),
          _("{landlord} : les travaux attendus pour {reference} ({what}) ont changé. Nous la reprenons, à traiter "
            "d’ici le {date}. Suivi : {link}")),
    Event(JOINED, "Rattachée à un incident collectif", "requests", (*LINKED, "date"),
          _("{landlord} : {reference} ({what}) touche plusieurs logements. Retour à la normale prévu le {date}. "
            "Suivi : {link}")),
    Event(DONE, "Intervention terminée", "requests", LINKED,
          _("{landlord} : {reference} ({what}) est-elle réglée ? Répondez 1 si oui, 2 si ce n’est pas réglé, ou "
            "ici : {link}")),
    Event(REOPENED, "Demande rouverte", "requests", (*LINKED, "date"),
          _("{landlord} : {reference} ({what}) est rouverte, à traiter d’ici le {date}. Suivi : {link}")),
    Event(SURVEY, "Enquête de satisfaction", "surveys", LINKED,
          _("{landlord} : merci. Satisfait pour {reference} ({what}) ? Répondez 4 très, 3 plutôt, 2 peu, 1 pas du "
            "tout, ou ici : {link}")),
    Event(UNCONFIRMED, "Close sans réponse", "requests", LINKED,
          _("{landlord} : sans réponse de votre part, {reference} ({what}) est close. Pas réglé ? {link}")),
    Event(DECLINED, "Demande refusée", "requests", (*LINKED, "cause"),
          _("{landlord} : {reference} ({what}) n’est pas prise en charge : {cause} Contester : {link}")),
    Event(CLOSED, "Demande close", "requests", (*LINKED, "cause"),
          _("{landlord} : {reference} ({what}) est close : {cause} Une question ? {link}")),
    Event(LINK, "Nouveau lien de suivi", "requests", LINKED,
          _("{landlord} : votre page de suivi de {reference} ({what}) : {link}")),
    Event(INCIDENT, "Information collective", "collective", ("words",), _("{landlord} : {words}"),
          examples={"words": "l’ascenseur du hall 3 est en panne, retour prévu demain à 18 h."}),
]  # fmt: skip


def declare_all() -> None:
    for event in EVENTS:
        declare(event)
