"""Data quality: the ages beyond which data are too old (dated, editable), and each residence's standing."""

import datetime as dt
from dataclasses import dataclass

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from .stock import Residence


@dataclass(frozen=True)
class Limits:
    """On one day, the date before which a statement of each subject is too old."""

    dpe: dt.date
    condition: dt.date


class QualityAgeQuerySet(models.QuerySet["QualityAge"]):
    def limits(self, day: dt.date) -> Limits:
        """The limits in force on `day`; a subject without a rule is never too old."""
        found = {age.subject: age.limit(day) for age in self.filter(period__contains=day)}
        never = dt.date.min
        return Limits(
            dpe=found.get(QualityAge.Subject.DPE, never),
            condition=found.get(QualityAge.Subject.CONDITION, never),
        )


class QualityAge(models.Model):
    """From how many years on a subject's data are too old, for a period, with its basis."""

    class Subject(models.TextChoices):
        DPE = "dpe", "Diagnostic de performance énergétique (DPE)"
        CONDITION = "condition", "État constaté d’un composant"

    subject = models.CharField("donnée", max_length=12, choices=Subject)
    period = DateRangeField("période")
    years = models.PositiveSmallIntegerField("âge maximal (ans)")
    not_before = models.DateField(
        "jamais avant",
        null=True,
        blank=True,
        help_text="Plus ancienne, la donnée est périmée quel que soit son âge.",
    )
    basis = models.CharField("source", max_length=200)
    verified_on = models.DateField("vérifié le", null=True, blank=True)

    objects = QualityAgeQuerySet.as_manager()

    class Meta:
        verbose_name = "âge maximal d’une donnée"
        verbose_name_plural = "âges maximaux des données"
        ordering = ["subject", "-period", "pk"]
        constraints = [
            ExclusionConstraint(
                name="quality_age_one_at_a_time",
                expressions=[("subject", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                violation_error_message="Un autre âge vaut déjà pour cette période.",
            ),
            models.CheckConstraint(condition=Q(years__range=(1, 100)), name="quality_age_years"),
        ]

    def __str__(self):
        return f"{self.get_subject_display()} : {self.years} ans"

    def limit(self, day: dt.date) -> dt.date:
        """The first date still good on `day`: 29 February counts as 1 March in other years."""
        oldest = _same_day(day.year - self.years, day.month, day.day)
        return max(oldest, self.not_before) if self.not_before else oldest


def _same_day(year: int, month: int, day: int) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return dt.date(year, 3, 1)


class ResidenceQuality(models.Model):
    """How a residence stands, kept by `housing.quality.refresh`: what lists sort and filter by.

    Screens count the residences they show afresh; this row only orders them.
    """

    residence = models.OneToOneField(Residence, models.CASCADE, primary_key=True, related_name="quality")
    gaps = models.PositiveIntegerField("à compléter", default=0)
    checks = models.PositiveIntegerField("points contrôlés", default=0)
    completeness = models.DecimalField("complétude (%)", max_digits=5, decimal_places=2, default=100)
    rules = ArrayField(models.CharField(max_length=30), verbose_name="points en défaut", default=list)
    computed_on = models.DateField("calculé le")

    class Meta:
        verbose_name = "qualité d’une résidence"
        verbose_name_plural = "qualité des résidences"
        constraints = [
            models.CheckConstraint(condition=Q(gaps__lte=models.F("checks")), name="quality_gaps_within_checks")
        ]
        indexes = [models.Index("completeness", "residence", name="quality_worst_first")]

    def __str__(self):
        return f"{self.residence_id} : {self.completeness} %"
