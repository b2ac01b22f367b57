"""A figure that leaves its range opens one case, with an owner and a sentence; a stable one opens none."""

import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from coordination.models import Case, Parameter
from kpis.alerts import watching
from kpis.alerts.parameters import MOST
from kpis.measures import MEASURES
from kpis.models import Alert, DailyFact, Watch
from teams.roles import Role
from tests.housing.factories import ResidenceFactory
from tests.kpis.alert_factories import WEEK, an_alert, counted, last_week, usual, weekly
from tests.kpis.town import a_residence
from tests.teams.factories import TeamFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(agency):
    return UserFactory(roles=[Role.PROXIMITY_MANAGER], agencies=[agency], last_name="Pilote")


def test_a_figure_that_moved_opens_one_case_for_the_owner_of_the_measure(residence, manager, check_now):
    alert = an_alert(residence)
    task = alert.case.tasks.open().get()
    assert (task.step, task.role, task.assignee) == ("explain", "proximity_manager", manager)
    assert (alert.agency, alert.residence, alert.rule) == (residence.agency, None, "beyond")
    assert alert.case.residence == residence
    check_now()


def test_the_sentence_tells_what_since_when_how_much_and_where(residence, manager):
    alert = an_alert(residence)
    since = last_week() - 2 * WEEK
    assert alert.since == since
    assert (
        f"Délai de traitement net, Agence Nord : 20,0\xa0jours depuis la semaine du {since:%d/%m/%Y}"
        in alert.sentence
    )
    assert "(18 demandes), contre" in alert.sentence
    assert "Hors des limites habituelles." in alert.sentence
    assert alert.cause == f"Ce qui pèse le plus : {residence}, 20,0\xa0jours."
    assert alert.sentence in alert.case.entries.get(kind="opened").text


@pytest.mark.parametrize(
    ("measure", "mean", "others", "moved"),
    [("PRO01N", 80.0, 85.0, 40.0), ("REQ03", 0.8, 0.6, 0.2), ("REQ02", 10, 13, 30)],
)
def test_what_weighs_most_is_the_residence_farthest_on_the_bad_side_with_its_files(
    residence, manager, measure, mean, others, moved
):
    """Neither the one with most files, nor one that goes as usual or better."""
    fine, large = ResidenceFactory.create_batch(2, agency=residence.agency)
    weekly(fine, [others] * 43, measure=measure, files=5)
    weekly(large, [mean] * 43, measure=measure, files=65)
    noise = [value * mean / 10 for value in usual()]
    weekly(residence, [*noise, *[moved] * 3], measure=measure, files=20)
    counted()
    watching.watch()
    alert = Alert.objects.get(residence=None, team=None)
    assert alert.case.residence == residence
    assert str(residence) in alert.cause


def test_the_limits_are_those_of_before_the_move(residence):
    alert = an_alert(residence)
    assert Decimal(9) < alert.usual < Decimal(11)
    assert alert.low < alert.usual < alert.high < 20


@pytest.mark.parametrize("values", [[*usual(), 10.2], [*usual(), *[2.0] * 8]], ids=["stable", "better"])
def test_a_stable_figure_and_a_better_one_open_nothing(residence, values):
    weekly(residence, values)
    counted()
    assert watching.watch().raised == 0


def test_too_little_history_opens_nothing(residence):
    weekly(residence, [*usual(15), 40.0])
    counted()
    assert watching.watch().raised == 0


def test_weeks_of_too_few_files_wait_for_each_other(residence):
    weekly(residence, [*usual(59), 14.0], files=1)
    counted()
    assert watching.watch().raised == 0


def test_looking_again_changes_nothing(residence):
    an_alert(residence)
    again = watching.watch()
    assert (again.raised, Watch.objects.count(), Alert.objects.count(), Case.objects.count()) == (1, 1, 1, 1)


def test_killed_in_the_middle_it_goes_on_with_the_next_agency(residence, other_agency):
    first = an_alert(residence)
    weekly(a_residence(other_agency, "R7"), [*usual(), *[20.0] * 3])
    Watch.objects.update(finished_at=None, reached=first.agency_id)
    run = watching.watch()
    assert run.finished_at
    assert sorted(Alert.objects.values_list("agency__name", flat=True)) == ["Agence Nord", "Agence Sud"]


def test_a_week_that_is_not_counted_yet_waits(residence):
    weekly(residence, [*usual(), *[20.0] * 3])
    assert watching.watch() is None
    run = counted()
    run.started_at = run.finished_at = run.started_at - dt.timedelta(days=8)
    run.save()
    assert watching.watch() is None


def test_what_was_told_is_not_told_again_while_it_is_open(residence):
    an_alert(residence)
    with time_machine.travel(timezone.now() + WEEK, tick=False):
        weekly(residence, [25.0])
        counted()
        assert watching.watch().raised == 0
    assert Watch.objects.count() == 2


def test_the_widest_place_that_shows_it_tells_it(agency, field_team):
    for number in range(3):
        weekly(ResidenceFactory(agency=agency), [*usual(seed=number), *[20.0] * 3], team=field_team)
    counted()
    run = watching.watch()
    assert (run.raised, run.held_back) == (1, 4)
    assert Alert.objects.get().place == "Agence Nord"


def test_a_residence_alone_is_told_when_the_agency_does_not_move(agency):
    quiet, loud = ResidenceFactory(agency=agency), ResidenceFactory(agency=agency, name="Les Lilas")
    weekly(quiet, usual(43), files=900)
    weekly(loud, [*usual(seed=5), *[16.0] * 3])
    counted()
    watching.watch()
    assert Alert.objects.get().residence == loud


def test_a_team_is_told_when_only_it_moves(agency, residence, field_team):
    weekly(residence, usual(43), files=900, team=TeamFactory(agency=agency))
    weekly(ResidenceFactory(agency=agency), [*usual(seed=5), *[16.0] * 3], team=field_team)
    counted()
    watching.watch()
    assert Alert.objects.get().team == field_team


def test_no_more_alerts_a_week_than_the_landlord_wants(agency):
    Parameter.objects.filter(code=MOST).update(value=1)
    residence = ResidenceFactory(agency=agency)
    for measure in ("REQ02", "REL03", "TSK01"):
        after = 0.1 if measure == "TSK01" else 20.0
        weekly(residence, [*usual(mean=0.9 if measure == "TSK01" else 10.0), *[after] * 3], measure=measure)
    counted()
    run = watching.watch()
    assert run.raised == Alert.objects.count() == 1
    assert run.held_back >= 2


def test_one_or_two_files_more_are_no_alert(residence):
    shares = [0.0, 1 / 6] * 20
    weekly(residence, [*shares, 3 / 6], measure="REQ04")
    counted()
    assert watching.watch().raised == 0
    DailyFact.objects.filter(day__gte=last_week()).update(numerator=6)
    Watch.objects.all().delete()
    assert watching.watch().raised == 1


def test_the_database_keeps_one_open_alert_a_series(residence):
    alert = an_alert(residence)
    kept = {name: getattr(alert, name) for name in (
        "measure", "agency", "rule", "since", "value", "count", "usual", "low", "high", "sentence",
    )}  # fmt: skip
    other = Case.objects.exclude(pk=alert.case_id).first() or alert.case
    with pytest.raises(IntegrityError), transaction.atomic():
        Alert.objects.create(case=other, week=alert.week + WEEK, **kept)


@pytest.mark.parametrize(
    ("code", "limit", "told"),
    [
        ("TSK01", 124.7, 100),
        ("TSK01", 60.0, 60.0),
        ("TSK01", -3, 0),
        ("REQ02", 124.7, 124.7),
        ("PRO01N", 101.6, 100),
    ],
)
def test_limits_are_told_as_far_as_the_figure_may_go(code, limit, told):
    assert MEASURES[code].within(limit) == told
