"""Appointments, reminders, and doors that nobody opens."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.utils import timezone

from coordination.clock import PARIS
from coordination.models import Entry, Priority
from messaging.models import Message
from requests_app import visits
from requests_app.models import Appointment, NoAccess, Request
from requests_app.states import RequestState
from teams.workflow import MoveRefused
from tests.requests_app.factories import a_tenant_request

MONDAY = dt.datetime(2026, 11, 23, 9, 30, tzinfo=PARIS)
TUESDAY_8 = dt.datetime(2026, 11, 24, 8, tzinfo=PARIS)
TWO_HOURS = dt.timedelta(hours=2)


@pytest.fixture
def clock(db):
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def leak(clock, request_):
    return request_


def bodies(request, event) -> list[str]:
    return list(
        Message.objects.filter(case=request.case, event=event).order_by("pk").values_list("body", flat=True)
    )


def state(request) -> str:
    return Request.objects.with_state().get(pk=request.pk).state


def test_an_appointment_is_told_and_the_day_of_the_task_follows(leak, keeper):
    visits.appoint(leak, TUESDAY_8, by=keeper)
    made = Appointment.objects.get()
    assert (made.starts_at, made.ends_at) == (TUESDAY_8, TUESDAY_8 + TWO_HOURS)
    assert leak.case.tasks.get().expected_on == TUESDAY_8.date()
    assert state(leak) == RequestState.SCHEDULED
    (body,) = bodies(leak, "request.appointment")
    assert "passage le 24/11 entre 8h et 10h" in body
    assert leak.case.entries.for_tenant().first().text == "Rendez-vous le 24/11/2026 entre 08:00 et 10:00."


def test_a_slot_after_the_day_announced_becomes_that_day_and_is_told_once(leak, keeper):
    leak.case.refresh_from_db()
    later = dt.datetime.combine(leak.case.promised_on + dt.timedelta(days=7), dt.time(14), tzinfo=PARIS)
    assert later.weekday() < 5
    visits.appoint(leak, later, by=keeper)
    leak.case.refresh_from_db()
    assert leak.case.promised_on == later.date()
    assert leak.case.promises.order_by("pk").last().cause == visits.AGREED
    assert len(bodies(leak, "request.appointment")) == 1
    assert bodies(leak, "request.delayed") == []


def test_a_slot_before_the_day_announced_leaves_it(leak, keeper):
    leak.case.refresh_from_db()
    announced = leak.case.promised_on
    assert announced > TUESDAY_8.date()
    visits.appoint(leak, TUESDAY_8, by=keeper)
    leak.case.refresh_from_db()
    assert leak.case.promised_on == announced


def test_the_same_appointment_sent_twice_is_made_once(leak, keeper):
    key = uuid.uuid4()
    first = visits.appoint(leak, TUESDAY_8, by=keeper, key=key)
    assert visits.appoint(leak, TUESDAY_8, by=keeper, key=key) == first
    assert Appointment.objects.count() == 1
    assert len(bodies(leak, "request.appointment")) == 1


def test_a_key_of_another_act_is_refused(leak, keeper, desk):
    key = uuid.uuid4()
    visits.appoint(leak, TUESDAY_8, by=keeper, key=key)
    with pytest.raises(MoveRefused, match="autre action"):
        visits.cancel(leak, "Pièce absente.", by=desk, key=key)


def test_a_moved_appointment_leaves_the_former_in_history(leak, keeper):
    visits.appoint(leak, TUESDAY_8, by=keeper)
    visits.appoint(leak, TUESDAY_8 + TWO_HOURS, by=keeper)
    assert [one.end for one in Appointment.objects.order_by("pk")] == ["moved", ""]
    assert len(bodies(leak, "request.appointment")) == 2


@pytest.mark.parametrize(
    ("start", "why"),
    [
        (MONDAY - TWO_HOURS, "déjà passé"),
        (dt.datetime(2026, 11, 29, 9, tzinfo=PARIS), "Ni dimanche"),
        (dt.datetime(2026, 12, 25, 9, tzinfo=PARIS), "ni jour férié"),
    ],
)
def test_no_slot_in_the_past_on_a_sunday_or_on_a_holiday(leak, keeper, start, why):
    with pytest.raises(MoveRefused, match=why):
        visits.appoint(leak, start, by=keeper)


def test_an_emergency_has_no_sunday(leak, keeper):
    leak.case.change_priority(Priority.EMERGENCY, why="Ça coule chez le voisin.", by=keeper)
    visits.appoint(leak, dt.datetime(2026, 11, 29, 9, tzinfo=PARIS), by=keeper)
    assert Appointment.objects.standing().count() == 1


def test_a_slot_longer_than_the_parameter_says_is_refused(leak, keeper):
    with pytest.raises(MoveRefused, match="au plus 2 heures"):
        visits.appoint(leak, TUESDAY_8, TUESDAY_8 + dt.timedelta(hours=3), by=keeper)


def test_a_cancelled_appointment_is_told_and_leaves_no_day(leak, keeper):
    visits.appoint(leak, TUESDAY_8, by=keeper)
    visits.cancel(leak, "La pièce n’est pas arrivée", by=keeper)
    assert leak.case.tasks.get().expected_on is None
    assert "24/11" in bodies(leak, "request.appointment_off")[0]
    with pytest.raises(MoveRefused, match="pas de rendez-vous"):
        visits.cancel(leak, "Encore", by=keeper)


def test_the_reminder_leaves_the_day_before_and_never_twice(leak, keeper, clock):
    visits.appoint(leak, dt.datetime(2026, 11, 26, 8, tzinfo=PARIS), by=keeper)
    assert visits.remind() == 0
    clock.move_to(dt.datetime(2026, 11, 25, 10, tzinfo=PARIS))
    visits.remind()
    visits.remind()
    (body,) = bodies(leak, "request.reminder")
    assert "passage le 26/11 entre 8h et 10h" in body


def test_on_saturday_mondays_visits_are_told_too(leak, keeper, clock):
    visits.appoint(leak, dt.datetime(2026, 11, 30, 8, tzinfo=PARIS), by=keeper)
    clock.move_to(dt.datetime(2026, 11, 28, 10, tzinfo=PARIS))
    assert visits.remind() == 1


def test_a_cancelled_appointment_is_not_reminded(leak, keeper, clock):
    visits.appoint(leak, dt.datetime(2026, 11, 26, 8, tzinfo=PARIS), by=keeper)
    visits.cancel(leak, "Reportée", by=keeper)
    clock.move_to(dt.datetime(2026, 11, 25, 10, tzinfo=PARIS))
    assert visits.remind() == 0


def test_nobody_opens_the_attempt_is_counted_told_and_the_slot_missed(leak, keeper, clock):
    visits.appoint(leak, TUESDAY_8, by=keeper)
    clock.move_to(TUESDAY_8 + dt.timedelta(minutes=20))
    key = uuid.uuid4()
    visits.no_access(leak, text="Sonné trois fois.", by=keeper, key=key)
    visits.no_access(leak, text="Sonné trois fois.", by=keeper, key=key)
    assert NoAccess.objects.count() == visits.attempts(leak) == 1
    assert Appointment.objects.get().end == Appointment.End.MISSED
    assert leak.case.tasks.get().expected_on is None
    assert len(bodies(leak, "request.no_access")) == 1


def test_without_access_is_no_end_before_enough_attempts(leak, keeper):
    visits.no_access(leak, by=keeper)
    with pytest.raises(MoveRefused, match="2 passages sans accès"):
        visits.close_without_access(leak, "Personne.", by=keeper)
    with pytest.raises(MoveRefused, match="2 passages sans accès"):
        leak.case.tasks.get().answer("no_access", text="Personne.", by=keeper)
    visits.no_access(leak, by=keeper)
    visits.close_without_access(leak, "Deux passages sans réponse.", by=keeper)
    leak.case.refresh_from_db()
    assert leak.case.outcome == "no_access"
    assert "Deux passages sans réponse." in bodies(leak, "request.closed")[0]


def test_a_reopened_request_counts_anew(leak, keeper, clock):
    visits.no_access(leak, by=keeper)
    visits.no_access(leak, by=keeper)
    visits.close_without_access(leak, "Personne.", by=keeper)
    clock.shift(60)
    leak.case.reopen("Il appelle.", step="handling", by=keeper)
    assert visits.attempts(leak) == 0


def test_finishing_the_work_ends_the_appointment(leak, keeper, clock):
    visits.appoint(leak, TUESDAY_8, by=keeper)
    clock.move_to(TUESDAY_8 + TWO_HOURS)
    leak.case.tasks.get().answer("done", by=keeper)
    assert Appointment.objects.get().end == Appointment.End.KEPT
    assert bodies(leak, "request.appointment_off") == []


def test_a_kept_appointment_is_written_and_one_to_come_is_not_kept_yet(leak, keeper, clock):
    visits.appoint(leak, TUESDAY_8, by=keeper)
    with pytest.raises(MoveRefused, match="pas encore eu lieu"):
        visits.keep(leak, by=keeper)
    clock.move_to(TUESDAY_8 + TWO_HOURS)
    visits.keep(leak, by=keeper)
    assert Appointment.objects.get().end == Appointment.End.KEPT


def test_a_closed_request_takes_no_appointment(leak, keeper):
    leak.case.close("void", text="Erreur.", by=keeper)
    with pytest.raises(MoveRefused, match="clos"):
        visits.appoint(leak, TUESDAY_8, by=keeper)


def test_a_slot_is_told_in_paris_time_across_daylight_saving(clock, unit, tenant, desk, keeper, other_keeper):
    clock.move_to(dt.datetime(2027, 3, 26, 9, tzinfo=PARIS))
    request = a_tenant_request(unit, by=desk, contact=tenant)
    start = dt.datetime(2027, 3, 30, 8, 30, tzinfo=PARIS)
    visits.appoint(request, start, by=keeper)
    assert "entre 8h30 et 10h30" in bodies(request, "request.appointment")[0]
    assert timezone.localtime(Appointment.objects.get().starts_at).hour == 8
    assert Entry.objects.filter(case=request.case, kind="expected").count() == 1
