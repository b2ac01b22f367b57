"""Who cleans what, since when (domain.md §7.1)."""

import datetime as dt
from typing import TYPE_CHECKING

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from housing.models import Placed
from housing.models.places import PlacedQuerySet
from teams.workflow import MoveRefused

from .contracts import Contract

if TYPE_CHECKING:
    from teams.models import User


class CleaningServiceQuerySet(PlacedQuerySet):
    def running_on(self, day: dt.date):
        return self.filter(period__contains=day)

    def with_place(self):
        """With what a list says of each."""
        return self.select_related(
            "residence__agency", "building", "staircase", "contract__contractor", "employee"
        )


@pghistory.track()
class CleaningService(Placed):
    """One cleaner of one place for a period. `area`: a part of the place that is cleaned apart (surroundings)."""

    class Performer(models.TextChoices):
        COMPANY = "company", "Entreprise"
        STAFF = "staff", "Agent d’entretien"
        CARETAKER = "caretaker", "Gardien"

    area = models.CharField("espace", max_length=60, blank=True, help_text="Vide : tout l’escalier.")
    performer = models.CharField("qui nettoie", max_length=10, choices=Performer)
    contract = models.ForeignKey(
        Contract, models.PROTECT, related_name="cleaning_services", verbose_name="marché", null=True, blank=True
    )
    employee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="cleaning_services", verbose_name="agent",
        null=True, blank=True,
    )  # fmt: skip
    period = DateRangeField("période")

    objects = CleaningServiceQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Placed.Meta):
        verbose_name = "prestation de nettoyage"
        verbose_name_plural = "prestations de nettoyage"
        ordering = ["residence", "building", "staircase", "area", "pk"]
        constraints = [
            *Placed.Meta.constraints,
            models.UniqueConstraint("id", "performer", name="cleaning_service_performer"),
            models.CheckConstraint(condition=Q(unit__isnull=True), name="cleaning_service_common_parts"),
            models.CheckConstraint(
                condition=Q(performer="company", contract__isnull=False, employee__isnull=True)
                | Q(performer__in=["staff", "caretaker"], contract__isnull=True),
                name="cleaning_service_by_whom",
                violation_error_message="Une entreprise a un marché ; un agent ou un gardien n’en a pas.",
            ),
            ExclusionConstraint(
                name="cleaning_service_one_at_a_time",
                expressions=[
                    ("residence", RangeOperators.EQUAL),
                    (Coalesce("building", 0), RangeOperators.EQUAL),
                    (Coalesce("staircase", 0), RangeOperators.EQUAL),
                    ("area", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message="Quelqu’un nettoie déjà cet endroit à cette période.",
            ),
        ]

    def __str__(self):
        return f"{self.spot} ({self.cleaner})"

    def get_absolute_url(self):
        return reverse("proximity:cleaning_residence", args=[self.residence_id])

    @property
    def spot(self) -> str:
        """« Bâtiment A · Escalier 1 · Abords »; the street says it better than « Escalier unique »."""
        stairs = self.staircase
        known = stairs is not None and not stairs.name and stairs.street
        where = f"{self.building} · {stairs.street_number} {stairs.street}" if known else self.where
        return f"{where} · {self.area}" if self.area else where

    @property
    def cleaner(self) -> str:
        if self.contract:
            return self.contract.contractor.name
        return str(self.employee) if self.employee else self.get_performer_display()

    @property
    def is_company(self) -> bool:
        return self.performer == self.Performer.COMPANY

    def ends(self, on: dt.date, *, by: "User") -> None:
        """Somebody else cleans from that day on."""
        start = self.period.lower
        if start and on <= start:
            raise MoveRefused("La fin vient après le début.")
        still = CleaningService.objects.filter(pk=self.pk).filter(
            Q(period__contains=on) | Q(period__endswith=None)
        )
        with transaction.atomic():
            if not still.update(period=DateRange(start, on)):
                raise MoveRefused("Cette prestation est déjà finie.")
            self.refresh_from_db()

    def hold(self) -> "CleaningService":
        """Lock it until the transaction ends: of two people at once, one goes first."""
        CleaningService.objects.select_for_update(of=("self",)).get(pk=self.pk)
        return self

    @property
    def is_running(self) -> bool:
        return timezone.localdate() in self.period if self.period else False
