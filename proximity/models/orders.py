"""The work order (ordre de service): what a contractor is asked to do for a case, and where it stands."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pghistory
from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import connection, models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from coordination.models import Case, Priority
from coordination.models.scope import CaseScopedQuerySet
from housing.models import ComponentKind, Placed, PlannedWork
from housing.models.places import PlacedQuerySet
from messaging.models import Contact
from teams.workflow import Move, WorkflowModel

from ..access import MAY_APPROVE, MAY_ORDER, MAY_PAY
from .contracts import Contract, Contractor


class Via(models.TextChoices):
    """Who told us."""

    STAFF = "staff", "Nos équipes"
    CONTRACTOR = "contractor", "Entreprise"
    TENANT = "tenant", "Locataire"


class WorkOrderQuerySet(CaseScopedQuerySet, PlacedQuerySet):  # type: ignore[override]
    PERIMETER = "case__agency"

    def live(self):
        """Neither accepted nor given up: somebody still has something to do."""
        return self.exclude(state__in=WorkOrder.OVER)

    def unanswered(self, now: dt.datetime):
        """Sent, and not acknowledged in time."""
        return self.filter(state=WorkOrder.State.SENT, acknowledge_by__lt=now)

    def late(self, now: dt.datetime):
        """Not done in the time that the contract gives."""
        return self.filter(state__in=WorkOrder.WITH_CONTRACTOR, due_at__lt=now)

    def for_contractor(self, contractor: Contractor):
        """What the firm sees: what was sent to it."""
        return self.filter(contractor=contractor, sent_at__isnull=False).exclude(
            state__in=(WorkOrder.State.CANCELLED, WorkOrder.State.DECLINED)
        )


def _move(sources: str, target: str, label: str, roles=MAY_ORDER) -> Move:
    return Move(frozenset(sources.split()), target, label, frozenset(roles))


@pghistory.track()
class WorkOrder(WorkflowModel, Placed):
    """Belongs to a case, and keeps its tasks up to date (`serving`). `amount` (€, before tax) is that of the
    version in force, or what is paid in the end (`ending`); `version` counts them, so that of two people who
    change it at once the second is told. `asks`: the case in which a colleague is asked something about it.

    Dates are those of what happened; when each was told is in the timeline. `kind` is what the plan knows the
    works by: an order on a component that is planned says why (`override`).
    """

    class State(models.TextChoices):
        PREPARED = "prepared", "À valider"
        REFUSED = "refused", "Refusé"
        APPROVED = "approved", "À envoyer"
        SENT = "sent", "Envoyé"
        ACKNOWLEDGED = "acknowledged", "Pris en compte"
        BOOKED = "booked", "Planifié"
        STARTED = "started", "En cours"
        DONE = "done", "À réceptionner"
        RESERVES = "reserves", "Réserves à lever"
        ACCEPTED = "accepted", "Réceptionné"
        INVOICED = "invoiced", "Facturé"
        CANCELLED = "cancelled", "Annulé"
        DECLINED = "declined", "Décliné par l’entreprise"

    class Ending(models.TextChoices):
        STOPPED = "stopped", "Arrêté en cours"
        REDUCED = "reduced", "Réfaction"

    class Override(models.TextChoices):
        SAFETY = "safety", "Sécurité"
        TEMPORARY = "temporary", "Mesure provisoire"
        ACCEPTED = "accepted", "Écart au plan accepté"
        OTHER = "other", "Autre raison"

    OVER = (State.REFUSED, State.ACCEPTED, State.INVOICED, State.CANCELLED, State.DECLINED)
    WITH_CONTRACTOR = (State.SENT, State.ACKNOWLEDGED, State.BOOKED, State.STARTED, State.RESERVES)
    UNDER_WAY = (*WITH_CONTRACTOR, State.DONE)
    LEFT = (*UNDER_WAY, State.ACCEPTED, State.INVOICED)
    MOVES = {
        "approve": _move("prepared", State.APPROVED, "Valider", MAY_APPROVE),
        "refuse": _move("prepared", State.REFUSED, "Refuser", MAY_APPROVE),
        "send": _move("approved", State.SENT, "Envoyer à l’entreprise"),
        "acknowledge": _move("sent", State.ACKNOWLEDGED, "Noter la prise en compte"),
        "book": _move("sent acknowledged booked reserves", State.BOOKED, "Fixer le rendez-vous"),
        "miss": _move("acknowledged booked started reserves", State.ACKNOWLEDGED, "Noter un passage sans accès"),
        "start": _move("sent acknowledged booked reserves", State.STARTED, "Noter le début"),
        "complete": _move("sent acknowledged booked started reserves", State.DONE, "Noter la fin"),
        "accept": _move("done", State.ACCEPTED, "Réceptionner"),
        "reserve": _move("done", State.RESERVES, "Refuser avec réserves"),
        "invoice": _move("accepted", State.INVOICED, "Noter la facture", MAY_PAY),
        "cancel": _move("prepared approved sent acknowledged booked", State.CANCELLED, "Annuler"),
        "decline": _move("sent acknowledged booked", State.DECLINED, "Noter que l’entreprise décline"),
        "stop": _move("started reserves", State.CANCELLED, "Arrêter les travaux"),
        "close": _move("started reserves", State.ACCEPTED, "Arrêter, payer ce qui est fait"),
    }

    number = models.CharField("numéro", max_length=20, unique=True, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="orders", verbose_name="dossier")
    contractor = models.ForeignKey(Contractor, models.PROTECT, related_name="orders", verbose_name="entreprise")
    contract = models.ForeignKey(
        Contract, models.PROTECT, related_name="orders", verbose_name="marché", null=True, blank=True
    )
    kind = models.ForeignKey(
        ComponentKind, models.PROTECT, related_name="orders", verbose_name="composant", null=True, blank=True
    )
    title = models.CharField("objet", max_length=200)
    instructions = models.TextField("consignes", blank=True)
    contact = models.ForeignKey(
        Contact, models.PROTECT, related_name="orders", verbose_name="personne à joindre", null=True, blank=True
    )
    priority = models.PositiveSmallIntegerField("urgence", choices=Priority, default=Priority.NORMAL)
    state = models.CharField("état", max_length=12, choices=State, default=State.PREPARED, editable=False)
    version = models.PositiveSmallIntegerField("version", default=1, editable=False)
    amount = models.DecimalField(
        "montant HT (€)", max_digits=12, decimal_places=2, default=Decimal(0), validators=[MinValueValidator(0)]
    )
    follows = models.ForeignKey(
        "self", models.PROTECT, related_name="followed_by", verbose_name="suite de", null=True, blank=True
    )
    planned_work = models.ForeignKey(
        PlannedWork,
        models.PROTECT,
        related_name="orders",
        verbose_name="travaux programmés",
        null=True,
        blank=True,
    )
    asks = models.OneToOneField(
        Case, models.PROTECT, related_name="asked_by_order", verbose_name="demande interne", null=True, blank=True,
        editable=False,
    )  # fmt: skip
    ending = models.CharField("fin particulière", max_length=10, choices=Ending, blank=True, editable=False)
    override = models.CharField("malgré le plan", max_length=10, choices=Override, blank=True)
    override_reason = models.CharField("pourquoi", max_length=300, blank=True)
    made_at = models.DateTimeField("préparé le", default=timezone.now, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="par", editable=False
    )
    sent_at = models.DateTimeField("envoyé le", null=True, blank=True, editable=False)
    acknowledge_by = models.DateTimeField("accusé attendu avant", null=True, blank=True, editable=False)
    acknowledged_at = models.DateTimeField("pris en compte le", null=True, blank=True, editable=False)
    due_at = models.DateTimeField("à faire avant", null=True, blank=True, editable=False)
    expected_on = models.DateField("prévu le", null=True, blank=True, editable=False)
    started_at = models.DateTimeField("commencé le", null=True, blank=True, editable=False)
    done_at = models.DateTimeField("fini le", null=True, blank=True, editable=False)
    accepted_at = models.DateTimeField("réceptionné le", null=True, blank=True, editable=False)
    invoice = models.CharField("facture", max_length=60, blank=True, editable=False)

    objects = WorkOrderQuerySet.as_manager()  # type: ignore[misc, assignment]

    class Meta(Placed.Meta):
        verbose_name = "ordre de service"
        verbose_name_plural = "ordres de service"
        ordering = ["-pk"]
        constraints = [
            *Placed.Meta.constraints,
            models.CheckConstraint(condition=Q(number__regex=r"^OS-[0-9]{2}-[0-9]{6,}$"), name="order_number"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="order_amount"),
            models.CheckConstraint(condition=Q(priority__in=Priority.values), name="order_known_priority"),
            models.CheckConstraint(
                condition=Q(state__in=("prepared", "refused", "approved", "cancelled"))
                | Q(sent_at__isnull=False, due_at__isnull=False), name="order_left_is_sent",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("done", "accepted", "invoiced")) | Q(done_at__isnull=False),
                name="order_done_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("accepted", "invoiced")) | Q(accepted_at__isnull=False),
                name="order_accepted_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state="invoiced") & ~Q(invoice="") | ~Q(state="invoiced") & Q(invoice=""),
                name="order_invoiced_has_invoice",
            ),
            models.CheckConstraint(
                condition=~Q(state="booked") | Q(expected_on__isnull=False), name="order_booked_has_a_day"
            ),
            models.CheckConstraint(
                condition=Q(started_at__isnull=True) | Q(done_at__isnull=True) | Q(done_at__gte=F("started_at")),
                name="order_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(override="", override_reason="") | ~Q(override="") & ~Q(override_reason=""),
                name="order_override_has_a_reason", violation_error_message="Dites pourquoi, malgré le plan.",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index("state", "due_at", name="order_by_state"),
            models.Index("contractor", "state", name="order_of_contractor"),
            models.Index("residence", "kind", "made_at", name="order_of_component"),
        ]

    def __str__(self):
        return f"{self.number} {self.title}"

    def get_absolute_url(self):
        return reverse("proximity:order", args=[self.number])

    @property
    def is_live(self) -> bool:
        return self.state not in self.OVER

    @property
    def has_left(self) -> bool:
        return self.state in self.LEFT

    def is_late(self, now: dt.datetime | None = None) -> bool:
        due = self.due_at if self.state in self.WITH_CONTRACTOR else None
        return due is not None and due < (now or timezone.now())

    def move(self, name, *, by=None, note="", at=None, via=Via.STAFF, **changes: Any):
        """As every move, with the moment it happened beside the one it was told."""
        case, contractor = self.case, self.contractor
        super().move(name, by=by, note=note, line={"at": at or timezone.now(), "via": via}, **changes)
        self.case, self.contractor = case, contractor


def next_numbers(count: int, year: int) -> list[str]:
    """Numbers nobody has: one sequence, whatever the year."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('proximity_order_number') FROM generate_series(1, %s)", [count])
        return [f"OS-{year % 100:02}-{number:06}" for (number,) in cursor.fetchall()]


SAID = {
    "approve": "Validé", "refuse": "Refusé", "send": "Envoyé à l’entreprise", "acknowledge": "Pris en compte",
    "book": "Rendez-vous fixé", "miss": "Passage sans accès", "start": "Travaux commencés",
    "complete": "Travaux finis", "accept": "Réceptionné", "reserve": "Refusé avec réserves",
    "invoice": "Facturé", "cancel": "Annulé", "decline": "Décliné par l’entreprise",
    "stop": "Arrêté, rien à payer", "close": "Arrêté, payé pour ce qui est fait",
}  # fmt: skip
"""Each move, once it is made."""


class OrderMove(models.Model):
    """What happened to an order, when, and when we were told: what lies between is the delay of reporting."""

    order = models.ForeignKey(WorkOrder, models.CASCADE, related_name="timeline", verbose_name="ordre de service")
    move = models.CharField(max_length=20)
    before = models.CharField("de", max_length=12, choices=WorkOrder.State)
    after = models.CharField("à", max_length=12, choices=WorkOrder.State)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="par", null=True, blank=True
    )
    via = models.CharField("dit par", max_length=10, choices=Via, default=Via.STAFF)
    at = models.DateTimeField("le")
    told_at = models.DateTimeField("dit le", default=timezone.now, editable=False)
    note = models.CharField("note", max_length=500, blank=True)

    class Meta:
        verbose_name = "étape de l’ordre"
        verbose_name_plural = "étapes de l’ordre"
        ordering = ["-at", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(at__lte=F("told_at")), name="order_move_tells_the_past")]

    def __str__(self):
        return f"{self.before} → {self.after}"

    @property
    def said(self) -> str:
        return SAID.get(self.move, self.move)

    @property
    def told_after(self) -> dt.timedelta:
        return self.told_at - self.at
