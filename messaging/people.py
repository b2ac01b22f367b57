"""Who may see people (domain.md §10.4), how one of them is reached, and who lives in a home (a panel of its
page)."""

from collections.abc import Callable
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


@dataclass(frozen=True)
class Beside:
    """What an app above tells of the people of a home, in the query that reads them: `annotate` gives expressions
    on `Occupancy`, `more` what else `template` needs, which is drawn above the people."""

    template: str
    annotate: Callable[[], dict[str, Any]]
    more: Callable[[Any, Any], dict[str, Any]]


_beside: dict[str, Beside] = {}


def tell_beside(name: str, beside: Beside) -> None:
    _beside[name] = beside


def living_here(unit, request) -> dict[str, Any]:
    """Who lives in a home or will, with what the visit needs: one query."""
    numbers = ArrayAgg(
        "contact__phones__number", filter=~Q(contact__phones__number=None), order_by="contact__phones__position"
    )
    rows = Occupancy.objects.visible_to(request.user).not_over().filter(unit=unit).annotate(numbers=numbers)
    data: dict[str, Any] = {"beside": [one.template for one in _beside.values()]}
    for one in _beside.values():
        rows = rows.annotate(**one.annotate())
        data |= one.more(unit, request)
    return {**data, "rows": list(rows.select_related("contact").order_by("since", "lease_number", "pk"))}
