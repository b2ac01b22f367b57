"""Building components with their lifetimes, and equipment."""

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import OpClass
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from .places import Placed, PlacedQuerySet


class Condition(models.TextChoices):
    GOOD = "good", "Bon"
    FAIR = "fair", "Moyen"
    POOR = "poor", "Mauvais"
    DANGEROUS = "dangerous", "Dangereux"


class ComponentKind(models.Model):
    """A kind of building component (menuiseries, étanchéité, garde-corps…)."""

    code = models.SlugField("code", max_length=40, unique=True)
    label = models.CharField("libellé", max_length=80, unique=True)
    trade = models.CharField("corps d’état", max_length=60, blank=True)
    safety = models.BooleanField("composant de sécurité", default=False)

    class Meta:
        verbose_name = "type de composant"
        verbose_name_plural = "types de composant"
        ordering = ["label", "pk"]

    def __str__(self):
        return self.label


class ComponentLifetime(models.Model):
    """How long a kind lasts, in years, for a period: dated data with its basis (domain.md §8.3).

    `planning_years` is the technical life used to plan; `accounting_years` and `accounting_share` (per cent
    of a collective building) come from CNC avis 2004-11 where the kind is an accounting component.
    """

    kind = models.ForeignKey(ComponentKind, models.CASCADE, related_name="lifetimes", verbose_name="type")
    period = DateRangeField("période")
    planning_years = models.PositiveSmallIntegerField("durée technique (ans)")
    accounting_years = models.PositiveSmallIntegerField("durée comptable (ans)", null=True, blank=True)
    accounting_share = models.DecimalField(
        "part du prix (%)", max_digits=4, decimal_places=1, null=True, blank=True
    )
    basis = models.CharField("source", max_length=200)
    verified_on = models.DateField("vérifié le", null=True, blank=True)

    class Meta:
        verbose_name = "durée de vie"
        verbose_name_plural = "durées de vie"
        ordering = ["kind", "-period", "pk"]
        constraints = [
            ExclusionConstraint(
                name="lifetime_one_at_a_time",
                expressions=[("kind", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                violation_error_message="Une autre durée vaut déjà pour cette période.",
            ),
            models.CheckConstraint(condition=Q(planning_years__gt=0), name="lifetime_positive"),
        ]

    def __str__(self):
        return f"{self.kind} : {self.planning_years} ans"


class ComponentQuerySet(PlacedQuerySet):
    def with_end_of_life(self, day):
        """Annotate `end_year`: the year set by a person, else installation + lifetime valid on `day`."""
        lifetime = ComponentLifetime.objects.filter(kind=OuterRef("kind"), period__contains=day)
        return self.annotate(
            end_year=Coalesce(
                F("expected_end_year"), F("installed_year") + Subquery(lifetime.values("planning_years")[:1])
            )
        )


YEARS = [MinValueValidator(1800), MaxValueValidator(2200)]


@pghistory.track()
class Component(Placed):
    """A component in place: the windows of building B, fitted in 1998, worn."""

    kind = models.ForeignKey(ComponentKind, models.PROTECT, related_name="components", verbose_name="type")
    detail = models.CharField("précision", max_length=200, blank=True)
    installed_year = models.PositiveSmallIntegerField("posé en", null=True, blank=True, validators=YEARS)
    condition = models.CharField("état", max_length=10, choices=Condition, blank=True)
    condition_on = models.DateField("état constaté le", null=True, blank=True)
    expected_end_year = models.PositiveSmallIntegerField(
        "fin de vie prévue", null=True, blank=True, validators=YEARS,
        help_text="Vide : année de pose plus durée de vie du type.",
    )  # fmt: skip

    objects = ComponentQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Placed.Meta):
        verbose_name = "composant"
        ordering = ["kind__label", "pk"]

    def __str__(self):
        return f"{self.kind} — {self.detail}" if self.detail else str(self.kind)


@pghistory.track()
class Equipment(Placed):
    """A machine with a life of its own: lift, boiler, gate. Its reference is what a contractor quotes."""

    class Kind(models.TextChoices):
        LIFT = "lift", "Ascenseur"
        COLLECTIVE_BOILER = "collective_boiler", "Chaufferie"
        BOILER = "boiler", "Chaudière individuelle"
        VENTILATION = "ventilation", "VMC"
        GATE = "gate", "Portail ou porte automatique"
        INTERCOM = "intercom", "Interphone"
        PUMP = "pump", "Pompe ou surpresseur"
        FIRE_SAFETY = "fire_safety", "Sécurité incendie"
        OTHER = "other", "Autre"

    kind = models.CharField("type", max_length=20, choices=Kind)
    reference = models.CharField("référence", max_length=60, blank=True)
    detail = models.CharField("précision", max_length=200, blank=True)
    installed_year = models.PositiveSmallIntegerField("mis en service en", null=True, blank=True, validators=YEARS)

    class Meta(Placed.Meta):
        verbose_name = "équipement"
        ordering = ["kind", "reference", "pk"]
        indexes = [models.Index(OpClass("reference", name="varchar_pattern_ops"), name="equipment_reference")]

    def __str__(self):
        return f"{self.get_kind_display()} {self.reference}".strip()
