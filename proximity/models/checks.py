"""Mandatory checks (domain.md §9): what must be checked how often, where, when it was done, with which proof."""

import datetime as dt

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from coordination.clock import add_months
from coordination.models import Case
from housing.models import Document, Equipment, Placed
from housing.models.places import PlacedQuerySet


class CheckKind(models.Model):
    """A check the law or the landlord asks for. `equipment`: of each machine of that type; else of a residence."""

    code = models.SlugField("code", max_length=12, unique=True)
    label = models.CharField("contrôle", max_length=120)
    subject = models.CharField("équipement ou lieu", max_length=120)
    equipment = models.CharField("type d’équipement", max_length=20, choices=Equipment.Kind, blank=True)

    class Meta:
        verbose_name = "type de contrôle"
        verbose_name_plural = "types de contrôle"
        ordering = ["code"]

    def __str__(self):
        return f"{self.label} ({self.subject})"


class CheckRule(models.Model):
    """How often, for a period, with its basis. Neither months nor weeks: a permanent file, kept once for all.

    `from_due`: the next one counts from the day it was due, not from the day it was done.
    """

    kind = models.ForeignKey(CheckKind, models.CASCADE, related_name="rules", verbose_name="type de contrôle")
    period = DateRangeField("période")
    months = models.PositiveSmallIntegerField("tous les (mois)", null=True, blank=True)
    weeks = models.PositiveSmallIntegerField("toutes les (semaines)", null=True, blank=True)
    mandatory = models.BooleanField("obligatoire", default=True)
    from_due = models.BooleanField("compter depuis l’échéance prévue", default=False)
    alert_days = models.PositiveSmallIntegerField("alerte avant l’échéance (jours)", default=60)
    basis = models.CharField("base légale ou source", max_length=200)
    verified_on = models.DateField("vérifié le", null=True, blank=True)

    class Meta:
        verbose_name = "périodicité"
        ordering = ["kind", "-period", "pk"]
        constraints = [
            ExclusionConstraint(
                name="check_rule_one_at_a_time",
                expressions=[("kind", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                violation_error_message="Une autre périodicité vaut déjà pour cette période.",
            ),
            models.CheckConstraint(
                condition=(Q(months__isnull=True) | Q(months__gt=0)) & (Q(weeks__isnull=True) | Q(weeks__gt=0))
                & (Q(months__isnull=True) | Q(weeks__isnull=True)),
                name="check_rule_one_rhythm",
                violation_error_message="Donnez des mois ou des semaines, pas les deux.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.rhythm

    @property
    def rhythm(self) -> str:
        if self.weeks:
            return f"toutes les {self.weeks} semaines" if self.weeks > 1 else "chaque semaine"
        if not self.months:
            return "dossier permanent"
        if self.months % 12 == 0:
            return f"tous les {self.months // 12} ans" if self.months > 12 else "chaque année"
        return f"tous les {self.months} mois" if self.months > 1 else "chaque mois"

    def next_due(self, done_on: dt.date, due_on: dt.date | None) -> dt.date | None:
        """When the check comes back; always after the day it was done. None: never."""
        start = due_on if self.from_due and due_on else done_on
        found = self._after(start)
        while found is not None and found <= done_on:
            found = self._after(found)
        return found

    def _after(self, day: dt.date) -> dt.date | None:
        if self.weeks:
            return day + dt.timedelta(weeks=self.weeks)
        return add_months(day, self.months) if self.months else None


class Status(models.TextChoices):
    GOOD = "good", "À jour"
    SOON = "soon", "À planifier"
    LATE = "late", "En retard"
    MISSING = "missing", "Sans preuve"
    REFUSED = "refused", "Non conforme"


RED = (Status.LATE, Status.MISSING, Status.REFUSED)


class CheckQuerySet(PlacedQuerySet):
    def standing(self):
        """The equipment or the duty is still there."""
        return self.filter(ended_on=None)

    def with_status(self, day: dt.date):
        """`status` on that day, `mandatory` and `alert_days` of the rule in force then."""
        rule = CheckRule.objects.filter(kind=OuterRef("kind"), period__contains=day)
        found = self.annotate(
            alert_days=Coalesce(Subquery(rule.values("alert_days")[:1]), 0),
            mandatory=Coalesce(Subquery(rule.values("mandatory")[:1]), False),
        )
        to_come = models.ExpressionWrapper(
            Value(day, models.DateField()) + F("alert_days"), output_field=models.DateField()
        )
        return found.annotate(
            status=models.Case(
                models.When(result=CheckRecord.Result.REFUSED, then=Value(Status.REFUSED)),
                models.When(done_on=None, due_on=None, then=Value(Status.MISSING)),
                models.When(due_on__lt=day, then=Value(Status.LATE)),
                models.When(due_on__lte=to_come, then=Value(Status.SOON)),
                default=Value(Status.GOOD), output_field=models.CharField(),
            )
        )  # fmt: skip

    def unproven(self):
        """Never done as far as one knows, without a date, and nobody has it in hand."""
        return self.standing().filter(done_on=None, due_on=None, case=None)

    def red(self, day: dt.date):
        """What keeps a residence from being green."""
        return self.standing().with_status(day).filter(status__in=RED)


@pghistory.track()
class MandatoryCheck(Placed):
    """A check that a machine or a residence owes. `due_on`, `done_on` and `result` follow its last record.

    `case`: the open case by which somebody has it done.
    """

    kind = models.ForeignKey(CheckKind, models.PROTECT, related_name="checks", verbose_name="contrôle")
    equipment = models.ForeignKey(
        Equipment, models.PROTECT, related_name="checks", verbose_name="équipement", null=True, blank=True
    )
    due_on = models.DateField("échéance", null=True, blank=True)
    done_on = models.DateField("dernier contrôle", null=True, blank=True, editable=False)
    result = models.CharField("résultat", max_length=10, blank=True, editable=False)
    case = models.ForeignKey(
        Case, models.PROTECT, related_name="checks", verbose_name="dossier", null=True, blank=True, editable=False
    )
    ended_on = models.DateField("plus dû depuis le", null=True, blank=True)

    objects = CheckQuerySet.as_manager()  # type: ignore[misc, assignment]

    class Meta(Placed.Meta):
        verbose_name = "contrôle réglementaire"
        verbose_name_plural = "contrôles réglementaires"
        ordering = ["due_on", "pk"]
        constraints = [
            *Placed.Meta.constraints,
            models.UniqueConstraint(
                "kind", "equipment", condition=Q(equipment__isnull=False, ended_on__isnull=True),
                name="check_once_per_equipment",
            ),
            models.UniqueConstraint(
                "kind", "residence", "building", nulls_distinct=False,
                condition=Q(equipment__isnull=True, ended_on__isnull=True), name="check_once_per_place",
                violation_error_message="Ce contrôle est déjà suivi ici.",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index("residence", condition=Q(ended_on__isnull=True), name="check_of_residence"),
            models.Index("due_on", "id", condition=Q(ended_on__isnull=True), name="check_by_due"),
        ]

    def __str__(self):
        return f"{self.kind.label}, {self.subject}"

    def get_absolute_url(self):
        return reverse("proximity:check", args=[self.pk])

    @property
    def subject(self) -> str:
        return str(self.equipment) if self.equipment else self.kind.subject


class CheckRecord(models.Model):
    """A check that was done: by whom, with which result and report. Never changed."""

    class Result(models.TextChoices):
        GOOD = "good", "Conforme"
        REMARKS = "remarks", "Avec observations"
        REFUSED = "refused", "Non conforme"

    of = models.ForeignKey(MandatoryCheck, models.PROTECT, related_name="records", verbose_name="contrôle")
    done_on = models.DateField("fait le")
    due_on = models.DateField("échéance qu’il tenait", null=True, blank=True, editable=False)
    company = models.CharField("organisme ou entreprise", max_length=120)
    result = models.CharField("résultat", max_length=10, choices=Result, default=Result.GOOD)
    document = models.ForeignKey(
        Document, models.SET_NULL, related_name="+", verbose_name="rapport", null=True, blank=True
    )
    observations = models.TextField("observations", max_length=4000, blank=True)
    lifted_on = models.DateField("non-conformité levée le", null=True, blank=True, editable=False)
    recorded_at = models.DateTimeField("saisi le", default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="par", null=True, blank=True,
        editable=False,
    )  # fmt: skip
    key = models.UUIDField("clé d’envoi", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "contrôle fait"
        verbose_name_plural = "contrôles faits"
        ordering = ["-done_on", "-pk"]
        constraints = [
            models.UniqueConstraint("key", name="check_record_key_once"),
            models.CheckConstraint(
                condition=Q(lifted_on__isnull=True) | Q(result="refused", lifted_on__gte=F("done_on")),
                name="check_record_lifted",
            ),
        ]

    def __str__(self):
        return f"{self.get_result_display()} le {self.done_on:%d/%m/%Y}"
