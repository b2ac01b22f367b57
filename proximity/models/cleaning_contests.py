"""What a cleaner says against a check, the answer, and the order to clean again."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from coordination.models import Case, Task

from .cleaning_checks import CleaningCheck


class CleaningContest(models.Model):
    """One for a check, within the time that is left to contest. `upheld`: the check stands. `recorded_by` empty:
    the company wrote it itself, on its page."""

    check_made = models.OneToOneField(
        CleaningCheck, models.PROTECT, related_name="contest", verbose_name="contrôle"
    )
    words = models.CharField("contestation", max_length=1000)
    received_at = models.DateTimeField("reçue le", default=timezone.now)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="notée par", null=True, blank=True
    )
    upheld = models.BooleanField("contrôle maintenu", null=True, blank=True)
    answer = models.CharField("réponse", max_length=1000, blank=True)
    answered_at = models.DateTimeField("répondu le", null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="répondu par", null=True,
        blank=True,
    )  # fmt: skip

    class Meta:
        verbose_name = "contestation"
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(upheld__isnull=True, answered_at__isnull=True, answer="")
                | Q(upheld__isnull=False, answered_at__isnull=False) & ~Q(answer=""),
                name="cleaning_contest_answered",
            ),
        ]

    def __str__(self):
        return f"Contestation du {timezone.localtime(self.received_at):%d/%m/%Y}"

    @property
    def is_open(self) -> bool:
        return self.upheld is None


class RedoQuerySet(models.QuerySet["CleaningRedo"]):
    def waiting(self):
        return self.filter(done_at=None)

    def expected(self):
        """Whoever cleans still has to do it: its case waits for that, and no later check took its place."""
        answered = Task.objects.open().filter(case=OuterRef("case"), step="response")
        later = CleaningCheck.objects.filter(closed_at__gt=OuterRef("check_made__closed_at"))
        return self.waiting().filter(Exists(answered), ~Exists(later.filter(case=OuterRef("case"))))


class CleaningRedo(models.Model):
    """What is to be cleaned again, by when, and when somebody said it was. `sent_to`: the company's address."""

    check_made = models.OneToOneField(CleaningCheck, models.PROTECT, related_name="redo", verbose_name="contrôle")
    case = models.ForeignKey(Case, models.PROTECT, related_name="cleaning_redos", verbose_name="dossier")
    words = models.CharField("à reprendre", max_length=1000)
    ordered_at = models.DateTimeField("demandée le", default=timezone.now)
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="demandée par"
    )
    due_at = models.DateTimeField("à reprendre avant le")
    sent_to = models.EmailField("envoyée à", blank=True)
    sent_at = models.DateTimeField("envoyée le", null=True, blank=True)
    done_at = models.DateTimeField("reprise le", null=True, blank=True)

    objects = RedoQuerySet.as_manager()

    class Meta:
        verbose_name = "demande de reprise"
        verbose_name_plural = "demandes de reprise"
        ordering = ["-ordered_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(due_at__gt=F("ordered_at")), name="cleaning_redo_due_later"),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(done_at__gte=F("ordered_at")), name="cleaning_redo_in_order"
            ),
        ]
        indexes = [models.Index("due_at", condition=Q(done_at__isnull=True), name="cleaning_redo_waiting")]

    def __str__(self):
        return f"Reprise avant le {timezone.localtime(self.due_at):%d/%m/%Y %H:%M}"

    @property
    def is_expected(self) -> bool:
        return type(self).objects.expected().filter(pk=self.pk).exists()
