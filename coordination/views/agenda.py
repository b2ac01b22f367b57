"""« Mon calendrier »: what is to come, and the link to read it elsewhere; and what this link gives."""

import uuid

from allauth.core.internal import ratelimit
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from .. import agenda
from ..models import CalendarFeed
from ..models.feeds import hashed

SHOWN = 30


class KeyForm(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


@require_safe
def show(request):
    return _page(request)


def _page(request, token="", status=200):
    today = timezone.localdate()
    address = settings.SITE_URL + reverse("coordination:agenda_feed", args=[token]) if token else ""
    coming = [event for event in agenda.events_of(request.user, today) if not event.cancelled]
    context = {
        "events": coming[:SHOWN], "more": len(coming) - SHOWN, "address": address, "form": KeyForm(),
        "webcal": address.replace("https://", "webcal://").replace("http://", "webcal://"),
        "feed": CalendarFeed.objects.visible_to(request.user).standing().first(), "today": today,
    }  # fmt: skip
    return render(request, "coordination/agenda.html", context, status=status)


@never_cache
@require_POST
def create(request):
    """The address is in the answer and nowhere else."""
    form = KeyForm(request.POST)
    token = CalendarFeed.make(request.user, form.cleaned_data["key"]) if form.is_valid() else ""
    if not token:
        messages.info(request, "Ce lien a déjà été montré. S’il est perdu, faites-en un autre.")
        return redirect("coordination:agenda")
    return _page(request, token)


@require_POST
def revoke(request):
    if CalendarFeed.revoke(request.user):
        messages.success(request, "Lien révoqué : les agendas qui le lisent ne reçoivent plus rien.")
    else:
        messages.info(request, "Aucun lien n’était en service.")
    return redirect("coordination:agenda")


@login_not_required
@require_safe
def feed(request, token):
    """Read by telephones and by the servers of other companies; whoever holds the address reads as its owner."""
    if not _may_ask(request, "calendar_feed", hashed(token)):
        return HttpResponse(status=429)
    reader = agenda.reader_at(token)
    if reader is None:
        if not _may_ask(request, "calendar_unknown"):
            return HttpResponse(status=429)
        raise Http404
    told = agenda.feed_of(reader, timezone.localdate())
    changed = told.changed_at and int(told.changed_at.timestamp())
    response = HttpResponse(told.body, content_type="text/calendar; charset=utf-8", headers={
        "Content-Disposition": 'inline; filename="palier.ics"', "Cache-Control": "private, no-cache",
        "ETag": told.etag, "X-Robots-Tag": "noindex, nofollow",
    })  # fmt: skip
    if changed:
        response["Last-Modified"] = http_date(changed)
    return get_conditional_response(request, etag=told.etag, last_modified=changed, response=response)


def _may_ask(request, action, key=None) -> bool:
    """Unlike the public limiter, this one counts readings too."""
    limit = {"app": "allauth.account", "action": action, "key": key, "limit_get": True}
    return ratelimit.consume(request, **limit) is not None
