"""What tenants are told of their lease: each fits one text where it can."""

from django.utils.translation import gettext_noop as _

from messaging.texts import Event, declare

NOTICE_RECEIVED, NOTICE_CORRECTED, NOTICE_WITHDRAWN = "notice.received", "notice.corrected", "notice.withdrawn"

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
]  # fmt: skip
VARIABLES = {event.code: event.variables for event in EVENTS}


def declare_all() -> None:
    for event in EVENTS:
        declare(event)
