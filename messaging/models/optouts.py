from django.db import models
from django.db.models import Q
from django.utils import timezone


class OptOutQuerySet(models.QuerySet["OptOut"]):
    def holds(self, number: str) -> bool:
        return self.filter(number=number, ended_at=None).exists()

    def begin(self, number: str, *, source: str) -> bool:
        """Whether it was news."""
        _, made = self.get_or_create(number=number, ended_at=None, defaults={"source": source})
        return made

    def end(self, number: str) -> bool:
        return bool(self.filter(number=number, ended_at=None).update(ended_at=timezone.now()))


class OptOut(models.Model):
    """A number that answered STOP: no SMS to it until it says otherwise; e-mail and letters remain."""

    class Source(models.TextChoices):
        TENANT = "tenant", "Réponse STOP"
        PROVIDER = "provider", "Signalé par le fournisseur"

    number = models.CharField("numéro", max_length=16)
    source = models.CharField("origine", max_length=10, choices=Source)
    since = models.DateTimeField("depuis", default=timezone.now)
    ended_at = models.DateTimeField("jusqu’au", null=True, blank=True)

    objects = OptOutQuerySet.as_manager()

    class Meta:
        verbose_name = "refus des SMS"
        verbose_name_plural = "refus des SMS"
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint("number", condition=Q(ended_at__isnull=True), name="opt_out_once"),
        ]

    def __str__(self):
        return f"Refus depuis le {self.since:%d/%m/%Y}"
