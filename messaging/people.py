"""Who may see people (domain.md §10.4), how one of them is reached, and who lives in a home (a panel of its
page)."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q

from teams.roles import Role

from .models import Contact, Occupancy, OptOut, Phone
from .models.contacts import PREFERENCES, Purpose

MAY_SEE = (
    Role.LEASING_OFFICER, Role.TENANCY_OFFICER, Role.ARREARS_OFFICER, Role.SOCIAL_WORKER, Role.PROXIMITY_MANAGER,
    Role.CARETAKER, Role.TECHNICIAN, Role.CONTACT_CENTRE, Role.AGENCY_MANAGER, Role.DIRECTOR, Role.ADMIN,
)  # fmt: skip
"""Not those who plan works or keep contracts: they have no business with people."""


@dataclass(frozen=True)
class Reached:
    """`phones`: (telephone, why it gets no SMS). `choices`: (purpose, channel), those the person made."""

    language: str
    phones: list[tuple[Phone, str]]
    choices: list[tuple[str, str]]


def reached(contact: Contact) -> Reached:
    """With `phones` and `choices` read along: one query."""
    phones = list(contact.phones.all())
    stopped = set(
        OptOut.objects.filter(number__in=[str(phone.number) for phone in phones], ended_at=None).values_list(
            "number", flat=True
        )
    )
    chosen = {choice.purpose: choice.channel for choice in contact.choices.all()}
    return Reached(
        dict(settings.LANGUAGES).get(contact.language, contact.language),
        [(phone, _silent(phone, stopped)) for phone in phones],
        [(purpose.label, dict(PREFERENCES)[chosen[purpose]]) for purpose in Purpose if purpose in chosen],
    )


def _silent(phone: Phone, stopped: set[str]) -> str:
    if str(phone.number) in stopped:
        return "a refusé les SMS (STOP)"
    if phone.unreachable_since:
        return f"ne reçoit pas de SMS depuis le {phone.unreachable_since:%d/%m/%Y}"
    return ""


def living_here(unit, request) -> dict[str, Any]:
    """Who lives in a home today, with what the visit needs: one query."""
    rows = Occupancy.objects.visible_to(request.user).current().filter(unit=unit)
    numbers = ArrayAgg(
        "contact__phones__number", filter=~Q(contact__phones__number=None), order_by="contact__phones__position"
    )
    return {"rows": list(rows.select_related("contact").annotate(numbers=numbers).order_by("since", "pk"))}
