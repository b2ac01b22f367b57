"""What contractors were asked for: in time, at once, at what cost (domain.md §2.3)."""

from django.db.models import Case as Choice
from django.db.models import Exists, F, FloatField, OuterRef, When
from django.db.models.functions import Greatest

from proximity.models import Attempt, OrderMove, WorkOrder
from teams.roles import Role

from .base import Direction, Measure, Part, Unit, measure
from .expressions import Hours, Later, day, whole
from .homes import all_homes

FAMILY = "Interventions"
State = WorkOrder.State
OVER = (State.DONE, State.ACCEPTED, State.INVOICED)
OUTSIDE = "Commandes refusées ou annulées, dossiers confidentiels."
HOURS_PER_DAY = 24.0


def orders():
    return WorkOrder.objects.filter(case__confidential=False).exclude(state__in=(State.REFUSED, State.CANCELLED))


def done():
    return orders().filter(state__in=OVER)


def order_part(files, on, **said) -> Part:
    """The row itself is what a reader opens."""
    return Part(files, on=on, residence="residence", case=None, **said)


class _Orders(Measure):
    unit, owner, family, noun = Unit.PERCENT, Role.CONTRACT_MANAGER, FAMILY, "commande"
    exclusions = OUTSIDE


@measure
class OrderInTime(_Orders):
    code, name = "MNT01", "Interventions dans le délai du contrat"
    formula = "Commandes finies avant leur échéance, sur les commandes finies dans la période."
    direction = Direction.HIGHER

    def parts(self):
        in_time = Choice(When(done_at__lte=F("due_at"), then=1), default=0)
        return [order_part(done, day("done_at"), numerator=in_time)]


@measure
class OrderDelay(_Orders):
    code, name = "MNT01D", "Délai d’intervention"
    formula = "Jours entre l’envoi de la commande et la fin des travaux, sur les commandes finies."
    unit = Unit.DAYS

    def parts(self):
        days = Greatest(Hours("done_at", "sent_at") / HOURS_PER_DAY, 0.0, output_field=FloatField())
        return [order_part(done, day("done_at"), numerator=days)]


@measure
class OrderOverdue(_Orders):
    code, name = "MNT01R", "Commandes en retard"
    formula = "Commandes envoyées, pas finies, dont l’échéance est passée, le dernier jour de la période."
    unit, decimals = Unit.FILES, 0

    def parts(self):
        """Works that came back with reservations are not done."""

        def late():
            ended = Choice(When(state__in=OVER, then=day("done_at")), default=None)
            return orders().filter(sent_at__isnull=False).annotate(due_on=day("due_at"), ended_on=ended)

        return [order_part(late, Later("due_on", whole(1)), until=F("ended_on"))]


@measure
class FirstTime(_Orders):
    code, name = "MNT02", "Premier passage résolutif"
    formula = "Commandes réceptionnées sans passage manqué, sans réserve et sans commande de suite."
    direction = Direction.HIGHER

    def parts(self):
        def accepted():
            again = WorkOrder.objects.filter(follows=OuterRef("pk")).exclude(
                state__in=(State.REFUSED, State.CANCELLED)
            )
            reserved = OrderMove.objects.filter(order=OuterRef("pk"), move="reserve")
            missed = Attempt.objects.filter(order=OuterRef("pk"))
            found = done().filter(accepted_at__isnull=False)
            return found.annotate(again=Exists(again) | Exists(reserved) | Exists(missed))

        once = Choice(When(again=False, then=1), default=0)
        return [order_part(accepted, day("accepted_at"), numerator=once)]


@measure
class RoutineCost(_Orders):
    code, name = "MNT03", "Coût d’entretien courant par logement"
    formula = "Montant HT des commandes finies dans la période, par logement du parc. Se lit sur douze mois."
    exclusions = "Commandes rattachées à des travaux programmés, refusées ou annulées, dossiers confidentiels."
    unit, direction, counts_files = Unit.EUROS, Direction.NEUTRAL, False

    def parts(self):
        routine = lambda: done().filter(planned_work=None)  # noqa: E731
        return [order_part(routine, day("done_at"), numerator=F("amount"), denominator=0), all_homes()]


@measure
class NoAccess(_Orders):
    code, name = "MNT06", "Commandes avec un passage sans accès"
    formula = "Commandes finies après au moins une porte close, sur les commandes finies dans la période."

    def parts(self):
        def visited():
            return done().annotate(missed=Exists(Attempt.objects.filter(order=OuterRef("pk"))))

        return [order_part(visited, day("done_at"), numerator=Choice(When(missed=True, then=1), default=0))]


@measure
class ReportingDelay(_Orders):
    code, name = "MNT07", "Délai de compte rendu"
    formula = "Heures entre la fin des travaux et le moment où elle nous est dite, sur les fins dites."
    exclusions = "Dossiers confidentiels."
    unit, noun = Unit.HOURS, "annonce"

    def parts(self):
        told = lambda: OrderMove.objects.filter(move="complete", order__case__confidential=False)  # noqa: E731
        return [Part(told, on=day("told_at"), numerator=Hours("told_at", "at"), residence="order__residence",
                     case="order__case")]  # fmt: skip
