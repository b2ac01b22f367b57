"""Opening hours and service levels: dated data, by landlord or by agency, with their basis."""

import datetime as dt
from decimal import Decimal
from typing import Any, NamedTuple

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Floor

from teams.models import Agency
from teams.visibility import VisibleQuerySet

from ..clock import Calendar, Opening, Unit, calendar_of
from .processes import Process

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
TWO, THREE = dt.time(2), dt.time(3)


def _clock(time: dt.time) -> str:
    return f"{time.hour} h {time.minute:02}" if time.minute else f"{time.hour} h"


class WorkingCalendarQuerySet(VisibleQuerySet):
    def visible_to(self, user):
        """The landlord's hours are everybody's; an agency's own are for those who see the agency."""
        if not user.is_active or user.sees_everything:
            return super().visible_to(user)
        return self.filter(Q(agency=None) | Q(agency__in=user.agency_ids()))

    def on(self, day: dt.date):
        return self.filter(period__contains=day)

    def of(self, agency_id: int | None):
        """The agency's own; None: the landlord's."""
        return self.filter(agency=agency_id) if agency_id else self.filter(agency=None)

    def for_agency(self, agency_id: int | None) -> Calendar:
        """The agency's own hours where it has some, else the landlord's. One small query; the days are kept."""
        rows: models.QuerySet[Any] = self.filter(Q(agency=None) | Q(agency=agency_id)).order_by(
            F("agency").desc(nulls_last=True), "period", "pk"
        )
        return calendar_of(tuple(row.opening for row in rows))


class WorkingCalendar(models.Model):
    """When people work, for a period; never from or until 2 to 3 at night, which comes twice a year."""

    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="calendars", verbose_name="agence", null=True, blank=True
    )
    period = DateRangeField("période")
    weekdays = ArrayField(models.PositiveSmallIntegerField(), verbose_name="jours (lundi = 0)")
    opens = models.TimeField("ouverture")
    closes = models.TimeField("fermeture")
    alsace_moselle = models.BooleanField("jours fériés d’Alsace-Moselle", default=False)
    basis = models.CharField("source", max_length=200)
    verified_on = models.DateField("vérifié le", null=True, blank=True)

    objects = WorkingCalendarQuerySet.as_manager()

    class Meta:
        verbose_name = "horaires d’ouverture"
        verbose_name_plural = "horaires d’ouverture"
        ordering = ["agency", "-period", "pk"]
        constraints = [
            ExclusionConstraint(
                name="calendar_one_at_a_time",
                expressions=[(Coalesce("agency", 0), RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                violation_error_message="D’autres horaires valent déjà pour cette période.",
            ),
            models.CheckConstraint(
                condition=Q(opens__lt=F("closes")), name="calendar_opens_before_closing",
                violation_error_message="La fermeture vient avant l’ouverture.",
            ),
            models.CheckConstraint(
                condition=~Q(opens__gt=TWO, opens__lt=THREE) & ~Q(closes__gt=TWO, closes__lt=THREE),
                name="calendar_not_in_the_hour_that_shifts",
                violation_error_message="Pas d’horaire entre 2 h et 3 h : cette heure change deux fois par an.",
            ),
            models.CheckConstraint(
                condition=Q(weekdays__contained_by=list(range(7))), name="calendar_known_weekdays"
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.agency or 'Bailleur'} : {self.opens:%H:%M}–{self.closes:%H:%M}"

    @property
    def said(self) -> str:
        """« lundi, mardi, de 8 h à 18 h »."""
        days = ", ".join(DAYS[day] for day in sorted(self.weekdays))
        holidays = ", fériés d’Alsace-Moselle" if self.alsace_moselle else ""
        return f"{days}, de {_clock(self.opens)} à {_clock(self.closes)}{holidays}"

    @property
    def opening(self) -> Opening:
        return Opening(
            self.opens,
            self.closes,
            frozenset(self.weekdays),
            self.period.lower,
            self.period.upper,
            self.alsace_moselle,
        )


class Priority(models.IntegerChoices):
    EMERGENCY = 1, "U1 — urgence"
    URGENT = 2, "U2 — pressant"
    NORMAL = 3, "U3 — normal"
    LOW = 4, "U4 — à répondre"


class Delay(NamedTuple):
    amount: Decimal
    unit: str


class ServiceLevelQuerySet(models.QuerySet["ServiceLevel"]):
    def delay(self, process: str, priority: int, day: dt.date) -> Delay | None:
        """What the tenant may expect, on that day; None where nothing is promised in advance."""
        row = self.filter(process=process, priority=priority, period__contains=day).first()
        return Delay(row.amount, row.unit) if row else None

    def on(self, day: dt.date):
        return self.filter(period__contains=day)


class ServiceLevel(models.Model):
    """How fast a process serves each urgency, for a period (domain.md §6.2)."""

    process = models.ForeignKey(Process, models.PROTECT, related_name="levels", verbose_name="processus")
    priority = models.PositiveSmallIntegerField("urgence", choices=Priority)
    period = DateRangeField("période")
    amount = models.DecimalField("délai", max_digits=6, decimal_places=2)
    unit = models.CharField("unité", max_length=20, choices=Unit)
    basis = models.CharField("source", max_length=200)
    verified_on = models.DateField("vérifié le", null=True, blank=True)

    objects = ServiceLevelQuerySet.as_manager()

    class Meta:
        verbose_name = "délai de service"
        verbose_name_plural = "délais de service"
        ordering = ["process", "priority", "-period", "pk"]
        constraints = [
            ExclusionConstraint(
                name="level_one_at_a_time",
                expressions=[
                    ("process", RangeOperators.EQUAL),
                    ("priority", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message="Un autre délai vaut déjà pour cette période.",
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="level_positive"),
            models.CheckConstraint(condition=Q(priority__in=Priority.values), name="level_known_priority"),
            models.CheckConstraint(
                condition=~Q(unit=Unit.WORKING_DAYS) | Q(amount=Floor("amount")),
                name="level_whole_days",
            ),
        ]

    def __str__(self):
        return f"{self.process_id} {self.get_priority_display()} : {self.said}"

    @property
    def said(self) -> str:
        """« 5 jours ouvrés »."""
        return f"{self.amount.normalize():f} {self.get_unit_display()}"
