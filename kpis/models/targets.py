"""What a figure should be: dated, for the landlord, an agency or a residence."""

import datetime as dt

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from housing.models import Residence
from teams.models import Agency
from teams.visibility import VisibleQuerySet


class TargetQuerySet(VisibleQuerySet):
    def visible_to(self, user):
        """The landlord's targets are everybody's."""
        if not user.is_active or user.sees_everything:
            return super().visible_to(user)
        places = Residence.objects.visible_to(user).order_by().values("pk")
        return self.filter(
            Q(agency=None, residence=None) | Q(agency__in=user.agency_ids()) | Q(residence__in=places)
        )

    def on(self, day: dt.date):
        return self.filter(period__contains=day)

    def of(self, measure: str, place: Agency | Residence | None):
        """Those of this very place; None: the landlord's."""
        agency = place if isinstance(place, Agency) else None
        residence = place if isinstance(place, Residence) else None
        return self.filter(measure=measure, agency=agency, residence=residence)

    def for_place(self, day: dt.date, *, agency=None, residence=None) -> dict[str, "Target"]:
        """Per measure the one that holds there on that day: the residence's before its agency's, then the
        landlord's."""
        place = Q(agency=None, residence=None)
        if agency:
            place |= Q(agency=agency)
        if residence:
            place |= Q(residence=residence) | Q(agency=residence.agency_id)
        found = self.on(day).filter(place).select_related("agency", "residence").order_by(
            F("residence").asc(nulls_first=True), F("agency").asc(nulls_first=True), "pk"
        )  # fmt: skip
        return {one.measure: one for one in found}


@pghistory.track()
class Target(models.Model):
    """One value of one measure for a place and a period. A new one ends the former (`housing.models.dated`)."""

    measure = models.CharField("indicateur", max_length=10, db_collation="C")
    agency = models.ForeignKey(
        Agency, models.CASCADE, related_name="+", verbose_name="agence", null=True, blank=True
    )
    residence = models.ForeignKey(
        Residence, models.CASCADE, related_name="+", verbose_name="résidence", null=True, blank=True
    )
    value = models.DecimalField("cible", max_digits=10, decimal_places=2)
    basis = models.CharField("source", max_length=200)
    period = DateRangeField("période")
    verified_on = models.DateField("vérifié le", null=True, blank=True)

    objects = TargetQuerySet.as_manager()

    class Meta:
        verbose_name = "cible"
        ordering = ["measure", "-period", "pk"]
        constraints = [
            ExclusionConstraint(
                name="target_one_at_a_time",
                expressions=[
                    ("measure", RangeOperators.EQUAL), (Coalesce("agency", 0), RangeOperators.EQUAL),
                    (Coalesce("residence", 0), RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message="Une autre cible vaut déjà pour cette période.",
            ),
            models.CheckConstraint(
                condition=Q(agency__isnull=True) | Q(residence__isnull=True), name="target_of_one_place"
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.measure} : {self.value.normalize():f}"

    @property
    def place(self) -> Agency | Residence | None:
        return self.residence or self.agency
