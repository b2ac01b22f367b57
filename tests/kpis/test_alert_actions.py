"""A hypothesis, an action, and what the figure did after four weeks."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.utils import timezone

from coordination.models import Case
from kpis.alerts import acting, effects, watching
from kpis.models import Alert, AlertAction
from teams.roles import Role
from teams.workflow import MoveRefused
from tests.kpis.alert_factories import WEEK, an_alert, counted, last_week, weekly
from tests.teams.factories import UserFactory

pytestmark = pytest.mark.django_db
SAID = {"hypothesis": "Le plombier est en congé.", "action": "Un second plombier intervient."}


@pytest.fixture
def manager(agency):
    return UserFactory(roles=[Role.PROXIMITY_MANAGER], agencies=[agency])


@pytest.fixture
def alert(residence, manager):
    return an_alert(residence)


def act(alert, by, **said):
    said = {**SAID, "on": timezone.localdate(), "key": uuid.uuid4(), **said}
    return acting.act(Alert.objects.get(pk=alert.pk), by=by, **said)


def after_four_weeks(residence, value, files=6):
    """Weeks of this value pass, are counted, and the night measures."""
    with time_machine.travel(timezone.now() + 5 * WEEK, tick=False):
        weekly(residence, [value] * 5, files=files, until=last_week() + WEEK)
        counted()
        return effects.measure_all()


def test_an_action_ends_the_explanation_and_waits_for_its_effect(alert, manager, check_now):
    act(alert, manager)
    task = alert.case.tasks.open().get()
    assert (task.step, task.waits) == ("effect", True)
    assert task.expected_on == timezone.localdate() + dt.timedelta(days=28)
    assert "Le plombier est en congé." in alert.case.entries.filter(kind="finished").get().text
    check_now()


def test_the_same_click_twice_is_one_action(alert, manager):
    key = uuid.uuid4()
    assert act(alert, manager, key=key) == act(alert, manager, key=key)
    assert AlertAction.objects.count() == 1


def test_a_second_action_waits_for_the_effect_of_the_first(alert, manager):
    act(alert, manager)
    with pytest.raises(MoveRefused, match="attend déjà son effet"):
        act(alert, manager)


@pytest.mark.parametrize("said", [
    {"hypothesis": " "}, {"action": ""}, {"on": dt.date(2001, 1, 1)}, {"on": dt.date(2101, 1, 1)},
])  # fmt: skip
def test_an_action_needs_words_and_a_day_that_makes_sense(alert, manager, said):
    with pytest.raises(MoveRefused):
        act(alert, manager, **said)


def test_nobody_says_acted_without_an_action_nor_an_effect_before_it_is_measured(alert, manager):
    task = alert.case.tasks.open().get()
    with pytest.raises(MoveRefused, match="hypothèse"):
        task.answer("acted", by=manager)
    with pytest.raises(MoveRefused, match="chemin"):
        alert.case.hand_over("effect", by=manager)
    act(alert, manager)
    with pytest.raises(MoveRefused, match="mesuré par Palier"):
        alert.case.tasks.open().get().answer("better", by=manager)


@pytest.mark.parametrize(("value", "effect", "is_open"), [
    (10.0, "better", False), (19.8, "same", True), (31.0, "worse", True),
])  # fmt: skip
def test_the_effect_is_read_from_the_figure(alert, residence, manager, value, effect, is_open, check_now):
    action = act(alert, manager)
    assert after_four_weeks(residence, value) == 1
    action.refresh_from_db()
    alert.refresh_from_db()
    assert (action.effect, float(action.after)) == (effect, pytest.approx(value, abs=0.2))
    assert (alert.closed_at is None, Case.objects.get(pk=alert.case_id).is_open) == (is_open, is_open)
    if is_open:
        assert alert.case.tasks.open().get().step == "explain"
    check_now()


def test_too_few_files_are_said_plainly(alert, residence, manager):
    action = act(alert, manager)
    after_four_weeks(residence, 10.0, files=1)
    action.refresh_from_db()
    assert action.effect == "few"
    assert "Trop peu de dossiers" in alert.case.entries.filter(kind="finished").first().text


def test_before_four_weeks_nothing_is_measured_and_afterwards_once(alert, residence, manager):
    act(alert, manager)
    counted()
    assert effects.measure_all() == 0
    assert after_four_weeks(residence, 10.0) == 1
    assert after_four_weeks(residence, 10.0) == 0


def test_what_is_explained_closes_and_may_come_back_with_new_weeks(alert, residence, manager):
    alert.case.tasks.open().get().answer("explained", text="Grève du mois, finie.", by=manager)
    assert not Alert.objects.open().exists()
    with time_machine.travel(timezone.now() + 2 * WEEK, tick=False):
        weekly(residence, [40.0] * 2)
        counted()
        assert watching.watch().raised == 1


def test_a_closed_alert_is_not_reopened_beside_a_newer_one(alert, residence, manager):
    alert.case.tasks.open().get().answer("explained", text="Grève.", by=manager)
    Alert.objects.filter(pk=alert.pk).update(week=alert.week - WEEK, since=alert.since - WEEK)
    case = Case.objects.get(pk=alert.case_id)
    with time_machine.travel(timezone.now() + 2 * WEEK, tick=False):
        weekly(residence, [40.0] * 2)
        counted()
        watching.watch()
        with pytest.raises(MoveRefused, match="plus récente"):
            case.reopen("À revoir", by=manager)
