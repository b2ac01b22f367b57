"""Days, hours and ranges as the database counts them; days are those of Paris."""

from django.db.models import (
    Aggregate,
    DateField,
    DateTimeField,
    F,
    FloatField,
    Func,
    IntegerField,
    OuterRef,
    Subquery,
    Value,
    When,
)
from django.db.models import Case as Choice
from django.db.models.functions import Cast, Coalesce, TruncDate

from coordination import clock
from coordination.models import Pause

SECONDS_PER_HOUR = 3600


class Days(Func):
    """From the second day to the first: an integer, not the interval that Django would make of it."""

    template = "(%(expressions)s)"
    arg_joiner = " - "
    output_field = IntegerField()


class Later(Func):
    """So many days after a day."""

    template = "(%(expressions)s)"
    arg_joiner = " + "
    output_field = DateField()


class Earlier(Later):
    arg_joiner = " - "


class Hours(Func):
    """From the second instant to the first."""

    template = f"(extract(epoch from (%(expressions)s)) / {SECONDS_PER_HOUR})"
    arg_joiner = " - "
    output_field = FloatField()


class DaysApart(Func):
    """Whole days between two days, whichever comes first."""

    template = "abs(%(expressions)s)"
    arg_joiner = " - "
    output_field = IntegerField()


class CommonDays(Func):
    """`kpis_common_days(period, from, to)`: how many days of a period lie in [from, to)."""

    function = "kpis_common_days"
    output_field = IntegerField()


class Together(Aggregate):
    """Hours that spans cover together: two that overlap count once."""

    template = "kpis_hours(range_agg(tstzrange(%(expressions)s)))"
    output_field = FloatField()
    arity = 2


def day(instant: str) -> TruncDate:
    return TruncDate(instant, tzinfo=clock.PARIS)


def settled(done: str, due: str) -> Choice:
    """The day on which one knows whether it was in time: that of the end, or the morrow of the last one."""
    passed = Later(day(due), whole(1))
    return Choice(When(**{f"{done}__lte": F(due)}, then=day(done)), default=passed, output_field=DateField())


def whole(number: int) -> Cast:
    return Cast(Value(number), IntegerField())


def paused_hours(case: str, until) -> Coalesce:
    """How long the tenant's clock stood still, over all tasks of the case."""
    spans = Pause.objects.filter(task__case=OuterRef(case)).order_by().values("task__case")
    ended = Coalesce("ended_at", until, output_field=DateTimeField())
    return Coalesce(Subquery(spans.annotate(hours=Together("started_at", ended)).values("hours")), 0.0)
