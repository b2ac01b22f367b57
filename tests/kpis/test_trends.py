"""What a change and a curve may say: a little change is none, a week that is not over is no fall."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from coordination.models import Parameter
from kpis import figures
from kpis.figures import Figure, Week
from kpis.levels import Level
from kpis.measures import MEASURES
from kpis.models import DailyFact
from kpis.parameters import CHANGE_LEAST
from kpis.periods import FOUR_WEEKS, Period, Weeks
from kpis.templatetags.kpis import spark

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2026, 11, 23)


@pytest.mark.parametrize(("code", "before", "now", "verdict"), [
    ("REQ02", "100", "101.9", "stable"), ("REQ02", "100", "102", "worse"), ("REQ02", "100", "98.1", "stable"),
    ("REQ02", "100", "98", "better"), ("REQ02", "100", "100", "stable"), ("REQ02", "0", "0", "stable"),
    ("REQ02", "0", "0.1", "worse"), ("REQ08", "100", "98", "worse"), ("REQ08", "100", "98.1", "stable"),
])  # fmt: skip
def test_a_change_below_the_least_one_is_stable(code, before, now, verdict):
    sums = [(Decimal(one) * 10, Decimal(10)) for one in (now, before)]
    assert Figure(MEASURES[code], *sums, least=Decimal(2)).verdict == verdict


def test_of_few_files_nothing_is_said_not_even_that_they_are_stable():
    few = (Decimal(10), Decimal(1))
    assert Figure(MEASURES["REQ02"], few, few, least=Decimal(2)).verdict_said == ""


@pytest.fixture
def nearly_the_same(residence):
    """10 days, then 10.1."""
    today = timezone.localdate()
    for day, days in ((today, 101), (today - FOUR_WEEKS, 100)):
        DailyFact.objects.create(measure="REQ02", residence=residence, day=day, numerator=days, denominator=10)


def test_the_least_change_is_a_dated_value(nearly_the_same, director):
    today = timezone.localdate()
    asked = Level(director), MEASURES["REQ02"], Period.read({}, today), today
    assert figures.one(*asked).verdict_said == "stable"
    Parameter.objects.filter(code=CHANGE_LEAST).update(value=Decimal("0.5"))
    assert figures.one(*asked).verdict_said == "moins bien"


def test_pages_say_that_a_figure_is_stable(nearly_the_same, sign_in, director):
    page = sign_in(director).get(reverse("kpis:measure", args=["REQ02"])).content.decode()
    assert '<span class="case-line">stable</span>' in page
    assert "moins bien" not in page


@pytest.mark.parametrize(("end", "today", "cut"), [
    ("2026-11-26", "2026-11-26", "semaine en cours"), ("2026-11-29", "2026-11-29", "semaine en cours"),
    ("2026-11-29", "2026-11-30", ""), ("2026-11-26", "2026-12-07", "jusqu’au 26/11"),
])  # fmt: skip
def test_a_week_that_is_not_over_or_cut_by_the_period_says_so(end, today, cut):
    weeks = Weeks(dt.date.fromisoformat(end))
    assert weeks.mondays[-1] == MONDAY
    assert [weeks.cut(monday, dt.date.fromisoformat(today)) for monday in weeks.mondays] == [*[""] * 25, cut]


def test_the_page_of_a_measure_says_which_week_is_not_over(nearly_the_same, sign_in, director):
    address = reverse("kpis:measure", args=["REQ02"])
    page = sign_in(director).get(address).content.decode()
    assert page.count("semaine en cours") == 3  # the curve, the line below it, the table
    page = sign_in(director).get(f"{address}?periode=dates&du=2026-06-01&au=2026-06-28").content.decode()
    assert "En pointillé" not in page


def test_what_is_there_today_compares_with_former_weeks(residence, director):
    today = timezone.localdate()
    DailyFact.objects.create(
        measure="REQ05", residence=residence, day=today - FOUR_WEEKS, numerator=3, denominator=3
    )
    found = figures.one(Level(director), MEASURES["REQ05"], Period.read({}, today), today)
    assert (found.trend[-1].value, found.cut) == (3, None)


def test_a_small_curve_is_dashed_into_a_week_that_is_not_over():
    weeks = [Week(MONDAY + dt.timedelta(days=7 * n), Decimal(n), Decimal(1)) for n in range(3)]
    whole, running = spark(weeks), spark([*weeks[:-1], replace(weeks[-1], cut="semaine en cours")])
    lines = [[len(line.split('"')[0].split()) for line in one.split('points="')[1:]] for one in (whole, running)]
    assert lines == [[3, 1], [2, 2]]
    assert 'stroke-dasharray="2 2"' in running
