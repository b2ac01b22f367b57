"""One question after a confirmed closing (domain.md §6.6)."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from .requests import Request
from .visits import OfRequestQuerySet


class SurveyQuerySet(OfRequestQuerySet):
    def pending(self):
        return self.filter(answered_at=None)


class Survey(models.Model):
    """Asked once per closing that the tenant confirmed. `score`: 4 very satisfied … 1 not satisfied."""

    class Score(models.IntegerChoices):
        VERY = 4, "Très satisfait"
        RATHER = 3, "Plutôt satisfait"
        LITTLE = 2, "Peu satisfait"
        NOT = 1, "Pas satisfait"

    class Via(models.TextChoices):
        SMS = "sms", "SMS"
        PAGE = "page", "Page du locataire"

    request = models.ForeignKey(Request, models.PROTECT, related_name="surveys", verbose_name="demande")
    asked_at = models.DateTimeField("posée le", default=timezone.now)
    answered_at = models.DateTimeField("répondue le", null=True, blank=True)
    score = models.PositiveSmallIntegerField("note", choices=Score, null=True, blank=True)
    comment = models.CharField("commentaire", max_length=500, blank=True)
    via = models.CharField("par", max_length=10, choices=Via, blank=True)

    objects = SurveyQuerySet.as_manager()

    class Meta:
        verbose_name = "enquête de satisfaction"
        verbose_name_plural = "enquêtes de satisfaction"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint("request", condition=Q(answered_at__isnull=True), name="survey_one_pending"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, score__isnull=True)
                | Q(answered_at__isnull=False, score__range=(1, 4)),
                name="survey_whole_answer",
            ),
        ]

    def __str__(self):
        return f"Enquête du {timezone.localtime(self.asked_at):%d/%m/%Y}"
