"""Communes where housing is short (zones tendues, décret 2013-392): a notice there is one month."""

import datetime as dt

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.validators import RegexValidator
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange


class PressureZoneQuerySet(models.QuerySet["PressureZone"]):
    def visible_to(self, user):
        """The law is for everybody."""
        return self if user.is_active else self.none()

    def on(self, day: dt.date):
        return self.filter(period__contains=day)

    def holds(self, commune_code: str, day: dt.date) -> "PressureZone | None":
        """What says that housing is short in this commune on that day."""
        return self.on(day).filter(commune_code=commune_code).first() if commune_code else None


@pghistory.track()
class PressureZone(models.Model):
    commune_code = models.CharField(
        "code commune", max_length=5, validators=[RegexValidator(r"^\d[\dAB]\d{3}$", "Code INSEE de 5 signes.")]
    )
    commune_name = models.CharField("commune", max_length=60)
    period = DateRangeField("période")
    basis = models.CharField("base légale", max_length=200)

    objects = PressureZoneQuerySet.as_manager()

    class Meta:
        verbose_name = "zone tendue"
        verbose_name_plural = "zones tendues"
        ordering = ["commune_name", "-period", "pk"]
        constraints = [
            ExclusionConstraint(
                name="zone_once_at_a_time",
                expressions=[("commune_code", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                violation_error_message="Cette commune est déjà en zone tendue à cette période.",
            )
        ]

    def __str__(self):
        return f"{self.commune_name} ({self.commune_code})"

    def end(self, last_day: dt.date) -> bool:
        """The commune leaves the list; False when that day precedes its coming."""
        if last_day < self.period.lower:
            return False
        self.period = DateRange(self.period.lower, last_day + dt.timedelta(days=1))
        self.save(update_fields=["period"])
        return True

    @property
    def last_day(self) -> dt.date | None:
        return self.period.upper and self.period.upper - dt.timedelta(days=1)
