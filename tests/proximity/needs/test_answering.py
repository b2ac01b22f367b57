"""What the plan answers, what it takes, and whom it reaches."""

import datetime as dt
import uuid
from decimal import Decimal
from threading import Barrier, Thread

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from coordination.models import Case
from housing.models import PlannedWork
from proximity import needs_answering as answering
from proximity import needs_raising, needs_slips, needs_telling
from proximity.models import Need
from teams.workflow import MoveRefused
from tests.housing.factories import BuildingFactory, PlannedWorkFactory
from tests.proximity.needs.factories import a_finding, a_kind

State = Need.State
NEXT_YEAR = timezone.localdate().year + 1


@pytest.fixture
def need(building, keeper, manager, planner):
    """Reported by the caretaker and by the manager."""
    for person in (keeper, manager):
        a_finding(building, by=person).report_to_plan(by=person)
    return Need.objects.get()


@pytest.fixture
def planned(need, planner):
    answering.plan(need, year=NEXT_YEAR, amount=Decimal(9000), by=planner)
    return need


def steps(need) -> list[str]:
    return sorted(need.case.tasks.open().values_list("step", flat=True))


def test_a_need_is_planned_with_new_works_and_both_reporters_read_it(need, planner, keeper, manager):
    answering.plan(need, year=NEXT_YEAR, amount=Decimal(9000), text="Budget retenu.", by=planner)

    work = PlannedWork.objects.get()
    assert (work.state, work.source, work.year, work.building) == ("retained", "field", NEXT_YEAR, need.building)
    assert (need.state, need.work, need.answer) == (State.PLANNED, work, f"Programmé en {NEXT_YEAR}")
    assert steps(need) == ["answer", "answer", "planned"]
    assert set(need.case.tasks.open().filter(step="answer").values_list("assignee", flat=True)) == {
        keeper.pk, manager.pk,
    }  # fmt: skip
    need.case.refresh_from_db()
    assert need.case.promised_on == dt.date(NEXT_YEAR, 12, 31)


def test_a_need_may_be_planned_with_works_that_are_there(need, planner, residence):
    work = PlannedWorkFactory(residence=residence, year=NEXT_YEAR)
    answering.plan(need, work=work, by=planner)

    assert (need.work, need.year, PlannedWork.objects.count()) == (work, NEXT_YEAR, 1)


def test_works_of_another_residence_or_given_up_are_refused(need, planner, residence):
    for work in (
        PlannedWorkFactory(),
        PlannedWorkFactory(residence=residence, state="cancelled", reason="Vente"),
        PlannedWorkFactory(residence=residence, state="received"),
    ):
        with pytest.raises(MoveRefused, match="pas dans cette résidence"):
            answering.plan(need, work=work, by=planner)


def test_a_year_that_is_over_is_refused(need, planner):
    with pytest.raises(MoveRefused, match="année"):
        answering.plan(need, year=NEXT_YEAR - 2, by=planner)
    assert not PlannedWork.objects.exists()


def test_the_answer_comes_by_email_without_names(need, planner, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        answering.refuse(need, "Le remplacement a été fait en 2024.", by=planner)

    assert len(mail.outbox) == 2
    assert need.case.reference in mail.outbox[0].body
    assert "Le remplacement a été fait" in mail.outbox[0].body
    assert planner.last_name not in mail.outbox[0].body


def test_a_refused_need_closes_once_everybody_has_read_why(need, planner, keeper, manager, check_now):
    answering.refuse(need, "Fait en 2024.", by=planner)
    check_now()
    assert need.case.tasks.open().count() == 2

    for task in need.case.tasks.open():
        task.answer("read", by=task.assignee)
    check_now()

    case = Case.objects.get(pk=need.case_id)
    assert (case.outcome, need.state) == ("answered", State.REFUSED)


def test_a_refusal_without_a_reason_is_refused(need, planner):
    with pytest.raises(MoveRefused, match="pourquoi"):
        answering.refuse(need, " ", by=planner)


def test_a_study_has_a_day_and_then_an_answer(need, planner):
    until = timezone.localdate() + dt.timedelta(days=60)
    answering.study(need, until=until, by=planner)
    need.case.refresh_from_db()
    assert (need.state, need.case.promised_on) == (State.STUDIED, until)

    answering.plan(need, year=NEXT_YEAR, by=planner)
    assert need.state == State.PLANNED


def test_a_study_that_ends_today_is_refused(need, planner):
    with pytest.raises(MoveRefused, match="à venir"):
        answering.study(need, until=timezone.localdate(), by=planner)


def test_a_merged_need_brings_its_reporters_to_the_other(need, residence, keeper, manager, planner):
    other_building = BuildingFactory(residence=residence)
    other = needs_raising.raise_need(a_finding(other_building, by=planner), by=planner)

    answering.merge(need, other, by=planner)

    assert (need.state, need.into) == (State.MERGED, other)
    assert {keeper, manager} <= set(needs_telling.reporters(other))


def test_needs_of_two_residences_do_not_merge(need, planner, other_agency):
    elsewhere = BuildingFactory(residence__agency=need.residence.agency)
    other = needs_raising.raise_need(a_finding(elsewhere, by=planner), by=planner)
    with pytest.raises(MoveRefused, match="même résidence"):
        answering.merge(need, other, by=planner)
    with pytest.raises(MoveRefused, match="même résidence"):
        answering.merge(need, need, by=planner)


def test_more_is_asked_of_the_field_and_comes_back(need, planner, manager):
    answering.ask_more(need, "Combien de fenêtres ?", by=planner)
    task = need.case.tasks.open().get()
    assert (task.step, task.role) == ("finding", "proximity_manager")

    answering.estimate(need, count=24, cost_low=Decimal(20000), cost_high=Decimal(26000), by=manager)
    task.answer("completed", text="24 fenêtres.", by=manager)

    assert steps(need) == ["decision"]
    need.refresh_from_db()
    assert (need.count, need.cost_high) == (24, 26000)


def test_costs_in_the_wrong_order_are_refused(need, manager):
    with pytest.raises(MoveRefused, match="le plus bas"):
        answering.estimate(need, count=2, cost_low=Decimal(9), cost_high=Decimal(8), by=manager)
    with pytest.raises(IntegrityError), transaction.atomic():
        Need.objects.update(cost_low=9, cost_high=8)


def test_the_same_answer_sent_again_changes_nothing(need, planner):
    key = uuid.uuid4()
    first = answering.plan(need, year=NEXT_YEAR, by=planner, key=key)

    assert answering.plan(need, year=NEXT_YEAR, by=planner, key=key) == first
    assert PlannedWork.objects.count() == 1


def test_an_answer_is_not_given_twice(planned, planner):
    with pytest.raises(MoveRefused, match="rien à décider"):
        answering.refuse(planned, "Non.", by=planner)


def test_my_work_does_not_answer_without_what_the_answer_asks(need, planner):
    task = need.case.tasks.open().get()
    for outcome in ("planned", "studied", "merged", "refused"):
        with pytest.raises(MoveRefused, match="fiche du besoin"):
            task.answer(outcome, text="Oui", by=planner)


def test_who_reports_what_is_planned_hears_of_it_at_once(planned, building, caretaker):
    a_finding(building, by=caretaker).report_to_plan(by=caretaker)

    task = planned.case.tasks.open().get(assignee=caretaker)
    assert task.step == "answer"


# --- what the plan does next


def test_postponed_works_bring_the_need_back_and_tell_everybody(planned, planner, keeper, check_now):
    planned.case.tasks.open().filter(assignee=keeper).get().answer("read", by=keeper)
    work = planned.work
    work.postpone(NEXT_YEAR + 2, "Pas de budget", planner)

    assert needs_slips.changed(work.pk) == 1
    assert needs_slips.changed(work.pk) == 0
    check_now()

    planned.refresh_from_db()
    assert (planned.state, planned.case.tasks.open().filter(step="decision").count()) == (State.WAITING, 1)
    told = planned.case.entries.filter(kind="finished", text__contains=f"reportés de {NEXT_YEAR}")
    assert told.exists()
    assert planned.case.tasks.open().filter(step="answer", assignee=keeper).exists()


def test_cancelled_works_bring_the_need_back(planned, planner):
    planned.work.cancel("Vente", planner)

    assert needs_slips.review() == 1
    planned.refresh_from_db()
    assert planned.state == State.WAITING


def test_works_moved_sooner_only_change_the_year(planned, planner):
    work = planned.work
    work.replan(NEXT_YEAR - 1, "Budget trouvé", planner)
    needs_slips.changed(work.pk)

    planned.refresh_from_db()
    planned.case.refresh_from_db()
    assert (planned.state, planned.year) == (State.PLANNED, NEXT_YEAR - 1)
    assert planned.case.promised_on == dt.date(NEXT_YEAR - 1, 12, 31)


def test_works_done_close_the_need(planned, planner, check_now):
    for move in ("budget", "schedule", "tender", "award", "start", "receive"):
        planned.work.move(move, by=planner)
    needs_slips.changed(planned.work.pk)
    check_now()

    planned.refresh_from_db()
    assert (planned.state, planned.case.outcome) == (State.DONE, "done")


def test_a_change_of_the_plan_is_followed_after_commit(planned, planner, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        planned.work.cancel("Vente", planner)

    planned.refresh_from_db()
    assert planned.state == State.WAITING


def test_a_closed_case_drops_the_need_and_reopened_asks_for_a_decision(planned, planner, check_now):
    planned.case.close("void", text="Erreur", by=planner)
    planned.refresh_from_db()
    assert planned.state == State.VOID

    Case.objects.get(pk=planned.case_id).reopen("Toujours là", by=planner)
    check_now()
    planned.refresh_from_db()
    assert (planned.state, planned.work, steps(planned)) == (State.WAITING, None, ["decision"])


def test_a_need_is_not_reopened_beside_another(need, building, keeper, planner):
    need.case.close("void", text="Erreur", by=planner)
    a_finding(building, by=keeper).report_to_plan(by=keeper)

    with pytest.raises(MoveRefused, match="Un autre besoin"):
        Case.objects.get(pk=need.case_id).reopen("Toujours là", by=planner)


def test_two_open_needs_of_one_component_are_impossible(need):
    other = Case.objects.get(pk=needs_raising.raise_need(
        a_finding(need.building, by=None, kind=a_kind("roof", "Toiture")), by=None
    ).case_id)  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Need.objects.filter(case=other).update(kind=need.kind)


@pytest.mark.django_db(transaction=True)
def test_of_two_planners_who_answer_at_once_one_wins(need, planner):
    together, told = Barrier(2), []

    def answer(act):
        together.wait()
        try:
            act(Need.objects.select_related("case", "kind").get(pk=need.pk))
            told.append("done")
        except MoveRefused:
            told.append("refused")
        finally:
            connection.close()

    acts = (
        lambda one: answering.plan(one, year=NEXT_YEAR, by=planner),
        lambda one: answering.refuse(one, "Non.", by=planner),
    )
    threads = [Thread(target=answer, args=[act]) for act in acts]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert sorted(told) == ["done", "refused"]
    assert Need.objects.get(pk=need.pk).timeline.count() == 1
