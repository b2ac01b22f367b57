"""Figures against independent SQL, to the unit: all measures, several levels and periods."""

import datetime as dt

import pytest
from django.utils import timezone

from kpis import figures, rollup
from kpis.levels import Level
from kpis.measures import MEASURES
from kpis.periods import Period, Span, Weeks
from leasing.models import Vacancy
from leasing.vacant_days import Kind, split_of
from tests.kpis.test_rollup import tell_late
from tests.kpis.town import unusual
from tests.kpis.written import differences
from tests.kpis.written.field import FIELD
from tests.kpis.written.leasing import LEASING
from tests.kpis.written.tenants import TENANTS

pytestmark = pytest.mark.django_db
WRITTEN = LEASING | TENANTS


@pytest.fixture
def periods():
    today = timezone.localdate()
    month = Period.read({"mois": f"{today - dt.timedelta(days=30):%Y-%m}"}, today)
    return [Period.read({"periode": "12mois"}, today), month, month.previous]


def test_every_measure_is_written_in_sql_by_hand():
    assert WRITTEN.keys() | FIELD.keys() == MEASURES.keys()


def test_figures_are_what_independent_sql_counts(town, director, agency, periods):
    unusual(town, timezone.localdate(), director)
    rollup.run(rebuild=True)
    levels = [
        (Level(director), "true"), (Level(director, agency), f"h.agency_id = {agency.pk}"),
        (Level(director, agency, town[1]), f"h.id = {town[1].pk}"),
    ]  # fmt: skip
    wrong, seen = differences(WRITTEN, levels, periods, timezone.localdate())
    assert not wrong
    assert seen == set(WRITTEN)


def test_late_and_reopened_files_are_in_the_figures(town, director, keeper, periods):
    """The same after files were reopened, and after acts told days later."""
    rollup.run(rebuild=True)
    tell_late(town, keeper)
    rollup.run()
    assert differences(TENANTS, [(Level(director), "true")], periods[:1], timezone.localdate())[0] == []


def test_vacant_days_are_split_as_the_page_of_each_relocation_splits_them(town, director):
    rollup.run(rebuild=True)
    relet = Vacancy.objects.let().exclude(origin="works").select_related("case", "unit", "lease")
    splits = [split_of(one) for one in relet]
    assert len(splits) > 5
    whole = Period(Span.ROLLING, dt.date(2000, 1, 1), timezone.localdate() + dt.timedelta(days=90))
    sums = {
        code: figures.one(Level(director), MEASURES[code], whole, timezone.localdate()).numerator
        for code in ("REL01", "REL02T", "REL02C", "REL02A")
    }  # fmt: skip
    assert sums["REL01"] == sum(split.counted for split in splits)
    for code, kind in (("REL02T", Kind.TECHNICAL), ("REL02C", Kind.COMMERCIAL), ("REL02A", Kind.ADMINISTRATIVE)):
        assert sums[code] == sum(dict(split.by_kind)[kind] for split in splits), code


def test_the_weeks_of_a_curve_add_up_to_its_period(town, director):
    rollup.run(rebuild=True)
    weeks = Weeks(timezone.localdate())
    whole = Period(Span.ROLLING, weeks.first, weeks.end)
    curves = {one.measure.code: one.trend for one in figures.figures(Level(director), whole, weeks.end)}
    assert [len(curve) for curve in curves.values()] == [26] * len(MEASURES)
    for code in ("REL01", "REQ02", "TSK01"):
        count = figures.one(Level(director), MEASURES[code], whole, weeks.end).count
        assert sum(week.count for week in curves[code]) == count > 0
    for code in ("REQ05", "VAC01"):
        figure = figures.one(Level(director), MEASURES[code], whole, weeks.end)
        last = curves[code][-1]
        assert (last.value, last.count) == (figure.value, figure.count)
