"""The people named on a lease."""

import pghistory
from django.db import models
from django.db.models import F, Q

from messaging.models import Contact


class LeasePartyQuerySet(models.QuerySet["LeaseParty"]):
    def in_order(self):
        """Holder, co-holders, occupants, guarantors."""
        order = [models.When(role=role, then=rank) for rank, role in enumerate(LeaseParty.Role)]
        return self.order_by(models.Case(*order, output_field=models.IntegerField()), "pk")


@pghistory.track()
class LeaseParty(models.Model):
    """A person named on a lease."""

    class Role(models.TextChoices):
        HOLDER = "holder", "Titulaire"
        CO_HOLDER = "co_holder", "Cotitulaire"
        OCCUPANT = "occupant", "Occupant"
        GUARANTOR = "guarantor", "Garant"

    HOLDERS = (Role.HOLDER, Role.CO_HOLDER)

    lease = models.ForeignKey("leasing.Lease", models.CASCADE, related_name="parties", verbose_name="bail")
    contact = models.ForeignKey(Contact, models.PROTECT, related_name="leases", verbose_name="personne")
    role = models.CharField("qualité", max_length=10, choices=Role)
    since = models.DateField("depuis", null=True, blank=True)
    until = models.DateField("jusqu’au", null=True, blank=True)

    objects = LeasePartyQuerySet.as_manager()

    class Meta:
        verbose_name = "personne du bail"
        verbose_name_plural = "personnes du bail"
        ordering = ["lease", "pk"]
        constraints = [
            models.UniqueConstraint(
                "lease", "contact", name="party_once_per_lease",
                violation_error_message="Cette personne est déjà au bail.",
            ),
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")),
                name="party_in_order",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.contact}, {self.get_role_display().lower()}"
