"""The conversation with a tenant, as the page of a case or of a contact shows it."""

import uuid
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from coordination.models import Case, Entry
from teams.roles import Role

from . import outbox
from .forms import WriteForm
from .models import Contact, Message
from .texts import declared

MAY_WRITE = (
    Role.CONTACT_CENTRE, Role.LEASING_OFFICER, Role.TENANCY_OFFICER, Role.ARREARS_OFFICER, Role.SOCIAL_WORKER,
    Role.PROXIMITY_MANAGER, Role.CARETAKER, Role.TECHNICIAN, Role.AGENCY_MANAGER, Role.ADMIN,
)  # fmt: skip
LATEST = 60


def of_case(case: Case, request, form: WriteForm | None = None) -> dict[str, Any] | None:
    """What the template calls `data`: two queries."""
    return _data(
        request,
        {"case": case},
        people_of(case, request.user),
        reverse("messaging:case_write", args=[case.pk]),
        form,
    )


def of_contact(contact: Contact, request, form: WriteForm | None = None) -> dict[str, Any] | None:
    return _data(
        request, {"contact": contact}, [contact], reverse("messaging:contact_write", args=[contact.pk]), form
    )


def _data(request, about: dict, people: list[Contact], url: str, form) -> dict[str, Any] | None:
    can_write = bool(people) and request.user.has_role(*MAY_WRITE)
    known = Message.objects.visible_to(request.user).filter(**about).select_related("contact", "by", "case")
    texts = list(known.order_by("-created_at", "-pk")[:LATEST])[::-1]
    if not texts and not can_write:
        return None
    labels = {event.code: event.label for event in declared()}
    for text in texts:
        text.told = labels.get(text.event, "")
        text.is_unread = text.is_incoming and text.disturbs and text.read_at is None
    return {
        **about, "texts": texts, "people": people, "url": url, "can_write": can_write,
        "unread": sum(text.is_unread for text in texts),
        "form": form or WriteForm(people=people, initial={"key": uuid.uuid4()}),
    }  # fmt: skip


def people_of(case: Case, user) -> list[Contact]:
    """Whom one may write to about this case: who took part in its conversation, and who lives there today."""
    today = timezone.localdate()
    about = Q(messages__case=case)
    if case.unit_id:
        lives = Q(occupancies__unit=case.unit_id, occupancies__since__lte=today)
        about |= lives & (Q(occupancies__until=None) | Q(occupancies__until__gte=today))
    return list(
        Contact.objects.visible_to(user).filter(about).distinct().order_by("last_name", "first_name", "pk")[:20]
    )


def write_in_case(case: Case, contact: Contact, body: str, *, by, key: uuid.UUID) -> Message:
    """A person writes to the tenant: a message, and the same words in the journal where the tenant may read
    them."""
    with transaction.atomic():
        message = outbox.write_freely(contact, body, case=case, by=by, key=f"free:{key}")
        case.note(
            body,
            visibility=Entry.Visibility.TENANT,
            by=by,
            key=key,
            data={"message": message.pk, "from": "landlord"},
        )
        _read(case.messages, by)
    return message


def write_to(contact: Contact, body: str, *, by, key: uuid.UUID) -> Message:
    return outbox.write_freely(contact, body, by=by, key=f"free:{key}")


def seen(message: Message, *, by) -> None:
    """« Lu »: the texts of this conversation up to this one no longer wait for a reader."""
    texts = (
        Message.objects.filter(case=message.case_id) if message.case_id else Message.objects.filter(pk=message.pk)
    )
    _read(texts.filter(created_at__lte=message.created_at), by)


def _read(texts, by) -> None:
    texts.filter(direction="in", read_at=None).update(read_at=timezone.now(), read_by=by)


def unread_cases(case_ids) -> set[int]:
    """Of these cases, those in which a tenant's text waits for a reader: one query for a whole list."""
    return set(
        Message.objects.filter(case__in=list(case_ids)).unread().order_by().values_list("case_id", flat=True)
    )
