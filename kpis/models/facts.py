"""Figures of each day, as the night counted them; how the counting went; what it got wrong."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from housing.models import Residence
from requests_app.models import Category
from teams.models import Team
from teams.visibility import VisibleQuerySet


def amount(label: str) -> models.DecimalField:
    return models.DecimalField(label, max_digits=18, decimal_places=4)


def key(to: type[models.Model], label: str, *, null: bool = False, on_delete=models.CASCADE) -> models.ForeignKey:
    """To a row that the database does not look for again: the rows that a fact is counted from hold the same key,
    and looking for them took a third of the writing. What is left of a residence that is gone leaves
    with the next counting."""
    return models.ForeignKey(
        to, on_delete, related_name="+", verbose_name=label, null=null, db_index=False, db_constraint=False
    )


class DailyFactQuerySet(VisibleQuerySet):
    PERIMETER = "residence__agency"


class DailyFact(models.Model):
    """The two sums of one measure for one day, residence, team and category of request. Of a stock: what came less
    what left that day, so that what is there on a day is the sum of all days until then.

    Derived from the files, row by row replaced by `kpis.rollup`: never written by hand. A day may lie ahead (that
    on which an open file will be late); whoever reads sums up to a day.
    """

    measure = models.CharField("indicateur", max_length=10, db_collation="C")
    residence = key(Residence, "résidence")
    team = key(Team, "équipe", null=True)
    category = key(Category, "catégorie", null=True)
    day = models.DateField("jour")
    numerator = amount("numérateur")
    denominator = amount("dénominateur")

    objects = DailyFactQuerySet.as_manager()

    class Meta:
        """The indexes hold the sums: a page never looks up the rows, which lie anywhere. The first serves
        residences, agencies, and one measure everywhere; each further one makes the counting dearer."""

        verbose_name = "fait du jour"
        verbose_name_plural = "faits du jour"
        ordering = ["measure", "residence", "day", "team", "category"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "residence", "day", "team", "category"], include=["numerator", "denominator"],
                name="fact_once", nulls_distinct=False,
            )
        ]  # fmt: skip
        indexes = [
            models.Index(
                fields=["team", "measure", "day"], include=["residence", "category", "numerator", "denominator"],
                condition=Q(team__isnull=False), name="fact_of_team",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.measure} {self.day:%d/%m/%Y}"


class RollupRunQuerySet(models.QuerySet["RollupRun"]):
    def finished(self):
        return self.filter(finished_at__isnull=False)

    def thorough(self):
        """Those that looked at all that can change, not at the journal alone."""
        return self.filter(soon=False)

    def interrupted(self):
        return self.filter(finished_at=None).order_by("pk")


class RollupRun(models.Model):
    """One counting. It goes through residences in the order of their keys: killed, it goes on after `reached`.

    `since`: only what changed from then on; None: everything. What changes meanwhile is the next one's. `soon`:
    only where somebody has just written in the journal of a case.
    """

    since = models.DateTimeField("changements depuis", null=True)
    from_day = models.DateField("à partir du jour", null=True)
    soon = models.BooleanField("tout de suite", default=False)
    started_at = models.DateTimeField("commencé le", default=timezone.now)
    finished_at = models.DateTimeField("fini le", null=True)
    reached = models.BigIntegerField("dernière résidence comptée", default=0)
    residences = models.PositiveIntegerField("résidences comptées", default=0)
    changed = models.PositiveIntegerField("faits changés", default=0)

    objects = RollupRunQuerySet.as_manager()

    class Meta:
        verbose_name = "calcul des indicateurs"
        verbose_name_plural = "calculs des indicateurs"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True) | Q(finished_at__gte=F("started_at")), name="run_ends_after"
            )
        ]

    def __str__(self):
        return f"Calcul du {timezone.localtime(self.started_at):%d/%m/%Y %H:%M}"


class Discrepancy(models.Model):
    """A fact that the nightly check found to differ from the files. Shown above the figures until it is gone."""

    run = models.ForeignKey(RollupRun, models.CASCADE, related_name="discrepancies", verbose_name="calcul")
    measure = models.CharField("indicateur", max_length=10)
    residence = models.ForeignKey(Residence, models.CASCADE, related_name="+", verbose_name="résidence")
    facts = models.PositiveIntegerField("faits qui diffèrent")
    found_at = models.DateTimeField("trouvé le", default=timezone.now)

    class Meta:
        verbose_name = "écart"
        ordering = ["-found_at", "-pk"]
        constraints = [models.UniqueConstraint("run", "measure", "residence", name="discrepancy_once")]

    def __str__(self):
        return f"{self.measure} : {self.facts}"
