"""The relocations of the demo: whole cases at every stage, and a past that gives a range."""

import datetime as dt
from random import Random

import pytest

from coordination.models import Case
from housing.models import Unit
from leasing.demo import vacancies
from leasing.demo.timeline import draw
from leasing.models import Candidate, Vacancy
from leasing.vacancy_file import read
from tests.housing.factories import UnitFactory
from tests.leasing.factories import a_lease
from tests.leasing.vacancies import DAY, today

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(home):
    """Homes that were relet at some time in two years, and empty ones."""
    for number in range(14):
        unit = UnitFactory(staircase=home.staircase, landlord_ref=f"LET-{number:03}")
        a_lease(unit, starts_on=today() - (20 + 45 * number) * DAY)
    for number in range(30):
        UnitFactory(
            staircase=home.staircase, landlord_ref=f"VAC-{number:03}", occupancy=Unit.Occupancy.OFFERED
        )  # fmt: skip


def test_each_is_a_whole_case(town, officer, check_now):
    told = []
    vacancies.build(42, today(), told.append)
    check_now()
    assert told == ["30 relocations en cours, 14 terminées en deux ans"]
    assert Vacancy.objects.open().count() == 30
    assert Vacancy.objects.let().filter(next_lease__isnull=False).count() == 14
    assert Case.objects.open().filter(vacancy__isnull=False).count() >= 30
    steps = set(Case.objects.open().values_list("tasks__step", flat=True))
    assert {"works", "marketing", "check_out"} <= steps
    assert Candidate.objects.filter(state="accepted").exists()
    for vacancy in Vacancy.objects.select_related("case", "unit", "lease"):
        file = read(vacancy, officer)
        assert sum(count for _, count in file.split.by_kind) == file.split.total
        if vacancy.works_cost is not None:
            assert file.costed.told.total == vacancy.works_cost
            assert file.costed.told.tenant_share == vacancy.tenant_share


@pytest.mark.parametrize("seed", range(60))
def test_a_timeline_goes_forward(seed):
    line = draw(Random(seed), 45)
    assert all(span.since <= span.until for span in line.spans)
    assert line.ready <= line.entry
    assert [made for made, _, _ in line.told] == sorted(made for made, _, _ in line.told)
    assert dt.timedelta(days=line.entry) < dt.timedelta(days=200)
