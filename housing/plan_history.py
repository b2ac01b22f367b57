"""What changed in a planned work, read from the database's own history."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model

from config.web.templatetags.palier import euros

from .models import PlannedWork

FIELDS = [
    "title", "nature", "kind", "component", "year", "quarter", "amount", "unit_count", "source", "note",
    "building", "staircase", "unit",
]  # fmt: skip


@dataclass
class Change:
    at: object
    by: str
    lines: list[tuple[str, str, str]]


def changes_of(work, most: int = 50) -> list[Change]:
    """Newest first: who changed which fields, from what to what. Changes of state are in the timeline."""
    events = list(work.events.select_related("pgh_context").order_by("-pgh_created_at", "-pgh_id")[:most])
    people = _people(events)
    after, found = work, []
    for event in events:
        lines = [
            (_label(name), _text(event, name), _text(after, name))
            for name in FIELDS
            if _raw(event, name) != _raw(after, name)
        ]
        if lines:
            found.append(Change(event.pgh_created_at, people.get(_user(event), ""), lines))
        after = event
    return found


def _field(name: str) -> Any:
    return PlannedWork._meta.get_field(name)


def _raw(row, name: str):
    return getattr(row, _field(name).attname)


def _text(row, name: str) -> str:
    field = _field(name)
    if name == "amount" and row.amount is not None:
        return euros(row.amount)
    if _raw(row, name) in (None, ""):
        return "vide"
    if field.is_relation:
        return _named(field, _raw(row, name))
    return str(getattr(row, f"get_{name}_display")() if field.choices else _raw(row, name))


def _named(field, pk) -> str:
    found = field.related_model._default_manager.filter(pk=pk).first()
    return str(found) if found else f"n° {pk}"


def _label(name: str) -> str:
    return str(_field(name).verbose_name)


def _user(event):
    return (event.pgh_context.metadata if event.pgh_context else {}).get("user")


def _people(events) -> dict:
    ids = {_user(event) for event in events} - {None}
    return {person.pk: str(person) for person in get_user_model().objects.filter(pk__in=ids)}
