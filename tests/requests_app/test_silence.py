"""No tenant is left with a date that passed, or without a word for weeks."""

import datetime as dt

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from coordination import clock as clocks
from coordination.clock import PARIS
from coordination.models import Case
from messaging.models import Message
from requests_app import incidents, parking, silence
from requests_app.models import Request
from teams.roles import Role
from teams.workflow import MoveRefused
from tests.housing.factories import PlannedWorkFactory, ResidenceFactory
from tests.messaging.factories import a_contact
from tests.requests_app.factories import a_category, a_tenant_request
from tests.teams.factories import AgencyFactory, UserFactory

MONDAY = dt.datetime(2026, 10, 19, 9, tzinfo=PARIS)


@pytest.fixture
def clock(db):
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def leak(clock, request_):
    return request_


def told(request, event) -> int:
    return Message.objects.filter(case=request.case, event=event).count()


def test_a_passed_promise_is_told_once_and_its_owner_asked_for_a_new_date(leak, clock):
    clock.shift(dt.timedelta(days=8))
    silence.break_silence()
    silence.break_silence()
    assert told(leak, "request.late") == 1
    assert "annoncée pour le 26/10" in Message.objects.get(event="request.late").body
    task = leak.case.tasks.open().get(step="information")
    assert task.expected_on == dt.date(2026, 10, 29)
    assert task.role == "caretaker"


def test_the_new_date_ends_what_the_owner_was_asked(leak, clock, keeper):
    clock.shift(dt.timedelta(days=8))
    silence.break_silence()
    leak.case.promise(dt.date(2026, 11, 3), cause="pièce en commande", service="maintenance", by=keeper)
    assert not leak.case.tasks.open().filter(step="information").exists()
    clock.shift(dt.timedelta(days=8))
    silence.break_silence()
    assert told(leak, "request.late") == 2


def test_who_waits_for_the_tenant_is_not_late(leak, clock, keeper):
    leak.case.tasks.get().pause(by=keeper)
    clock.shift(dt.timedelta(days=40))
    assert silence.break_silence() == {"late": 0, "silent": 0}


def test_who_waits_for_a_confirmation_is_not_late(leak, clock, keeper):
    leak.case.tasks.get().answer("done", by=keeper)
    clock.shift(dt.timedelta(days=40))
    assert silence.break_silence() == {"late": 0, "silent": 0}


def test_weeks_without_a_word_are_broken_once_per_silence(leak, clock, keeper):
    leak.case.promise(dt.date(2026, 12, 30), cause="pièce en commande", service="maintenance", by=keeper)
    clock.move_to(dt.datetime(2026, 11, 2, 17, tzinfo=PARIS))
    assert silence.break_silence() == {"late": 0, "silent": 0}
    clock.move_to(dt.datetime(2026, 11, 3, 7, tzinfo=PARIS))
    assert silence.break_silence() == {"late": 0, "silent": 1}
    assert silence.break_silence() == {"late": 0, "silent": 0}
    assert "date annoncée : 30/12" in Message.objects.get(event="request.silence").body
    clock.move_to(dt.datetime(2026, 11, 20, 7, tzinfo=PARIS))
    assert silence.break_silence() == {"late": 0, "silent": 1}


def test_what_waits_for_works_is_silent_by_its_promise_only(leak, clock, keeper, residence):
    parking.park(leak, PlannedWorkFactory(residence=residence, year=2026), by=keeper)
    clock.move_to(dt.datetime(2026, 12, 20, 7, tzinfo=PARIS))
    assert silence.break_silence() == {"late": 0, "silent": 0}
    clock.move_to(dt.datetime(2027, 1, 4, 7, tzinfo=PARIS))
    assert silence.break_silence() == {"late": 1, "silent": 0}


def test_nobody_is_asked_twice_for_the_requests_of_an_incident(leak, clock, desk):
    incidents.open_incident(leak.case.place, category=leak.category, requests=[leak], by=desk)
    clock.shift(dt.timedelta(days=10))
    silence.break_silence()
    assert told(leak, "request.late") == 1
    assert not leak.case.tasks.open().filter(step="information").exists()


def test_one_that_fails_keeps_nobody_else_waiting(leak, clock, unit, desk, tenant, monkeypatch):
    other = a_tenant_request(unit, by=desk, contact=tenant)
    clock.shift(dt.timedelta(days=8))
    say = silence.tell

    def broken(request, *args, **words):
        if request == leak:
            raise RuntimeError("lost")
        return say(request, *args, **words)

    monkeypatch.setattr(silence, "tell", broken)
    assert silence.break_silence()["late"] == 1
    assert told(other, "request.late") == 1
    monkeypatch.setattr(silence, "tell", say)
    assert silence.break_silence()["late"] == 1


def test_it_reads_in_batches(leak, clock, unit, desk, tenant, monkeypatch):
    monkeypatch.setattr(silence, "BATCH", 2)
    for _ in range(4):
        a_tenant_request(unit, by=desk, contact=tenant)
    clock.shift(dt.timedelta(days=8))
    assert silence.break_silence()["late"] == 5


@given(
    st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2027, 12, 31)),
    st.timedeltas(dt.timedelta(0), dt.timedelta(days=30)), st.integers(1, 12),
)  # fmt: skip
def test_too_old_means_that_so_many_working_days_are_over(naive, ago, days):
    now = naive.replace(tzinfo=PARIS)
    written = now - ago
    over = clocks.due_at(written, days, clocks.Unit.WORKING_DAYS, clocks.STANDARD) <= now
    assert (written < silence.silent_since(now, days, clocks.STANDARD)) == over


ACTS = ["take", "pause", "resume", "done", "not_solved", "promise", "park", "join", "note", "close", "nothing"]


def act(request, what, by, work):
    """One thing that somebody does; what is refused changes nothing."""
    case, task = request.case, request.case.tasks.open().filter(step__in=["handling", "confirmation"]).first()
    today = timezone.localdate()
    if what == "promise":
        case.promise(today + dt.timedelta(days=3), cause="retard", service="proximity", by=by)
    elif what == "park":
        parking.park(request, work, by=by)
    elif what == "join":
        incidents.open_incident(case.place, category=request.category, requests=[request], by=by)
    elif what == "close":
        case.close("void", text="Fin.", by=by)
    elif what == "note":
        case.note("Rien de neuf.", by=by)
    elif task and what in ("done", "not_solved"):
        task.answer(what, text="Dit.", by=by)
    elif task and what != "nothing":
        {"take": task.acknowledge, "pause": task.pause, "resume": task.resume}[what](by=by)


@pytest.mark.django_db
@hypothesis_settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.integers(0, 2), st.sampled_from(ACTS), st.integers(0, 12)), max_size=12))
def test_after_the_task_no_open_request_is_both_late_and_untold(history):
    with transaction.atomic(), time_machine.travel(MONDAY, tick=False) as clock:
        agency = AgencyFactory()
        by = UserFactory(roles=list(Role), agencies=[agency])
        residence = ResidenceFactory(agency=agency)
        work = PlannedWorkFactory(residence=residence, year=2026)
        requests = [
            a_tenant_request(residence, by=by, contact=a_contact(agency), category=a_category()) for _ in range(3)
        ]
        for number, what, days in history:
            clock.shift(dt.timedelta(days=days))
            requests[number].case.refresh_from_db()
            try:
                with transaction.atomic():
                    act(requests[number], what, by, work)
            except (MoveRefused, LookupError):
                pass
            if days % 3 == 0:
                silence.break_silence()
        silence.break_silence()
        before = Message.objects.count()
        now = timezone.now()
        assert not silence.untold(silence.late(Request.objects.all(), clocks.day_of(now))).exists()
        assert not silence.silent(Request.objects.exclude(contact=None), now).exists()
        for case in Case.objects.filter(closed_at=None, promised_on__lt=clocks.day_of(now)):
            turn = case.tasks.open().filter(step="confirmation").exists() or _paused(case)
            promise = case.promises.order_by("-pk").first()
            known = Message.objects.filter(key=f"request.late:{promise.pk}").exists()
            assert known or turn or case.process_id == "incident"
        silence.break_silence()
        assert Message.objects.count() == before
        transaction.set_rollback(True)


def _paused(case) -> bool:
    return any(task.pauses.open().exists() for task in case.tasks.open())
