"""The promised ready date: always there, moved by the tasks, told to whom it concerns."""

import datetime as dt

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from coordination.models import Task
from leasing import reletting
from leasing.models import Candidate, DelayCause, Vacancy
from leasing.processes import CHAIN
from leasing.ready_date import Standards, forecast, range_of
from messaging.models import Message
from teams.workflow import MoveRefused
from tests.leasing.vacancies import (
    DAY,
    accept,
    cost,
    fresh,
    leave,
    order,
    propose,
    steps,
    task,
    today,
    visit,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def late():
    return DelayCause.objects.get(pk="R06")


@pytest.fixture
def at_work(vacancy, officer):
    """Light works ordered, to end in seven days."""
    for act in (visit, leave, cost, order):
        vacancy = act(vacancy, officer)
    return vacancy


def slip(vacancy, officer, days, cause, text=""):
    on = vacancy.case.tasks.open().get(step="works").expected_on or today() + 7 * DAY
    reletting.expect(vacancy, task(vacancy, "works"), on + days * DAY, cause=cause, text=text, by=officer)
    return fresh(vacancy)


# --- reckoned


def test_the_causes_of_the_trade_are_known_with_their_service():
    assert DelayCause.objects.count() == 15
    assert DelayCause.objects.get(pk="R15").service == "assets"


def test_before_the_visit_nothing_is_promised_and_never_nothing_after(vacancy, officer):
    assert vacancy.case.promised_on is None
    vacancy = visit(vacancy, officer, works="none")
    # Exit, two working days to cost, two days to accept: no works.
    assert vacancy.case.promised_on >= vacancy.expected_exit + 4 * DAY
    assert (vacancy.certainty, vacancy.case.promises.count()) == ("estimated", 1)


def test_heavier_works_take_longer_by_the_matrix(vacancy):
    ends = {}
    for works in ("none", "light", "medium", "heavy", ""):
        vacancy.works = works
        standards = Standards.of(vacancy, today())
        ends[works] = forecast(vacancy, [an_open("costing")], today(), standards).on
    assert ends["medium"] - ends["light"] == 8 * DAY
    assert ends["heavy"] - ends["medium"] == 15 * DAY
    assert ends["none"] < ends["light"] < ends[""] == ends["medium"]


def an_open(step, expected_on=None, blocking=True):
    return Task(step=step, opened_at=timezone.now(), expected_on=expected_on, blocking=blocking)


def test_of_several_works_the_last_to_end_counts_and_what_blocks_nothing_does_not(vacancy):
    vacancy.works = "light"
    standards = Standards.of(vacancy, today())
    days = [today() + n * DAY for n in (3, 9)]
    works = [an_open("works", day) for day in days]
    assert forecast(vacancy, works, today(), standards).on == days[1] + 2 * DAY
    aside = an_open("works", today() + 90 * DAY, blocking=False)
    assert forecast(vacancy, [*works, aside], today(), standards).on == days[1] + 2 * DAY


def test_works_are_not_ordered_before_the_diagnostics(vacancy):
    vacancy.works = "light"
    standards = Standards.of(vacancy, today())
    waits = [an_open("costing"), an_open("diagnostics", today() + 40 * DAY)]
    assert forecast(vacancy, waits, today(), standards).on > today() + 48 * DAY


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(step=st.sampled_from(CHAIN), said=st.integers(-30, 90), more=st.integers(0, 60), works=st.sampled_from(
    ["", "none", "light", "medium", "heavy"]))  # fmt: skip
def test_a_date_is_never_past_and_a_delay_never_brings_it_forward(vacancy, step, said, more, works):
    vacancy.works = works
    standards = Standards.of(vacancy, today())
    dates = [
        forecast(vacancy, [an_open(step, today() + days * DAY)], today(), standards).on
        for days in (said, said + more)
    ]
    assert today() <= dates[0] <= dates[1]


# --- moved


def test_a_delay_moves_the_date_with_its_cause_and_the_service(at_work, officer, late):
    former = at_work.case.promised_on
    moved = slip(slip(at_work, officer, 0, None), officer, 6, late, "Peintre malade")
    assert moved.case.promised_on == former + 6 * DAY
    last = moved.case.promises.latest("pk")
    assert (last.cause, last.service) == ("R06 Entreprise en retard — Peintre malade", "maintenance")
    assert last.previous.on == former


def test_a_date_given_on_mon_travail_moves_it_too(at_work, officer):
    task(at_work, "works").expect(today() + 20 * DAY, by=officer)
    last = fresh(at_work).case.promises.latest("pk")
    assert (last.on, last.cause) == (today() + 22 * DAY, "R06 Entreprise en retard")
    task(at_work, "works").expect(today() + 3 * DAY, by=officer)
    assert fresh(at_work).case.promises.latest("pk").cause.startswith("Plus tôt que prévu")


def test_a_delay_asks_for_its_cause(at_work, officer):
    at_work = slip(at_work, officer, 0, None)
    with pytest.raises(MoveRefused, match="cause du retard"):
        slip(at_work, officer, 3, None)
    with pytest.raises(MoveRefused, match="date passée"):
        slip(at_work, officer, -30, None)
    with pytest.raises(MoveRefused, match="ne change pas"):
        reletting.expect(at_work, task(at_work, "marketing"), today() + DAY, cause=None, by=officer)


def test_a_person_may_know_better_but_not_against_the_tasks(at_work, officer, late):
    reckoned = at_work.case.promised_on
    with pytest.raises(MoveRefused, match="changez d’abord la date"):
        reletting.set_date(at_work, reckoned - DAY, cause=late, text="Vite", by=officer)
    with pytest.raises(MoveRefused, match="Dites pourquoi"):
        reletting.set_date(at_work, reckoned + DAY, cause=late, text=" ", by=officer)
    reletting.set_date(fresh(at_work), reckoned + 4 * DAY, cause=late, text="Séchage", by=officer)
    assert fresh(at_work).case.promised_on == reckoned + 4 * DAY
    slip(fresh(at_work), officer, 1, None)
    assert fresh(at_work).case.promised_on == reckoned + 4 * DAY
    slip(fresh(at_work), officer, 9, late)
    assert fresh(at_work).case.promised_on == reckoned + 10 * DAY


def test_a_confirmed_date_that_moves_is_estimated_again(at_work, officer, late):
    reletting.confirm(at_work, by=officer)
    assert fresh(at_work).certainty == "confirmed"
    assert slip(at_work, officer, 6, late).certainty == "estimated"


def test_nothing_is_confirmed_before_there_is_a_date(vacancy, officer):
    with pytest.raises(MoveRefused, match="rien à confirmer"):
        reletting.confirm(vacancy, by=officer)


def test_the_chain_of_promises_loses_no_link(at_work, officer, late):
    for days in (2, 1, 5):
        at_work = slip(at_work, officer, days, late)
    made = list(at_work.case.promises.order_by("pk"))
    assert [one.previous_id for one in made] == [None, *[one.pk for one in made[:-1]]]
    assert all(one.cause and one.service for one in made[1:])


def test_a_date_that_passed_is_reckoned_each_morning(at_work, officer):
    past = today() - 3 * DAY
    case = at_work.case
    said = {"cause": "R06 Entreprise en retard", "service": "maintenance", "visibility": "internal"}
    case.promise(past, **said, by=officer, at=case.opened_at - 5 * DAY)
    assert reletting.refresh() == 1
    assert fresh(at_work).case.promised_on == today() + 9 * DAY
    assert reletting.refresh() == 0


# --- told


def told(event):
    return Message.objects.filter(event=event).order_by("pk")


def test_a_candidate_hears_of_what_goes_beyond_the_tolerance_also_little_by_little(at_work, officer, late):
    first, *_ = propose(at_work, officer)
    Candidate.objects.exclude(pk=first.pk).update(state="withdrawn")
    at_work = slip(at_work, officer, 2, late)
    assert not told("vacancy.date_moved").exists()
    at_work = slip(at_work, officer, 1, late)
    message = told("vacancy.date_moved").get()
    assert f"{at_work.case.promised_on:%d/%m/%Y}" in message.body
    assert (message.number, message.case) == (first.number, at_work.case)


def test_who_is_out_of_the_running_hears_nothing(at_work, officer, late):
    propose(at_work, officer)
    Candidate.objects.update(state="rejected")
    at_work = slip(at_work, officer, 6, late)
    assert not told("vacancy.date_moved").exists()
    assert "move_in" not in steps(at_work)


def test_a_confirmed_date_is_told(at_work, officer):
    propose(at_work, officer, count=2)
    reletting.confirm(at_work, by=officer)
    assert told("vacancy.date_confirmed").count() == 2


def test_past_the_booked_entry_both_services_act_and_the_tenant_hears_the_truth(at_work, officer, late):
    accept(at_work, officer, count=1)
    reletting.confirm(fresh(at_work), by=officer)
    entry = fresh(at_work).case.promised_on
    reletting.book(fresh(at_work), entry, by=officer)
    moved = slip(fresh(at_work), officer, 6, late)
    assert {"ready_date", "move_in"} <= steps(moved)
    message = told("vacancy.move_in_late").get()
    assert f"{entry:%d/%m/%Y}" in message.body
    assert f"{moved.case.promised_on:%d/%m/%Y}" in message.body
    slip(moved, officer, 6, late)
    assert moved.case.tasks.open().filter(step="move_in").count() == 1


# --- three figures


def test_three_figures_come_from_enough_homes_with_the_same_works(at_work, home):
    assert range_of(at_work, today()).likely is None
    past(at_work, home, [5, 6, 7, 8, 9, 10, 11])
    assert (range_of(at_work, today()).count, range_of(at_work, today()).likely) == (7, None)
    past(at_work, home, [30])
    found = range_of(at_work, today())
    exit_on = at_work.exit_on
    assert (found.count, found.earliest, found.likely, found.prudent) == (
        8, exit_on + 5 * DAY, exit_on + 8 * DAY, exit_on + 30 * DAY,
    )  # fmt: skip
    at_work.works = "heavy"
    assert range_of(at_work, today()).count == 0


def past(vacancy, home, taken):
    from tests.coordination.factories import a_case

    for days in taken:
        case = a_case(home, by=None, process="vacancy", step="check_in", facts={}, title="Relocation")
        ready = today() - dt.timedelta(days=30)
        Vacancy.objects.create(
            case=case, unit=home, origin="notice", works="light", expected_exit=ready - days * DAY,
            keys_on=ready - days * DAY, ready_on=ready, certainty="final", move_in_on=ready, ended_on=ready,
            outcome="let",
        )  # fmt: skip
