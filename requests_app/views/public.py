"""Pages without an account: whoever holds the address may read, in their language; nothing is kept on the way."""

from collections.abc import Callable
from functools import wraps

from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers

from config.web.open_pages import without_trace

from .. import doors

LANGUAGE = "tenant_language"
RECOGNISED = "tenant_recognised"


def public(view: Callable) -> Callable:
    """No account; no trace in caches, in search engines or at other sites."""

    @login_not_required
    @wraps(view)
    def answered(request, *args, **kwargs):
        with translation.override(language_of(request, None)):
            response = view(request, *args, **kwargs)
        without_trace(response)
        patch_vary_headers(response, ["Cookie", "Accept-Language"])
        return response

    return answered


def language_of(request, contact) -> str:
    """Chosen on the page, else the person's, else the browser's."""
    known = [code for code, _ in settings.LANGUAGES]
    chosen = request.session.get(LANGUAGE) or (contact and contact.language)
    return chosen if chosen in known else translation.get_language_from_request(request)


def of_link(view: Callable) -> Callable:
    """The view gets the link that stands at this address; else the page that says what to do."""

    @public
    @wraps(view)
    def opened(request, token, **keys):
        link = doors.link_at(token)
        if link is None:
            return gone(request, token)
        with translation.override(language_of(request, link.contact)):
            return view(request, link, **keys)

    return opened


def of_poster(view: Callable) -> Callable:
    @public
    @wraps(view)
    def opened(request, token):
        poster = doors.poster_at(token)
        return view(request, poster) if poster else render(request, "tenant/no_poster.html", status=404)

    return opened


def gone(request, token, sent=False):
    """The same for a link that expired, that was revoked, and that never was."""
    return render(request, "tenant/gone.html", {"token": token, "sent": sent}, status=200 if sent else 404)


def limited(request, action: str, key: str):
    """The answer to who does this too often; None when they may."""
    if ratelimit.consume(request, action=action, key=key):
        return None
    return too_many(request)


def too_many(request):
    return render(request, "tenant/too_many.html", status=429)


def to_page(link):
    return redirect("requests_app:tenant", token=link.token)


def recognised(request, link) -> bool:
    until = request.session.get(RECOGNISED, {}).get(str(link.pk), 0)
    return until > timezone.now().timestamp()


def remember(request, link) -> None:
    """This visitor is the tenant, on this page, for a while."""
    now = timezone.now()
    known = {pk: until for pk, until in request.session.get(RECOGNISED, {}).items() if until > now.timestamp()}
    request.session.cycle_key()
    request.session[RECOGNISED] = {**known, str(link.pk): (now + doors.factor_lasts()).timestamp()}
