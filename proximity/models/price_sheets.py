"""A price list between its preview and its confirmation."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from .contracts import Contract


class PriceSheetQuerySet(models.QuerySet["PriceSheet"]):
    def visible_to(self, user):
        """A sheet is seen by the person who sent it."""
        return self.filter(uploaded_by=user) if user.is_active else self.none()


class PriceSheet(models.Model):
    """A spreadsheet of prices for a contract: cells as sent, nothing applied."""

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="price_sheets", verbose_name="marché")
    name = models.CharField("fichier", max_length=200)
    starts_on = models.DateField("prix valables à partir du")
    rows = models.JSONField("lignes")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    uploaded_at = models.DateTimeField("envoyé le", default=timezone.now)
    applied_at = models.DateTimeField("appliqué le", null=True, editable=False)
    created = models.PositiveIntegerField("créés", default=0, editable=False)
    changed = models.PositiveIntegerField("modifiés", default=0, editable=False)

    objects = PriceSheetQuerySet.as_manager()

    class Meta:
        verbose_name = "classeur de prix"
        verbose_name_plural = "classeurs de prix"
        ordering = ["-pk"]

    def __str__(self):
        return self.name
