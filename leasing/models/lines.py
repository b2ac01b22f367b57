"""What a lease makes due each month."""

import datetime as dt

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.utils import timezone


@pghistory.track()
class LeaseLine(models.Model):
    """What is due each month for a while (domain.md §5.2). RLS and APL are what others pay: never above zero."""

    class Nature(models.TextChoices):
        RENT = "rent", "Loyer principal"
        EXTRA = "extra", "Loyer accessoire"
        CHARGES = "charges", "Provision pour charges"
        HEATING = "heating", "Provision pour chauffage"
        WATER = "water", "Provision pour eau"
        SLS = "sls", "Supplément de loyer (SLS)"
        RLS = "rls", "Réduction de loyer (RLS)"
        APL = "apl", "APL versée au bailleur"

    RECOVERABLE = frozenset({Nature.CHARGES, Nature.HEATING, Nature.WATER})
    """Charges that the tenant pays back (décret 82-955)."""
    DEDUCTED = (Nature.RLS, Nature.APL)

    lease = models.ForeignKey("leasing.Lease", models.CASCADE, related_name="lines", verbose_name="bail")
    nature = models.CharField("nature", max_length=10, choices=Nature)
    label = models.CharField("libellé", max_length=60, blank=True)
    amount = models.DecimalField("montant par mois (€)", max_digits=10, decimal_places=2)
    recoverable = models.BooleanField("récupérable", default=False)
    period = DateRangeField("période")

    class Meta:
        verbose_name = "ligne de quittance"
        verbose_name_plural = "lignes de quittance"
        ordering = ["lease", "nature", "label", "-period", "pk"]
        constraints = [
            ExclusionConstraint(
                name="line_one_at_a_time",
                expressions=[
                    ("lease", RangeOperators.EQUAL), ("nature", RangeOperators.EQUAL),
                    ("label", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message="Un autre montant vaut déjà pour cette période.",
            ),
            models.CheckConstraint(
                condition=Q(nature__in=("rls", "apl"), amount__lte=0)
                | (~Q(nature__in=("rls", "apl")) & Q(amount__gte=0)),
                name="line_right_sign", violation_error_message="Un loyer n’est pas négatif ; une aide se déduit.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.get_nature_display()} : {self.amount}"

    @property
    def last_day(self):
        return self.period.upper and self.period.upper - dt.timedelta(days=1)

    @property
    def holds_today(self) -> bool:
        return timezone.localdate() in self.period
