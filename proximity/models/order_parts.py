"""What an order is made of: versions with their lines, appointments, shut doors; and the firm's own link."""

import secrets
from decimal import Decimal

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from coordination.models.scope import CaseScopedQuerySet

from .contracts import Contractor, PriceLine, rounded
from .orders import Via, WorkOrder

TOKEN_BYTES = 24
"""192 bits: nobody guesses one."""


class OfOrderQuerySet(CaseScopedQuerySet):
    """Rows of an order: seen by who sees its case."""

    PERIMETER = "order__case__agency"
    CASE = "order__case__"
    CONFIDENTIAL = "order__case__confidential"


class OrderVersionQuerySet(OfOrderQuerySet):
    def pending(self):
        return self.filter(decision="")


class OrderVersion(models.Model):
    """What was ordered for how much, first (1) and after each variation (avenant); somebody approves each."""

    class Decision(models.TextChoices):
        APPROVED = "approved", "Validée"
        REFUSED = "refused", "Refusée"
        DROPPED = "dropped", "Abandonnée"

    order = models.ForeignKey(WorkOrder, models.CASCADE, related_name="versions", verbose_name="ordre de service")
    number = models.PositiveSmallIntegerField("version")
    amount = models.DecimalField("montant HT (€)", max_digits=12, decimal_places=2)
    reason = models.CharField("motif", max_length=300, blank=True)
    made_at = models.DateTimeField("faite le", default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="par")
    decision = models.CharField("décision", max_length=10, choices=Decision, blank=True)
    decided_at = models.DateTimeField("décidée le", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="décidée par", null=True,
        blank=True,
    )  # fmt: skip
    decision_note = models.CharField("note", max_length=300, blank=True)
    mailed_at = models.DateTimeField("envoyée à l’entreprise le", null=True, blank=True, editable=False)

    objects = OrderVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "version de l’ordre"
        verbose_name_plural = "versions de l’ordre"
        ordering = ["order", "number"]
        constraints = [
            models.UniqueConstraint("order", "number", name="order_version_number"),
            models.UniqueConstraint("order", condition=Q(decision=""), name="order_one_version_to_decide"),
            models.CheckConstraint(
                condition=Q(decision="", decided_at__isnull=True) | ~Q(decision="") & Q(decided_at__isnull=False),
                name="order_version_decided",
            ),
            models.CheckConstraint(condition=Q(number=1) | ~Q(reason=""), name="order_variation_has_a_reason"),
            models.CheckConstraint(condition=Q(amount__gte=0, number__gte=1), name="order_version_values"),
        ]

    def __str__(self):
        return f"Version {self.number}"


class OrderLine(models.Model):
    """So many of something at a price: from the contract's list, or free."""

    version = models.ForeignKey(OrderVersion, models.CASCADE, related_name="lines", verbose_name="version")
    position = models.PositiveSmallIntegerField("rang")
    price_line = models.ForeignKey(
        PriceLine, models.PROTECT, related_name="+", verbose_name="ligne de prix", null=True, blank=True
    )
    code = models.CharField("code", max_length=30, blank=True)
    label = models.CharField("libellé", max_length=200)
    unit = models.CharField("unité", max_length=20, blank=True)
    quantity = models.DecimalField(
        "quantité", max_digits=9, decimal_places=2, validators=[MinValueValidator(Decimal("0.01"))]
    )
    price = models.DecimalField("prix HT (€)", max_digits=10, decimal_places=2, validators=[MinValueValidator(0)])

    class Meta:
        verbose_name = "ligne de l’ordre"
        verbose_name_plural = "lignes de l’ordre"
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint("version", "position", name="order_line_position"),
            models.CheckConstraint(condition=Q(quantity__gt=0, price__gte=0), name="order_line_values"),
        ]

    def __str__(self):
        return self.label

    @property
    def amount(self) -> Decimal:
        return rounded(self.quantity * self.price)


class SlotQuerySet(OfOrderQuerySet):
    def offered(self):
        return self.filter(state=Slot.State.OFFERED)

    def standing(self):
        return self.filter(state=Slot.State.CHOSEN)


class Slot(models.Model):
    """A time at which the firm could come: offered to the tenant under a number, then chosen or not."""

    class State(models.TextChoices):
        OFFERED = "offered", "Proposé"
        CHOSEN = "chosen", "Retenu"
        LEFT = "left", "Non retenu"
        MOVED = "moved", "Déplacé"
        MISSED = "missed", "Sans accès"
        KEPT = "kept", "Honoré"

    order = models.ForeignKey(WorkOrder, models.CASCADE, related_name="slots", verbose_name="ordre de service")
    number = models.PositiveSmallIntegerField("numéro")
    starts_at = models.DateTimeField("de")
    ends_at = models.DateTimeField("à")
    offered_at = models.DateTimeField("proposé le", default=timezone.now)
    via = models.CharField("proposé par", max_length=10, choices=Via)
    state = models.CharField("état", max_length=8, choices=State, default=State.OFFERED)
    chosen_at = models.DateTimeField("retenu le", null=True, blank=True)
    chosen_via = models.CharField("retenu par", max_length=10, choices=Via, blank=True)

    objects = SlotQuerySet.as_manager()

    class Meta:
        verbose_name = "créneau"
        verbose_name_plural = "créneaux"
        ordering = ["order", "-offered_at", "number", "pk"]
        constraints = [
            models.UniqueConstraint("order", condition=Q(state="chosen"), name="slot_one_chosen"),
            models.UniqueConstraint("order", "number", condition=Q(state="offered"), name="slot_number"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="slot_lasts",
                violation_error_message="La fin vient après le début.",
            ),
            models.CheckConstraint(
                condition=~Q(state="chosen") | Q(chosen_at__isnull=False) & ~Q(chosen_via=""),
                name="slot_chosen_by_someone",
            ),
        ]  # fmt: skip

    def __str__(self):
        start, end = timezone.localtime(self.starts_at), timezone.localtime(self.ends_at)
        return f"{start:%d/%m/%Y} entre {start:%H:%M} et {end:%H:%M}"


class Attempt(models.Model):
    """The firm was there, and nobody opened. Counted; none is ever taken back."""

    order = models.ForeignKey(WorkOrder, models.CASCADE, related_name="attempts", verbose_name="ordre de service")
    at = models.DateTimeField("le")
    told_at = models.DateTimeField("dit le", default=timezone.now, editable=False)
    via = models.CharField("dit par", max_length=10, choices=Via)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="par", null=True, blank=True
    )
    note = models.CharField("note", max_length=300, blank=True)

    objects = OfOrderQuerySet.as_manager()

    class Meta:
        verbose_name = "passage sans accès"
        verbose_name_plural = "passages sans accès"
        ordering = ["-at", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(at__lte=F("told_at")), name="attempt_tells_the_past")]

    def __str__(self):
        return f"Sans accès le {timezone.localtime(self.at):%d/%m/%Y}"


def new_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)


class ContractorLinkQuerySet(models.QuerySet["ContractorLink"]):
    def valid(self, now=None):
        return self.filter(revoked_at=None, expires_at__gt=now or timezone.now(), contractor__active=True)


class ContractorLink(models.Model):
    """The address that a firm gets with its orders: it opens the page of its own orders, until it expires."""

    contractor = models.ForeignKey(Contractor, models.CASCADE, related_name="links", verbose_name="entreprise")
    token = models.CharField(max_length=48, unique=True, default=new_token, editable=False)
    made_at = models.DateTimeField("fait le", default=timezone.now)
    expires_at = models.DateTimeField("vaut jusqu’au")
    revoked_at = models.DateTimeField("révoqué le", null=True, blank=True)
    used_at = models.DateTimeField("utilisé le", null=True, blank=True)

    objects = ContractorLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "lien d’une entreprise"
        verbose_name_plural = "liens des entreprises"
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "contractor", condition=Q(revoked_at__isnull=True), name="contractor_one_link"
            ),
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="contractor_link_lasts"),
        ]

    def __str__(self):
        return f"Lien de {self.contractor}"

    @property
    def address(self) -> str:
        return f"{settings.SITE_URL}{reverse('proximity:firm', args=[self.token])}"
