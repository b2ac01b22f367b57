"""Branches that run beside each other meet, and end together."""

import itertools

import pytest

from coordination.models import Case
from teams.roles import Role
from teams.workflow import MoveRefused
from tests.coordination.factories import a_case
from tests.teams.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(agency):
    return UserFactory(roles=[Role.LEASING_OFFICER], agencies=[agency])


@pytest.fixture
def vacancy(residence, officer) -> Case:
    """Signed and accepted are both to come; whoever left is to be settled with."""
    case = a_case(residence, by=officer, process="vacancy", step="acceptance", facts={}, title="Relocation")
    for step in ("signing", "diagnostics", "settlement"):
        case.ask(step, by=officer)
    return case


ENDS = {"acceptance": "good", "signing": "signed", "diagnostics": "done"}


def answer(case, step, outcome, by):
    case.tasks.open().get(step=step).answer(outcome, by=by)
    return set(case.tasks.open().values_list("step", flat=True))


@pytest.mark.parametrize("order", list(itertools.permutations(ENDS)))
def test_branches_meet_whichever_ends_last(vacancy, officer, order, check_now):
    left = set(ENDS) | {"settlement"}
    for step in order[:-1]:
        left.remove(step)
        assert answer(vacancy, step, ENDS[step], officer) == left
    assert answer(vacancy, order[-1], ENDS[order[-1]], officer) == {"check_in", "settlement"}
    check_now()


@pytest.mark.parametrize(
    "order",
    [
        ("check_in", "settlement", "courtesy_visit"),
        ("settlement", "check_in", "courtesy_visit"),
        ("check_in", "courtesy_visit", "settlement"),
    ],
)
def test_the_case_ends_with_the_last_of_them(vacancy, officer, order, check_now):
    for step, outcome in ENDS.items():
        answer(vacancy, step, outcome, officer)
    for step in order:
        vacancy.refresh_from_db()
        assert vacancy.is_open
        answer(vacancy, step, "done", officer)
    vacancy.refresh_from_db()
    assert vacancy.outcome == "let"
    check_now()


def test_a_branch_that_leads_nowhere_still_asks_what_comes_next(residence, officer):
    case = a_case(residence, by=officer, process="vacancy", step="ready_date", facts={}, title="Relocation")
    with pytest.raises(MoveRefused, match="dernière tâche"):
        case.tasks.open().get().answer("seen", by=officer, text="Vu.")
