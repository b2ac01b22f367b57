"""The sums of all residences: the page of the whole landlord never adds up every fact."""

import pgtrigger
from django.db import models

from teams.models import User

from .facts import DailyFact, amount

ADD = """
    INSERT INTO kpis_daytotal AS total (measure, day, numerator, denominator)
    SELECT measure, day, sum(numerator), sum(denominator)
    FROM ({rows}) AS moved (measure, day, numerator, denominator)
    GROUP BY measure, day HAVING sum(numerator) <> 0 OR sum(denominator) <> 0 ORDER BY measure, day
    ON CONFLICT (measure, day) DO UPDATE
    SET numerator = total.numerator + excluded.numerator, denominator = total.denominator + excluded.denominator;
    RETURN NULL;
"""
CAME = "SELECT measure, day, numerator, denominator FROM came"
LEFT = "SELECT measure, day, -numerator, -denominator FROM gone"


def _trigger(name: str, operation, rows: str, **referencing) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name, level=pgtrigger.Statement, when=pgtrigger.After, operation=operation,
        referencing=pgtrigger.Referencing(**referencing), func=ADD.format(rows=rows),
    )  # fmt: skip


class DayTotalQuerySet(models.QuerySet["DayTotal"]):
    def visible_to(self, user: User):
        """Of all agencies: for those who see all of them."""
        return self if user.is_active and user.sees_everything else self.none()


class DayTotal(models.Model):
    """The facts of one measure and day, added up over residences and teams.

    The database keeps it, in the transaction of whatever changes a fact: it can never say anything else.
    """

    measure = models.CharField("indicateur", max_length=10, db_collation="C")
    day = models.DateField("jour")
    numerator = amount("numérateur")
    denominator = amount("dénominateur")

    objects = DayTotalQuerySet.as_manager()

    class Meta:
        verbose_name = "total du jour"
        verbose_name_plural = "totaux du jour"
        ordering = ["measure", "day"]
        constraints = [models.UniqueConstraint("measure", "day", name="total_once")]

    def __str__(self):
        return f"{self.measure} {self.day:%d/%m/%Y}"


KEPT = [
    _trigger("adds_to_totals", pgtrigger.Insert, CAME, new="came"),
    _trigger("changes_totals", pgtrigger.Update, f"{CAME} UNION ALL {LEFT}", old="gone", new="came"),
    _trigger("leaves_totals", pgtrigger.Delete, LEFT, old="gone"),
    pgtrigger.Trigger(
        name="empties_totals", level=pgtrigger.Statement, when=pgtrigger.After, operation=pgtrigger.Truncate,
        func="DELETE FROM kpis_daytotal; RETURN NULL;",
    ),
]  # fmt: skip
pgtrigger.register(*KEPT)(DailyFact)
