"""The homes that a rate is of: in the stock from a day on, until they leave it."""

from django.db.models import DateField, F, Func, IntegerField
from django.db.models.functions import Coalesce, Greatest

from housing.models import Unit as Home

from .base import Part
from .expressions import whole

NOT_OFFERED = (Home.Occupancy.EMPTY, Home.Occupancy.ASSOCIATION, Home.Occupancy.OTHERWISE)
OLDEST = 1900


class FirstOfYear(Func):
    template = "make_date(%(expressions)s, 1, 1)"
    output_field = DateField()


SINCE = FirstOfYear(
    Greatest(Coalesce("acquired_year", "first_let_year", "built_year", whole(OLDEST)), whole(OLDEST),
             output_field=IntegerField())
)  # fmt: skip


def all_homes() -> Part:
    """The register tells the year in which a home came, not the day."""
    return Part(
        files=Home.objects.all, on=SINCE, until=F("left_on"), numerator=0, residence="residence", case=None
    )


def offered_homes() -> Part:
    """Those offered for letting: without what the register says is empty, an association's or a caretaker's."""
    return Part(
        files=lambda: Home.objects.exclude(occupancy__in=NOT_OFFERED), on=SINCE, until=F("left_on"), numerator=0,
        residence="residence", case=None,
    )  # fmt: skip
