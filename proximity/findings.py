"""A finding made by a person, beside any checklist."""

import uuid

from django.db import IntegrityError, transaction

from coordination.models import Case
from coordination.opening import whole_place

from .models import Finding, Inspection


def observe(
    place, *, label: str, grade: str, by, words: str = "", kind=None, safety: bool = False,
    scope: str = Finding.Scope.ONE, pictures=(), inspection: Inspection | None = None, case: Case | None = None,
    key: uuid.UUID | None = None,
) -> Finding:  # fmt: skip
    """Write it down once: the same `key` twice gives the same finding."""
    if key and (known := Finding.objects.filter(key=key).first()):
        return known
    try:
        with transaction.atomic():
            found = Finding.objects.create(
                label=label, grade=grade, words=words, kind=kind, safety=safety, scope=scope, by=by, key=key,
                inspection=inspection, case=case, **whole_place(place),
            )  # fmt: skip
            found.pictures.set(pictures)
    except IntegrityError:
        if key and (known := Finding.objects.filter(key=key).first()):
            return known
        raise
    return found
