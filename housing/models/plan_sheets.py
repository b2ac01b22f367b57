from django.conf import settings
from django.db import models
from django.utils import timezone


class PlanSheetQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A sheet is seen by the person who sent it."""
        return self.filter(uploaded_by=user) if user.is_active else self.none()


class PlanSheet(models.Model):
    """A spreadsheet of planned works between its preview and its confirmation: cells as sent, nothing applied."""

    name = models.CharField("fichier", max_length=200)
    rows = models.JSONField("lignes")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    uploaded_at = models.DateTimeField("envoyé le", default=timezone.now)
    applied_at = models.DateTimeField("appliqué le", null=True, editable=False)
    created = models.PositiveIntegerField("créés", default=0, editable=False)
    changed = models.PositiveIntegerField("modifiés", default=0, editable=False)

    objects = PlanSheetQuerySet.as_manager()

    class Meta:
        verbose_name = "classeur de travaux"
        verbose_name_plural = "classeurs de travaux"
        ordering = ["-pk"]

    def __str__(self):
        return self.name
