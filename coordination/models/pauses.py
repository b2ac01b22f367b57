import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from ..schema import CHECK_CASE_OF_PAUSE
from .scope import CaseScopedQuerySet


class PauseQuerySet(CaseScopedQuerySet):
    PERIMETER = "task__agency"
    CASE = "task__case__"
    CONFIDENTIAL = "task__confidential"

    def open(self):
        return self.filter(ended_at=None)

    def spans(self):
        """(start, end) pairs for `coordination.clock`, oldest first."""
        return list(self.order_by("started_at", "pk").values_list("started_at", "ended_at"))


class Pause(models.Model):
    """The clocks of a task stand still. Only for the tenant: a contractor or a budget is our own wait."""

    class Reason(models.TextChoices):
        TENANT = "tenant", "En attente du locataire"

    task = models.ForeignKey("coordination.Task", models.PROTECT, related_name="pauses", verbose_name="tâche")
    started_at = models.DateTimeField("depuis")
    ended_at = models.DateTimeField("jusqu’à", null=True, blank=True)
    reason = models.CharField("motif", max_length=10, choices=Reason, default=Reason.TENANT)

    objects = PauseQuerySet.as_manager()

    class Meta:
        verbose_name = "pause"
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.UniqueConstraint("task", condition=Q(ended_at__isnull=True), name="pause_one_open"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")),
                name="pause_ends_after_start",
            ),
            models.CheckConstraint(condition=Q(reason="tenant"), name="pause_for_the_tenant_only"),
            ExclusionConstraint(
                name="pause_no_overlap",
                expressions=[
                    ("task", RangeOperators.EQUAL),
                    (
                        Func("started_at", "ended_at", function="tstzrange", output_field=DateTimeRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="check_case", when=pgtrigger.After, operation=pgtrigger.Insert | pgtrigger.Update,
                timing=pgtrigger.Deferred, func=CHECK_CASE_OF_PAUSE,
            )
        ]  # fmt: skip

    def __str__(self):
        return f"{self.get_reason_display()} depuis {self.started_at:%d/%m/%Y}"
