"""Totals of all residences are what the facts add up to, whatever happens to the facts."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.db.models import Sum
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpis import figures, rollup
from kpis.levels import Level
from kpis.measures import IN_ORDER
from kpis.models import Balance, DailyFact, DayTotal
from kpis.periods import Period, Span
from requests_app.models import Category
from tests.kpis.town import a_residence
from tests.teams.factories import AgencyFactory

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2026, 3, 2)
ACTS = st.lists(
    st.tuples(
        st.sampled_from(["add", "change", "leave"]), st.integers(0, 1), st.integers(0, 3),
        st.decimals(-50, 50, places=2), st.integers(0, 9),
    ), max_size=25,
)  # fmt: skip


KEYS = ("day", "residence", "category")


def added_up() -> dict:
    sums = {}
    for key in KEYS:
        facts = DailyFact.objects.filter(**{f"{key}__isnull": False}).order_by().values_list("measure", key)
        rows = facts.annotate(Sum("numerator"), Sum("denominator"))
        sums |= {(key, *row[:2]): row[2:] for row in rows if any(row[2:])}
    return sums


def totals() -> dict:
    """As the database keeps them."""
    sums = {}
    for key in KEYS:
        rows = (DayTotal if key == "day" else Balance).objects.filter(**{f"{key}__isnull": False}).order_by()
        kept = rows.values_list("measure", key, "numerator", "denominator")
        sums |= {(key, *row[:2]): row[2:] for row in kept if any(row[2:])}
    return sums


@given(acts=ACTS)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_becomes_of_facts_the_totals_are_their_sums(places, acts):
    DailyFact.objects.all().delete()
    kinds = [None, *Category.objects.order_by("pk")[:2], None]
    for act, place, day, numerator, denominator in acts:
        rows = DailyFact.objects.filter(measure="REL01", residence=places[place], day=MONDAY + dt.timedelta(day))
        if act == "add" and not rows.exists():
            DailyFact.objects.create(
                measure="REL01", residence=places[place], day=MONDAY + dt.timedelta(day), numerator=numerator,
                denominator=denominator, category=kinds[day],
            )  # fmt: skip
        elif act == "change":
            rows.update(numerator=numerator, denominator=denominator)
        elif act == "leave":
            rows.delete()
    assert totals() == added_up()


@pytest.fixture
def places(db):
    agency = AgencyFactory()
    return [a_residence(agency, name, homes=0) for name in ("A", "B")]


def test_a_counting_leaves_totals_that_add_up(town):
    rollup.run(rebuild=True)
    assert totals() == added_up() != {}


def test_an_emptied_table_of_facts_leaves_no_total(places):
    DailyFact.objects.create(
        measure="REL01", residence=places[0], day=MONDAY, numerator=Decimal(1), denominator=Decimal(1)
    )
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("TRUNCATE kpis_dailyfact")
    assert not DayTotal.objects.exists()
    assert not Balance.objects.exists()


def test_whoever_sees_all_agencies_reads_the_same_from_totals_as_from_facts(town, director, monkeypatch):
    rollup.run(rebuild=True)
    today = timezone.localdate()
    period = Period(Span.ROLLING, today - dt.timedelta(days=364), today)
    fast = figures.figures(Level(director), period, today)
    monkeypatch.setattr(Level, "sums", Level.facts)
    slow = figures.figures(Level(director), period, today)
    assert [one.sums for one in fast] == [one.sums for one in slow]
    assert [one.trend for one in fast] == [one.trend for one in slow]
    assert len(fast) == len(IN_ORDER)


def test_totals_are_for_those_who_see_every_agency(director, agent):
    DayTotal.objects.create(measure="REL01", day=MONDAY, numerator=1, denominator=1)
    assert DayTotal.objects.visible_to(director).exists()
    assert not DayTotal.objects.visible_to(agent).exists()


def test_balances_of_residences_are_for_those_who_see_them_of_categories_for_those_who_see_all(
    places, director, agent
):
    kind = Category.objects.first()
    DailyFact.objects.create(
        measure="REQ05", residence=places[0], category=kind, day=MONDAY, numerator=1, denominator=1
    )
    assert Balance.objects.visible_to(director).count() == 2
    assert not Balance.objects.visible_to(agent).exists()
