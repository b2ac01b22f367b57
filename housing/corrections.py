"""Correcting one field of a home: a person's statement over what the last file says (`FieldStatement`)."""

from datetime import date

from django.db import OperationalError, transaction
from django.utils import timezone
from psycopg.errors import LockNotAvailable

from . import facts
from .models import FieldStatement, Unit

FIELDS = (
    "door", "floor", "mailbox", "locator", "rooms", "living_area", "construction", "financing", "apl_agreement",
    "apl_number", "apl_from", "energy_class", "ghg_class", "dpe_date", "built_year", "first_let_year",
    "priority_district",
)  # fmt: skip
"""What people may correct. References, rent and occupancy belong to other systems."""


class CorrectionRefused(Exception):
    """The correction cannot be made now; the text says why, in French."""


def as_text(value) -> str:
    """A value as a statement keeps it: « true », « 2026-11-23 », « 62 »; empty when nothing is known."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)


def state(unit: Unit, field: str, value, *, by, source: str, seen: str | None = None) -> FieldStatement | None:
    """Say that `field` is `value`. `seen` is the value the person was looking at, as text.

    Stating again what the file says ends the correction; stating what already stands changes nothing (None).
    """
    if field not in FIELDS:
        raise ValueError(f"{field} is not a field people correct.")
    with transaction.atomic():
        locked = _locked(unit)
        before, after = as_text(getattr(locked, field)), as_text(value)
        if before == after:
            return None
        if seen is not None and seen != before:
            raise CorrectionRefused("Cette valeur a changé entre-temps : relisez-la avant de corriger.")
        standing = locked.statements.filter(field=field, ended_at=None).first()
        replaced = standing.replaced if standing else before
        if standing:
            locked.statements.filter(pk=standing.pk).update(ended_at=timezone.now())
        statement = None
        if after != replaced:
            told = {"field": field, "value": after, "replaced": replaced, "source": source, "stated_by": by}
            statement = locked.statements.create(**told)
        setattr(locked, field, value)
        locked.save(update_fields=[field])
        facts.refresh([locked.residence_id])
    setattr(unit, field, value)
    return statement


def _locked(unit: Unit) -> Unit:
    """The home as it is now, held until the end of the transaction: of two people one waits for the other."""
    try:
        return Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    except OperationalError as error:
        if isinstance(error.__cause__, LockNotAvailable):
            raise CorrectionRefused(
                "Un import est en cours sur ce logement. Réessayez dans un instant."
            ) from error
        raise
