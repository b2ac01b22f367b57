"""The verbs of a task, its clock and the questions of « Mon travail »."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from coordination.clock import PARIS
from coordination.models import Priority, Task
from coordination.simulation import replay
from teams.roles import Role
from teams.workflow import MoveRefused
from tests.coordination.factories import a_case
from tests.housing.factories import ResidenceFactory
from tests.teams.factories import TeamFactory, UserFactory

MONDAY = dt.datetime(2026, 11, 23, 9, tzinfo=PARIS)
HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)


def test_acknowledging_makes_the_task_mine_and_a_second_click_is_told_whose_it_is(task, keeper, other_keeper):
    task.acknowledge(by=keeper)
    assert (task.assignee, task.acknowledged_at is not None) == (keeper, True)
    with pytest.raises(MoveRefused, match=str(keeper)):
        task.acknowledge(by=other_keeper)
    with pytest.raises(MoveRefused, match="déjà"):
        task.acknowledge(by=keeper)


def test_a_task_given_to_somebody_is_not_taken_by_another(residence, desk, keeper, caretaker):
    task = a_case(residence, by=desk, to=keeper).tasks.get()
    with pytest.raises(MoveRefused):
        task.acknowledge(by=caretaker)


def test_the_last_task_says_what_comes_next_or_closes_the_case(case, task, keeper):
    with pytest.raises(MoveRefused, match="dernière"):
        task.finish("done", by=keeper)
    task.refresh_from_db()
    assert task.is_open
    task.finish("done", next=["confirmation", "information"], by=keeper)
    one, two = case.tasks.open()
    one.finish("done", by=keeper)
    two.finish("done", close="resolved", by=keeper)
    case.refresh_from_db()
    assert (case.outcome, case.tasks.open().count()) == ("resolved", 0)


def test_a_task_is_finished_once(case, task, desk, keeper):
    task.finish("done", next="confirmation", by=keeper)
    with pytest.raises(MoveRefused, match=f"terminée par {keeper}"):
        task.finish("done", next="confirmation", by=desk)


def test_a_colleague_goes_on_with_the_clock_another_team_has_its_own(
    residence, desk, keeper, other_keeper, agency
):
    with time_machine.travel(MONDAY, tick=False) as now:
        task = a_case(residence, by=desk, priority=Priority.URGENT).tasks.get()
        due = task.due_at
        now.shift(2 * HOUR)
        task.pause(by=keeper)
        now.shift(3 * HOUR)
        task.reassign(keeper, "Je suis sur place", by=desk)
        mine = Task.objects.open().get()
        assert (mine.assignee, mine.acknowledged_at, mine.due_at) == (keeper, None, due + 3 * HOUR)
        assert mine.waited(timezone.now()) == 2 * HOUR
        now.shift(HOUR)
        team = TeamFactory(agency=agency, name="Régie")
        mine.reassign(team, "Il faut un plombier", by=keeper)
        theirs = Task.objects.open().get()
        assert (theirs.team, theirs.assignee, theirs.due_at) == (team, None, MONDAY + 30 * HOUR)
    assert [one.outcome for one in Task.objects.order_by("pk")] == ["reassigned", "reassigned", ""]


def test_a_task_goes_to_nobody_who_may_not_see_it(task, desk, other_agent, other_agency, keeper):
    for to in (other_agent, TeamFactory(agency=other_agency)):
        with pytest.raises(MoveRefused):
            task.reassign(to, "Erreur", by=desk)
    keeper.is_active = False
    with pytest.raises(MoveRefused):
        task.reassign(keeper, "Erreur", by=desk)
    with pytest.raises(MoveRefused, match="pourquoi"):
        task.reassign(desk, " ", by=desk)
    assert task.case.tasks.count() == 1


def test_waiting_for_the_tenant_stops_both_clocks(residence, desk, keeper):
    with time_machine.travel(MONDAY, tick=False) as now:
        task = a_case(residence, by=desk, priority=Priority.URGENT).tasks.get()
        task.pause(text="Absent", by=keeper)
        task.refresh_from_db()
        task.case.refresh_from_db()
        assert (task.due_at, task.case.due_at, task.endangered_at) == (None, None, None)
        with pytest.raises(MoveRefused):
            task.pause(by=keeper)
        now.shift(5 * HOUR)
        task.resume(by=keeper)
        with pytest.raises(MoveRefused):
            task.resume(by=keeper)
    assert task.due_at == task.case.due_at == MONDAY + 29 * HOUR


@pytest.mark.parametrize("end", ["finish", "hand_over", "reassign"])
def test_ending_a_task_ends_its_pause_and_the_clocks_go_on(residence, desk, keeper, end):
    with time_machine.travel(MONDAY, tick=False) as now:
        case = a_case(residence, by=desk, priority=Priority.URGENT)
        task = case.tasks.get()
        other = case.ask("information", by=desk).task
        task.pause(by=keeper)
        now.shift(5 * HOUR)
        acts = {
            "finish": lambda: task.finish("done", by=keeper),
            "hand_over": lambda: case.hand_over("confirmation", task=task, by=keeper),
            "reassign": lambda: task.reassign(desk, "Il rappelle", by=keeper),
        }
        acts[end]()
    case.refresh_from_db()
    other.refresh_from_db()
    assert not task.pauses.open().exists()
    assert (case.due_at, other.due_at) == (MONDAY + 29 * HOUR, MONDAY + 24 * HOUR)


def test_the_rule_has_the_last_word_on_the_delay(residence, desk):
    facts = {"cleaner": "company", "cause": "service", "recurrence": "first", "zone": "front"}
    with time_machine.travel(MONDAY, tick=False):
        task = a_case(residence, by=desk, process="cleaning", step="response", facts=facts).tasks.get()
    assert (task.role, task.due_at) == (Role.PROXIMITY_MANAGER, MONDAY + 24 * HOUR)


# --- Mon travail


def test_my_work_is_that_of_my_role_and_team_and_what_bears_my_name(case, task, keeper, other_keeper, desk):
    stranger = UserFactory(roles=[Role.CARETAKER], agencies=[case.agency])
    assert [list(Task.objects.open_for(one)) for one in (keeper, other_keeper, desk, stranger)] == [
        [task], [task], [], [],
    ]  # fmt: skip
    task.acknowledge(by=keeper)
    assert list(Task.objects.open_for(keeper)) == [task]
    assert list(Task.objects.open_for(other_keeper)) == []
    task.reassign(desk, "Le locataire rappelle", by=keeper)
    assert list(Task.objects.open_for(desk)) == list(case.tasks.open())


def test_a_stranger_sees_neither_case_task_journal_promise_nor_pause(case, task, keeper, other_agent, agent):
    case.promise(timezone.localdate(), by=keeper)
    task.pause(by=keeper)
    for rows in (type(case).objects, Task.objects, task.pauses, case.entries, case.promises):
        assert rows.all().visible_to(agent).exists()
        assert not rows.all().visible_to(other_agent).exists()


def test_the_most_endangered_comes_first_by_either_clock_or_the_promise(residence, desk):
    with time_machine.travel(MONDAY, tick=False):
        for title, priority in (("normal", 3), ("urgent", 2), ("low", 4)):
            a_case(residence, by=desk, title=title, priority=priority)
        a_case(residence, by=desk, title="promised").promise(MONDAY.date() + DAY, by=desk)
        order = [task.case.title for task in Task.objects.open().most_endangered_first().select_related("case")]
    assert order == ["urgent", "promised", "normal", "low"]


def test_what_arrived_today_and_what_i_wait_for(residence, desk, keeper, other_keeper):
    with time_machine.travel(MONDAY, tick=False) as now:
        old = a_case(residence, by=desk).tasks.get()
        now.shift(DAY)
        new = a_case(residence, by=keeper).tasks.get()
        assert list(Task.objects.arrived_since(timezone.localdate())) == [new]
    assert list(Task.objects.waited_for_by(desk)) == [old]
    assert dict(Task.objects.open_for(keeper).per_process()) == {"request": 2}


@pytest.mark.parametrize("count", [1, 12])
def test_my_work_costs_the_same_whatever_there_is_to_do(residence, desk, keeper, count, django_assert_num_queries):
    for _ in range(count):
        a_case(residence, by=desk)
    page = Task.objects.open_for(keeper).most_endangered_first().select_related("case__residence", "team")
    with django_assert_num_queries(1):
        assert len([task.case.residence.name for task in page]) == count


def test_tasks_follow_a_residence_to_another_agency(case, task, residence, other_agency, other_agent):
    residence.agency = other_agency
    residence.save()
    for row in (case, task):
        row.refresh_from_db()
        assert row.agency == other_agency
    assert Task.objects.visible_to(other_agent).get() == task


def test_tasks_follow_a_case_whose_residence_is_merged(case, task, other_agency):
    target = ResidenceFactory(agency=other_agency, landlord=case.residence.landlord)
    type(case)._base_manager.filter(pk=case.pk).update(residence=target)
    task.refresh_from_db()
    assert task.agency == other_agency


def test_reassignments_are_counted_per_rule(task, keeper, desk):
    task.reassign(desk, "Pas pour nous", by=keeper)
    assert Task.objects.use_of_rules(timezone.localdate()) == {task.rule_id: (1, 1)}


def test_a_colleague_of_the_team_who_takes_over_corrects_no_rule(task, keeper, other_keeper):
    task.reassign(other_keeper, "Je suis en congé", by=keeper)
    assert Task.objects.use_of_rules(timezone.localdate()) == {task.rule_id: (1, 0)}


def test_replaying_cases_on_the_other_organisation_shows_whose_load_moves(case, residence, desk):
    a_case(residence, by=desk, facts={"family": "V1"})
    from coordination.models import Case, ResponsibilityMatrix

    trade = ResponsibilityMatrix.objects.get(organisation="trade")
    found = replay(trade, Case.objects.all())
    assert found.before == {Role.CARETAKER: 1, Role.PROXIMITY_MANAGER: 1}
    assert found.after == {Role.PROXIMITY_MANAGER: 2}
    assert found.moved == {("request", "handling", Role.CARETAKER, Role.PROXIMITY_MANAGER): 1}
    assert not found.unowned
    assert found.loads() == [("caretaker", 1, 0), ("proximity_manager", 1, 2)]
