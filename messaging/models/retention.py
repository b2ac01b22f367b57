"""How long texts are kept: dated values, with their source (domain.md §10.3)."""

import datetime as dt

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q


class MessageRetentionQuerySet(models.QuerySet["MessageRetention"]):
    def months(self, subject: str, day: dt.date) -> int | None:
        """None: nothing is said, nothing is erased."""
        return self.filter(subject=subject, period__contains=day).values_list("months", flat=True).first()


class MessageRetention(models.Model):
    class Subject(models.TextChoices):
        TEXT = "text", "Texte des messages"
        ROW = "row", "Trace des messages (date, état, coût)"

    subject = models.CharField("donnée", max_length=10, choices=Subject)
    period = DateRangeField("période")
    months = models.PositiveSmallIntegerField("mois de conservation")
    basis = models.CharField("source", max_length=200)
    verified_on = models.DateField("vérifié le", null=True, blank=True)

    objects = MessageRetentionQuerySet.as_manager()

    class Meta:
        verbose_name = "durée de conservation"
        verbose_name_plural = "durées de conservation"
        ordering = ["subject", "-period", "pk"]
        constraints = [
            ExclusionConstraint(
                name="retention_one_at_a_time",
                expressions=[("subject", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                violation_error_message="Une autre durée vaut déjà pour cette période.",
            ),
            models.CheckConstraint(condition=Q(months__gt=0), name="retention_positive"),
        ]

    def __str__(self):
        return f"{self.get_subject_display()} : {self.months} mois"
