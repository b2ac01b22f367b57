"""What a tenant does on their page: each act is whole or nothing, and sent twice it is one."""

import uuid

from django.db import transaction
from django.utils.translation import gettext_noop as _

from coordination import photos
from coordination.models import Case, Entry
from messaging.inbound import receive_on_page
from messaging.models import Message
from teams.workflow import MoveRefused

from . import answers
from .models import Channel, Request, Survey, TenantLink

MOST_AVAILABILITY = 200
OVER = _("Cette demande a changé entre-temps. Relisez la page.")


def say(link: TenantLink, words: str, uploads=(), *, key: uuid.UUID) -> Request:
    """Words and photos, to be read by who has the ball. About a closed request they open another.

    ValidationError when a photo cannot be read: nothing is kept then.
    """
    with transaction.atomic():
        request = _held(link)
        if not request.case.is_open and not _said(key):
            words = words.strip() or _photos_told(uploads)
            request = answers.follow_up(
                request, words, channel=Channel.PORTAL, contact=link.contact, key=uuid.uuid5(key, "follow")
            )
        elif not request.case.is_open:
            request = request.followed_by.order_by("-pk").first() or request
        for place, upload in enumerate(uploads):
            photos.attach(
                request.case, upload, by=None, visibility=Entry.Visibility.TENANT, key=uuid.uuid5(key, str(place))
            )
        receive_on_page(request.case, words.strip() or _photos_told(uploads), contact=link.contact, key=str(key))
        answers.resume(request)
    return request


def _said(key: uuid.UUID) -> bool:
    return Message.objects.filter(key=f"in:page:{key}").exists()


def _photos_told(uploads) -> str:
    count = len(uploads)
    return f"[{count} photo{'s' if count > 1 else ''} jointe{'s' if count > 1 else ''}]"


def tell_availability(link: TenantLink, words: str, *, key: uuid.UUID) -> None:
    with transaction.atomic():
        request = _held(link)
        if not request.case.is_open:
            raise MoveRefused(OVER)
        if _said(key):
            return
        Request.objects.filter(pk=request.pk).update(availability=words.strip()[:MOST_AVAILABILITY])
        receive_on_page(request.case, f"Disponibilités : {words.strip()}", contact=link.contact, key=str(key))
        answers.resume(request)


def confirm(link: TenantLink) -> None:
    """« C’est réglé ». Said twice, it was said."""
    with transaction.atomic():
        request = _held(link)
        if task := answers.asked(request):
            answers.settle(request, task, True)
        elif request.case.outcome != "confirmed":
            raise MoveRefused(OVER)


def deny(link: TenantLink, words: str, *, key: uuid.UUID) -> Request:
    """« Ce n’est pas réglé »: of an open request that asked, or of one closed lately. Said twice, it was said."""
    with transaction.atomic():
        request = _held(link)
        if _done(request.case, key):
            return request
        if task := answers.asked(request):
            answers.settle(request, task, False, words, key=key)
        elif request.case.is_open:
            raise MoveRefused(OVER)
        else:
            request = answers.take_up(request, words.strip(), channel=Channel.PORTAL, key=key)
        if words.strip():
            receive_on_page(request.case, words.strip(), contact=link.contact, key=str(key))
    return request


def contest(link: TenantLink, words: str, *, key: uuid.UUID) -> Request:
    """A refusal is looked at again, by a person, from the start."""
    with transaction.atomic():
        request = _held(link)
        if _done(request.case, key):
            return request
        if request.case.outcome != "declined":
            raise MoveRefused(OVER)
        request = answers.take_up(request, f"Refus contesté : {words.strip()}", channel=Channel.PORTAL, key=key)
        receive_on_page(request.case, words.strip(), contact=link.contact, key=str(key))
    return request


def rate(link: TenantLink, score: int, comment: str) -> bool:
    """The first answer counts."""
    survey = link.request.surveys.order_by("-asked_at", "-pk").first()
    return bool(survey and answers.rate(survey, score, comment, via=Survey.Via.PAGE))


def _done(case: Case, key: uuid.UUID) -> bool:
    return Entry.objects.filter(case=case, key=key).exists()


def _held(link: TenantLink) -> Request:
    """The request of this link with its case locked: two clicks come one after the other."""
    request = Request.objects.select_related("case", "category", "contact").get(pk=link.request_id)
    request.case.hold()
    return request
