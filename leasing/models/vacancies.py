"""The vacancy of a home: the file that leasing and the field share from the notice until the next tenant."""

import datetime as dt
from decimal import Decimal

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from coordination.costing import Costing, Line
from coordination.models import Case
from coordination.models.scope import CaseScopedQuerySet
from housing.models import Unit
from teams.models import Team

from .leases import Lease
from .notices import Notice
from .registers import RegisterQuerySet

OPEN_ALREADY = "Une relocation est déjà ouverte pour ce logement."


class VacancyQuerySet(CaseScopedQuerySet):
    PERIMETER = "case__agency"

    def open(self):
        return self.filter(ended_on=None)

    def let(self):
        """Ended with a new tenant in the home."""
        return self.filter(outcome=Vacancy.Outcome.LET)


@pghistory.track()
class Vacancy(models.Model):
    """One per end of occupancy of a home; its case holds the tasks of both branches.

    `case.promised_on` is the promised ready date, `certainty` how sure it is, `not_before` what a person set.
    Delays, the split of vacant days and costs of vacancy are computed, never stored.
    """

    class Origin(models.TextChoices):
        NOTICE = "notice", "Congé"
        DEATH = "death", "Décès"
        ABANDONMENT = "abandonment", "Abandon"
        EVICTION = "eviction", "Expulsion ou reprise"
        WORKS = "works", "Fin de travaux"

    class Works(models.TextChoices):
        NONE = "none", "Aucun"
        LIGHT = "light", "Légers"
        MEDIUM = "medium", "Moyens"
        HEAVY = "heavy", "Lourds"

    class Certainty(models.TextChoices):
        ESTIMATED = "estimated", "Estimée"
        CONFIRMED = "confirmed", "Confirmée"
        FINAL = "final", "Définitive"

    class Outcome(models.TextChoices):
        LET = "let", "Reloué"
        WITHDRAWN = "withdrawn", "Congé retiré"
        FROZEN = "frozen", "Retiré de la location"
        VOID = "void", "Sans suite"

    case = models.OneToOneField(Case, models.PROTECT, related_name="vacancy", verbose_name="dossier")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="vacancies", verbose_name="logement")
    origin = models.CharField("origine", max_length=12, choices=Origin)
    lease = models.ForeignKey(
        Lease, models.PROTECT, related_name="vacancies", verbose_name="bail qui finit", null=True, blank=True
    )
    notice = models.ForeignKey(
        Notice, models.PROTECT, related_name="vacancies", verbose_name="congé", null=True, blank=True
    )
    expected_exit = models.DateField("sortie prévue le")
    visited_on = models.DateField("visite conseil le", null=True, blank=True)
    keys_on = models.DateField("clés rendues le", null=True, blank=True)
    works = models.CharField("travaux", max_length=6, choices=Works, blank=True)
    tenant_share = models.DecimalField(
        "à la charge du locataire (€)", max_digits=10, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(0)],
    )  # fmt: skip
    works_cost = models.DecimalField(
        "travaux (€)", max_digits=10, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    diagnostics_cost = models.DecimalField(
        "diagnostics (€)", max_digits=10, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(0)],
    )  # fmt: skip
    certainty = models.CharField("fiabilité", max_length=10, choices=Certainty, default=Certainty.ESTIMATED)
    not_before = models.DateField("pas avant le", null=True, blank=True)
    ready_on = models.DateField("bon à louer le", null=True, blank=True)
    move_in_on = models.DateField("entrée prévue le", null=True, blank=True)
    next_lease = models.OneToOneField(
        Lease, models.PROTECT, related_name="vacancy_before", verbose_name="bail suivant", null=True, blank=True
    )
    ended_on = models.DateField("finie le", null=True, blank=True, editable=False)
    outcome = models.CharField("issue", max_length=10, choices=Outcome, blank=True, editable=False)

    objects = VacancyQuerySet.as_manager()

    class Meta:
        verbose_name = "relocation"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                "unit", condition=Q(ended_on__isnull=True), name="vacancy_one_open",
                violation_error_message=OPEN_ALREADY,
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, outcome="") | (Q(ended_on__isnull=False) & ~Q(outcome="")),
                name="vacancy_ended_has_outcome",
            ),
            models.CheckConstraint(
                condition=Q(ready_on__isnull=True) | Q(certainty="final"), name="vacancy_ready_is_final"
            ),
            models.CheckConstraint(
                condition=Q(ready_on__isnull=True) | Q(move_in_on__isnull=True)
                | Q(move_in_on__gte=F("ready_on")) | ~Q(outcome="let"),
                name="vacancy_let_once_ready",
            ),
            models.CheckConstraint(
                condition=(Q(tenant_share__isnull=True) | Q(tenant_share__gte=0))
                & (Q(works_cost__isnull=True) | Q(works_cost__gte=0))
                & (Q(diagnostics_cost__isnull=True) | Q(diagnostics_cost__gte=0)),
                name="vacancy_costs_not_negative",
            ),
        ]  # fmt: skip
        indexes = [models.Index("works", "ready_on", condition=Q(outcome="let"), name="vacancy_history")]

    def __str__(self):
        return f"Relocation {self.unit}"

    def get_absolute_url(self):
        return self.case.get_absolute_url()

    @property
    def is_open(self) -> bool:
        return self.ended_on is None

    @property
    def exit_on(self) -> dt.date:
        """The last day of whoever lived there: told, then real."""
        return self.keys_on or self.expected_exit

    @property
    def is_sure(self) -> bool:
        """A lease may start on the promised day."""
        return self.certainty != self.Certainty.ESTIMATED

    @property
    def spent(self) -> Decimal:
        """What reletting cost beside the rent lost; the leaver's share comes off."""
        return sum(filter(None, (self.works_cost, self.diagnostics_cost)), Decimal()) - (self.tenant_share or 0)

    @property
    def estimate(self) -> Costing:
        """What the pre-visit saw, before anybody costs it."""
        return Costing(self.works, tuple(line.as_costed for line in self.lines.all()))


class VacancyFreeze(models.Model):
    """The home is kept from letting for a while: those days are no team's delay (domain.md §1.4)."""

    class Why(models.TextChoices):
        DEMOLITION = "demolition", "Démolition"
        SALE = "sale", "Vente"
        REHABILITATION = "rehabilitation", "Réhabilitation"
        DISASTER = "disaster", "Sinistre"

    vacancy = models.ForeignKey(Vacancy, models.PROTECT, related_name="freezes", verbose_name="relocation")
    why = models.CharField("motif", max_length=15, choices=Why)
    period = DateRangeField("période")

    class Meta:
        verbose_name = "gel"
        ordering = ["period", "pk"]
        constraints = [
            ExclusionConstraint(
                name="freeze_one_at_a_time",
                expressions=[("vacancy", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                violation_error_message="Le logement est déjà gelé à cette période.",
            )
        ]

    def __str__(self):
        return self.get_why_display()


@pghistory.track()
class DelayCause(models.Model):
    """Why a ready date moves, and by which service's doing (domain.md §1.5)."""

    code = models.CharField(
        "code",
        max_length=4,
        primary_key=True,
        validators=[RegexValidator(r"^R\d\d$", "R et deux chiffres : R16.")],
    )
    label = models.CharField("libellé", max_length=120)
    service = models.CharField("service", max_length=20, choices=Team.Service)
    actor = models.CharField("qui", max_length=30, blank=True)
    active = models.BooleanField("proposée", default=True)

    objects = RegisterQuerySet.as_manager()

    class Meta:
        verbose_name = "cause de retard"
        verbose_name_plural = "causes de retard"
        ordering = ["code"]
        constraints = [models.CheckConstraint(condition=Q(code__regex=r"^R[0-9]{2}$"), name="cause_has_a_code")]

    def __str__(self):
        return f"{self.code} {self.label}"

    def get_absolute_url(self):
        return reverse("leasing:cause", args=[self.code])


class EstimateLine(models.Model):
    """What must be done in the home, as the pre-visit saw it: what it would cost, and whom."""

    class Payer(models.TextChoices):
        TENANT = "tenant", "Locataire sortant"
        LANDLORD = "landlord", "Bailleur"

    vacancy = models.ForeignKey(Vacancy, models.PROTECT, related_name="lines", verbose_name="relocation")
    label = models.CharField("quoi", max_length=120)
    payer = models.CharField("à la charge de", max_length=10, choices=Payer)
    amount = models.DecimalField("montant (€)", max_digits=10, decimal_places=2, validators=[MinValueValidator(0)])

    class Meta:
        verbose_name = "ligne d’estimation"
        verbose_name_plural = "lignes d’estimation"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=0), name="estimate_not_negative"),
        ]

    def __str__(self):
        return self.label

    @property
    def as_costed(self) -> Line:
        tenant = self.amount if self.payer == self.Payer.TENANT else Decimal(0)
        return Line(self.label, self.amount, tenant=tenant)
