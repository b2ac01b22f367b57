"""The verbs of a case: what each does, and what it refuses."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.utils import timezone

from coordination import signals
from coordination.clock import PARIS
from coordination.conditions import IncompleteFacts
from coordination.models import Case, Entry, Priority, Promise
from coordination.opening import open_case
from coordination.processes import UnknownStep
from teams.roles import Role
from teams.workflow import MoveRefused
from tests.coordination.factories import LEAK, a_case
from tests.housing.factories import UnitFactory

MONDAY = dt.datetime(2026, 11, 23, 9, tzinfo=PARIS)
DAY = dt.timedelta(days=1)


def test_opening_gives_the_first_task_to_who_the_matrix_names(case, task, desk, field_team):
    assert case.reference.startswith("D-")
    assert (task.role, task.team, task.assignee) == (Role.CARETAKER, field_team, None)
    assert task.rule.responsible == Role.CARETAKER
    assert task.given_by == desk
    assert list(case.entries.values_list("kind", "by")) == [("opened", desk.pk)]


def test_the_only_person_who_can_do_it_gets_it_by_name(residence, desk, keeper):
    assert a_case(residence, by=desk).tasks.get().assignee == keeper


def test_a_case_about_a_home_names_every_level_above_it(desk, residence):
    home = UnitFactory(staircase__building__residence=residence)
    case = a_case(home, by=desk)
    assert (case.unit, case.staircase, case.building) == (home, home.staircase, home.staircase.building)
    assert (case.residence, case.agency) == (residence, residence.agency)


def test_references_follow_one_sequence_and_the_year_of_the_opening(residence, desk):
    first = a_case(residence, by=desk, at=dt.datetime(2024, 12, 31, 23, 30, tzinfo=dt.UTC))
    then = a_case(residence, by=desk, at=MONDAY - 200 * DAY)
    assert first.reference.startswith("D-25-")
    assert int(then.reference[5:]) > int(first.reference[5:])


def test_opening_needs_the_facts_that_decide_and_a_declared_step(residence, desk):
    with pytest.raises(IncompleteFacts, match="famille"):
        open_case("request", "handling", residence, title="Fuite", by=desk)
    with pytest.raises(IncompleteFacts, match="Z9"):
        open_case("request", "handling", residence, title="Fuite", facts={"family": "Z9"}, by=desk)
    with pytest.raises(UnknownStep):
        open_case("request", "dancing", residence, title="Fuite", by=desk)
    assert not Case.objects.exists()


def test_nothing_opens_in_the_future(residence, desk):
    with pytest.raises(MoveRefused, match="avenir"):
        a_case(residence, by=desk, at=timezone.now() + DAY)


@time_machine.travel(MONDAY, tick=False)
def test_both_clocks_start_with_the_service_level(residence, desk):
    case = a_case(residence, by=desk)
    assert case.due_at == case.tasks.get().due_at == MONDAY.replace(day=30, hour=18)
    urgent = a_case(residence, by=desk, priority=Priority.EMERGENCY)
    assert urgent.due_at == MONDAY + dt.timedelta(hours=4)


def test_a_team_that_receives_late_has_its_own_time(residence, desk, keeper):
    with time_machine.travel(MONDAY, tick=False):
        case = a_case(residence, by=desk)
    with time_machine.travel(MONDAY + 3 * DAY, tick=False):
        case.hand_over("handling", facts={"family": "V1"}, by=keeper)
    assert case.due_at == MONDAY.replace(day=30, hour=18)
    assert case.tasks.open().get().due_at == dt.datetime(2026, 12, 3, 18, tzinfo=PARIS)


def test_handing_over_moves_the_ball_and_tells_after_commit(case, task, desk, django_capture_on_commit_callbacks):
    heard = []

    def hear(**news):
        heard.append(news)

    signals.task_handed_over.connect(hear)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            entry = case.hand_over("confirmation", text="Joint changé", by=desk)
            assert not heard
    finally:
        signals.task_handed_over.disconnect(hear)
    arrived = case.tasks.open().get()
    task.refresh_from_db()
    assert (task.outcome, arrived.step, arrived.role) == ("handed_over", "confirmation", Role.CONTACT_CENTRE)
    assert (entry.kind, entry.task, entry.data["opened"]) == ("handed_over", task, [arrived.pk])
    assert (heard[0]["task"], heard[0]["former"]) == (arrived, task)


def test_handing_over_among_several_tasks_needs_to_say_which(case, task, desk):
    case.ask("information", by=desk)
    with pytest.raises(MoveRefused, match="laquelle"):
        case.hand_over("confirmation", by=desk)
    case.hand_over("confirmation", task=task, by=desk)
    assert set(case.tasks.open().values_list("step", flat=True)) == {"information", "confirmation"}


def test_one_cannot_hand_over_the_task_of_another_case(case, residence, desk):
    stranger = a_case(residence, by=desk).tasks.get()
    with pytest.raises(MoveRefused, match="autre dossier"):
        case.hand_over("confirmation", task=stranger, by=desk)


def test_the_first_promise_needs_no_cause_a_change_does(case, desk, django_capture_on_commit_callbacks):
    heard = []

    def hear(promise, **_):
        heard.append((promise.previous and promise.previous.on, promise.on))

    signals.promise_made.connect(hear)
    soon, later = timezone.localdate() + DAY, timezone.localdate() + 8 * DAY
    try:
        with django_capture_on_commit_callbacks(execute=True):
            case.promise(soon, by=desk)
            with pytest.raises(MoveRefused, match="cause"):
                case.promise(later, by=desk)
            case.promise(later, cause="Pièce en commande", service="maintenance", by=desk)
    finally:
        signals.promise_made.disconnect(hear)
    case.refresh_from_db()
    assert case.promised_on == later
    assert heard == [(None, soon), (soon, later)]
    assert [promise.on for promise in Promise.objects.slips()] == [later]


@pytest.mark.parametrize("days", [-1, 1])
def test_a_past_day_or_the_day_already_told_is_refused(case, desk, days):
    case.promise(timezone.localdate() + DAY, by=desk)
    with pytest.raises(MoveRefused):
        case.promise(timezone.localdate() + days * DAY, cause="Erreur", service="proximity", by=desk)


def test_a_note_is_internal_unless_told_otherwise_and_never_empty(case, desk):
    assert case.note("Chien méchant", by=desk).visibility == Entry.Visibility.INTERNAL
    case.note("Passage prévu jeudi", visibility="tenant", by=desk)
    assert [entry.text for entry in case.entries.for_tenant()] == ["Passage prévu jeudi"]
    with pytest.raises(MoveRefused):
        case.note("  ", by=desk)


def test_closing_ends_every_task_and_a_closed_case_refuses_the_rest(case, desk):
    case.ask("information", by=desk)
    case.close("resolved", by=desk)
    assert not case.is_open
    assert not case.tasks.open().exists()
    for act in (
        lambda: case.close("resolved", by=desk),
        lambda: case.ask("information", by=desk),
        lambda: case.promise(timezone.localdate(), by=desk),
        lambda: case.change_priority(Priority.URGENT, by=desk),
        lambda: case.tasks.first().acknowledge(by=desk),
        lambda: case.tasks.first().pause(by=desk),
        lambda: case.tasks.first().resume(by=desk),
    ):
        with pytest.raises(MoveRefused):
            act()
    case.note("Le locataire remercie", by=desk)


def test_reopening_gives_the_ball_back_where_it_was_and_keeps_the_tenants_clock(case, desk):
    due = case.due_at
    case.close("resolved", by=desk)
    case.reopen("Ça fuit encore", by=desk)
    assert case.is_open
    assert case.tasks.open().get().step == "handling"
    assert case.due_at == due
    with pytest.raises(MoveRefused, match="déjà ouvert"):
        case.reopen("Ça fuit encore", by=desk)


@time_machine.travel(MONDAY, tick=False)
def test_a_new_urgency_moves_both_clocks(residence, desk):
    case = a_case(residence, by=desk)
    case.change_priority(Priority.EMERGENCY, why="Plafond du dessous", by=desk)
    assert case.due_at == case.tasks.get().due_at == MONDAY + dt.timedelta(hours=4)
    with pytest.raises(MoveRefused):
        case.change_priority(Priority.EMERGENCY, by=desk)
    with pytest.raises(MoveRefused):
        case.change_priority(9, by=desk)


def test_the_same_key_twice_opens_one_case(residence, desk, agent):
    key = uuid.uuid4()
    first = a_case(residence, by=desk, key=key)
    assert a_case(residence, by=desk, key=key) == first
    assert Case.objects.count() == 1
    with pytest.raises(MoveRefused, match="clé"):
        a_case(residence, by=agent, key=key)


def test_the_same_key_twice_acts_once_and_answers_the_same(case, desk, residence):
    key = uuid.uuid4()
    first = case.hand_over("confirmation", by=desk, key=key)
    assert case.hand_over("confirmation", by=desk, key=key) == first
    assert case.tasks.count() == 2
    with pytest.raises(MoveRefused, match="clé"):
        case.note("Autre chose", by=desk, key=key)
    with pytest.raises(MoveRefused, match="clé"):
        a_case(residence, by=desk).hand_over("confirmation", by=desk, key=key)


def test_a_listener_inside_the_transaction_undoes_the_verb_when_it_fails(case, desk):
    def fail(**_):
        raise RuntimeError

    signals.entry_written.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            case.close("resolved", by=desk)
    finally:
        signals.entry_written.disconnect(fail)
    case.refresh_from_db()
    assert case.is_open


def test_each_verb_writes_one_line(case, task, desk):
    today = timezone.localdate()
    acts = [
        lambda: task.acknowledge(by=desk, at=timezone.now()),
        lambda: task.pause(by=desk),
        lambda: task.resume(by=desk),
        lambda: case.promise(today, by=desk),
        lambda: case.note("Vu", by=desk),
        lambda: case.change_priority(Priority.URGENT, by=desk),
        lambda: case.ask("handling", facts=LEAK, by=desk),
        lambda: case.hand_over("confirmation", task=task, by=desk),
        lambda: case.close("resolved", by=desk),
        lambda: case.reopen("Encore", by=desk),
    ]
    for count, act in enumerate(acts, start=2):
        act()
        assert case.entries.count() == count
