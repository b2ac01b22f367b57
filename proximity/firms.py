"""How firms do: what they have to do, and how soon they say what they did."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Aggregate, Count, DurationField, ExpressionWrapper, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from .models import Contract, Contractor, OrderMove, Via, WorkOrder


class Median(Aggregate):
    template = "percentile_cont(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"


@dataclass(frozen=True)
class Figures:
    """`reporting`: between what happened and what the firm told of it, half of the times less."""

    live: int
    late: int
    unanswered: int
    total: int
    reporting: dt.timedelta | None

    @property
    def reporting_words(self) -> str:
        """« 2 jours », « 5 heures »."""
        hours = round(self.reporting.total_seconds() / 3600) if self.reporting else 0
        count, word = (round(hours / 24), "jour") if hours >= 36 else (hours, "heure")
        return f"{count} {word}{'s' if count > 1 else ''}" if count else "moins d’une heure"


def with_orders(contractors, user):
    """With `live` and `late`: the orders of each that this person sees. One query for the list."""
    mine = WorkOrder.objects.visible_to(user).filter(contractor=OuterRef("pk")).order_by().values("contractor")
    live = mine.filter(state__in=WorkOrder.UNDER_WAY).annotate(count=Count("pk")).values("count")
    late = mine.filter(state__in=WorkOrder.WITH_CONTRACTOR, due_at__lt=timezone.now())
    return contractors.annotate(
        live=Coalesce(Subquery(live), 0),
        late=Coalesce(Subquery(late.annotate(count=Count("pk")).values("count")), 0),
    )


def figures(contractor: Contractor, user) -> Figures:
    """Two queries."""
    orders, now = WorkOrder.objects.visible_to(user).filter(contractor=contractor), timezone.now()
    S = WorkOrder.State
    found = orders.order_by().aggregate(
        live=Count("pk", filter=Q(state__in=WorkOrder.UNDER_WAY)),
        late=Count("pk", filter=Q(state__in=WorkOrder.WITH_CONTRACTOR, due_at__lt=now)),
        unanswered=Count("pk", filter=Q(state=S.SENT, acknowledge_by__lt=now)),
        total=Count("pk", filter=Q(sent_at__isnull=False)),
    )
    told = OrderMove.objects.filter(order__in=orders.values("pk"), move="complete", via=Via.CONTRACTOR).order_by()
    after = ExpressionWrapper(F("told_at") - F("at"), output_field=DurationField())
    return Figures(**found, reporting=told.aggregate(found=Median(after, output_field=DurationField()))["found"])


def contracts_of(contractor: Contractor, user):
    return Contract.objects.visible_to(user).filter(contractor=contractor).order_by("-period", "number")
