"""The life of a request, from the call to the survey, and what the tenant is told at each step."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from coordination.models import Case, Entry, Priority
from messaging.models import Message
from requests_app import opening
from requests_app.models import Appointment, Payer, Request, Survey, TenantLink
from requests_app.states import RequestState
from tests.requests_app.factories import a_category, a_tenant_request


def texts(request) -> list[str]:
    """The events told to the tenant, in order."""
    return list(
        Message.objects.filter(case=request.case, direction="out").order_by("pk").values_list("event", flat=True)
    )


def state(request) -> str:
    return Request.objects.with_state().get(pk=request.pk).state


def test_a_request_opens_with_an_owner_a_date_and_a_receipt(request_, keeper, tenant):
    case = request_.case
    assert case.tasks.get().role == "caretaker"
    assert case.promised_on == opening.first_promise(case)
    message = Message.objects.get(case=case)
    assert (message.event, message.contact) == ("request.opened", tenant)
    assert TenantLink.objects.get(request=request_).token in message.body
    assert f"{case.promised_on:%d/%m}" in message.body


def test_the_same_call_sent_twice_is_one_request(unit, tenant, desk):
    key = uuid.uuid4()
    first = a_tenant_request(unit, by=desk, contact=tenant, key=key)
    again = a_tenant_request(unit, by=desk, contact=tenant, key=key)
    assert first == again
    assert texts(first) == ["request.opened"]


def test_an_open_request_without_a_promise_is_refused_by_the_database(unit, desk, check_now):
    case = opening.open_case("request", "capture", unit, title="Sans date", by=desk)

    @transaction.atomic
    def write():
        Request.objects.create(case=case, category=a_category(), channel="phone", zone="home")
        check_now()

    with pytest.raises(IntegrityError, match="promised date"):
        write()


def test_an_emergency_is_promised_for_the_day_its_hours_end(unit, tenant, desk):
    at = timezone.now() - dt.timedelta(minutes=1)
    request = a_tenant_request(unit, by=desk, contact=tenant, priority=Priority.EMERGENCY, at=at)
    assert request.case.promised_on == timezone.localdate(at + dt.timedelta(hours=4))


def test_a_finished_repair_asks_the_tenant_and_a_yes_closes_and_surveys(request_, keeper, desk):
    task = request_.case.tasks.get()
    assert state(request_) == RequestState.QUALIFIED
    task.acknowledge(by=keeper)
    assert state(request_) == RequestState.RUNNING
    task.expect(timezone.localdate() + dt.timedelta(days=1), by=keeper)
    assert state(request_) == RequestState.SCHEDULED
    task.answer("done", by=keeper)
    assert state(request_) == RequestState.DONE
    request_.case.tasks.open().get().answer("confirmed", by=desk)
    assert state(request_) == RequestState.CLOSED
    assert Survey.objects.get(request=request_).answered_at is None
    assert texts(request_) == ["request.opened", "request.done", "request.survey"]


def test_not_solved_goes_back_to_work_with_a_new_date(request_, keeper, desk):
    request_.case.tasks.get().answer("done", by=keeper)
    request_.case.tasks.open().get().answer("not_solved", text="Ça coule toujours.", by=desk)
    assert state(request_) == RequestState.QUALIFIED
    assert texts(request_)[-1] == "request.reopened"


def test_what_our_own_people_reported_is_closed_without_asking_anybody(unit, desk, keeper, other_keeper):
    request = a_tenant_request(unit.staircase, by=keeper, channel="field", zone="common")
    request.case.tasks.get().answer("done", by=keeper)
    case = Case.objects.get(pk=request.case.pk)
    assert case.outcome == "internal"
    assert Message.objects.filter(case=case).count() == 0


def test_a_refusal_is_told_with_its_reason(request_, keeper):
    request_.case.tasks.get().answer("declined", text="Joint à remplacer par l’occupant.", by=keeper)
    assert state(request_) == RequestState.DECLINED
    message = Message.objects.filter(event="request.declined").get()
    assert "Joint à remplacer par l'occupant." in message.body


def test_a_moved_date_is_told_with_its_cause_once(request_, keeper):
    later = request_.case.promised_on + dt.timedelta(days=6)
    request_.case.promise(later, cause="pièce en commande.", service="maintenance", by=keeper)
    body = Message.objects.get(event="request.delayed").body
    assert f"pièce en commande. Nouvelle date : {later:%d/%m}" in body


def test_to_qualify_then_qualified_says_who_handles_it(unit, tenant, desk, keeper, other_keeper, field_team):
    request = a_tenant_request(unit, by=desk, contact=tenant, step="capture")
    assert state(request) == RequestState.NEW
    request.case.tasks.get().answer("qualified", by=desk)
    assert field_team.name in Message.objects.get(event="request.qualified").body


def test_a_repair_that_is_the_tenants_is_told_so(unit, tenant, desk):
    request = a_tenant_request(unit, by=desk, contact=tenant, step="capture", payer=Payer.TENANT)
    request.case.tasks.get().answer("qualified", by=desk)
    assert texts(request) == ["request.opened", "request.yours"]


def test_a_restricted_category_opens_a_confidential_case_and_its_texts_name_nothing(unit, tenant, desk):
    signal = a_category(family="S2", label="Situation sociale", restricted=True)
    request = a_tenant_request(unit, by=desk, contact=tenant, category=signal)
    assert request.case.confidential
    assert "ituation" not in Message.objects.get(case=request.case).body


def test_closing_ends_the_appointment_that_stood(request_, keeper):
    start = timezone.now() + dt.timedelta(days=2)
    Appointment.objects.create(request=request_, starts_at=start, ends_at=start + dt.timedelta(hours=2))
    request_.case.close("void", text="Le locataire a réparé.", by=keeper)
    assert Appointment.objects.get().end == Appointment.End.CANCELLED


def test_reopening_promises_anew_and_tells_it(request_, keeper, desk):
    request_.case.close("void", text="Erreur.", by=keeper)
    request_.case.reopen("Ce n’était pas une erreur.", by=desk)
    assert texts(request_)[-1] == "request.reopened"
    assert state(request_) == RequestState.QUALIFIED


def test_a_pause_told_to_the_tenant_says_what_we_wait_for(request_, keeper):
    request_.case.tasks.get().pause(text="une photo du robinet", visibility=Entry.Visibility.TENANT, by=keeper)
    assert state(request_) == RequestState.SUSPENDED
    assert "une photo du robinet." in Message.objects.get(event="request.waiting").body


@pytest.mark.parametrize("wanted", RequestState.values)
def test_the_filter_of_a_state_and_the_state_that_is_shown_agree(wanted, request_, unit, tenant, desk, keeper):
    others = [a_tenant_request(unit, by=desk, contact=tenant) for _ in range(4)]
    others[0].case.tasks.get().acknowledge(by=keeper)
    others[1].case.tasks.get().answer("done", by=keeper)
    others[2].case.tasks.get().pause(by=keeper)
    others[3].case.tasks.get().answer("declined", text="Non.", by=keeper)
    shown = {one.pk for one in Request.objects.with_state() if one.state == wanted}
    assert set(Request.objects.at(wanted).values_list("pk", flat=True)) == shown


def test_the_state_costs_one_query(request_, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert [one.state_label for one in Request.objects.with_state()] == ["À prendre en charge"]


def test_an_emergency_is_told_at_night_and_its_survey_waits_for_the_day(unit, tenant, desk, keeper, other_keeper):
    night = dt.datetime(2027, 1, 13, 2, 0, tzinfo=dt.UTC)
    with time_machine.travel(night, tick=False):
        request = a_tenant_request(unit, by=desk, contact=tenant, priority=Priority.EMERGENCY)
        request.case.tasks.get().answer("done", by=keeper)
        request.case.tasks.open().get().answer("confirmed", by=desk)
    told = {one.event: one for one in Message.objects.filter(case=request.case)}
    assert (told["request.opened"].not_before, told["request.opened"].urgent) == (night, True)
    assert told["request.survey"].not_before == dt.datetime(2027, 1, 13, 7, 0, tzinfo=dt.UTC)
