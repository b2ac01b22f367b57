"""A penalty from the proposal to the invoice: who, in which order, under which cap, never on our own people."""

import datetime as dt

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from proximity import cleaning_contest, penalty_procedure
from proximity.models import CleaningRedo, Penalty
from teams.workflow import MoveRefused
from tests.proximity.cleaning.factories import a_contract, a_service, failed_twice, fresh, step

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def service(residence):
    return a_service(residence)


@pytest.fixture
def again(service, caretaker, agent):
    """The company failed, said that it had done it again, and failed again."""
    return failed_twice(service, caretaker, agent)


def proposed(again, by, events=("reprise",)) -> Penalty:
    penalty_procedure.propose(again.case, events=list(events), text="", by=by)
    return penalty_of(again.case)


def penalty_of(case) -> Penalty:
    found = Penalty.objects.select_related("case", "contract__contractor", "check_made", "service")
    return found.get(case=case)


def answered_in_time(penalty) -> None:
    """The time for observations is over."""
    Penalty.objects.filter(pk=penalty.pk).update(observe_until=TODAY() - dt.timedelta(days=1))


def confirmed(again, agent, buyer) -> Penalty:
    penalty = proposed(again, agent)
    penalty_procedure.notify(penalty, by=buyer)
    penalty_procedure.observe(penalty, words="Agent absent", by=buyer)
    penalty_procedure.confirm(penalty, words="Motif non retenu", by=buyer)
    return penalty_of(again.case)


def test_the_whole_way_from_the_second_failure_to_the_invoice(
    again, agent, contract_manager, check_now, django_capture_on_commit_callbacks
):
    penalty = proposed(again, agent)
    assert (penalty.amount, penalty.state, step(again.case)) == (50, "proposed", "sanction")
    with django_capture_on_commit_callbacks(execute=True):
        penalty_procedure.notify(penalty, by=contract_manager)
    penalty = penalty_of(again.case)
    assert penalty.observe_until == TODAY() + dt.timedelta(days=15)
    (notice,) = [one for one in mail.outbox if "Pénalité" in one.subject]
    assert "Reprise non faite" in notice.body
    assert "50" in notice.body
    assert penalty.notice_sent_at is not None
    penalty_procedure.observe(penalty, words="Agent malade", by=contract_manager)
    penalty_procedure.confirm(penalty, words="Pas de remplacement", by=contract_manager)
    penalty_procedure.apply(penalty, invoice="F-2026-118", on=TODAY(), by=contract_manager)
    over = penalty_of(again.case)
    assert (over.state, over.invoice, over.case.outcome) == ("applied", "F-2026-118", "penalty")
    assert [line.move for line in over.timeline.order_by("pk")] == ["notify", "observe", "confirm", "apply"]
    check_now()


def test_days_late_are_counted_from_the_deadline_of_the_redo(again, agent):
    CleaningRedo.objects.update(
        ordered_at=again.closed_at - dt.timedelta(days=4), due_at=again.closed_at - dt.timedelta(days=2, hours=1),
        done_at=None,
    )  # fmt: skip
    penalty = proposed(again, agent)
    assert penalty.amount == 200
    assert penalty.lines.get().reckoning.replace("\u202f", " ") == "50 € + 3 j × 50 €"


def test_the_company_has_fifteen_days_before_anybody_confirms(again, agent, contract_manager):
    penalty = proposed(again, agent)
    with pytest.raises(MoveRefused, match="n’est plus possible"):
        penalty_procedure.confirm(penalty, words="", by=contract_manager)
    penalty_procedure.notify(penalty, by=contract_manager)
    with pytest.raises(MoveRefused, match="peut répondre jusqu’au"):
        penalty_procedure.confirm(penalty, words="", by=contract_manager)
    answered_in_time(penalty)
    penalty_procedure.confirm(penalty, words="", by=contract_manager)
    assert penalty_of(again.case).state == "confirmed"


def test_a_penalty_that_is_dropped_says_why_and_closes_the_case(again, agent, contract_manager):
    penalty = proposed(again, agent)
    penalty_procedure.notify(penalty, by=contract_manager)
    penalty_procedure.drop(penalty, words="Coupure d’eau", by=contract_manager)
    assert (penalty_of(again.case).decision, step(again.case)) == ("Coupure d’eau", "")
    assert penalty_of(again.case).case.outcome == "no_penalty"


@pytest.mark.parametrize("name", list(Penalty.MOVES))
@pytest.mark.parametrize("state", Penalty.State.values)
def test_each_move_starts_only_where_the_table_says(again, agent, contract_manager, name, state):
    penalty = proposed(again, agent)
    if state in Penalty.MOVES[name].sources:
        return
    Penalty.objects.filter(pk=penalty.pk).update(
        state=state, notified_at=timezone.now(), observe_until=TODAY(), observations="x", decision="x",
        invoice="F" if state == "applied" else "", applied_on=TODAY() if state == "applied" else None,
    )  # fmt: skip
    with pytest.raises(MoveRefused, match="n’est plus possible"):
        penalty_of(again.case).move(name, by=contract_manager)


def test_a_penalty_is_proposed_once(again, agent):
    first = proposed(again, agent)
    assert penalty_procedure.propose(again.case, events=["reprise"], text="", by=agent) == first
    assert Penalty.objects.count() == 1


def test_nothing_is_proposed_that_no_rule_gives(again, agent):
    with pytest.raises(MoveRefused, match="Aucune règle"):
        penalty_procedure.propose(again.case, events=[], text="", by=agent)


def test_renouncing_needs_a_reason(again, agent):
    task = again.case.tasks.open().get()
    with pytest.raises(MoveRefused, match="dites-en plus"), transaction.atomic():
        task.answer("waived", by=agent)
    task.answer("waived", text="Première défaillance en dix ans", by=agent)
    assert step(again.case) == ""


def test_a_contested_check_is_answered_before_the_penalty_goes_on(again, agent, agency_manager, contract_manager):
    penalty = proposed(again, agent)
    made = cleaning_contest.contest(fresh(again), words="Propre à 8 h", by=agent)
    with pytest.raises(MoveRefused, match="attend sa réponse"):
        penalty_procedure.notify(penalty_of(again.case), by=contract_manager)
    cleaning_contest.answer(made, upheld=False, words="Exact", by=agency_manager)
    assert penalty_of(again.case).state == "dropped"
    assert step(again.case) == ""
    assert penalty.pk == penalty_of(again.case).pk


def test_a_case_with_an_undecided_penalty_is_not_closed_by_hand(again, agent, contract_manager):
    proposed(again, agent)
    with pytest.raises(MoveRefused, match="attend sa décision"):
        again.case.close("void", by=contract_manager)


def test_penalties_of_a_contract_never_pass_its_cap(residence, caretaker, agent, contract_manager):
    # 1 € a month over 36 months, capped at 200 %: 72 € in all.
    contract = a_contract(residence, price=1, cap_percent=100)
    penalties = [
        confirmed(failed_twice(a_service(residence, contract=contract), caretaker, agent), agent, contract_manager)
        for _ in range(2)
    ]
    assert [one.amount for one in penalties] == [36, 0]
    assert penalties[0].is_capped


def test_up_to_the_exemption_nothing_is_taken_and_then_all_of_it(residence, caretaker, agent, contract_manager):
    contract = a_contract(residence, exempt_up_to=80)
    first, second = (failed_twice(a_service(residence, contract=contract), caretaker, agent) for _ in range(2))
    small = confirmed(first, agent, contract_manager)
    assert (small.state, small.case.outcome) == ("confirmed", "no_penalty")
    with pytest.raises(MoveRefused, match="exonération"):
        penalty_procedure.apply(small, invoice="F-1", on=TODAY(), by=contract_manager)
    large = confirmed(second, agent, contract_manager)
    for one in (large, small):
        penalty_procedure.apply(one, invoice="F-2", on=TODAY(), by=contract_manager)
    assert Penalty.objects.filter(state="applied").total() == 100


@pytest.mark.parametrize("performer", ["staff", "caretaker"])
def test_the_database_keeps_penalties_from_our_own_people(residence, again, agent, performer):
    penalty = proposed(again, agent)
    own = a_service(residence, performer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Penalty.objects.filter(pk=penalty.pk).update(service=own)
    with pytest.raises(IntegrityError, match="penalty_on_companies_only"), transaction.atomic():
        Penalty.objects.filter(pk=penalty.pk).update(performer=performer, service=own)


def test_a_stranger_sees_no_penalty(again, agent, other_agent):
    penalty = proposed(again, agent)
    assert Penalty.objects.visible_to(agent).get() == penalty
    assert not Penalty.objects.visible_to(other_agent).exists()
