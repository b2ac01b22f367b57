import pgtrigger
from django.db import models
from django.utils import timezone


class StatusReport(models.Model):
    """What the provider said of a message, as it came. Never changed; the same words twice are one row.

    Tied to its message by `sid` only: a report may come before we know the provider's name for the message.
    """

    provider = models.CharField("fournisseur", max_length=20)
    sid = models.CharField("référence du fournisseur", max_length=64)
    status = models.CharField("état", max_length=30)
    error_code = models.CharField("erreur", max_length=20, blank=True)
    received_at = models.DateTimeField("reçu le", default=timezone.now)

    class Meta:
        verbose_name = "compte rendu d’envoi"
        verbose_name_plural = "comptes rendus d’envoi"
        ordering = ["received_at", "pk"]
        constraints = [models.UniqueConstraint("sid", "status", name="report_once")]
        indexes = [models.Index("received_at", name="report_by_age")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return f"{self.sid} : {self.status}"
