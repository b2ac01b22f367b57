"""The asset plan and what the field has to do with it (domain.md §2.4)."""

from typing import Any

from django.db.models import Case as Choice
from django.db.models import DateField, F, Func, IntegerField, Min, OuterRef, Subquery, When
from django.db.models.functions import Cast, Coalesce, Greatest

from coordination.models import Task
from housing.models import PlannedWork
from housing.models.plan import PlannedWorkMove
from proximity.models import GuardDecision, WorkOrder
from teams.roles import Role

from .base import Direction, Measure, Part, Unit, measure
from .expressions import Hours, day, settled, whole
from .orders import OUTSIDE, order_part, orders
from .promises import HOURS_PER_DAY, TAKEN_ON

FAMILY = "Plan de travaux"
State = PlannedWork.State
ENGAGED = (State.AWARDED, State.RUNNING, State.RECEIVED, State.SETTLED)
GIVEN_UP = (State.REFUSED, State.CANCELLED)
DECISIONS = ("planned", "studied", "merged", "refused")
MORE = "more"
"""Asking the field for more is no answer."""


class NewYear(Func):
    template = "make_date(%(expressions)s, 1, 1)"
    output_field = DateField()


def programme():
    """Each work in its year."""
    number = Cast("year", IntegerField())
    return PlannedWork.objects.exclude(state__in=GIVEN_UP).annotate(
        year_starts=NewYear(number), year_ends=NewYear(number + whole(1))
    )  # fmt: skip


@measure
class Progress(Measure):
    code, name = "PSP01", "Avancement du plan de travaux"
    formula = "Opérations de l’année notifiées ou plus avancées, sur les opérations de l’année, le dernier jour."
    exclusions = "Opérations refusées ou annulées ; une opération reportée compte dans sa nouvelle année."
    unit, direction, owner, family, noun = Unit.PERCENT, Direction.HIGHER, Role.ASSET_PLANNER, FAMILY, "opération"

    def parts(self):
        def engaged():
            moves = PlannedWorkMove.objects.filter(work=OuterRef("pk"), after__in=ENGAGED).order_by()
            first = Subquery(moves.values("work").annotate(first=Min("at")).values("first"))
            found = programme().filter(state__in=ENGAGED).annotate(engaged_at=Coalesce(first, "state_since"))
            return found.annotate(engaged_on=Greatest(day("engaged_at"), "year_starts"))

        place: dict[str, Any] = {"residence": "residence", "case": None, "until": F("year_ends")}
        return [
            Part(
                lambda: engaged().filter(engaged_on__lt=F("year_ends")), on=F("engaged_on"), denominator=0, **place
            ),
            Part(programme, on=F("year_starts"), numerator=0, **place),
        ]


@measure
class SpentOnPlanned(Measure):
    code, name = "PSP02", "Commandes sur un composant programmé"
    formula = "Commandes passées malgré des travaux déjà programmés, sur les commandes envoyées dans la période."
    exclusions = OUTSIDE
    unit, owner, family, noun = Unit.PERCENT, Role.ASSET_PLANNER, FAMILY, "commande"

    def parts(self):
        sent = lambda: orders().filter(sent_at__isnull=False)  # noqa: E731
        spent = Choice(When(guard__state=GuardDecision.State.FREE, then=1), default=0)
        return [order_part(sent, day("sent_at"), numerator=spent)]


@measure
class AmountOnPlanned(Measure):
    code, name = "PSP02E", "Dépensé sur des composants programmés"
    formula = "Montant des commandes passées malgré des travaux déjà programmés, dans la période."
    exclusions = "Commandes refusées ou annulées, pas encore approuvées, dossiers confidentiels."
    unit, owner, family, noun = Unit.EUROS, Role.ASSET_PLANNER, FAMILY, "commande"
    decimals, is_sum = 0, True

    def parts(self):
        def spent():
            given_up = (WorkOrder.State.REFUSED, WorkOrder.State.CANCELLED)
            found = GuardDecision.objects.spent().filter(case__confidential=False)
            return found.exclude(order__state__in=given_up)

        return [Part(spent, on=day("at"), numerator=F("amount"))]


class _Answers(Measure):
    owner, family, noun = Role.ASSET_PLANNER, FAMILY, "besoin"
    exclusions = (
        "Compléments demandés au terrain, besoins passés à une autre équipe ou classés sans suite, dossiers "
        "confidentiels."
    )

    def tasks(self):
        return Task.objects.filter(process="need", step="decision", confidential=False)


@measure
class NeedInTime(_Answers):
    code, name = "PSP03", "Besoins du terrain répondus dans le délai"
    formula = "Réponses données à temps, sur celles-ci et les besoins dont le délai est passé dans la période."
    unit, direction = Unit.PERCENT, Direction.HIGHER

    def parts(self):
        def due():
            return self.tasks().filter(due_at__isnull=False).exclude(outcome__in=(MORE, *TAKEN_ON))

        in_time = Choice(When(done_at__lte=F("due_at"), then=1), default=0)
        return [Part(due, on=settled("done_at", "due_at"), numerator=in_time, team="team")]


@measure
class NeedDelay(_Answers):
    code, name = "PSP03D", "Délai de réponse aux besoins"
    formula = "Jours entre la transmission du besoin et la réponse du plan, sur les réponses de la période."
    exclusions = "Besoins classés sans suite, dossiers confidentiels. Attendre un complément du terrain compte."
    unit = Unit.DAYS

    def parts(self):
        def answers():
            """Since it was transmitted: neither a question to the field nor another team stops the clock, only a
            decision does."""
            asked = self.tasks().filter(case=OuterRef("case")).order_by("opened_at", "pk")
            decided = asked.filter(outcome__in=DECISIONS, done_at__lte=OuterRef("opened_at")).reverse()
            found = self.tasks().filter(outcome__in=DECISIONS).exclude(done_by=None)
            found = found.annotate(decided_before=Subquery(decided.values("done_at")[:1]))
            first = asked.filter(opened_at__gte=Coalesce(OuterRef("decided_before"), OuterRef("case__opened_at")))
            return found.annotate(transmitted_at=Subquery(first.values("opened_at")[:1]))

        days = Hours("done_at", "transmitted_at") / HOURS_PER_DAY
        return [Part(answers, on=day("done_at"), numerator=days, team="team")]
