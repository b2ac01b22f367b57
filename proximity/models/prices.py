"""Prices of a contract (BPU), dated; and a list of them between its preview and its confirmation."""

import datetime as dt
from decimal import Decimal

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from .contracts import NOT_NEGATIVE, Contract


class PriceLineQuerySet(models.QuerySet["PriceLine"]):
    def on(self, day: dt.date):
        return self.filter(period__contains=day)


@pghistory.track()
class PriceLine(models.Model):
    """A line of the contract's price list (BPU), for a period."""

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="prices", verbose_name="marché")
    code = models.CharField(
        "code", max_length=30,
        validators=[RegexValidator(r"^[\w.\-/]+$", "Lettres, chiffres, point, tiret ou barre, sans espace.")],
    )  # fmt: skip
    label = models.CharField("libellé", max_length=200)
    unit = models.CharField("unité", max_length=20)
    price = models.DecimalField("prix HT (€)", max_digits=10, decimal_places=2, validators=NOT_NEGATIVE)
    period = DateRangeField("période")

    objects = PriceLineQuerySet.as_manager()

    class Meta:
        verbose_name = "ligne de prix"
        verbose_name_plural = "lignes de prix"
        ordering = ["contract", "code", "-period", "pk"]
        constraints = [
            ExclusionConstraint(
                name="price_one_at_a_time",
                expressions=[
                    ("contract", RangeOperators.EQUAL), ("code", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message="Un autre prix vaut déjà pour ce code à cette période.",
            ),
            models.CheckConstraint(condition=Q(price__gte=0), name="price_not_negative"),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.code} {self.label}"

    def of(self, quantity: Decimal) -> Decimal:
        """What so many cost."""
        return rounded(self.price * quantity)


def rounded(amount: Decimal) -> Decimal:
    """Cents, halves upwards."""
    return amount.quantize(Decimal("0.01"), rounding="ROUND_HALF_UP")


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
