"""Tasks that wait for something else, dates a team expects, and dated parameters."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from coordination import parameters
from coordination.models import Entry, Parameter, ParameterUnit, Task
from teams.workflow import MoveRefused


def test_nobody_has_to_do_what_waits_for_the_tenant(case, task, desk, keeper):
    task.answer("done", by=keeper)
    waiting = case.tasks.open().get()
    assert waiting.step == "confirmation"
    assert waiting.waits
    assert waiting.due_at is None
    assert list(Task.objects.open_for(desk)) == []
    assert list(Task.objects.waited_for_by(keeper)) == []


def test_what_waits_comes_back_to_work(case, task, desk, keeper):
    task.answer("done", by=keeper)
    case.tasks.open().get().answer("not_solved", text="Ça coule encore.", by=desk)
    assert Task.objects.open_for(keeper).get().step == "handling"


def test_a_task_says_when_it_will_be_done_and_the_journal_remembers_the_former_day(case, task, keeper):
    first, later = dt.date(2030, 3, 4), dt.date(2030, 3, 9)
    task.expect(first, by=keeper)
    task.expect(later, by=keeper, text="Pièce en commande.")
    task.refresh_from_db()
    assert task.expected_on == later
    told = case.entries.filter(kind=Entry.Kind.EXPECTED).first()
    assert told.data == {"on": "2030-03-09", "former": "2030-03-04"}


def test_the_same_day_twice_or_a_task_that_ended_is_refused(case, task, keeper):
    task.expect(dt.date(2030, 3, 4), by=keeper)
    with pytest.raises(MoveRefused, match="déjà prévue"):
        task.expect(dt.date(2030, 3, 4), by=keeper)
    task.answer("done", by=keeper)
    with pytest.raises(MoveRefused, match="terminée"):
        task.expect(dt.date(2030, 3, 5), by=keeper)


@pytest.fixture
def silence(db):
    """Ten days until 2027, eight after."""
    code, turn = "test.silence", dt.date(2027, 1, 1)
    parameters.declare(parameters.Declared(code, "Silence", ParameterUnit.WORKING_DAYS))
    Parameter.objects.create(code=code, value=10, basis="Avant", period=DateRange(dt.date(2000, 1, 1), turn))
    Parameter.objects.create(code=code, value=8, basis="Après", period=DateRange(turn, None))
    return code


def test_a_parameter_is_worth_what_its_row_of_the_day_says(silence):
    assert parameters.value(silence, dt.date(2026, 12, 31)) == Decimal(10)
    assert parameters.delay(silence, dt.date(2027, 1, 1)) == (Decimal(8), "working_days")


def test_a_parameter_without_a_row_says_so(silence):
    with pytest.raises(parameters.NoValue, match="« test"):
        parameters.value(silence, dt.date(1999, 12, 31))


def test_two_values_never_hold_on_the_same_day(silence):
    with pytest.raises(IntegrityError, match="parameter_one_at_a_time"), transaction.atomic():
        Parameter.objects.create(
            code=silence, value=1, basis="Encore", period=DateRange(timezone.localdate(), None)
        )
