"""A figure that left its usual range, what people did about it, and what came of it."""

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Optional

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from coordination.models import Case
from housing.models import Residence
from teams.models import Agency, Team
from teams.visibility import VisibleQuerySet

from .facts import amount

if TYPE_CHECKING:
    from ..measures import Measure


class AlertQuerySet(VisibleQuerySet):
    PERIMETER = "agency"

    def open(self):
        return self.filter(closed_at=None)

    def without_action(self):
        """Open, and nobody has said yet what will be done."""
        return self.open().filter(~models.Exists(AlertAction.objects.filter(alert=models.OuterRef("pk"))))

    def with_last_action(self):
        """What the list says of the latest action: its text, its day, its effect."""
        last = AlertAction.objects.filter(alert=models.OuterRef("pk")).order_by("-pk")
        return self.annotate(
            last_action=models.Subquery(last.values("action")[:1]), last_on=models.Subquery(last.values("on")[:1]),
            last_effect=models.Subquery(last.values("effect")[:1]),
        )  # fmt: skip

    def at(self, *, agency=None, residence=None, team=None):
        """Open alerts that concern a level: a residence's own, a team's own, all of an agency."""
        found = self.open()
        if residence:
            return found.filter(residence=residence)
        if team:
            found = found.filter(team=team)
        return found.filter(agency=agency) if agency else found


class Alert(models.Model):
    """One series (measure and place) and what was seen of it. The case says who explains it and where it stands.

    The place is a residence, a team in an agency, or the agency. `usual`, `low` and `high` are the limits as they
    stood: the effect of an action is held against them. One open alert a series: `closed_at` mirrors the case's.
    """

    class Rule(models.TextChoices):
        BEYOND = "beyond", "Hors des limites habituelles"
        RUN = "run", "Changement de niveau"

    case = models.OneToOneField(Case, models.PROTECT, related_name="alert", verbose_name="dossier")
    measure = models.CharField("indicateur", max_length=10, db_collation="C")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="agence")
    residence = models.ForeignKey(Residence, models.CASCADE, related_name="+", verbose_name="résidence", null=True)
    team = models.ForeignKey(Team, models.CASCADE, related_name="+", verbose_name="équipe", null=True)
    rule = models.CharField("règle", max_length=10, choices=Rule)
    since = models.DateField("depuis la semaine du")
    week = models.DateField("vue à la semaine du")
    value = amount("valeur")
    count = amount("dossiers")
    usual = amount("valeur habituelle")
    low = amount("limite basse")
    high = amount("limite haute")
    sentence = models.TextField("constat")
    cause = models.TextField("cause principale", blank=True)
    found_at = models.DateTimeField("vue le", default=timezone.now)
    closed_at = models.DateTimeField("close le", null=True, blank=True, editable=False)

    objects = AlertQuerySet.as_manager()

    class Meta:
        verbose_name = "alerte"
        ordering = ["-week", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "measure",
                "agency",
                "residence",
                "team",
                name="alert_one_open_a_series",
                nulls_distinct=False,
                condition=Q(closed_at__isnull=True),
            ),
            models.UniqueConstraint(
                "measure",
                "agency",
                "residence",
                "team",
                "week",
                name="alert_once_a_week",
                nulls_distinct=False,
            ),
            models.CheckConstraint(condition=Q(residence=None) | Q(team=None), name="alert_of_one_place"),
            models.CheckConstraint(condition=Q(rule__in=["beyond", "run"]), name="alert_known_rule"),
            models.CheckConstraint(
                condition=Q(low__lte=F("usual"), usual__lte=F("high"), since__lte=F("week")), name="alert_in_order"
            ),
        ]
        indexes = [models.Index(fields=["agency", "-week"], name="alert_of_agency")]

    def __str__(self):
        return f"{self.name} : {self.place}"

    def get_absolute_url(self):
        return reverse("kpis:alert", args=[self.pk])

    @property
    def definition(self) -> Optional["Measure"]:
        """None once the measure is no longer counted. Measures read models: they are known after them."""
        from ..measures import MEASURES

        return MEASURES.get(self.measure)

    @property
    def name(self) -> str:
        return self.definition.name if self.definition else self.measure

    @property
    def place(self) -> str:
        return str(self.residence or self.team or self.agency)

    @property
    def last_day(self) -> dt.date:
        return self.week + dt.timedelta(days=6)

    @property
    def dates(self) -> str:
        """The days it is about, as `Period.read` reads them."""
        return f"periode=dates&du={self.since:%Y-%m-%d}&au={self.last_day:%Y-%m-%d}"

    @property
    def query(self) -> str:
        """The place and the days, as every page of figures reads them."""
        place = f"residence={self.residence_id}" if self.residence_id else f"agence={self.agency_id}"
        team = f"&equipe={self.team_id}" if self.team_id else ""
        return f"{place}{team}&{self.dates}"

    def verdict(self, before: Decimal, after: Decimal) -> str:
        """Of a change: more than half of what the figure moves by chance from week to week is an effect."""
        change, noise = after - before, (self.high - self.low) / 4
        if self.definition and self.definition.direction == "higher":
            change = -change
        if abs(change) <= noise:
            return AlertAction.Effect.SAME
        return AlertAction.Effect.BETTER if change < 0 else AlertAction.Effect.WORSE


class AlertAction(models.Model):
    """What somebody thinks explains it, what is done from which day on, and what the figure did afterwards."""

    class Effect(models.TextChoices):
        BETTER = "better", "Mieux"
        SAME = "same", "Sans effet"
        WORSE = "worse", "Moins bien"
        FEW = "few", "Trop peu de dossiers"

    alert = models.ForeignKey(Alert, models.CASCADE, related_name="actions", verbose_name="alerte")
    hypothesis = models.TextField("hypothèse")
    action = models.TextField("action")
    on = models.DateField("à partir du")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="par")
    key = models.UUIDField("clé d’envoi", unique=True, editable=False)
    made_at = models.DateTimeField("écrite le", default=timezone.now)
    effect = models.CharField("effet", max_length=10, choices=Effect, blank=True)
    before = models.DecimalField("avant", max_digits=18, decimal_places=4, null=True, blank=True)
    after = models.DecimalField("après", max_digits=18, decimal_places=4, null=True, blank=True)
    measured_at = models.DateTimeField("effet mesuré le", null=True, blank=True)

    class Meta:
        verbose_name = "action"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint("alert", name="action_one_unmeasured", condition=Q(effect="")),
            models.CheckConstraint(
                condition=Q(effect="", measured_at__isnull=True) | (~Q(effect="") & Q(measured_at__isnull=False)),
                name="action_measured_once",
            ),
            models.CheckConstraint(
                condition=Q(effect__in=["", "few"]) | Q(before__isnull=False, after__isnull=False),
                name="action_effect_has_figures",
            ),
        ]

    def __str__(self):
        return self.action


class Watch(models.Model):
    """One week looked through, agency by agency: killed, it goes on after `reached`."""

    week = models.DateField("semaine du", unique=True)
    reached = models.BigIntegerField("dernière agence vue", default=0)
    raised = models.PositiveIntegerField("alertes ouvertes", default=0)
    held_back = models.PositiveIntegerField("séries hors limites sans alerte", default=0)
    started_at = models.DateTimeField("commencée le", default=timezone.now)
    finished_at = models.DateTimeField("finie le", null=True)

    class Meta:
        verbose_name = "surveillance"
        ordering = ["-week"]

    def __str__(self):
        return f"Semaine du {self.week:%d/%m/%Y}"
