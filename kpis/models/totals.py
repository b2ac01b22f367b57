"""Sums that the database keeps: the page of the whole landlord never adds up every fact."""

import pgtrigger
from django.db import models
from django.db.models import Q

from housing.models import Residence
from requests_app.models import Category
from teams.models import User
from teams.visibility import VisibleQuerySet

from .facts import DailyFact, amount, key

# One reading of the facts that moved, for both tables.
ADD = """
    WITH moved AS MATERIALIZED (
        SELECT measure, day, residence_id, category_id,
            sum(numerator) AS numerator, sum(denominator) AS denominator
        FROM ({rows}) AS fact
        GROUP BY GROUPING SETS ((measure, day), (measure, residence_id), (measure, category_id))
        HAVING (sum(numerator) <> 0 OR sum(denominator) <> 0)
        AND num_nonnulls(day, residence_id, category_id) = 1
    ), days AS (
        INSERT INTO kpis_daytotal AS kept (measure, day, numerator, denominator)
        SELECT measure, day, numerator, denominator FROM moved WHERE day IS NOT NULL ORDER BY measure, day
        ON CONFLICT (measure, day) DO UPDATE
        SET numerator = kept.numerator + excluded.numerator, denominator = kept.denominator + excluded.denominator
    )
    INSERT INTO kpis_balance AS kept (measure, residence_id, category_id, numerator, denominator)
    SELECT measure, residence_id, category_id, numerator, denominator FROM moved WHERE day IS NULL
    ORDER BY measure, residence_id, category_id
    ON CONFLICT (measure, residence_id, category_id) DO UPDATE
    SET numerator = kept.numerator + excluded.numerator, denominator = kept.denominator + excluded.denominator;
    RETURN NULL;
"""
COLUMNS = "measure, day, residence_id, category_id"
CAME = f"SELECT {COLUMNS}, numerator, denominator FROM came"  # noqa: S608 - names of columns
LEFT = f"SELECT {COLUMNS}, -numerator AS numerator, -denominator AS denominator FROM gone"  # noqa: S608


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


class BalanceQuerySet(VisibleQuerySet):
    """Of categories, everywhere: for those who see everything."""

    PERIMETER = "residence__agency"


class Balance(models.Model):
    """What all facts of one measure add up to, whatever the day: of a residence, or of a category of request
    everywhere. What was there on a day is this less what moved since.

    The database keeps it, as the totals. Of a residence that is gone a line of noughts may stay.
    """

    measure = models.CharField("indicateur", max_length=10, db_collation="C")
    residence = key(Residence, "résidence", null=True, on_delete=models.DO_NOTHING)
    category = key(Category, "catégorie", null=True, on_delete=models.DO_NOTHING)
    numerator = amount("numérateur")
    denominator = amount("dénominateur")

    objects = BalanceQuerySet.as_manager()

    class Meta:
        verbose_name = "solde"
        ordering = ["measure", "residence", "category"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "residence", "category"], name="balance_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(residence=None, category__isnull=False) | Q(residence__isnull=False, category=None),
                name="balance_of_one_key",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.measure} {self.residence_id or self.category_id}"


KEPT = [
    _trigger("adds_to_totals", pgtrigger.Insert, CAME, new="came"),
    _trigger("changes_totals", pgtrigger.Update, f"{CAME} UNION ALL {LEFT}", old="gone", new="came"),
    _trigger("leaves_totals", pgtrigger.Delete, LEFT, old="gone"),
    pgtrigger.Trigger(
        name="empties_totals", level=pgtrigger.Statement, when=pgtrigger.After, operation=pgtrigger.Truncate,
        func="DELETE FROM kpis_daytotal; DELETE FROM kpis_balance; RETURN NULL;",
    ),
]  # fmt: skip
pgtrigger.register(*KEPT)(DailyFact)
