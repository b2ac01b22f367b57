"""What tenants are told of their lease: each fits one text where it can."""

from django.utils.translation import gettext_noop as _

from messaging.texts import Event, declare

NOTICE_RECEIVED, NOTICE_CORRECTED, NOTICE_WITHDRAWN = "notice.received", "notice.corrected", "notice.withdrawn"
DATE_MOVED, MOVE_IN_LATE, DATE_CONFIRMED = "vacancy.date_moved", "vacancy.move_in_late", "vacancy.date_confirmed"
OFFER, GONE = "vacancy.offer", "vacancy.gone"
HOME = {"place": "Les Lilas", "date": "20/10", "former": "14/10", "until": "23/10"}

EVENTS = [
    Event(NOTICE_RECEIVED, "Congé reçu", "requests", ("received", "end"),
          _("{landlord} : votre congé est reçu le {received}. Votre préavis finit le {end}."),
          examples={"received": "03/09/2026", "end": "03/10/2026"}),
    Event(NOTICE_CORRECTED, "Congé corrigé", "requests", ("received", "end"),
          _("{landlord} : votre congé reçu le {received} est corrigé. Votre préavis finit le {end}."),
          examples={"received": "03/09/2026", "end": "03/10/2026"}),
    Event(NOTICE_WITHDRAWN, "Congé retiré", "requests", ("received",),
          _("{landlord} : votre congé reçu le {received} est retiré, votre bail continue."),
          examples={"received": "03/09/2026"}),
    Event(DATE_MOVED, "Logement proposé : nouvelle date", "requests", ("place", "date", "former"),
          _("{landlord} : le logement {place} devrait être prêt le {date}, et non le {former}."),
          examples=HOME),
    Event(MOVE_IN_LATE, "Entrée dans les lieux reportée", "requests", ("place", "date", "former"),
          _("{landlord} : le logement {place} ne sera pas prêt le {former}. Nouvelle date prévue : {date}. "
            "Nous vous appelons pour convenir de votre entrée."),
          examples=HOME),
    Event(DATE_CONFIRMED, "Logement proposé : date confirmée", "requests", ("place", "date"),
          _("{landlord} : le logement {place} sera prêt le {date}. Cette date est confirmée."),
          examples=HOME),
    Event(OFFER, "Offre de logement", "requests", ("place", "date", "until"),
          _("{landlord} : un logement vous est attribué, {place}, disponible vers le {date}. "
            "Répondez avant le {until} : sans réponse, l’offre est refusée."),
          examples=HOME),
    Event(GONE, "Logement proposé : plus disponible", "requests", ("place",),
          _("{landlord} : le logement {place} n’est plus disponible."),
          examples=HOME),
]  # fmt: skip
VARIABLES = {event.code: event.variables for event in EVENTS}


def declare_all() -> None:
    for event in EVENTS:
        declare(event)
