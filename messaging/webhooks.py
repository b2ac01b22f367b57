"""What Twilio tells us: reports of our messages, and texts from tenants. Only what it signed is believed."""

from collections.abc import Callable
from functools import wraps

import structlog
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from . import inbound, reports

log = structlog.get_logger(__name__)
LONGEST_NUMBER = 16


def signed_by_twilio(view: Callable) -> Callable:
    """Public, without cookie or token: the signature is the door. 404 where Twilio is not the provider."""

    @csrf_exempt
    @login_not_required
    @require_POST
    @wraps(view)
    def guarded(request):
        if settings.SMS_GATEWAY != "twilio":
            raise Http404
        from .gateways.twilio import is_genuine

        if not is_genuine(request):
            log.warning("webhook_forged", path=request.path)
            raise PermissionDenied
        return view(request)

    return guarded


@signed_by_twilio
def twilio_status(request):
    """One report about one of our messages. A name we do not know yet is kept: its message will ask for it."""
    said = request.POST
    reports.receive(
        "twilio",
        said.get("MessageSid", "")[:64],
        said.get("MessageStatus", "")[:30],
        said.get("ErrorCode", "")[:20],
    )
    return HttpResponse(status=204)


@signed_by_twilio
def twilio_inbound(request):
    """A text from a tenant: stored, then routed by a worker."""
    said = request.POST
    media = said.get("NumMedia", "0")
    inbound.receive(
        "twilio", said.get("MessageSid", "")[:64], said.get("From", "")[:LONGEST_NUMBER], said.get("Body",
        "")[:2000],
        media=int(media) if media.isdecimal() else 0,
    )  # fmt: skip
    return HttpResponse(status=204)
