"""Nominators who name nobody: called before their day, out of turn after it."""

import datetime as dt

import pytest

from leasing import allocation, nominating
from leasing.models import Nominator
from tests.leasing.vacancies import DAY, fresh, propose, steps, task, today

pytestmark = pytest.mark.django_db


@pytest.fixture
def prefect(db):
    return Nominator.objects.create(name="Préfecture", kind="state", days=30)


@pytest.fixture
def asked(vacancy, prefect, officer):
    allocation.inform(vacancy, prefect, on=today(), by=officer)
    return fresh(vacancy)


def on(days: int) -> dt.date:
    return today() + days * DAY


def notes(vacancy) -> str:
    return "\n".join(vacancy.case.entries.values_list("text", flat=True).order_by("pk"))


def test_leasing_is_asked_to_call_halfway_and_once(asked, check_now):
    assert nominating.remind(on(14)) == 0
    assert nominating.remind(on(15)) == 1
    assert nominating.remind(on(16)) == 0
    assert "nominator" in steps(asked)
    assert task(asked, "nominator").role == "leasing_officer"
    assert not task(asked, "nominator").blocking
    assert "Préfecture n’a proposé aucun candidat" in notes(asked)
    check_now()


def test_one_that_named_somebody_is_left_in_peace(asked, officer):
    propose(asked, officer, 1)
    assert nominating.remind(on(20)) == 0
    assert nominating.release(on(31)) == 0


def test_one_whose_candidates_all_left_is_called(asked, officer):
    [candidate] = propose(asked, officer, 1)
    candidate.vacancy = asked
    allocation.withdraw(candidate, "A trouvé ailleurs", by=officer)
    assert nominating.remind(on(20)) == 1


def test_after_its_day_the_home_is_the_landlords_again(asked, check_now):
    nominating.remind(on(20))
    assert nominating.release(on(30)) == 0
    assert nominating.release(on(31)) == 1
    assert nominating.release(on(32)) == 0
    nomination = asked.nominations.get()
    assert (nomination.ended_on, nomination.lapsed) == (on(31), True)
    assert "nominator" not in steps(asked)
    assert "le bailleur reprend le logement" in notes(asked)
    check_now()


def test_without_a_reminder_the_journal_still_says_it(asked):
    assert nominating.release(on(40)) == 1
    assert "le bailleur reprend le logement" in notes(asked)


def test_another_nominator_may_be_asked_then(asked, officer):
    nominating.release(on(31))
    allocation.inform(asked, Nominator.objects.create(name="Ville", kind="commune"), on=today(), by=officer)
    assert asked.nominations.filter(ended_on=None).count() == 1


def test_a_home_that_is_not_relet_after_all_asks_nobody(asked, officer):
    asked.notice.withdraw("Reste", by=officer)
    assert nominating.remind(on(20)) == nominating.release(on(31)) == 0
