"""E-mail, by Django's own settings. A mail server cannot be asked what it accepted."""

import smtplib
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage

from ..states import State
from .base import Gateway, NotNow, Receipt, Refused, Unsure

REFUSED = (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError)
NOT_SENT = (
    smtplib.SMTPConnectError,
    smtplib.SMTPHeloError,
    smtplib.SMTPAuthenticationError,
    ConnectionRefusedError,
)


class MailGateway(Gateway):
    name = "mail"
    can_look_up = False

    def send(self, message) -> Receipt:
        name = f"<palier-{message.pk}@{parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition('@')[2]}>"
        mail = EmailMessage(message.subject, message.body, to=[message.email], headers={"Message-ID": name})
        try:
            mail.send()
        except REFUSED:
            raise Refused("mail") from None
        except NOT_SENT:
            raise NotNow("unreachable") from None
        except (smtplib.SMTPException, OSError):
            raise Unsure("broken") from None
        return Receipt(name[1:-1][:64], State.SENT)
