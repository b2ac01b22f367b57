"""A field of a home in words: the labels of the register's codes, months, units."""

import re
from datetime import date

from django.db import models
from django.utils.formats import date_format

from .picture import floor_short

LABELS = {
    "cus_ceiling": {"10": "PLAI", "11": "PLAI", "13": "PLUS", "14": "PLS", "16": "PLI"},
    "sru_paragraph": {"1": "1er alinéa", "2": "2e alinéa", "3": "3e alinéa"},
    "lost_kind": {"1": "changement d’usage", "2": "fusionné ou scindé"},
    "new_kind": {"1": "créé dans des locaux d’un autre usage", "2": "issu d’une fusion ou d’une division"},
    "rent_area_kind": {"1": "Surface utile", "2": "Surface corrigée", "3": "Surface habitable", "9": "Sans objet"},
    "nominator_quota": {
        "1": "État, fonctionnaires", "2": "État, prioritaires", "3": "Employeurs, Action Logement",
        "4": "Collectivités", "5": "État, conventions R. 314", "6": "Autres réservataires", "7": "Non réservé",
    },
    "buyer_kind": {
        "1": "Locataire occupant", "2": "Conjoint, ascendant ou descendant", "3": "Locataire de l’organisme",
        "4": "Gardien", "5": "Autre personne physique", "6": "Organisme HLM", "7": "SEM", "8": "Collectivité",
        "9": "Organisme agréé L. 365-2", "10": "Autre personne morale",
    },
}  # fmt: skip
"""Codes of the declaration that columns keep as free text: another spelling is told as it is written."""
MONTHS = frozenset({"lease_month", "relet_month", "dpe_date"})
"""Declared as mm/yyyy and kept as the first of the month; another day was stated by a person."""
NAMES = {
    "rooms": "typologie",
    "lost_kind": "logement disparu",
    "new_kind": "logement nouveau",
    "buyer_kind": "acquéreur",
}
UNIT = re.compile(r" \((m²|€)\)$")


def label(column) -> str:
    """« Surface habitable »: the unit goes with the value."""
    text = NAMES.get(column.name) or UNIT.sub("", str(column.verbose_name))
    return text[:1].upper() + text[1:]


def told(column, raw) -> str:
    """The value as people say it; empty when no source says it."""
    if raw is None or raw == "":
        return ""
    if isinstance(column, models.BooleanField):
        return "Oui" if raw else "Non"
    if isinstance(raw, date):
        return day_or_month(column.name, raw)
    if column.name in LABELS:
        return LABELS[column.name].get(str(raw).lstrip("0"), str(raw))
    if column.choices:
        return str(dict(column.flatchoices).get(raw, raw))
    if column.name == "floor":
        return floor_short(raw)
    found = UNIT.search(str(column.verbose_name))
    return f"{raw:,}\u202f{found[1]}".replace(",", "\u202f") if found else str(raw)


def day_or_month(name: str, day: date) -> str:
    return date_format(day, "F Y") if name in MONTHS and day.day == 1 else f"{day:%d/%m/%Y}"
