"""Values that hold for a period: a new one ends the former on its first day."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

LATER = "Une valeur commence déjà ce jour-là ou après."


def succeed(former: models.QuerySet, new: models.Model, day: dt.date) -> None:
    """Save `new` from `day` on and end what held until then, or raise ValidationError and change nothing.

    `former` is every row of the same subject; what has ended is history and is never touched.
    """
    with transaction.atomic():
        rows = list(former.select_for_update().order_by("period"))
        if any(row.period.lower is None or row.period.lower >= day for row in rows):
            raise ValidationError({"starts_on": LATER})
        for row in rows:
            if row.period.upper is None or row.period.upper > day:
                row.period = DateRange(row.period.lower, day)
                row.save(update_fields=["period"])
        new.period = DateRange(day, None)  # type: ignore[attr-defined]
        try:
            with transaction.atomic():
                new.save()
        except IntegrityError:
            raise ValidationError({"starts_on": LATER}) from None


def withdraw(rows: models.QuerySet, pk: int, today: dt.date) -> None:
    """Take back the last value, whose day has not come: the one before holds on. Else ValidationError.

    `rows` is every row of the same subject.
    """
    with transaction.atomic():
        known = list(rows.select_for_update().order_by("period"))
        if not known or known[-1].pk != pk or known[-1].period.lower <= today:
            raise ValidationError("Cette valeur a déjà commencé, ou a été retirée.")
        last = known.pop()
        last.delete()
        if known and known[-1].period.upper == last.period.lower:
            known[-1].period = DateRange(known[-1].period.lower, None)
            known[-1].save(update_fields=["period"])
