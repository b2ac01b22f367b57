import structlog
from django.contrib import messages

from ..invitations import send_invitation

log = structlog.get_logger(__name__)


def invite_by_mail(request, person) -> bool:
    """Send the invitation. When the mail cannot leave, say so: the account exists, it can be sent again."""
    try:
        send_invitation(request, person)
    except OSError:
        log.exception("invitation_not_sent", user=person.pk)
        messages.error(request, "Le compte existe, mais le mail n’est pas parti. Renvoyez l’invitation plus tard.")
        return False
    log.info("invitation_sent", user=person.pk, by=request.user.pk)
    return True
