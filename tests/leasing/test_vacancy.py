"""The vacancy: opened by a notice, two branches that meet, closed by the check-in."""

import datetime as dt
import uuid
from decimal import Decimal as D

import pytest
from django.db import IntegrityError, transaction

from coordination import costing
from leasing import reletting
from leasing.models import Notice, Vacancy
from leasing.reasons import Reason
from messaging.models import Message
from teams.workflow import MoveRefused
from tests.coordination.factories import a_case
from tests.leasing.factories import a_lease
from tests.leasing.vacancies import (
    DAY,
    a_vacancy,
    accept,
    cost,
    finish_works,
    fresh,
    leave,
    order,
    steps,
    task,
    today,
    visit,
    work,
)

pytestmark = pytest.mark.django_db


def test_a_notice_opens_one_case_with_a_task_in_each_branch(vacancy, lease, officer, check_now):
    assert (vacancy.origin, vacancy.lease, vacancy.notice) == ("notice", lease, lease.notice)
    assert vacancy.expected_exit == lease.notice.ends_on
    assert steps(vacancy) == {"advice_visit", "marketing"}
    assert vacancy.case.unit == lease.unit
    check_now()


def test_without_a_visit_to_make_one_starts_at_the_check_out(lease, officer):
    ended = a_vacancy(lease, officer, reason=Reason.DEATH, ends_on=today(), channel=Notice.Channel.OTHER)
    assert (ended.origin, steps(ended)) == ("death", {"check_out", "marketing"})
    assert ended.case.promised_on >= today()


def test_a_home_to_be_demolished_is_not_relet(lease, officer):
    Notice.objects.receive(
        lease, by=officer, received_on=today(), reason=Reason.DEMOLITION, channel=Notice.Channel.BAILIFF
    )
    assert not Vacancy.objects.exists()


def test_by_hand_after_works_it_starts_at_the_acceptance(home, officer, check_now):
    key = uuid.uuid4()
    said = {"origin": "works", "expected_exit": today(), "by": officer, "key": key}
    vacancy = reletting.open_vacancy(home, **said)
    assert reletting.open_vacancy(home, **said) == vacancy
    assert steps(vacancy) == {"acceptance", "marketing"}
    check_now()


def test_a_home_has_one_open_vacancy(vacancy, home, officer):
    with pytest.raises(MoveRefused, match="déjà ouverte"):
        reletting.open_vacancy(home, origin="works", expected_exit=today(), by=officer)
    other = a_case(home, by=officer, process="vacancy", step="check_out", facts={}, title="Relocation")
    with pytest.raises(IntegrityError, match="vacancy_one_open"), transaction.atomic():
        Vacancy.objects.create(unit=home, case=other, origin="works", expected_exit=today())


def test_a_corrected_notice_moves_the_exit_and_the_date_with_it(vacancy, lease, officer):
    vacancy = visit(vacancy, officer)
    lease.notice.correct(by=officer, received_on=today() - 20 * DAY, reason=Reason.COMMON, channel="hand")
    moved = fresh(vacancy)
    assert moved.notice == Notice.objects.current().get()
    assert moved.expected_exit == moved.notice.ends_on < vacancy.expected_exit
    assert moved.case.promised_on < vacancy.case.promised_on
    assert moved.case.promises.latest("pk").cause == "Congé corrigé"


def test_a_notice_withdrawn_closes_it(vacancy, lease, officer, check_now):
    lease.notice.withdraw("Le locataire reste", by=officer)
    over = fresh(vacancy)
    assert (over.outcome, over.case.outcome, over.ended_on) == ("withdrawn", "withdrawn", today())
    check_now()


def test_a_notice_is_not_withdrawn_once_a_candidate_accepted(vacancy, lease, officer):
    accept(visit(vacancy, officer), officer)
    with pytest.raises(MoveRefused, match="Un candidat a accepté"):
        lease.notice.withdraw("Le locataire reste", by=officer)
    assert Notice.objects.current().exists()


def test_both_branches_run_beside_each_other(vacancy, officer):
    vacancy = visit(vacancy, officer, diagnostics=True)
    assert steps(vacancy) == {"check_out", "diagnostics", "marketing"}
    accept(vacancy, officer)
    vacancy = cost(leave(vacancy, officer), officer)
    assert steps(vacancy) == {"works_order", "diagnostics", "settlement", "signing"}


def test_keys_at_the_check_out_end_the_occupancy(vacancy, officer):
    gone = leave(visit(vacancy, officer), officer)
    gone.notice.refresh_from_db()
    assert gone.keys_on == gone.notice.keys_on == today()


def test_without_works_the_home_is_accepted_as_it_is(vacancy, officer):
    vacancy = cost(leave(visit(vacancy, officer, works="none"), officer), officer, works="none")
    assert "acceptance" in steps(vacancy)


def test_a_share_of_the_tenant_above_the_works_is_refused(vacancy, officer):
    vacancy = leave(visit(vacancy, officer), officer)
    told = costing.Costing("light", (costing.Line("Sol", D(10), tenant=D(11)),))
    with pytest.raises(MoveRefused, match="part du locataire"):
        costing.tell(vacancy.case, told, by=officer)


def test_works_are_not_costed_from_my_work_without_amounts(vacancy, officer):
    vacancy = leave(visit(vacancy, officer), officer)
    with pytest.raises(MoveRefused, match="montants"):
        task(vacancy, "costing").answer("works", facts={"works": "light"}, by=officer)
    task(vacancy, "costing").answer("none", by=officer)
    assert "acceptance" in steps(vacancy)


def test_reserves_send_back_to_works(vacancy, officer):
    vacancy = visit(vacancy, officer)
    for act in (leave, cost, order, work):
        vacancy = act(vacancy, officer)
    task(vacancy, "acceptance").answer("reserves", text="Peinture à reprendre", by=officer)
    assert "works" in steps(vacancy)
    assert fresh(vacancy).ready_on is None


def test_from_the_notice_to_the_next_tenant(vacancy, lease, tenant, officer, check_now):
    """Works end before the lease is signed; the check-in waits for both."""
    accept(vacancy, officer)
    vacancy = finish_works(vacancy, officer)
    assert (vacancy.certainty, vacancy.ready_on) == ("final", today())
    assert steps(vacancy) == {"signing", "settlement"}
    reletting.book(vacancy, today(), by=officer)
    reletting.sign(vacancy, by=officer)
    assert steps(vacancy) == {"check_in", "settlement"}
    task(vacancy, "check_in").answer("done", by=officer)
    over = fresh(vacancy)
    assert (over.outcome, over.ended_on, over.case.is_open) == ("let", today(), True)
    assert sorted(over.candidates.values_list("state", flat=True)) == ["accepted", "withdrawn", "withdrawn"]
    assert Message.objects.filter(event="vacancy.gone").count() == 2
    task(over, "settlement").answer("done", by=officer)
    assert steps(over) == {"courtesy_visit"}
    task(over, "courtesy_visit").answer("done", by=officer)
    assert fresh(vacancy).case.outcome == "let"
    check_now()


def test_the_same_act_twice_is_one(vacancy, officer):
    key = uuid.uuid4()
    said = {"visited_on": today(), "works": "light", "lines": [("Murs", "tenant", 120)], "by": officer, "key": key}
    first = reletting.record_visit(vacancy, **said)
    assert reletting.record_visit(fresh(vacancy), **said) == first
    assert vacancy.lines.count() == 1


def test_a_visit_to_come_is_none(vacancy, officer):
    with pytest.raises(MoveRefused, match="pas encore eu lieu"):
        reletting.record_visit(vacancy, visited_on=today() + DAY, works="light", by=officer)


def test_nothing_is_done_once_it_is_over(vacancy, lease, officer):
    lease.notice.withdraw("Le locataire reste", by=officer)
    with pytest.raises(MoveRefused, match="finie"):
        reletting.record_visit(fresh(vacancy), visited_on=today(), works="light", by=officer)


def test_reopened_it_is_open_again_unless_another_is(vacancy, lease, officer):
    vacancy.case.close("void", by=officer)
    vacancy.case.reopen("Erreur", step="check_out", by=officer)
    assert fresh(vacancy).is_open
    fresh(vacancy).case.close("void", by=officer)
    reletting.open_vacancy(vacancy.unit, origin="works", expected_exit=today(), by=officer)
    with pytest.raises(MoveRefused, match="déjà ouverte"):
        fresh(vacancy).case.reopen("Erreur", step="check_out", by=officer)


# --- the next lease


def test_a_lease_starts_on_a_confirmed_date_and_never_before_it(vacancy, officer):
    vacancy = visit(vacancy, officer)
    ready = vacancy.case.promised_on
    with pytest.raises(MoveRefused, match="estimée"):
        a_lease(vacancy.unit, starts_on=ready)
    reletting.confirm(vacancy, by=officer)
    with pytest.raises(MoveRefused, match="ne sera prêt que le"):
        a_lease(vacancy.unit, starts_on=ready - DAY)
    lease = a_lease(vacancy.unit, starts_on=ready)
    vacancy = fresh(vacancy)
    assert (vacancy.next_lease, vacancy.move_in_on) == (lease, ready)


def test_an_entry_is_booked_for_who_accepted_on_a_confirmed_date(vacancy, officer):
    vacancy = visit(vacancy, officer)
    ready = vacancy.case.promised_on
    with pytest.raises(MoveRefused, match="Aucun candidat"):
        reletting.book(vacancy, ready, by=officer)
    accept(vacancy, officer)
    with pytest.raises(MoveRefused, match="estimée"):
        reletting.book(fresh(vacancy), ready, by=officer)
    reletting.confirm(fresh(vacancy), by=officer)
    with pytest.raises(MoveRefused, match="déjà confirmée"):
        reletting.confirm(fresh(vacancy), by=officer)
    with pytest.raises(MoveRefused, match="ne sera prêt que le"):
        reletting.book(fresh(vacancy), ready - DAY, by=officer)
    reletting.book(fresh(vacancy), ready, by=officer)
    assert fresh(vacancy).move_in_on == ready


def test_a_lease_is_signed_once_the_entry_is_booked(vacancy, officer):
    accept(visit(vacancy, officer), officer)
    with pytest.raises(MoveRefused, match="date d’entrée"):
        reletting.sign(fresh(vacancy), by=officer)


def test_a_freeze_is_counted_once(vacancy, officer):
    period = (today(), today() + dt.timedelta(days=5))
    reletting.freeze(vacancy, "sale", period, by=officer)
    with pytest.raises(MoveRefused, match="déjà gelé"):
        reletting.freeze(vacancy, "disaster", period, by=officer)


def test_who_left_is_told_of_the_notice_only(vacancy, tenant):
    assert set(Message.objects.values_list("event", flat=True)) == {"notice.received"}
