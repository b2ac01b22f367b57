"""A failed check, step by step, in both organisations: one case, one owner, redo, new check, what follows."""

import datetime as dt

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone

from coordination.models import Case, ResponsibilityMatrix
from proximity import cleaning_checking, cleaning_contest, cleaning_mail, cleaning_redo, cleaning_schedule, tasks
from proximity.cleaning_posting import left_to_the_hourly_task
from proximity.models import CleaningCheck, CleaningRedo
from teams.roles import Role
from teams.workflow import MoveRefused
from tests.proximity.cleaning.factories import (
    BAD_HALL,
    BAD_STAIRS,
    a_check,
    a_service,
    earlier,
    failed_twice,
    fresh,
    owner,
    step,
)

pytestmark = pytest.mark.django_db
RS, GA, TM, ACH = Role.PROXIMITY_MANAGER, Role.CARETAKER, Role.TECHNICIAN, Role.CONTRACT_MANAGER


@pytest.fixture(params=["territory", "trade"])
def model(request, db):
    """The organisation that is in force today."""
    if request.param == "trade":
        ResponsibilityMatrix.objects.get(organisation="trade").publish(valid_from=timezone.localdate())
    return request.param


@pytest.fixture
def service(residence):
    return a_service(residence)


def test_a_failure_opens_one_case_with_one_owner(model, service, caretaker, check_now):
    check = a_check(service, caretaker, BAD_HALL)
    assert (check.case.process_id, step(check.case), owner(check.case)) == ("cleaning", "response", RS)
    task = check.case.tasks.get()
    assert task.facts == {"cleaner": "company", "cause": "service", "recurrence": "first", "zone": "front"}
    assert task.due_at - task.opened_at == dt.timedelta(hours=24)
    assert check.photos.count() > check.case.photos.count() == len(BAD_HALL)
    check_now()


def test_other_zones_have_two_days(service, caretaker):
    task = a_check(service, caretaker, BAD_STAIRS).case.tasks.get()
    assert (task.facts["zone"], task.due_at - task.opened_at) == ("other", dt.timedelta(hours=48))


@pytest.mark.parametrize(
    ("performer", "bad", "territory", "trade"),
    [
        ("company", BAD_HALL, RS, RS),
        ("staff", BAD_HALL, GA, RS),
        ("caretaker", BAD_HALL, RS, RS),
        ("company", {"Z1": (0, "usage"), "Z3": (0, "usage")}, RS, RS),
        ("company", {"Z1": (0, "technical"), "Z3": (0, "technical")}, TM, TM),
        ("company", {"Z1": (0, "third_party"), "Z6": (0, "third_party")}, RS, RS),
        ("company", {"Z5": (0, "bulky"), "Z6": (0, "bulky"), "Z3": (0, "bulky")}, GA, GA),
    ],
)
def test_the_matrix_names_the_owner_of_each_situation(model, residence, agent, performer, bad, territory, trade):
    check = a_check(a_service(residence, performer), agent, bad)
    assert owner(check.case) == (territory if model == "territory" else trade)


def test_a_second_failure_at_the_place_joins_the_first_case(service, caretaker, agent):
    first = a_check(service, caretaker, BAD_HALL)
    second = a_check(service, agent, BAD_STAIRS)
    assert second.case == first.case
    assert Case.objects.filter(process="cleaning").count() == 1


def test_the_redo_is_ordered_with_a_deadline_and_mailed_to_the_company(
    service, caretaker, agent, django_capture_on_commit_callbacks
):
    check = a_check(service, caretaker, BAD_HALL)
    with django_capture_on_commit_callbacks(execute=True):
        redo = cleaning_redo.order(check.case, words="Laver le hall", by=agent)
    assert redo.due_at - redo.ordered_at == dt.timedelta(hours=24)
    sent = [one for one in mail.outbox if "Reprise" in one.subject]
    assert (len(sent), sent[0].to) == (1, ["contact@net-plus.example"])
    assert "Laver le hall" in sent[0].body
    assert "&#" not in sent[0].body
    task = check.case.tasks.get()
    assert task.expected_on == timezone.localtime(redo.due_at).date()


def test_what_the_queue_lost_the_hourly_task_sends_once(
    service, caretaker, agent, django_capture_on_commit_callbacks
):
    with left_to_the_hourly_task(), django_capture_on_commit_callbacks(execute=True):
        check = a_check(service, caretaker, BAD_HALL)
        cleaning_redo.order(check.case, words="Laver le hall", by=agent)
    assert mail.outbox == []
    tasks.follow_cleaning()
    assert sorted(one.subject.split(" :")[0].split(" demandée")[0] for one in mail.outbox) == [
        "Contrôle de propreté", "Reprise de nettoyage",
    ]  # fmt: skip
    tasks.follow_cleaning()
    assert len(mail.outbox) == 2


def test_a_mail_that_does_not_leave_is_given_back(service, caretaker, agent, monkeypatch):
    with left_to_the_hourly_task():
        check = a_check(service, caretaker, BAD_HALL)
        redo = cleaning_redo.order(check.case, words="Laver le hall", by=agent)

    def refused(*args, **kwargs):
        raise OSError("refused")

    monkeypatch.setattr(mail.EmailMessage, "send", refused)
    with pytest.raises(OSError, match="refused"):
        cleaning_mail.send_redo(redo.pk)
    redo.refresh_from_db()
    assert redo.sent_at is None


def test_a_redo_is_ordered_once(service, caretaker, agent):
    check = a_check(service, caretaker, BAD_HALL)
    key = "5d0b1f1e-8d5f-4e37-9d0a-3f6f1a5f0001"
    first = cleaning_redo.order(check.case, words="Hall", by=agent, key=key)
    assert cleaning_redo.order(check.case, words="Hall", by=agent, key=key) == first
    with pytest.raises(MoveRefused, match="déjà demandée"):
        cleaning_redo.order(check.case, words="Hall", by=agent)


def test_nothing_is_redone_that_the_cleaner_did_not_do(service, caretaker, agent):
    check = a_check(service, caretaker, {"Z1": (0, "usage"), "Z3": (0, "usage")})
    with pytest.raises(MoveRefused, match="la cause n’est pas la prestation"):
        cleaning_redo.order(check.case, words="Hall", by=agent)
    check.case.tasks.get().answer("treated", text="Nettoyage ponctuel, affichage", by=agent)
    assert step(check.case) == ""
    assert check.case.outcome == "treated"


@pytest.mark.parametrize("outcome", ["redone", "overdue", "treated", "repaired", "unfounded"])
def test_a_first_action_is_not_over_by_saying_so(service, caretaker, agent, outcome):
    check = a_check(service, caretaker, BAD_HALL)
    with pytest.raises(MoveRefused):
        check.case.tasks.get().answer(outcome, text="Fait", by=agent)
    assert step(check.case) == "response"


def test_done_again_it_is_looked_at_again_within_two_days_and_closed(model, service, caretaker, agent, check_now):
    check = a_check(service, caretaker, BAD_HALL)
    cleaning_redo.order(check.case, words="Hall", by=agent)
    cleaning_redo.done(check.case, text="", by=agent)
    task = check.case.tasks.open().get()
    assert (task.step, task.role) == ("recheck", GA if model == "territory" else RS)
    assert task.due_at - task.opened_at == dt.timedelta(hours=48)
    again = a_check(service, caretaker)
    assert (again.previous, again.case) == (check, check.case)
    assert step(check.case) == ""
    assert check.case.outcome == "redone"
    check_now()


def test_a_deadline_that_passes_leads_to_the_new_check_by_itself(service, caretaker, agent):
    check = a_check(service, caretaker, BAD_HALL)
    redo = cleaning_redo.order(check.case, words="Hall", by=agent)
    assert cleaning_redo.overtake() == 0
    CleaningRedo.objects.update(
        ordered_at=redo.ordered_at - dt.timedelta(days=2), due_at=redo.due_at - dt.timedelta(days=2)
    )
    assert (cleaning_redo.overtake(), cleaning_redo.overtake()) == (1, 0)
    assert step(check.case) == "recheck"


def test_a_check_is_not_passed_by_saying_so(service, caretaker, agent):
    cleaning_schedule.open_due()
    case = Case.objects.get(process="cleaning")
    facts = {"cause": "usage", "recurrence": "first", "zone": "front"}
    for outcome in ("passed", "failed"):
        with pytest.raises(MoveRefused, match="Faites d’abord le contrôle"), transaction.atomic():
            case.tasks.get().answer(outcome, facts=facts, by=agent)


def test_a_company_that_fails_again_gets_a_penalty_proposed(model, service, caretaker, agent):
    again = failed_twice(service, caretaker, agent)
    assert step(again.case) == "penalty"
    assert owner(again.case) == (RS if model == "territory" else ACH)


@pytest.mark.parametrize("performer", ["staff", "caretaker"])
def test_the_landlords_own_people_are_coached_and_never_pay(model, residence, agent, performer):
    again = failed_twice(a_service(residence, performer), agent, agent)
    task = again.case.tasks.open().get()
    assert (task.step, task.role) == ("sanction", RS)
    for money in ("applied", "dropped", "exempt", "formal_notice"):
        with pytest.raises(MoveRefused), transaction.atomic():
            task.answer(money, text="Non", by=agent)
    task.answer("coached", text="Planning revu", by=agent)
    assert step(again.case) == ""
    assert again.case.outcome == "coached"


def test_a_new_check_that_fails_for_another_cause_starts_with_its_own_owner(service, caretaker, agent):
    check = a_check(service, caretaker, BAD_HALL)
    cleaning_redo.order(check.case, words="Hall", by=agent)
    cleaning_redo.done(check.case, text="", by=agent)
    a_check(service, caretaker, {"Z1": (0, "bulky"), "Z3": (0, "bulky")})
    task = check.case.tasks.open().get()
    assert (task.step, task.facts["cause"], task.role) == ("response", "bulky", GA)


def test_three_failures_of_a_cleaner_in_three_months_are_a_recurrence(residence, service, caretaker, agent):
    others = [a_service(residence, contract=service.contract) for _ in range(3)]
    for number, one in enumerate(others[:2]):
        earlier(a_check(one, caretaker, BAD_HALL), 10 * (number + 1))
    third = a_check(others[2], caretaker, BAD_HALL)
    assert third.case.facts["recurrence"] == "repeated"
    assert third.case.tasks.get().rule.action == "Réunion et plan d’actions"


def test_what_is_older_or_of_another_cause_or_was_wrong_does_not_count(residence, service, caretaker, agent):
    others = [a_service(residence, contract=service.contract) for _ in range(3)]
    earlier(a_check(others[0], caretaker, BAD_HALL), 93)
    a_check(others[1], caretaker, {"Z1": (0, "usage"), "Z3": (0, "usage")})
    wrong = a_check(others[2], caretaker, BAD_HALL)
    cleaning_contest.answer(
        cleaning_contest.contest(wrong, words="Passage le matin", by=agent), upheld=False, words="Exact", by=agent
    )
    assert a_check(service, caretaker, BAD_HALL).case.facts["recurrence"] == "first"


def test_a_check_and_the_look_at_its_redo_count_once(residence, service, caretaker, agent):
    again = failed_twice(service, caretaker, agent)
    assert again.case.facts["recurrence"] == "first"


def test_a_contest_in_time_is_answered_by_somebody_else(service, caretaker, agent):
    check = a_check(service, caretaker, BAD_HALL)
    made = cleaning_contest.contest(check, words="Le hall était propre", by=agent)
    with pytest.raises(MoveRefused, match="déjà été contesté"):
        cleaning_contest.contest(fresh(check), words="Encore", by=agent)
    with pytest.raises(MoveRefused, match="ne répond pas"):
        cleaning_contest.answer(made, upheld=True, words="Non", by=caretaker)
    cleaning_contest.answer(made, upheld=True, words="Photos à l’appui", by=agent)
    assert fresh(check).stands
    assert step(check.case) == "response"
    with pytest.raises(MoveRefused, match="déjà sa réponse"):
        cleaning_contest.answer(made, upheld=False, words="Si", by=agent)


def test_a_contest_that_is_right_annuls_the_check_and_its_case(service, caretaker, agent, check_now):
    check = a_check(service, caretaker, BAD_HALL)
    made = cleaning_contest.contest(check, words="Coupure d’eau", by=agent)
    cleaning_contest.answer(made, upheld=False, words="Exact", by=agent)
    assert not fresh(check).stands
    assert step(check.case) == ""
    assert check.case.outcome == "unfounded"
    assert not CleaningCheck.objects.standing().exists()
    check_now()


def test_a_contest_comes_too_late_after_two_days(service, caretaker, agent):
    check = a_check(service, caretaker)
    CleaningCheck.objects.filter(pk=check.pk).update(contest_until=timezone.now())
    with pytest.raises(MoveRefused, match="délai"):
        cleaning_contest.contest(fresh(check), words="Trop tard", by=agent)


def test_a_case_closed_by_hand_leaves_no_check_behind(service, agency_manager):
    cleaning_schedule.open_due()
    case = Case.objects.get(process="cleaning")
    case.tasks.get().answer("void", text="Travaux dans le hall", by=agency_manager)
    assert not CleaningCheck.objects.exists()


def test_a_check_begun_on_the_spot_becomes_the_new_check_that_is_due(service, caretaker, agent):
    check = a_check(service, caretaker, BAD_HALL)
    cleaning_redo.order(check.case, words="Hall", by=agent)
    begun = cleaning_checking.start(service, by=caretaker)
    cleaning_redo.done(check.case, text="", by=agent)
    assert fresh(begun).previous == check
