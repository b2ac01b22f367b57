"""What is attached to a place: a residence, and maybe a building, staircase or home of it."""

from typing import Any

from django.db import models
from django.db.models import Q

from teams.visibility import VisibleQuerySet

from .stock import ONLY_BUILDING, ONLY_STAIRCASE, Building, Residence, Staircase
from .unit import NAMES, Unit, label_of

WHERE = ("building__name", "staircase__name", *(f"unit__{name}" for name in NAMES))
"""What `Placed.where` says."""
LEVELS = ("building", "staircase", "unit")
ALL = "Toute la résidence"


def where_of(row: dict[str, Any], at: str = "") -> str:
    """What `Placed.where` says, of values of `LEVELS` and `WHERE`: long lists build no home of seventy columns.
    `at`: the lookup to the row that has a place."""
    building, staircase, unit = (row[f"{at}{level}"] for level in LEVELS)
    said = [
        building and (row[f"{at}building__name"] or ONLY_BUILDING),
        staircase and (row[f"{at}staircase__name"] or ONLY_STAIRCASE),
        unit and label_of(*(row[f"{at}unit__{name}"] for name in NAMES), pk=unit),
    ]
    return " · ".join(filter(None, said)) or ALL


class PlacedQuerySet(VisibleQuerySet):
    PERIMETER = "residence__agency"

    def with_where(self, *beside: str):
        """With what `where` says; of the places and of `beside`, nothing else: a home has seventy columns."""
        own = [column.name for column in self.model._meta.concrete_fields]
        return self.select_related("building", "staircase", "unit").only(*own, *WHERE, *beside)

    def about(self, place):
        """Rows about this very residence, building, staircase or home."""
        return self.filter(**{place._meta.model_name: place})


class Placed(models.Model):
    """Base of rows about a place: home ⇒ staircase ⇒ building ⇒ residence.

    Merging or splitting a residence carries them along: building and staircase by composite foreign keys,
    the rest by `housing.grouping`, which walks every subclass. A concrete subclass calls
    `housing.schema.placed_keys` in its migration to get these keys.
    """

    residence = models.ForeignKey(Residence, models.PROTECT, related_name="%(class)ss", verbose_name="résidence")
    building = models.ForeignKey(
        Building, models.PROTECT, related_name="%(class)ss", verbose_name="bâtiment", null=True, blank=True
    )
    staircase = models.ForeignKey(
        Staircase, models.PROTECT, related_name="%(class)ss", verbose_name="escalier", null=True, blank=True
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="%(class)ss", verbose_name="logement", null=True, blank=True
    )

    objects = PlacedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=(Q(unit__isnull=True) | Q(staircase__isnull=False))
                & (Q(staircase__isnull=True) | Q(building__isnull=False)),
                name="%(app_label)s_%(class)s_whole_place",
                violation_error_message="Un logement se donne avec son escalier et son bâtiment.",
            )
        ]

    @property
    def place(self):
        """The narrowest level given."""
        return self.unit or self.staircase or self.building or self.residence

    @property
    def where(self) -> str:
        """« Bâtiment A · Escalier 1 · Logement 12 »; the whole residence when nothing narrower is given."""
        levels = (self.building, self.staircase, self.unit)
        return " · ".join(str(level) for level in levels if level) or ALL
