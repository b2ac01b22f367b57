"""What changed in a lease or a register, read from the database's own history."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model

from config.web.templatetags.palier import euros

from .models import Lease

FIELDS = [
    "kind", "period", "signed_on", "occupants", "deposit", "deposit_from", "payment_term", "payment_mode",
    "payment_day", "resolution_delay", "insurance_received_on", "insured_until", "annexes",
]  # fmt: skip
MONEY = {"deposit", "deposit_from"}
MOST = 30


@dataclass
class Change:
    at: Any
    by: str
    lines: list[tuple[str, str, str]]


def of_lease(lease: Lease, money: bool) -> list[Change]:
    return changes_of(lease, [name for name in FIELDS if money or name not in MONEY])


def changes_of(row: Any, names: list[str]) -> list[Change]:
    """Newest first: who changed which fields, from what to what."""
    events = list(row.events.select_related("pgh_context").order_by("-pgh_created_at", "-pgh_id")[:MOST])
    people = get_user_model().objects.in_bulk({_user(event) for event in events} - {None})
    found, after = [], row
    for event in events:
        lines = [
            (_label(row, name), _text(row, event, name), _text(row, after, name))
            for name in names
            if getattr(event, name) != getattr(after, name)
        ]
        if lines:
            found.append(Change(event.pgh_created_at, str(people.get(_user(event), "")), lines))
        after = event
    return found


def _user(event):
    return (event.pgh_context.metadata if event.pgh_context else {}).get("user")


def _label(row, name: str) -> str:
    return "fin du bail" if name == "period" else str(getattr(row._meta.get_field(name), "verbose_name", name))


def _text(row, then, name: str) -> str:
    value = getattr(then, name)
    if name == "period":
        last = value.upper and value.upper.toordinal() - 1
        return f"{value.upper.fromordinal(last):%d/%m/%Y}" if last else "sans fin"
    if value in (None, ""):
        return "vide"
    if isinstance(value, bool):
        return "oui" if value else "non"
    if name == "deposit":
        return euros(value)
    field: Any = row._meta.get_field(name)
    if field.choices:
        return str(dict(field.choices).get(value, value))
    return f"{value:%d/%m/%Y}" if hasattr(value, "year") else str(value)
