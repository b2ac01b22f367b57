"""What is taken off a cleaning company's invoices: proposed, notified, answered, dropped or applied (§7.4)."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Sum
from django.urls import reverse
from django.utils import timezone

from coordination.models import Case
from coordination.models.scope import CaseScopedQuerySet
from teams.workflow import Move, WorkflowModel

from ..cleaning_access import MAY_DECIDE
from .cleaning_checks import CleaningCheck
from .cleaning_services import CleaningService
from .contracts import Contract
from .orders import WorkOrder

DECIDERS = frozenset(MAY_DECIDE)


class PenaltyQuerySet(CaseScopedQuerySet):
    PERIMETER = "case__agency"

    def owed(self):
        """Confirmed or applied."""
        return self.filter(state__in=Penalty.OWED)

    def counted(self):
        """Those that count for the cap and for the exemption: what was not worth its price, or was done by another
        firm, is no penalty."""
        return self.owed().filter(kind=Penalty.Kind.PENALTY)

    def live(self):
        return self.filter(state__in=("proposed", "notified", "observed"))

    def unsettled(self):
        """Neither given up nor taken off an invoice."""
        return self.exclude(state__in=("dropped", "applied"))

    def total(self) -> Decimal:
        return self.aggregate(total=Sum("amount"))["total"] or Decimal(0)


class Penalty(WorkflowModel):
    """What the contract's rules make of a check that failed twice; its lines say how the amount came about.

    Instead of a penalty, imperfect work may be accepted at a lower price (« réfaction »), or given to another firm
    that is paid by this one (« exécution aux frais et risques »); neither passes `base`: the month's price, the
    order of the other firm. Only a company pays: `performer` is held to the service's by the database, and nothing
    but « company » fits.
    """

    class Kind(models.TextChoices):
        PENALTY = "penalty", "Pénalité"
        REDUCTION = "reduction", "Réfaction"
        EXECUTION = "execution", "Exécution aux frais et risques"

    class State(models.TextChoices):
        PROPOSED = "proposed", "Proposée"
        NOTIFIED = "notified", "Notifiée"
        OBSERVED = "observed", "Observations reçues"
        CONFIRMED = "confirmed", "Confirmée"
        DROPPED = "dropped", "Abandonnée"
        APPLIED = "applied", "Appliquée"

    OWED = ("confirmed", "applied")
    MOVES = {
        "notify": Move(frozenset({"proposed"}), "notified", "Notifier au titulaire", DECIDERS),
        "observe": Move(frozenset({"notified"}), "observed", "Observations reçues", DECIDERS),
        "confirm": Move(frozenset({"notified", "observed"}), "confirmed", "Confirmer", DECIDERS),
        "drop": Move(frozenset({"proposed", "notified", "observed"}), "dropped", "Abandonner", DECIDERS),
        "apply": Move(frozenset({"confirmed"}), "applied", "Appliquer sur une facture", DECIDERS),
    }

    case = models.ForeignKey(Case, models.PROTECT, related_name="penalties", verbose_name="dossier")
    check_made = models.OneToOneField(
        CleaningCheck, models.PROTECT, related_name="penalty", verbose_name="contrôle"
    )
    service = models.ForeignKey(
        CleaningService, models.PROTECT, related_name="penalties", verbose_name="prestation"
    )
    performer = models.CharField(max_length=10, default="company", editable=False)
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="penalties", verbose_name="marché")
    state = models.CharField("état", max_length=10, choices=State, default=State.PROPOSED)
    kind = models.CharField("nature", max_length=9, choices=Kind, default=Kind.PENALTY)
    base = models.DecimalField("au plus (€)", max_digits=12, decimal_places=2, null=True, blank=True)
    order = models.ForeignKey(
        WorkOrder, models.PROTECT, related_name="charged", verbose_name="ordre de l’autre entreprise", null=True,
        blank=True,
    )  # fmt: skip
    facts = models.CharField("faits", max_length=1000)
    full_amount = models.DecimalField("avant plafond (€)", max_digits=10, decimal_places=2)
    amount = models.DecimalField("montant (€)", max_digits=10, decimal_places=2)
    proposed_at = models.DateTimeField("proposée le", default=timezone.now)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="proposée par", null=True
    )
    notified_at = models.DateTimeField("notifiée le", null=True, blank=True)
    notice_sent_at = models.DateTimeField("envoyée au titulaire le", null=True, blank=True, editable=False)
    observe_until = models.DateField("observations jusqu’au", null=True, blank=True)
    observations = models.TextField("observations du titulaire", blank=True)
    decision = models.CharField("motif de la décision", max_length=500, blank=True)
    invoice = models.CharField("facture n°", max_length=40, blank=True)
    applied_on = models.DateField("appliquée le", null=True, blank=True)

    objects = PenaltyQuerySet.as_manager()

    class Meta:
        verbose_name = "pénalité"
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(performer="company"), name="penalty_on_companies_only",
                violation_error_message="Seule une entreprise peut avoir une pénalité.",
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0, amount__lte=F("full_amount")), name="penalty_amount"
            ),
            models.CheckConstraint(
                condition=Q(kind="penalty", base__isnull=True, order__isnull=True)
                | Q(kind="reduction", base__isnull=False, order__isnull=True)
                | Q(kind="execution", base__isnull=False, order__isnull=False),
                name="penalty_kind_whole",
            ),
            models.CheckConstraint(
                condition=Q(base__isnull=True) | Q(full_amount__lte=F("base")), name="penalty_within_base"
            ),
            models.UniqueConstraint(
                "order", condition=~Q(state="dropped"), name="penalty_order_charged_once",
                violation_error_message="Cet ordre est déjà mis à la charge d’une entreprise.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("proposed", "dropped"))
                | Q(notified_at__isnull=False, observe_until__isnull=False),
                name="penalty_notified_first",
            ),
            models.CheckConstraint(condition=~Q(state="observed") | ~Q(observations=""), name="penalty_observed"),
            models.CheckConstraint(condition=~Q(state="dropped") | ~Q(decision=""), name="penalty_dropped_why"),
            models.CheckConstraint(
                condition=Q(state="applied", applied_on__isnull=False) & ~Q(invoice="")
                | ~Q(state="applied") & Q(applied_on__isnull=True, invoice=""),
                name="penalty_applied_on_invoice",
            ),
        ]  # fmt: skip
        indexes = [models.Index("contract", "state", name="penalty_of_contract")]

    def __str__(self):
        return f"{self.get_kind_display()} {self.case.reference}"

    def get_absolute_url(self):
        return reverse("proximity:cleaning_penalty", args=[self.pk])

    @property
    def is_capped(self) -> bool:
        return self.amount < self.full_amount

    @property
    def is_penalty(self) -> bool:
        return self.kind == self.Kind.PENALTY

    def may_be_answered(self) -> bool:
        """By the company, on its page."""
        until = self.observe_until
        return self.state == self.State.NOTIFIED and until is not None and timezone.localdate() <= until


class PenaltyLine(models.Model):
    """One rule of the contract and what it makes: « Reprise non faite : 50 € + 2 j × 50 € »."""

    penalty = models.ForeignKey(Penalty, models.CASCADE, related_name="lines", verbose_name="pénalité")
    label = models.CharField("règle", max_length=120)
    reckoning = models.CharField("calcul", max_length=160)
    amount = models.DecimalField("montant (€)", max_digits=10, decimal_places=2)

    class Meta:
        verbose_name = "ligne de pénalité"
        verbose_name_plural = "lignes de pénalité"
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(amount__gte=0), name="penalty_line_not_negative")]

    def __str__(self):
        return self.label


class PenaltyMove(models.Model):
    """One line of a penalty's timeline."""

    penalty = models.ForeignKey(Penalty, models.CASCADE, related_name="timeline", verbose_name="pénalité")
    move = models.CharField(max_length=10)
    before = models.CharField("de", max_length=10, choices=Penalty.State)
    after = models.CharField("à", max_length=10, choices=Penalty.State)
    at = models.DateTimeField("le", default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="par", null=True, blank=True
    )
    note = models.CharField("note", max_length=500, blank=True)

    class Meta:
        verbose_name = "étape de la pénalité"
        verbose_name_plural = "étapes de la pénalité"
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.before} → {self.after}"

    @property
    def author(self) -> str:
        """Nobody of ours answers for the company: it did, on its page."""
        if self.by is None and self.move == "observe":
            return self.penalty.contract.contractor.name
        return str(self.by or "Palier")
