import pytest
from django.db import transaction
from django.utils import timezone

from kpis import rollup
from kpis.models import DailyFact
from tests.kpis.town import build, lives
from tests.leasing.conftest import check_now, home, lease, officer, other_officer, tenant  # noqa: F401
from tests.requests_app.conftest import (  # noqa: F401
    desk,
    field_team,
    keeper,
    other_keeper,
    residence,
    unit,
)


def table() -> list[tuple]:
    """All facts, without their keys."""
    columns = ("measure", "residence", "team", "category", "day", "numerator", "denominator")
    return list(
        DailyFact.objects.order_by("measure", "residence", "team", "category", "day", "pk").values_list(*columns)
    )


@pytest.fixture
def counted(db):
    """`counted()` → the whole table, counted from nothing."""

    def make():
        rollup.run(rebuild=True)
        return table()

    return make


@pytest.fixture
def town(agency, other_agency, director, keeper, other_keeper, check_now):  # noqa: F811
    """See `tests.kpis.town`."""
    today = timezone.localdate()
    with transaction.atomic():
        places = build([agency, other_agency], today)
    lives(places, director, today, [keeper, other_keeper])
    check_now()
    return places
