"""The simulated provider's own tables: telephones and what they hold. Nothing else of the application reads
them."""

import uuid

from django.db import models
from django.utils import timezone

from teams.models import Agency
from teams.visibility import VisibleQuerySet


class SimulatedPhoneQuerySet(VisibleQuerySet):
    def visible_to(self, user):
        """One's agencies' telephones, and those of nobody."""
        if not user.is_active or user.sees_everything:
            return super().visible_to(user)
        return self.filter(models.Q(agency=None) | models.Q(agency__in=user.agency_ids()))


class SimulatedPhone(models.Model):
    number = models.CharField("numéro", max_length=16, unique=True)
    agency = models.ForeignKey(Agency, models.CASCADE, related_name="+", null=True, blank=True)

    objects = SimulatedPhoneQuerySet.as_manager()

    class Meta:
        verbose_name = "téléphone simulé"
        verbose_name_plural = "téléphones simulés"
        ordering = ["pk"]

    def __str__(self):
        return self.number


def new_sid() -> str:
    return f"SM{uuid.uuid4().hex}"


class SimulatedSms(models.Model):
    phone = models.ForeignKey(SimulatedPhone, models.CASCADE, related_name="texts")
    sid = models.CharField(max_length=34, unique=True, default=new_sid)
    from_tenant = models.BooleanField(default=False)
    body = models.TextField()
    status = models.CharField(max_length=12, default="accepted")
    error_code = models.CharField(max_length=20, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "SMS simulé"
        verbose_name_plural = "SMS simulés"
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.sid} ({self.status})"
