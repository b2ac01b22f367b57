"""Nominators, candidates, the committee, the offer: who is next, until when, and what is refused."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from coordination.models import Entry
from leasing import allocation
from leasing.models import Candidate, CommitteeSession, Nominator, PressureZone
from messaging.models import Message
from teams.workflow import MoveRefused
from tests.leasing.vacancies import DAY, accept, fresh, propose, read, select, steps, task, today, visit
from tests.messaging.factories import a_contact

pytestmark = pytest.mark.django_db
State, Decision, Reason = Candidate.State, Candidate.Decision, Candidate.Reason


@pytest.fixture
def prefect():
    return Nominator.objects.create(name="Préfecture", kind="state")


def test_a_nominator_has_a_month_where_homes_are_short(vacancy, prefect, officer):
    assert allocation.nomination_ends(vacancy, prefect, dt.date(2026, 1, 31)) == dt.date(2026, 3, 2)
    PressureZone.objects.create(
        commune_code=vacancy.unit.commune_code, commune_name="Montorvel", basis="Décret",
        period=DateRange(dt.date(2013, 1, 1), None),
    )  # fmt: skip
    assert allocation.nomination_ends(vacancy, prefect, dt.date(2026, 1, 31)) == dt.date(2026, 2, 28)
    prefect.days = 10
    assert allocation.nomination_ends(vacancy, prefect, dt.date(2026, 1, 31)) == dt.date(2026, 2, 10)


def test_one_nominator_at_a_time(vacancy, prefect, officer):
    allocation.inform(vacancy, prefect, on=today(), quota="Mal-logés", by=officer)
    town = Nominator.objects.create(name="Ville", kind="commune")
    allocation.inform(fresh(vacancy), town, on=today(), by=officer)
    assert vacancy.nominations.get(ended_on=None).nominator == town
    assert propose(fresh(vacancy), officer, 1)[0].nomination.nominator == town


def test_a_home_is_proposed_on_an_estimated_date(vacancy, officer):
    vacancy = visit(vacancy, officer)
    assert vacancy.certainty == "estimated"
    assert propose(vacancy, officer, 1)[0].told_on == vacancy.case.promised_on


def test_a_person_is_candidate_once_and_has_a_name(vacancy, agency, officer):
    person = a_contact(agency)
    allocation.propose(vacancy, contact=person, by=officer)
    for given in ({"contact": person}, {"first_name": "Noé"}):
        with pytest.raises(MoveRefused, match="déjà candidate, ou son nom"):
            allocation.propose(vacancy, **given, by=officer)


def test_fewer_than_three_need_a_reason(vacancy, officer):
    propose(vacancy, officer, 2)
    with pytest.raises(MoveRefused, match="Moins de 3"):
        allocation.present(vacancy, on=today(), by=officer)
    allocation.present(vacancy, on=today() + 7 * DAY, text="Relogement DALO", by=officer)
    assert task(vacancy, "committee").expected_on == today() + 7 * DAY
    assert CommitteeSession.objects.get().candidates.count() == 2


def test_nobody_is_presented_without_candidates(vacancy, officer):
    with pytest.raises(MoveRefused, match="pour un candidat"):
        allocation.present(vacancy, on=today(), text="Personne", by=officer)
    assert "marketing" in steps(vacancy)


def test_the_committee_decides_of_each(vacancy, officer):
    first, second, third = propose(vacancy, officer)
    allocation.present(vacancy, on=today(), by=officer)
    with pytest.raises(MoveRefused, match="chaque candidat"):
        allocation.decide(fresh(vacancy), {first.pk: (Decision.AWARDED, 1)}, by=officer)
    both = {first.pk: (Decision.RANKED, 1), second.pk: (Decision.RANKED, 1), third.pk: (Decision.INELIGIBLE, None)}
    with pytest.raises(MoveRefused, match="même rang"):
        allocation.decide(fresh(vacancy), both, by=officer)
    allocation.decide(fresh(vacancy), both | {second.pk: (Decision.CONDITIONAL, 2)}, by=officer)
    assert [(one.state, one.rank) for one in read([first, second, third])] == [
        (State.SELECTED, 1), (State.SELECTED, 2), (State.REJECTED, None),
    ]  # fmt: skip
    assert "offer" in steps(vacancy)


def test_with_nobody_accepted_candidates_are_sought_anew(vacancy, officer):
    candidates = propose(vacancy, officer)
    allocation.present(vacancy, on=today(), by=officer)
    allocation.decide(fresh(vacancy), {one.pk: (Decision.NOT_AWARDED, None) for one in candidates}, by=officer)
    assert "marketing" in steps(vacancy)


def test_the_offer_goes_to_the_first_rank_with_its_last_day(vacancy, officer):
    first, second, _ = select(visit(vacancy, officer), officer)
    with pytest.raises(MoveRefused, match="premier rang"):
        allocation.offer(second, on=today(), by=officer)
    with pytest.raises(MoveRefused, match="pas encore eu lieu"):
        allocation.offer(first, on=today() + DAY, by=officer)
    allocation.offer(first, on=dt.date(2022, 2, 2), by=officer)
    first = read([first])[0]
    assert (first.state, first.answer_by) == (State.OFFERED, dt.date(2022, 2, 14))
    assert "14/02/2022" in Message.objects.get(event="vacancy.offer").body


def test_when_one_declines_the_next_rank_is_asked_and_then_nobody(vacancy, officer):
    for left, one in zip((2, 1, 0), select(vacancy, officer), strict=True):
        allocation.offer(one, on=today(), by=officer)
        allocation.decline(one, Reason.RENT, on=today(), text="Trop cher", by=officer)
        assert ("offer" if left else "marketing") in steps(vacancy)
    assert set(vacancy.candidates.values_list("state", "reason")) == {(State.DECLINED, Reason.RENT)}
    with pytest.raises(IntegrityError, match="candidate_declines_for_a_reason"), transaction.atomic():
        vacancy.candidates.update(reason="")


def test_who_gives_up_before_signing_leaves_the_entry_free(vacancy, officer):
    first, second, _ = accept(visit(vacancy, officer), officer)
    type(vacancy).objects.update(move_in_on=today() + 90 * DAY)
    allocation.decline(first, Reason.SITUATION, on=today(), by=officer)
    assert fresh(vacancy).move_in_on is None
    assert "offer" in steps(vacancy)
    assert vacancy.candidates.next_rank() == second


def test_silence_is_a_refusal_the_day_after(vacancy, officer):
    first = select(vacancy, officer)[0]
    allocation.offer(first, on=today(), by=officer)
    first = read([first])[0]
    assert allocation.lapse(first.answer_by) == 0
    assert allocation.lapse(first.answer_by + DAY) == 1
    assert read([first])[0].reason == Reason.SILENCE
    assert allocation.lapse(first.answer_by + DAY) == 0


def test_an_answer_comes_once(vacancy, officer):
    first = accept(vacancy, officer)[0]
    with pytest.raises(MoveRefused):
        allocation.accept(first, on=today(), by=officer)
    with pytest.raises(MoveRefused, match="n’en est plus là"):
        allocation.withdraw(first, "Parti", by=officer)


def test_a_candidate_is_withdrawn_for_a_reason(vacancy, officer):
    one = propose(vacancy, officer, 1)[0]
    with pytest.raises(MoveRefused, match="pourquoi"):
        allocation.withdraw(one, " ", by=officer)
    allocation.withdraw(one, "Logé ailleurs", by=officer)
    assert read([one])[0].state == State.WITHDRAWN


def test_mon_travail_does_not_answer_for_a_candidate(vacancy, officer):
    first = select(vacancy, officer)[0]
    with pytest.raises(MoveRefused, match="pour un candidat"):
        task(vacancy, "offer").answer("sent", by=officer)
    allocation.offer(first, on=today(), by=officer)
    for outcome in ("accepted", "next_rank", "declined"):
        with pytest.raises(MoveRefused, match="candidat"):
            task(vacancy, "answer").answer(outcome, text="…", by=officer)


def test_those_who_wait_are_told_when_the_home_is_let_to_nobody(vacancy, lease, officer):
    propose(vacancy, officer, 2)
    lease.notice.withdraw("Le locataire reste", by=officer)
    assert Message.objects.filter(event="vacancy.gone").count() == 2
    assert not vacancy.candidates.to_tell().exists()


def test_no_name_of_a_candidate_is_in_the_journal(vacancy, officer):
    accept(visit(vacancy, officer), officer)
    assert not Entry.objects.filter(case=vacancy.case, text__contains="Petit").exists()
