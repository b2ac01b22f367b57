"""What changed at a place, who did it and when, in French sentences.

The database keeps each row as it was before a change (pghistory): a change is the difference between one kept
row and the next, or the current one. The person comes from the context of the request; a file from
`Unit.stated_by`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import models

from teams.models import User

from .models import Component, Equipment, PlaceAlert, Residence, StockImport, Unit
from .unit_values import LABELS, day_or_month, told

MOST = 200
SILENT = frozenset({"id", "landlord", "source_key", "stated_by", "stated_on", "unit_count", "words"})
PRIVATE = frozenset(
    {"lease_month", "relet_month", "rent", "extra_rent", "rent_area", "rent_area_kind", "savings_share",
     "apl_max_rent", "cus_max_rent", "nominator_quota", "comment"}
)  # fmt: skip
"""Shown to those who may see rents only (domain.md §10.4)."""
ACTS = {"merge": "regroupement", "split": "scission", "move": "déplacement d’un bâtiment"}


@dataclass(frozen=True)
class Change:
    at: datetime
    who: str
    lines: list[str]


def of_residence(residence: Residence) -> list[Change]:
    """The residence's own changes, those of the residences merged into it, and of what is attached to it."""
    merged = list(Residence.objects.filter(merged_into=residence))
    found = []
    events = _events(Residence, pgh_obj_id__in=[residence.pk, *[other.pk for other in merged]])
    for current in (residence, *merged):
        prefix = "" if current is residence else f"{current.name} — "
        mine = [event for event in events if event.pgh_obj_id == current.pk]
        found += [(event, lines) for event, lines in _differences(current, mine, prefix=prefix)]
    for model in (Component, Equipment, PlaceAlert):
        found += [(event, [_attached(model, event)]) for event in _events(model, residence_id=residence.pk)]
    return _told(found)


def of_unit(unit: Unit, private: bool) -> list[Change]:
    """The home's changes; rent and occupancy only for those who may see them."""
    hidden = SILENT if private else SILENT | PRIVATE
    return _told(_differences(unit, _events(Unit, pgh_obj_id=unit.pk), hidden=hidden))


def _events(model, **conditions):
    events = model.pgh_event_model.objects.filter(**conditions).select_related("pgh_context")
    if model is Component:
        events = events.select_related("kind")
    return list(events.order_by("-pgh_id")[:MOST])


def _differences(current, events, hidden=SILENT, prefix="") -> Iterable[tuple[object, list[str]]]:
    after = current
    for before in events:
        fields = [field for field in type(current)._meta.concrete_fields if field.name not in hidden]
        lines = [
            f"{prefix}{_capital(field.verbose_name)} : {_value(before, field)} → {_value(after, field)}"
            for field in fields
            if hasattr(before, field.attname) and getattr(before, field.attname) != getattr(after, field.attname)
        ]
        before.stated_anew = getattr(before, "stated_by_id", None) != getattr(after, "stated_by_id", None)
        before.file_id = getattr(after, "stated_by_id", None)
        if lines:
            yield before, lines
        after = before


def _capital(text) -> str:
    return f"{str(text)[:1].upper()}{str(text)[1:]}"


def _value(row, field) -> str:
    value = getattr(row, field.attname)
    if value is None or value == "":
        return "vide"
    if isinstance(field, models.BooleanField):
        return "oui" if value else "non"
    if isinstance(value, float):
        return f"{value:.5f}".replace(".", ",")
    if isinstance(value, date):
        return day_or_month(field.name, value)
    if field.name in LABELS:
        return f"« {told(field, value)} »"
    if field.choices:
        return f"« {dict(field.flatchoices).get(value, value)} »"
    if isinstance(field, models.ForeignKey):
        return f"« {_related(field).get(value, f'n° {value}')} »"
    return f"« {value} »"


def _related(field) -> dict[int, str]:
    """Names of agencies; other links are told by their number."""
    if field.name != "agency":
        return {}
    return dict(field.related_model.objects.values_list("pk", "name"))


def _attached(model, event) -> str:
    name = (
        event.kind.label
        if model is Component
        else event.title
        if model is PlaceAlert
        else event.get_kind_display()
    )
    act = "retiré" if event.pgh_label == "delete" else "modifié"
    feminine = "e" if model is PlaceAlert else ""
    return f"{_capital(model._meta.verbose_name)} « {name} » {act}{feminine}"


def _told(found) -> list[Change]:
    found = sorted(found, key=lambda pair: (pair[0].pgh_created_at, pair[0].pgh_id), reverse=True)[:MOST]
    events = [event for event, _ in found]
    users = _names(User, (_metadata(event).get("user") for event in events))
    files = _names(StockImport, (event.file_id for event in events if getattr(event, "stated_anew", False)))
    return [Change(event.pgh_created_at, _who(event, users, files), lines) for event, lines in found]


def _metadata(event) -> dict:
    return event.pgh_context.metadata if event.pgh_context else {}


def _names(model, keys) -> dict:
    wanted = {key for key in keys if key}
    return {row.pk: row for row in model.objects.filter(pk__in=wanted)} if wanted else {}


def _who(event, users, files) -> str:
    file = files.get(event.file_id) if getattr(event, "stated_anew", False) else None
    if file:
        return f"import du fichier {file.file_name}"
    user = users.get(_metadata(event).get("user"))
    act = ACTS.get(_metadata(event).get("act", ""), "")
    return ", ".join(part for part in (user.get_full_name() if user else "Palier", act) if part)
