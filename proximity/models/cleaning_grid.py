"""The grid of a cleanliness check (domain.md §7.2): zones, their points and weights. A change is a new version."""

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

import pghistory
import pgtrigger
from django.core.validators import MinValueValidator
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone

from teams.workflow import MoveRefused


class ZoneSaid(NamedTuple):
    """A zone of the version to come. `points`: (label, whether it knocks out)."""

    label: str
    weight: int
    front: bool
    usual_frequency: str
    points: Sequence[tuple[str, bool]]


class GridQuerySet(models.QuerySet["CleaningGrid"]):
    def in_force(self, day: dt.date) -> "CleaningGrid | None":
        return self.filter(valid_from__lte=day).order_by("-valid_from", "-number").first()

    def with_points(self):
        """With its zones and their points: two queries more."""
        return self.prefetch_related("zones__items")


@pghistory.track()
class CleaningGrid(models.Model):
    """A version, in force from a day until the next one's. A check keeps the version it was made with."""

    number = models.PositiveIntegerField("version", unique=True)
    valid_from = models.DateField("en vigueur à partir du", unique=True)
    basis = models.CharField("source", max_length=300)

    objects = GridQuerySet.as_manager()

    class Meta:
        verbose_name = "grille de propreté"
        verbose_name_plural = "grilles de propreté"
        ordering = ["-number"]

    def __str__(self):
        return f"Grille version {self.number}"

    @classmethod
    def publish(cls, zones: Sequence[ZoneSaid], *, valid_from: dt.date, basis: str) -> "CleaningGrid":
        """The next version, from a day to come; checks that are made or begun keep theirs."""
        if valid_from <= timezone.localdate():
            raise MoveRefused("Une grille entre en vigueur demain ou plus tard.")
        if not zones or not all(zone.points for zone in zones):
            raise MoveRefused("Une grille a des zones, et chaque zone des points.")
        try:
            with transaction.atomic():
                last = cls.objects.aggregate(models.Max("number"))["number__max"] or 0
                grid = cls.objects.create(number=last + 1, valid_from=valid_from, basis=basis)
                for rank, said in enumerate(zones):
                    grid._add(said, rank)
        except IntegrityError:
            raise MoveRefused(
                "Une autre version entre en vigueur ce jour-là, ou un point est écrit deux fois."
            ) from None
        return grid

    def _add(self, said: ZoneSaid, rank: int) -> None:
        zone = self.zones.create(
            code=f"Z{rank + 1}", label=said.label, weight=said.weight, front=said.front,
            usual_frequency=said.usual_frequency, position=rank,
        )  # fmt: skip
        CleaningItem.objects.bulk_create(
            CleaningItem(zone=zone, label=label, knock_out=knock_out, position=place)
            for place, (label, knock_out) in enumerate(said.points)
        )


class CleaningZone(models.Model):
    """`front`: what everybody sees first, which is cleaned again sooner."""

    grid = models.ForeignKey(CleaningGrid, models.CASCADE, related_name="zones", verbose_name="grille")
    code = models.SlugField("code", max_length=6)
    label = models.CharField("zone", max_length=80)
    weight = models.PositiveSmallIntegerField("poids", validators=[MinValueValidator(1)])
    front = models.BooleanField("reprise rapide", default=False)
    usual_frequency = models.CharField("fréquence habituelle", max_length=60, blank=True)
    position = models.PositiveSmallIntegerField("rang", default=0)

    class Meta:
        verbose_name = "zone"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint("grid", "code", name="cleaning_zone_once"),
            models.CheckConstraint(condition=Q(weight__gte=1), name="cleaning_zone_weighs"),
        ]

    def __str__(self):
        return self.label

    @property
    def share(self) -> Fraction:
        """The weight of each of its points (its points are already read)."""
        return Fraction(self.weight, len(self.items.all()))


class CleaningItem(models.Model):
    """`knock_out`: not clean at all, the whole check fails (hygiene, safety)."""

    zone = models.ForeignKey(CleaningZone, models.CASCADE, related_name="items", verbose_name="zone")
    label = models.CharField("point", max_length=80)
    knock_out = models.BooleanField("éliminatoire", default=False)
    position = models.PositiveSmallIntegerField("rang", default=0)

    class Meta:
        verbose_name = "point de contrôle"
        verbose_name_plural = "points de contrôle"
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint("zone", "label", name="cleaning_item_once")]
        triggers = [
            # What was checked is not said in other words afterwards: a change is a new version of the grid.
            pgtrigger.Protect(name="kept", operation=pgtrigger.Update),
        ]

    def __str__(self):
        return self.label
