"""A step declares what one may answer; the answer says what comes next."""

from dataclasses import replace

import pytest

from coordination import processes
from coordination.processes import Outcome, ProcessSteps, Step, UnknownStep
from teams.workflow import MoveRefused

pytestmark = pytest.mark.django_db

DONE = Outcome("done", "Fait", next=("confirmation",))
REFUSED = Outcome("refused", "Refusée", close="void", asks=True)


@pytest.fixture(autouse=True)
def _outcomes(monkeypatch):
    """The request's handling may be done, or refused with a word."""
    known = processes.process_steps("request")
    steps = tuple(replace(one, outcomes=(DONE, REFUSED)) if one.code == "handling" else one for one in known.steps)
    monkeypatch.setitem(processes._declared, "request", replace(known, steps=steps))


def test_an_answer_opens_the_step_it_names(case, task, keeper):
    task.answer("done", by=keeper)
    assert [(one.step, one.outcome) for one in case.tasks.order_by("pk")] == [
        ("handling", "done"),
        ("confirmation", ""),
    ]


def test_an_answer_may_close_the_case_and_ask_for_words(case, task, keeper):
    with pytest.raises(MoveRefused, match="dites-en plus"):
        task.answer("refused", by=keeper, text=" ")
    task.answer("refused", by=keeper, text="À la charge du locataire.")
    case.refresh_from_db()
    assert case.outcome == "void"
    assert processes.process_steps("request").closing_label("void") == "Sans objet"


def test_an_answer_nobody_declared_is_none(task, keeper):
    with pytest.raises(UnknownStep, match="ailleurs"):
        task.answer("ailleurs", by=keeper)
    assert task.is_open


def test_a_process_whose_outcome_leads_nowhere_is_refused():
    lost = ProcessSteps("lost", "Perdu", (Step("one", "Une", outcomes=(Outcome("on", "Suite", next=("two",)),)),))
    with pytest.raises(UnknownStep):
        processes.declare(lost)
