"""What somebody does to a case is in the figures seconds later."""

import datetime as dt

import pytest
from celery.exceptions import Retry
from django.core.cache import cache
from django.db import connection
from django.urls import reverse

from kpis import rollup, soon, tasks, touched
from kpis.models import RollupRun
from tests.kpis.conftest import table
from tests.kpis.test_rollup import whole
from tests.requests_app.factories import a_tenant_request

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(monkeypatch, settings):
    """The tasks that were asked for, without running them."""
    found = []
    settings.FIGURES_DELAY = 5
    monkeypatch.setattr(soon, "_asked_at", float("-inf"))
    monkeypatch.setattr(tasks.count_soon, "apply_async", lambda **options: found.append(options))
    cache.delete(soon.KEY)
    yield found
    cache.delete(soon.KEY)


@pytest.fixture
def exact(monkeypatch):
    for name in ("OVERLAP", "OVERLAP_SOON"):
        monkeypatch.setattr(touched, name, dt.timedelta(0))


def test_an_act_is_counted_without_looking_anywhere_else(town, counted, exact, desk):
    counted()
    a_tenant_request(town[0].units.order_by("pk").first(), by=desk)
    run = rollup.run(soon=True)
    assert (run.soon, run.residences) == (True, 1)
    assert table() == whole()


def test_a_thorough_counting_goes_back_to_the_last_thorough_one(town, counted, exact, desk):
    """What was changed without an act on a case is not lost between two quick countings."""
    counted()
    unit = town[1].units.order_by("pk").last()
    type(unit).objects.filter(pk=unit.pk).update(left_on=dt.date(2026, 1, 5), left_reason="4")
    a_tenant_request(town[0].units.order_by("pk").first(), by=desk)
    rollup.run(soon=True)
    rollup.run()
    assert table() == whole()
    assert not RollupRun.objects.filter(soon=True).exists()


def test_many_acts_ask_for_one_counting(asked, town, desk, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for unit in town[0].units.order_by("pk")[:3]:
            a_tenant_request(unit, by=desk)
    assert asked == [{"countdown": 5}]


def test_without_a_delay_nothing_is_asked(asked, settings, town, desk, django_capture_on_commit_callbacks):
    settings.FIGURES_DELAY = 0
    with django_capture_on_commit_callbacks(execute=True):
        a_tenant_request(town[0].units.order_by("pk").first(), by=desk)
    assert asked == []


def test_what_a_caller_counts_itself_is_not_asked(asked, town, desk, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), soon.counted_by_the_caller():
        a_tenant_request(town[0].units.order_by("pk").first(), by=desk)
    assert asked == []


@pytest.mark.parametrize("task", [tasks.count_soon, tasks.count_today, tasks.count_measures])
def test_while_another_counting_runs_it_comes_back(monkeypatch, task):
    def busy(**options):
        raise rollup.Busy

    monkeypatch.setattr(rollup, "run", busy)
    with pytest.raises(Retry):
        task.apply(throw=True)


def test_the_page_says_the_second_up_to_which_it_counts(town, counted, sign_in, director):
    counted()
    page = sign_in(director).get(reverse("kpis:dashboard")).content.decode()
    assert "À jour à" in page


def test_the_journal_is_searched_by_an_index(town):
    assert touched.by_journal(dt.datetime(2000, 1, 1, tzinfo=dt.UTC)) == {one.pk for one in town}
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN SELECT 1 FROM coordination_entry WHERE logged_at >= now()")
        assert any("entry_logged" in line for (line,) in cursor.fetchall())
