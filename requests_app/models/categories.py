"""What a request may be about, how urgent it looks, and who pays: data (domain.md §3, §6.1, §6.2)."""

import datetime as dt

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from coordination.models import Priority
from housing.models import ComponentKind, Equipment, Residence

from ..processes import FAMILIES, FAMILY


class Zone(models.TextChoices):
    HOME = "home", "Dans le logement"
    COMMON = "common", "Dans les parties communes"
    OUTSIDE = "outside", "À l’extérieur"


class RepairItem(models.Model):
    """One element of décret 87-712 (domain.md §3.2): what is the tenant's, and what stays the landlord's.

    `listed`: the décret names it. Elements beside it (DAAF, ventilation) are here too, with their own basis.
    """

    code = models.CharField("code", max_length=10, unique=True)
    area = models.CharField("rubrique", max_length=60)
    label = models.CharField("élément", max_length=160)
    tenant_part = models.CharField("à la charge du locataire", max_length=500)
    landlord_part = models.CharField("à la charge du bailleur", max_length=300, blank=True)
    listed = models.BooleanField("dans le décret 87-712", default=True)
    basis = models.CharField("base légale", max_length=200)
    verified_on = models.DateField("vérifié le", null=True, blank=True)

    class Meta:
        verbose_name = "réparation locative"
        verbose_name_plural = "réparations locatives"
        ordering = ["code"]

    def __str__(self):
        return f"{self.code} {self.label}"

    def get_absolute_url(self):
        return reverse("requests_app:repair", args=[self.pk])


class ItemCoverQuerySet(models.QuerySet["ItemCover"]):
    def covering(self, item, residence, day):
        """The contract that maintains this element there on that day; a residence's own comes first."""
        found = self.filter(item=item, period__contains=day).filter(Q(residence=None) | Q(residence=residence))
        return found.order_by(models.F("residence").desc(nulls_last=True), "pk").first()


class ItemCover(models.Model):
    """A maintenance contract, paid through the charges, takes care of an element: everywhere or at a residence."""

    item = models.ForeignKey(RepairItem, models.CASCADE, related_name="covers", verbose_name="élément")
    residence = models.ForeignKey(
        Residence, models.CASCADE, related_name="+", verbose_name="résidence", null=True, blank=True
    )
    period = DateRangeField("période")
    contract = models.CharField("contrat d’entretien", max_length=160)

    objects = ItemCoverQuerySet.as_manager()

    class Meta:
        verbose_name = "élément sous contrat"
        verbose_name_plural = "éléments sous contrat"
        ordering = ["item", "residence", "-period", "pk"]
        constraints = [
            ExclusionConstraint(
                name="cover_one_at_a_time",
                expressions=[
                    ("item", RangeOperators.EQUAL),
                    (Coalesce("residence", 0), RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message="Un autre contrat vaut déjà pour cette période.",
            )
        ]

    def __str__(self):
        return self.contract

    @property
    def last_day(self) -> dt.date | None:
        return self.period.upper - dt.timedelta(days=1) if self.period.upper else None

    def end(self, last_day: dt.date) -> bool:
        """The contract ends after that day; whether it still held."""
        running = type(self).objects.filter(pk=self.pk, period__contains=last_day)
        return bool(running.update(period=DateRange(self.period.lower, last_day + dt.timedelta(days=1))))


class CategoryQuerySet(models.QuerySet["Category"]):
    def active(self):
        return self.filter(active=True)


class Category(models.Model):
    """The second level of the nomenclature (domain.md §6.1): « Fuite d’eau », under « Plomberie, sanitaire ».

    `words` are plain beginnings that suggest it in what somebody types. `kind` and `equipment_kind` say on which
    component or machine it bears: planned works and twins are looked for there. `advice` is told at once.
    """

    code = models.SlugField("code", max_length=40, unique=True)
    family = models.CharField("famille", max_length=4, choices=FAMILY.values)
    label = models.CharField("libellé", max_length=80)
    zones = ArrayField(models.CharField(max_length=10, choices=Zone), verbose_name="où")
    priority = models.PositiveSmallIntegerField("urgence habituelle", choices=Priority)
    words = ArrayField(models.CharField(max_length=40), verbose_name="mots", default=list, blank=True)
    item = models.ForeignKey(
        RepairItem, models.PROTECT, related_name="categories", verbose_name="réparation locative", null=True,
        blank=True,
    )  # fmt: skip
    kind = models.ForeignKey(
        ComponentKind, models.PROTECT, related_name="+", verbose_name="type de composant", null=True, blank=True
    )
    equipment_kind = models.CharField("équipement", max_length=20, choices=Equipment.Kind, blank=True)
    advice = models.CharField("à dire tout de suite", max_length=300, blank=True)
    restricted = models.BooleanField("confidentielle", default=False)
    active = models.BooleanField("proposée", default=True)
    position = models.PositiveSmallIntegerField("rang", default=0)

    objects = CategoryQuerySet.as_manager()

    class Meta:
        verbose_name = "catégorie"
        ordering = ["family", "position", "label", "pk"]
        constraints = [
            models.UniqueConstraint("family", "label", name="category_label_once"),
            models.CheckConstraint(condition=Q(family__in=FAMILY.codes), name="category_known_family"),
            models.CheckConstraint(condition=Q(priority__in=Priority.values), name="category_known_priority"),
            models.CheckConstraint(
                condition=Q(zones__contained_by=Zone.values) & ~Q(zones=[]), name="category_known_zones"
            ),
        ]

    def __str__(self):
        return self.label

    def get_absolute_url(self):
        return reverse("requests_app:category", args=[self.pk])

    @property
    def family_label(self) -> str:
        return FAMILIES[self.family]

    @property
    def zone_labels(self) -> list[str]:
        return [str(Zone(one).label) for one in self.zones]


class UrgencySign(models.Model):
    """Something that makes it more, or less, urgent: « impossible de couper l’eau » (domain.md §6.2).

    `from_month` to `to_month` (inclusive, over the new year if need be): it only counts in that season.
    """

    category = models.ForeignKey(Category, models.CASCADE, related_name="signs", verbose_name="catégorie")
    label = models.CharField("signe", max_length=120)
    priority = models.PositiveSmallIntegerField("urgence", choices=Priority)
    words = ArrayField(models.CharField(max_length=60), verbose_name="mots", default=list, blank=True)
    from_month = models.PositiveSmallIntegerField("du mois", null=True, blank=True)
    to_month = models.PositiveSmallIntegerField("au mois", null=True, blank=True)
    basis = models.CharField("source", max_length=200)

    class Meta:
        verbose_name = "signe d’urgence"
        verbose_name_plural = "signes d’urgence"
        ordering = ["category", "priority", "pk"]
        constraints = [
            models.UniqueConstraint("category", "label", name="sign_label_once"),
            models.CheckConstraint(condition=Q(priority__in=Priority.values), name="sign_known_priority"),
            models.CheckConstraint(
                condition=Q(from_month__isnull=True, to_month__isnull=True)
                | Q(
                    from_month__isnull=False,
                    to_month__isnull=False,
                    from_month__range=(1, 12),
                    to_month__range=(1, 12),
                ),
                name="sign_whole_season",
                violation_error_message="Une saison va d’un mois à un autre, de 1 à 12.",
            ),
        ]

    def __str__(self):
        return self.label

    def counts_in(self, month: int) -> bool:
        if self.from_month is None or self.to_month is None:
            return True
        if self.from_month <= self.to_month:
            return self.from_month <= month <= self.to_month
        return month >= self.from_month or month <= self.to_month
