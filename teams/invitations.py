"""The mail that lets somebody in: a link, good once, to choose a password."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings

from .models import User


def send_invitation(request, user: User) -> None:
    """Send the link; the ones sent before stop working. OSError when the mail does not leave."""
    user.set_unusable_password()
    user.save(update_fields=["password"])
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    adapter = get_adapter(request)
    context = {
        "user": user,
        "by": request.user,
        "url": adapter.get_reset_password_from_key_url(key),
        "days": settings.PASSWORD_RESET_TIMEOUT // (24 * 3600),
    }
    adapter.send_mail("teams/email/invitation", user.email, context)
