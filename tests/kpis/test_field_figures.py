"""Figures of orders, cleanliness, mandatory checks and the plan, against independent SQL, to the unit."""

import datetime as dt
from random import Random

import pytest
from django.utils import timezone

from kpis import figures, rollup
from kpis.levels import Level
from kpis.measures import MEASURES
from kpis.periods import Period
from tests.kpis.field import build, tell_late
from tests.kpis.written import differences
from tests.kpis.written.field import FIELD

pytestmark = pytest.mark.django_db
LATE = ("MNT01", "MNT01R", "REG01", "PRO01", "PRO03", "PRO03T", "PRO04", "PSP03", "PSP03D")


@pytest.fixture
def periods():
    today = timezone.localdate()
    return [
        Period.read({"periode": "12mois"}, today),
        Period.read({"mois": f"{today - dt.timedelta(days=40):%Y-%m}"}, today),
    ]


@pytest.fixture
def worked(agency, other_agency, director, keeper):
    return build([agency, other_agency], director, keeper, timezone.localdate(), Random(3))


def test_figures_of_the_field_are_what_independent_sql_counts(worked, director, agency, periods):
    rollup.run(rebuild=True)
    levels = [(Level(director), "true"), (Level(director, agency), f"h.agency_id = {agency.pk}"),
              (Level(director, agency, worked[0]), f"h.id = {worked[0].pk}")]  # fmt: skip
    wrong, seen = differences(FIELD, levels, periods, timezone.localdate())
    assert not wrong
    assert seen == set(FIELD)


def test_what_was_told_late_or_reopened_is_counted(worked, director, keeper, periods):
    rollup.run(rebuild=True)
    before = sums(director, periods)
    tell_late(worked[0], keeper)
    rollup.run()
    after = sums(director, periods)
    assert [code for code in LATE if after[code] == before[code]] == []
    written = {code: FIELD[code] for code in LATE}
    assert differences(written, [(Level(director), "true")], periods, timezone.localdate())[0] == []


def sums(director, periods) -> dict[str, tuple]:
    return {
        code: figures.one(Level(director), MEASURES[code], periods[0], timezone.localdate()).sums for code in LATE
    }
