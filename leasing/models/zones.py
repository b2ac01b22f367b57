"""Communes where housing is short (zones tendues, décret 2013-392): a notice there is one month."""

import datetime as dt

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.validators import RegexValidator
from django.db import models


class PressureZoneQuerySet(models.QuerySet["PressureZone"]):
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
