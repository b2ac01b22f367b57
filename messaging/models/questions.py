"""« Répondez 1 pour la fuite, 2 pour l’ascenseur »: what was asked of a number, and until when an answer
counts."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from coordination.models import Case


class QuestionQuerySet(models.QuerySet["Question"]):
    def pending(self, number: str, now=None) -> "Question | None":
        return self.filter(number=number, ended_at=None, expires_at__gt=now or timezone.now()).first()

    def expired(self, now=None):
        return self.filter(ended_at=None, expires_at__lte=now or timezone.now())


class Question(models.Model):
    """One at a time per number. `messages` wait for its answer; without one they go to a person."""

    number = models.CharField("numéro", max_length=16)
    cases = models.ManyToManyField(Case, through="Option", related_name="+")
    asked_at = models.DateTimeField("posée le", default=timezone.now)
    expires_at = models.DateTimeField("vaut jusqu’au")
    ended_at = models.DateTimeField("close le", null=True, blank=True)
    chosen = models.ForeignKey(
        Case, models.PROTECT, related_name="+", verbose_name="réponse", null=True, blank=True, db_index=False
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = "question"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint("number", condition=Q(ended_at__isnull=True), name="question_one_at_a_time"),
            models.CheckConstraint(
                condition=Q(chosen__isnull=True) | Q(ended_at__isnull=False), name="question_answered_is_closed"
            ),
        ]

    def __str__(self):
        return f"Question du {self.asked_at:%d/%m/%Y %H:%M}"


class Option(models.Model):
    """« 2 pour l’ascenseur »."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="options")
    number = models.PositiveSmallIntegerField("chiffre")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+", verbose_name="dossier", db_index=False)

    class Meta:
        verbose_name = "réponse possible"
        verbose_name_plural = "réponses possibles"
        ordering = ["question", "number"]
        constraints = [
            models.UniqueConstraint("question", "number", name="option_number"),
            models.UniqueConstraint("question", "case", name="option_case"),
        ]

    def __str__(self):
        return f"{self.number} : {self.case_id}"
