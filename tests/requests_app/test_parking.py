"""Requests that wait for planned works, and what becomes of them when the plan moves."""

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from coordination.models import Priority
from housing.models import PlannedWork
from messaging.models import Message
from requests_app import parking
from requests_app.models import Parking, Request
from requests_app.states import RequestState
from teams.workflow import MoveRefused
from tests.housing.factories import ComponentKindFactory, PlannedWorkFactory, ResidenceFactory
from tests.requests_app.factories import a_category, a_tenant_request

NEXT_YEAR = timezone.localdate().year + 1


@pytest.fixture
def work(residence):
    return PlannedWorkFactory(residence=residence, year=NEXT_YEAR, state="budgeted")


@pytest.fixture
def parked(request_, work, keeper):
    parking.park(request_, work, by=keeper)
    return request_


@pytest.fixture
def now_committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def events(request) -> list[str]:
    return list(Message.objects.filter(case=request.case).order_by("pk").values_list("event", flat=True))


def state(request) -> str:
    return Request.objects.with_state().get(pk=request.pk).state


def test_a_parked_request_waits_until_the_end_of_the_works_and_is_told(parked, work):
    assert state(parked) == RequestState.PLANNED
    parked.case.refresh_from_db()
    assert parked.case.promised_on == dt.date(NEXT_YEAR, 12, 31)
    assert Parking.objects.get().year == NEXT_YEAR
    assert events(parked) == ["request.opened", "request.planned"]
    assert str(NEXT_YEAR) in Message.objects.get(event="request.planned").body
    assert parked.case.promises.first().service == "assets"


def test_a_quarter_is_promised_until_its_end(request_, work, keeper):
    PlannedWork.objects.filter(pk=work.pk).update(quarter=2)
    parking.park(request_, work, by=keeper)
    assert request_.case.promised_on == dt.date(NEXT_YEAR, 6, 30)


def test_parking_twice_with_one_key_is_parking_once(request_, work, keeper):
    key = uuid.uuid4()
    first = parking.park(request_, work, by=keeper, key=key)
    assert parking.park(request_, work, by=keeper, key=key) == first
    assert Parking.objects.count() == 1


def test_safety_does_not_wait_unless_somebody_says_why(unit, tenant, desk, keeper, work):
    urgent = a_tenant_request(unit, by=desk, contact=tenant, priority=Priority.URGENT)
    with pytest.raises(MoveRefused, match="urgente"):
        parking.park(urgent, work, by=keeper)
    parking.park(urgent, work, reason="Mis en sécurité, reste la peinture.", by=keeper)
    assert state(urgent) == RequestState.PLANNED


@pytest.mark.parametrize(
    "changes",
    [{"state": "cancelled", "reason": "Budget"}, {"state": "settled"}, {"state": "received"},
     {"year": NEXT_YEAR + 9}, {"year": NEXT_YEAR - 2}],
)  # fmt: skip
def test_works_that_end_too_late_or_have_ended_keep_nobody_waiting(request_, work, keeper, changes):
    PlannedWork.objects.filter(pk=work.pk).update(**changes)
    with pytest.raises(MoveRefused, match="ne concernent pas"):
        parking.park(request_, work, by=keeper)


def test_works_of_another_residence_keep_nobody_waiting(request_, keeper, agency):
    elsewhere = PlannedWorkFactory(residence=ResidenceFactory(agency=agency), year=NEXT_YEAR)
    with pytest.raises(MoveRefused):
        parking.park(request_, elsewhere, by=keeper)


def test_works_on_the_component_come_first_then_the_earliest(unit, tenant, desk, keeper, residence, work):
    kind = ComponentKindFactory(code="windows", label="Menuiseries")
    windows = a_category(family="T4", label="Fenêtre", kind=kind)
    request = a_tenant_request(unit, by=desk, contact=tenant, category=windows)
    on_kind = PlannedWorkFactory(residence=residence, year=NEXT_YEAR + 1, kind=kind)
    here = PlannedWorkFactory(
        residence=residence, building=unit.staircase.building, staircase=unit.staircase, year=NEXT_YEAR + 1
    )
    found = parking.candidates(request, PlannedWork.objects.all())
    assert found == [on_kind, work, here]


def test_works_put_off_bring_the_request_back_and_tell_it_once(parked, work, asset_planner, now_committed):
    with now_committed():
        PlannedWork.objects.get(pk=work.pk).postpone(NEXT_YEAR + 2, "Budget", by=asset_planner)
    assert state(parked) == RequestState.QUALIFIED
    assert Parking.objects.get().end == Parking.End.SLIPPED
    assert events(parked)[-1] == "request.back"
    parked.case.refresh_from_db()
    assert parked.case.promised_on < dt.date(NEXT_YEAR, 12, 31)
    parking.changed(work.pk)
    parking.review()
    assert events(parked).count("request.back") == 1


def test_a_year_moved_by_the_form_counts_too(parked, work, now_committed):
    later = PlannedWork.objects.get(pk=work.pk)
    later.year = NEXT_YEAR + 1
    with now_committed():
        later.save()
    assert Parking.objects.get().end == Parking.End.SLIPPED


def test_cancelled_works_bring_the_request_back(parked, work, asset_planner):
    PlannedWork.objects.filter(pk=work.pk).update(state="cancelled", reason="Vente")
    assert parking.review() == 1
    assert Parking.objects.get().end == Parking.End.CANCELLED
    assert state(parked) == RequestState.QUALIFIED


def test_works_that_are_done_ask_the_tenant_to_confirm(parked, work):
    PlannedWork.objects.filter(pk=work.pk).update(state="received")
    assert parking.changed(work.pk) == 1
    assert parking.changed(work.pk) == 0
    assert Parking.objects.get().end == Parking.End.DONE
    assert state(parked) == RequestState.DONE
    assert events(parked)[-1] == "request.done"


def test_works_brought_forward_change_nothing(parked, work):
    PlannedWork.objects.filter(pk=work.pk).update(year=NEXT_YEAR - 1)
    assert parking.changed(work.pk) == 0
    assert state(parked) == RequestState.PLANNED


def test_somebody_takes_it_back_with_a_reason(parked, keeper):
    with pytest.raises(MoveRefused, match="dites-en plus"):
        parking.unpark(parked, "", by=keeper)
    parking.unpark(parked, "La fenêtre ne ferme plus.", by=keeper)
    assert Parking.objects.get().end == Parking.End.TAKEN_BACK
    assert events(parked)[-1] == "request.back"
    with pytest.raises(MoveRefused, match="n’attend pas"):
        parking.unpark(parked, "Encore", by=keeper)


def test_nobody_asks_for_the_step_by_hand_and_a_reopened_one_goes_to_work(parked, keeper):
    with pytest.raises(MoveRefused, match="ne se demande pas"):
        parked.case.ask("planned", text="Attendre", by=keeper)
    parked.case.close("void", text="Erreur.", by=keeper)
    parked.case.reopen("Si.", by=keeper)
    assert state(parked) == RequestState.QUALIFIED
