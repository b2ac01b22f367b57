"""What was decided when an order touched works already in the asset plan (domain.md §8.2)."""

from django.conf import settings
from django.db import models
from django.db.models import Q, Sum
from django.utils import timezone

from coordination.models import Case
from coordination.models.scope import CaseScopedQuerySet
from housing.models import ComponentKind, PlannedWork

from .orders import WorkOrder


class GuardDecisionQuerySet(CaseScopedQuerySet):
    PERIMETER = "case__agency"

    def spent(self):
        """Orders that left, or may leave, though works are planned: KPI PSP02."""
        return self.filter(state=GuardDecision.State.FREE)

    def amount(self):
        return self.aggregate(amount=Sum("amount", default=0))["amount"]


class GuardDecision(models.Model):
    """A choice about one order of one case. `check_case`: where the asset planner approves it or not."""

    class Choice(models.TextChoices):
        SAFETY = "safety", "Mise en sécurité : la commande part"
        TEMPORARY = "temporary", "Mesure provisoire, en attendant les travaux"
        ATTACH = "attach", "Rattacher à l’opération : rien n’est commandé"
        OVERRIDE = "override", "Commander quand même, écart au plan"

    class State(models.TextChoices):
        FREE = "free", "Peut partir"
        PENDING = "pending", "À approuver par le patrimoine"
        DECLINED = "declined", "Refusée par le patrimoine"
        ATTACHED = "attached", "Attend l’opération"
        RELEASED = "released", "L’opération a changé"

    case = models.ForeignKey(Case, models.PROTECT, related_name="guard_decisions", verbose_name="dossier")
    work = models.ForeignKey(
        PlannedWork, models.PROTECT, related_name="guard_decisions", verbose_name="travaux programmés"
    )
    kind = models.ForeignKey(ComponentKind, models.PROTECT, related_name="+", verbose_name="type de composant")
    choice = models.CharField("choix", max_length=10, choices=Choice)
    reason = models.CharField("motif", max_length=300, blank=True)
    amount = models.DecimalField("montant de la commande HT (€)", max_digits=12, decimal_places=2)
    year = models.PositiveSmallIntegerField("année des travaux, ce jour-là")
    state = models.CharField("suite", max_length=10, choices=State)
    check_case = models.OneToOneField(
        Case, models.PROTECT, related_name="guarded", verbose_name="approbation", null=True, blank=True
    )
    order = models.OneToOneField(
        WorkOrder, models.PROTECT, related_name="guard", verbose_name="ordre de service", null=True, blank=True
    )
    at = models.DateTimeField("le", default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="par")
    key = models.UUIDField("clé d’envoi", null=True, blank=True, unique=True, editable=False)

    objects = GuardDecisionQuerySet.as_manager()

    class Meta:
        verbose_name = "commande sur un composant programmé"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=0), name="guard_amount"),
            models.CheckConstraint(
                condition=Q(choice__in=["safety", "attach"]) | ~Q(reason=""), name="guard_has_its_reason",
                violation_error_message="Donnez le motif.",
            ),
            models.CheckConstraint(
                condition=~Q(choice="safety") | Q(state="free"), name="guard_never_stops_safety"
            ),
            models.CheckConstraint(
                condition=Q(choice="attach", state__in=["attached", "released"])
                | ~Q(choice="attach") & Q(state__in=["free", "pending", "declined"]),
                name="guard_state_of_choice",
            ),
            models.CheckConstraint(
                condition=~Q(choice="attach") | Q(order__isnull=True), name="guard_attached_orders_nothing"
            ),
            models.CheckConstraint(
                condition=~Q(state="pending") | Q(check_case__isnull=False), name="guard_pending_has_its_case"
            ),
        ]  # fmt: skip
        indexes = [models.Index("work", "state", name="guard_of_work")]

    def __str__(self):
        return f"{self.get_choice_display()} ({self.work.reference})"

    @property
    def may_leave(self) -> bool:
        return self.state == self.State.FREE
