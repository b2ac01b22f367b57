"""Going to the tenant's: slots that were agreed, and doors that stayed shut."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from coordination.models.scope import CaseScopedQuerySet

from .requests import Request


class OfRequestQuerySet(CaseScopedQuerySet):
    """Rows of a request: seen by who sees its case."""

    PERIMETER = "request__case__agency"
    CASE = "request__case__"
    CONFIDENTIAL = "request__case__confidential"


class AppointmentQuerySet(OfRequestQuerySet):
    def standing(self):
        return self.filter(ended_at=None)


class Appointment(models.Model):
    """A slot told to the tenant, of two hours as a rule. One stands at a time; a change is another row."""

    class End(models.TextChoices):
        KEPT = "kept", "Honoré"
        MISSED = "missed", "Locataire absent"
        MOVED = "moved", "Déplacé"
        CANCELLED = "cancelled", "Annulé"

    request = models.ForeignKey(Request, models.PROTECT, related_name="appointments", verbose_name="demande")
    starts_at = models.DateTimeField("de")
    ends_at = models.DateTimeField("à")
    made_at = models.DateTimeField("pris le", default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="par", null=True, blank=True
    )
    ended_at = models.DateTimeField("fini le", null=True, blank=True)
    end = models.CharField("issue", max_length=10, choices=End, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = "rendez-vous"
        verbose_name_plural = "rendez-vous"
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "request", condition=Q(ended_at__isnull=True), name="appointment_one_standing"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="appointment_lasts",
                violation_error_message="La fin vient après le début.",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, end="") | (Q(ended_at__isnull=False) & ~Q(end="")),
                name="appointment_whole_end",
            ),
        ]  # fmt: skip

    def __str__(self):
        start, end = timezone.localtime(self.starts_at), timezone.localtime(self.ends_at)
        return f"{start:%d/%m/%Y} entre {start:%H:%M} et {end:%H:%M}"


class NoAccess(models.Model):
    """We were there, and nobody opened. Attempts are counted; none is ever taken back."""

    request = models.ForeignKey(Request, models.PROTECT, related_name="no_accesses", verbose_name="demande")
    at = models.DateTimeField("le")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="par", null=True, blank=True
    )
    key = models.UUIDField("clé d’envoi", null=True, blank=True, unique=True, editable=False)

    objects = OfRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "passage sans accès"
        verbose_name_plural = "passages sans accès"
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"Sans accès le {timezone.localtime(self.at):%d/%m/%Y}"
