"""That somebody wrote what free text should not say: counted for the data protection officer, never quoted."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Count, F, Func
from django.db.models.functions import TruncMonth
from django.utils import timezone

from ..wording import Category


class WordingWarningQuerySet(models.QuerySet["WordingWarning"]):
    def by_month(self):
        """(month, category, how many), newest first."""
        each = self.annotate(
            month=TruncMonth("at"),
            category=Func(F("categories"), function="unnest", output_field=models.CharField()),
        )
        return each.values_list("month", "category").annotate(count=Count("pk")).order_by("-month", "category")


class WordingWarning(models.Model):
    """A form accepted in spite of the warning: who, when, in which field; of the text only the categories."""

    at = models.DateTimeField("le", default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="par", db_index=False
    )
    where = models.CharField("formulaire", max_length=100)
    categories = ArrayField(models.CharField(max_length=20, choices=Category), verbose_name="catégories")

    objects = WordingWarningQuerySet.as_manager()

    class Meta:
        verbose_name = "avertissement de rédaction"
        verbose_name_plural = "avertissements de rédaction"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(categories=[]), name="wording_warns_of_something"),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update)]

    def __str__(self):
        return f"{self.where} : {', '.join(self.categories)}"
