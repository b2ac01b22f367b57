"""What tenants are told of works: each fits one text where it can."""

from django.utils.translation import gettext_noop as _

from messaging.texts import Event, declare

SLOTS, BOOKED, OFF, NO_ACCESS = "order.slots", "order.booked", "order.off", "order.no_access"
REMINDER = "order.reminder"

ABOUT = ("reference", "company")
WHEN = (*ABOUT, "day", "from", "to")
EXAMPLES = {"choices": "1 : 24/11 8h-10h, 2 : 25/11 14h-16h"}
EVENTS = [
    Event(SLOTS, "Créneaux d’une entreprise", "requests", (*ABOUT, "choices"),
          _("{landlord} : {reference}, quand {company} peut-elle passer ? {choices}. Répondez par le chiffre, 0 "
            "si rien ne convient."), examples=EXAMPLES),
    Event(BOOKED, "Rendez-vous avec une entreprise", "requests", WHEN,
          _("{landlord} : {company} passe le {day} entre {from} et {to} pour {reference}. Empêché ? Répondez à ce "
            "message.")),
    Event(REMINDER, "Rappel d’un rendez-vous avec une entreprise", "reminders", WHEN,
          _("{landlord} : rappel, {company} passe le {day} entre {from} et {to} pour {reference}. Empêché ? "
            "Répondez à ce message.")),
    Event(OFF, "Rendez-vous avec une entreprise annulé", "requests", (*ABOUT, "day"),
          _("{landlord} : le passage de {company} du {day} pour {reference} est annulé.")),
    Event(NO_ACCESS, "Entreprise passée sans accès", "requests", ABOUT,
          _("{landlord} : {company} est passée pour {reference}, sans réponse. Nous revenons vers vous pour une "
            "autre date.")),
]  # fmt: skip


def declare_all() -> None:
    for event in EVENTS:
        declare(event)
