"""The ways out, one file each (DESIGN §6): SMS by Twilio or simulated, e-mail, the post."""

from django.conf import settings

from .base import Gateway, GatewayError, NotNow, Receipt, Refused, Unsure

__all__ = ["Gateway", "GatewayError", "NotNow", "Receipt", "Refused", "Unsure", "gateway_for", "sends_sms"]


def gateway_for(channel: str) -> Gateway:
    """Imported late: Twilio's client is large, and a web process never needs it."""
    from .mail import MailGateway
    from .post import PostGateway

    if channel == "email":
        return MailGateway()
    if channel == "letter":
        return PostGateway()
    if settings.SMS_GATEWAY == "twilio":
        from .twilio import TwilioGateway

        return TwilioGateway()
    from .simulator import SimulatorGateway

    return SimulatorGateway()


def sends_sms() -> bool:
    """A landlord without a provider writes by e-mail and post."""
    return settings.SMS_GATEWAY != "none"
