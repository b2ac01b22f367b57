"""What each residence and category has of a measure is what its facts add up to, however it is read."""

import datetime as dt
from collections import defaultdict

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpis.apart import CATEGORY, RESIDENCE, apart, of_some
from kpis.figures import places, with_before
from kpis.levels import Level
from kpis.measures import MEASURES
from kpis.models import DailyFact
from kpis.periods import Period, Span
from requests_app.models import Category
from tests.kpis.town import a_residence
from tests.teams.factories import TeamFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 31)
PERIOD = Period(Span.DATES, dt.date(2026, 3, 1), TODAY)
NOUGHT = (0, 0)
FACTS = st.lists(
    st.tuples(
        st.integers(0, 2), st.integers(0, 1), st.sampled_from([None, 0, 1]), st.integers(-70, 40),
        st.integers(-9, 9), st.integers(-9, 9),
    ), max_size=25, unique_by=lambda row: row[:4],
)  # fmt: skip


@pytest.fixture
def here(agency, other_agency):
    return [a_residence(one, name, homes=0) for one, name in ((agency, "A"), (agency, "B"), (other_agency, "C"))]


@pytest.fixture
def team(agency):
    return TeamFactory(agency=agency)


@pytest.fixture
def levels(here, agency, director, agent, team):
    return [
        Level(director), Level(director, agency=agency), Level(director, agency=agency, residence=here[0]),
        Level(director, team=team), Level(agent),
    ]  # fmt: skip


def summed(level: Level, measure, period: Period, key: str) -> dict:
    """Fact by fact."""
    found: dict = defaultdict(lambda: [0, 0])
    for fact in level.facts().filter(measure=measure.code):
        for side, is_stock in enumerate(measure.stocks):
            counts = fact.day <= period.end and (is_stock or fact.day >= period.start)
            found[getattr(fact, f"{key}_id")][side] += (fact.numerator, fact.denominator)[side] * counts
    return {pk: tuple(sums) for pk, sums in found.items() if pk and any(sums)}


@pytest.mark.parametrize("code", ["REQ02", "REQ05", "REQ05A", "REQ06", "PRM03", "PRO04"])
@given(rows=FACTS)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_the_facts_at_every_level(here, levels, team, code, rows):
    """Flows, stocks, a flow for a stock, and amounts that nothing divides."""
    measure, kinds, before = MEASURES[code], list(Category.objects.order_by("pk")[:2]), PERIOD.previous
    DailyFact.objects.all().delete()
    DailyFact.objects.bulk_create(
        DailyFact(
            measure=code, residence=here[place], team=team if in_team else None, day=TODAY + dt.timedelta(day),
            category=None if kind is None else kinds[kind], numerator=top, denominator=bottom,
        ) for place, in_team, kind, day, top, bottom in rows
    )  # fmt: skip
    for level in levels:
        for key in (RESIDENCE, CATEGORY):
            told = apart(level, measure, [PERIOD, before], RESIDENCE, CATEGORY)[key]
            for number, period in enumerate((PERIOD, before)):
                found = {one.pk: one.sums[number] for one in told if one.sums[number] != NOUGHT}
                assert found == summed(level, measure, period, key)
        some = of_some(level, measure, before, [here[0].pk, here[2].pk])
        known = summed(level, measure, before, RESIDENCE)
        assert {pk: sums for pk, sums in some.items() if sums != NOUGHT} == {
            pk: sums for pk, sums in known.items() if pk != here[1].pk
        }


def a_fact(residence, day, code="PRM03", top=1, bottom=1):
    return DailyFact.objects.create(measure=code, residence=residence, day=day, numerator=top, denominator=bottom)


def test_none_at_all_is_a_figure_of_those_who_had_some_before(here, director):
    a_fact(here[0], PERIOD.previous.end)
    a_fact(here[1], PERIOD.previous.start - dt.timedelta(1))
    ranked = places(Level(director), MEASURES["PRM03"], PERIOD)
    assert [(one.name, one.figure.value) for one in ranked] == [("A", 0)]
    (shown,) = with_before(Level(director), MEASURES["PRM03"], PERIOD, ranked[:10])
    assert (shown.figure.value, shown.figure.previous) == (0, 1)


def test_a_rate_of_stock_is_told_before_as_it_was_then(here, director):
    """Requests for 100 homes: those of the period before only, not all there ever were."""
    a_fact(here[0], dt.date(2025, 1, 1), "REQ06", 50, 100)
    a_fact(here[0], PERIOD.previous.start, "REQ06", 3, 0)
    a_fact(here[0], PERIOD.start, "REQ06", 7, 0)
    ranked = places(Level(director), MEASURES["REQ06"], PERIOD)
    (shown,) = with_before(Level(director), MEASURES["REQ06"], PERIOD, ranked[:10])
    assert (shown.figure.value, shown.figure.previous) == (7, 3)


def test_facts_of_a_residence_that_is_gone_are_left_out(here, director, sign_in):
    for code in ("PRM03", "REQ05"):
        gone = a_fact(here[0], PERIOD.start, code)
        DailyFact.objects.filter(pk=gone.pk).update(residence=9_999_999)
        a_fact(here[1], PERIOD.start, code)
        ranked = places(Level(director), MEASURES[code], PERIOD)
        assert [one.name for one in ranked if one.figure.value] == ["B"]
        page = sign_in(director).get(
            f"{reverse('kpis:measure', args=[code])}?periode=dates&du=2026-03-01&au=2026-03-31"
        )
        assert page.status_code == 200
