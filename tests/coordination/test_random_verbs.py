"""Random sequences of verbs, legal or not: what must always hold of a case does, after each of them."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from coordination.clock import PARIS
from coordination.models import Case, Entry, Pause, Promise, Task
from teams.roles import Role
from teams.workflow import MoveRefused
from tests.coordination.factories import a_case
from tests.housing.factories import ResidenceFactory
from tests.teams.factories import AgencyFactory, TeamFactory, UserFactory

START = dt.datetime(2026, 10, 19, 9, tzinfo=PARIS)
STEPS = ["handling", "information", "confirmation"]
NEVER = dt.datetime.max.replace(tzinfo=dt.UTC)
pick = st.integers(0, 3)


class CaseMachine(RuleBasedStateMachine):
    """One case, three people; time goes on, whatever anybody clicks."""

    @initialize()
    def begin(self):
        self.travel = time_machine.travel(START, tick=False)
        self.clock = self.travel.start()
        self.block = transaction.atomic()
        self.block.__enter__()
        agency = AgencyFactory()
        self.teams = [TeamFactory(agency=agency), TeamFactory(agency=agency)]
        self.people = [UserFactory(roles=list(Role), agencies=[agency]) for _ in range(3)]
        for person, team in zip(self.people, [*self.teams, self.teams[0]], strict=True):
            person.teams.add(team)
        self.case = a_case(ResidenceFactory(agency=agency), by=self.people[0])
        self.lines, self.acted, self.key, self.repeat = 1, True, None, None

    def teardown(self):
        if hasattr(self, "block"):
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)
            self.travel.stop()

    def act(self, verb, *args, by, **words):
        """Make the move; a refusal must change nothing."""
        before, self.key = self.state(), uuid.uuid4()
        self.repeat = lambda: verb(*args, by=self.people[by % 3], key=self.key, **words)
        try:
            with transaction.atomic():
                self.repeat()
            self.lines, self.acted = self.lines + 1, True
        except MoveRefused:
            self.repeat = None
            assert self.state() == before

    def state(self):
        return [
            list(rows.order_by("pk").values())
            for rows in (
                Case.objects.filter(pk=self.case.pk), self.case.tasks, self.case.entries, self.case.promises,
                Pause.objects.filter(task__case=self.case),
            )
        ]  # fmt: skip

    def some_task(self, number) -> Task:
        tasks = list(self.case.tasks.order_by("-pk")[:4])
        return tasks[number % len(tasks)]

    @rule(minutes=st.integers(1, 5000))
    def time_passes(self, minutes):
        self.clock.shift(dt.timedelta(minutes=minutes))

    @rule(number=pick, by=pick)
    def acknowledge(self, number, by):
        self.act(self.some_task(number).acknowledge, by=by)

    @rule(number=pick, by=pick, next=st.lists(st.sampled_from(STEPS), max_size=2), close=st.booleans())
    def finish(self, number, by, next, close):
        self.act(self.some_task(number).finish, "done", next=next, close="resolved" if close else None, by=by)

    @rule(number=pick, by=pick, to=pick, team=st.booleans(), why=st.sampled_from(["", "Absent"]))
    def reassign(self, number, by, to, team, why):
        target = self.teams[to % 2] if team else self.people[to % 3]
        self.act(self.some_task(number).reassign, target, why, by=by)

    @rule(number=pick, by=pick)
    def pause(self, number, by):
        self.act(self.some_task(number).pause, by=by)

    @rule(number=pick, by=pick)
    def resume(self, number, by):
        self.act(self.some_task(number).resume, by=by)

    @rule(step=st.sampled_from(STEPS), number=st.none() | pick, by=pick)
    def hand_over(self, step, number, by):
        task = None if number is None else self.some_task(number)
        self.act(self.case.hand_over, step, task=task, by=by)

    @rule(step=st.sampled_from(STEPS), by=pick)
    def ask(self, step, by):
        self.act(self.case.ask, step, by=by)

    @rule(days=st.integers(-1, 20), cause=st.sampled_from(["Pièce en attente", ""]), by=pick)
    def promise(self, days, cause, by):
        on = timezone.localdate() + dt.timedelta(days=days)
        self.act(self.case.promise, on, cause=cause, service="proximity", by=by)

    @rule(priority=st.integers(1, 5), by=pick)
    def change_priority(self, priority, by):
        self.act(self.case.change_priority, priority, by=by)

    @rule(by=pick)
    def note(self, by):
        self.act(self.case.note, "Vu", by=by)

    @rule(outcome=st.sampled_from(["", "resolved"]), by=pick)
    def close(self, outcome, by):
        self.act(self.case.close, outcome, by=by)

    @rule(by=pick)
    def reopen(self, by):
        self.act(self.case.reopen, "Pas réglé", by=by)

    @precondition(lambda self: getattr(self, "repeat", None))
    @rule()
    def send_again(self):
        before = self.state()
        self.repeat()
        assert self.state() == before

    @rule(model=st.sampled_from([Entry, Promise]))
    def rewrite_history(self, model):
        rows = model.objects.filter(case=self.case)
        if rows.exists():
            with pytest.raises(DatabaseError), transaction.atomic():
                rows.update(case=self.case)
            with pytest.raises(DatabaseError), transaction.atomic():
                rows._raw_delete("default")

    # --- what must hold

    @invariant()
    def a_case_stays_whole(self):
        if not getattr(self, "acted", False):
            return
        self.acted = False
        self.case.refresh_from_db()
        self.the_database_would_commit()
        assert self.case.is_open == self.case.tasks.open().exists()
        assert self.case.entries.count() == self.lines
        last = self.case.promises.order_by("-pk").first()
        assert self.case.promised_on == (last and last.on)
        self.pauses_lie_within_their_task_and_apart()
        if self.case.is_open:
            self.the_clocks_are_what_the_rows_say()

    def the_database_would_commit(self):
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")

    def pauses_lie_within_their_task_and_apart(self):
        for task in self.case.tasks.prefetch_related("pauses"):
            spans = sorted((pause.started_at, pause.ended_at or NEVER) for pause in task.pauses.all())
            bounds = [task.opened_at, *(moment for span in spans for moment in span)]
            assert bounds == sorted(bounds)
            assert task.is_open or not spans or spans[-1][1] <= task.done_at

    def the_clocks_are_what_the_rows_say(self):
        assert self.case.due_at == self.case.due()
        told = self.case.promised_on
        ends = told and dt.datetime.combine(told + dt.timedelta(days=1), dt.time(), PARIS)
        for task in self.case.tasks.open():
            task.case = self.case
            assert task.due_at == task.due()
            dates = [moment for moment in (task.due_at, self.case.due_at, ends) if moment]
            assert task.endangered_at == min(dates, default=None)


@pytest.mark.slow
@pytest.mark.django_db
def test_random_verbs_never_break_a_case():
    settings = hypothesis_settings(
        max_examples=30, stateful_step_count=30, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(CaseMachine, settings=settings)
