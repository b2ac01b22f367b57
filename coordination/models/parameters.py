"""What a declared parameter (`coordination.parameters`) is worth, for a period, and why."""

import datetime as dt

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange

from ..clock import Unit


class ParameterUnit(models.TextChoices):
    """Those of `clock.Unit`, and what is no duration."""

    HOURS = Unit.HOURS.value, "heures"
    DAYS = Unit.DAYS.value, "jours"
    WORKING_HOURS = Unit.WORKING_HOURS.value, "heures ouvrées"
    WORKING_DAYS = Unit.WORKING_DAYS.value, "jours ouvrés"
    MONTHS = "months", "mois"
    YEARS = "years", "ans"
    PERCENT = "percent", "%"
    EUROS = "euros", "€"
    COUNT = "count", "nombre"
    CHOICE = "choice", "choix (1 oui, 0 non)"


class ParameterQuerySet(models.QuerySet["Parameter"]):
    def on(self, day: dt.date):
        return self.filter(period__contains=day)

    def not_over(self, day: dt.date):
        """In force on that day, or later."""
        return self.exclude(period__fully_lt=DateRange(day, None))


@pghistory.track()
class Parameter(models.Model):
    """One value of one parameter. A new one ends the former (`housing.models.dated.succeed`)."""

    code = models.CharField("code", max_length=60)
    period = DateRangeField("période")
    value = models.DecimalField("valeur", max_digits=12, decimal_places=4)
    basis = models.CharField("base légale ou source", max_length=300)
    verified_on = models.DateField("vérifié le", null=True, blank=True)

    objects = ParameterQuerySet.as_manager()

    class Meta:
        verbose_name = "paramètre"
        ordering = ["code", "-period", "pk"]
        constraints = [
            ExclusionConstraint(
                name="parameter_one_at_a_time",
                expressions=[("code", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                violation_error_message="Une autre valeur vaut déjà pour cette période.",
            ),
            models.CheckConstraint(condition=models.Q(value__gte=0), name="parameter_not_negative"),
        ]

    def __str__(self):
        return f"{self.code} : {self.value.normalize():f}"
