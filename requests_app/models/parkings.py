"""« Reportée au plan de travaux »: a request that stays open until planned works are done (domain.md §6.3)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from housing.models import PlannedWork

from .requests import Request
from .visits import OfRequestQuerySet


class ParkingQuerySet(OfRequestQuerySet):
    def standing(self):
        return self.filter(ended_at=None)


class Parking(models.Model):
    """The request waits for these works, as they were planned when it was said to the tenant."""

    class End(models.TextChoices):
        DONE = "done", "Travaux faits"
        SLIPPED = "slipped", "Travaux reportés"
        CANCELLED = "cancelled", "Travaux annulés"
        TAKEN_BACK = "taken_back", "Reprise sans attendre"

    request = models.ForeignKey(Request, models.PROTECT, related_name="parkings", verbose_name="demande")
    work = models.ForeignKey(PlannedWork, models.PROTECT, related_name="parkings", verbose_name="travaux")
    year = models.PositiveSmallIntegerField("année annoncée")
    since = models.DateTimeField("depuis", default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="par", null=True, blank=True
    )
    ended_at = models.DateTimeField("jusqu’au", null=True, blank=True)
    end = models.CharField("issue", max_length=10, choices=End, blank=True)

    objects = ParkingQuerySet.as_manager()

    class Meta:
        verbose_name = "report au plan de travaux"
        verbose_name_plural = "reports au plan de travaux"
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint("request", condition=Q(ended_at__isnull=True), name="parking_one_standing"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, end="") | (Q(ended_at__isnull=False) & ~Q(end="")),
                name="parking_whole_end",
            ),
        ]

    def __str__(self):
        return f"{self.work.reference} ({self.year})"
