"""Two people at once: one wins, the other is told. Real threads, real connections."""

import threading
import uuid

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from coordination.models import Case, Task
from teams.workflow import MoveRefused
from tests.coordination.factories import a_case

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    """Run each act in a thread of its own, all together; what each returned or raised."""
    barrier, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        try:
            barrier.wait()
            results[place] = act()
        except (MoveRefused, IntegrityError) as error:
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def refusals(results):
    return [result for result in results if isinstance(result, MoveRefused)]


VERBS = {
    "acknowledge": lambda task, by: task.acknowledge(by=by),
    "finish": lambda task, by: task.finish("done", next="confirmation", by=by),
    "close": lambda task, by: task.case.close("resolved", by=by),
    "hand_over": lambda task, by: task.case.hand_over("confirmation", task=task, by=by),
    "pause": lambda task, by: task.pause(by=by),
    "promise": lambda task, by: task.case.promise(timezone.localdate(), by=by),
}


@pytest.mark.parametrize("verb", VERBS)
def test_of_four_clicks_exactly_one_wins(task, keeper, desk, verb):
    act, people = VERBS[verb], [keeper, desk, keeper, desk]
    tasks = [Task.objects.select_related("case").get(pk=task.pk) for _ in people]
    results = at_once(*(lambda t=t, by=by: act(t, by) for t, by in zip(tasks, people, strict=True)))
    assert len(refusals(results)) == 3
    assert task.case.entries.count() == 2


def test_the_same_form_sent_four_times_at_once_acts_once(task, desk):
    key = uuid.uuid4()
    tasks = [Task.objects.select_related("case").get(pk=task.pk) for _ in range(4)]
    results = at_once(*(lambda t=t: t.finish("done", next="confirmation", by=desk, key=key) for t in tasks))
    assert len({entry.pk for entry in results}) == 1
    assert task.case.tasks.count() == 2


def test_the_same_new_case_sent_four_times_at_once_opens_once(residence, desk):
    key = uuid.uuid4()
    results = at_once(*[lambda: a_case(residence, by=desk, key=key)] * 4)
    assert {case.pk for case in results} == {Case.objects.get().pk}


def test_two_people_who_each_finish_one_of_the_last_two_tasks_leave_one_open(case, task, desk, keeper):
    other = case.ask("information", by=desk).task
    results = at_once(lambda: task.finish("done", by=keeper), lambda: other.finish("done", by=desk))
    assert len(refusals(results)) == 1
    assert case.tasks.open().count() == 1


def test_the_database_catches_what_no_lock_of_ours_prevented(case, task, desk):
    """Both tasks ended by plain SQL, each transaction right by itself: the second commit fails."""
    other = case.ask("information", by=desk).task
    written = threading.Barrier(2)

    def end(pk):
        with transaction.atomic():
            Task.objects.filter(pk=pk).update(done_at=timezone.now(), outcome="done")
            written.wait()

    results = at_once(lambda: end(task.pk), lambda: end(other.pk))
    assert sum(isinstance(result, IntegrityError) for result in results) == 1
    assert case.tasks.open().count() == 1
