"""Several requests, one breakdown: joined, told, ended together; each tenant keeps a file of their own."""

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from coordination.models import Case
from messaging.models import Message, OptOut, Phone
from requests_app import incidents, informing, together
from requests_app.models import Broadcast, Incident, Membership, Request
from requests_app.states import RequestState
from teams.workflow import MoveRefused
from tests.housing.factories import EquipmentFactory, ResidenceFactory, StaircaseFactory, UnitFactory
from tests.messaging.factories import a_contact
from tests.requests_app.factories import a_category, a_tenant_request


@pytest.fixture
def lift():
    return a_category(family="C2", label="Ascenseur en panne", zones=["common"])


@pytest.fixture
def neighbours(unit, agency, desk, keeper, other_keeper, lift):
    """Four tenants of one staircase whose lift is out, living there for a month."""
    found = []
    for number in range(4):
        home = UnitFactory(staircase=unit.staircase)
        contact = a_contact(agency, last_name=f"Voisin {number}")
        contact.move_in(home, since=timezone.localdate() - dt.timedelta(days=30))
        found.append(a_tenant_request(home, by=desk, contact=contact, category=lift, zone="common"))
    return found


@pytest.fixture
def incident(neighbours, lift, unit, desk):
    return incidents.open_incident(unit.staircase, category=lift, requests=neighbours, by=desk)


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def events(request) -> list[str]:
    texts = Message.objects.filter(case=request.case, direction="out")
    return list(texts.order_by("pk").values_list("event", flat=True))


def states(requests) -> set[str]:
    return {one.state for one in Request.objects.with_state().filter(pk__in=[one.pk for one in requests])}


def handling(incident):
    return incident.case.tasks.open().get()


def test_an_incident_takes_the_requests_along_and_tells_each(incident, neighbours):
    assert states(neighbours) == {RequestState.JOINED}
    assert {one.case.promised_on for one in neighbours} == {incident.case.promised_on}
    assert all(events(one) == ["request.opened", "request.joined"] for one in neighbours)
    assert incident.memberships.count() == 4


def test_the_same_incident_sent_twice_is_one(neighbours, lift, unit, desk):
    key = uuid.uuid4()
    first = incidents.open_incident(unit.staircase, category=lift, requests=neighbours, by=desk, key=key)
    assert incidents.open_incident(unit.staircase, category=lift, requests=neighbours, by=desk, key=key) == first
    assert Incident.objects.count() == 1


def test_a_request_refused_leaves_no_incident(neighbours, lift, unit, desk):
    neighbours[2].case.close("void", text="Erreur.", by=desk)
    with pytest.raises(MoveRefused):
        incidents.open_incident(unit.staircase, category=lift, requests=neighbours, by=desk)
    assert not Case.objects.filter(process="incident").exists()


def test_one_closing_asks_each_tenant(incident, neighbours, keeper, committed):
    with committed():
        handling(incident).answer("done", by=keeper)
    assert states(neighbours) == {RequestState.DONE}
    assert all(events(one)[-1] == "request.done" for one in neighbours)
    assert incidents.settle() == 0
    assert Message.objects.filter(event="request.done").count() == 4
    assert not Membership.objects.filter(ended_at=None).exists()


def test_a_lost_task_is_made_up_for(incident, neighbours, keeper):
    handling(incident).answer("done", by=keeper)
    assert states(neighbours) == {RequestState.JOINED}
    assert incidents.settle() == 4
    assert states(neighbours) == {RequestState.DONE}


def test_a_false_alarm_gives_each_request_back(incident, neighbours, keeper, committed):
    with committed():
        handling(incident).answer("void", text="C’était une coupure de quartier.", by=keeper)
    assert states(neighbours) == {RequestState.QUALIFIED}


def test_a_new_date_of_the_incident_is_everybodys(incident, neighbours, keeper, committed):
    later = incident.case.promised_on + dt.timedelta(days=9)
    with committed():
        incident.case.promise(later, cause="pièce en commande", service="maintenance", by=keeper)
    assert set(Case.objects.filter(request__in=neighbours).values_list("promised_on", flat=True)) == {later}
    told = Message.objects.filter(event="request.delayed")
    assert told.count() == 4
    assert "pièce en commande" in told.order_by("pk").first().body
    incidents.settle()
    assert told.count() == 4


def test_one_that_leaves_goes_on_by_itself(incident, neighbours, desk):
    with pytest.raises(MoveRefused, match="dites-en plus"):
        incidents.leave(neighbours[0], " ", by=desk)
    incidents.leave(neighbours[0], "Sa porte palière, pas l’ascenseur.", by=desk)
    assert states(neighbours[:1]) == {RequestState.QUALIFIED}
    assert incident.memberships.filter(ended_at=None).count() == 3
    with pytest.raises(MoveRefused, match="aucun incident"):
        incidents.leave(neighbours[0], "Encore", by=desk)


def test_nobody_joins_a_closed_incident_or_one_of_elsewhere(incident, keeper, desk, agency, tenant, lift, unit):
    late = a_tenant_request(unit, by=desk, contact=tenant, category=lift, zone="common")
    elsewhere = a_tenant_request(ResidenceFactory(agency=agency), by=desk, contact=tenant, category=lift)
    with pytest.raises(MoveRefused, match="autre résidence"):
        incidents.join(elsewhere, incident, by=desk)
    incidents.join(late, incident, by=desk)
    with pytest.raises(MoveRefused, match="pas en cours de traitement"):
        incidents.join(late, incident, by=desk)
    handling(incident).answer("done", by=keeper)
    another = a_tenant_request(unit, by=desk, contact=tenant, category=lift, zone="common")
    with pytest.raises(MoveRefused, match="clos"):
        incidents.join(another, incident, by=desk)


def test_a_confidential_request_stays_alone(unit, desk, tenant):
    social = a_category(family="S2", label="Situation sociale", restricted=True)
    with pytest.raises(MoveRefused, match="confidentielle"):
        incidents.open_incident(unit, category=social, by=desk)


# --- what looks like one


def test_enough_requests_of_one_staircase_are_proposed_once(neighbours, unit):
    (group,) = together.groups(Request.objects.all())
    assert (group.count, group.level, group.place) == (4, "staircase", unit.staircase)


def test_too_few_too_old_or_of_another_kind_are_not_proposed(neighbours, unit, desk, tenant):
    Case.objects.filter(request__in=neighbours[:2]).update(opened_at=timezone.now() - dt.timedelta(days=8))
    a_tenant_request(unit, by=desk, contact=tenant)
    assert together.groups(Request.objects.all()) == []


def test_staircases_of_one_building_together_are_proposed_for_the_building(unit, agency, desk, keeper, lift):
    for _ in range(3):
        staircase = StaircaseFactory(building=unit.staircase.building)
        a_tenant_request(staircase, by=desk, contact=a_contact(agency), category=lift, zone="common")
    (group,) = together.groups(Request.objects.all())
    assert (group.level, group.place) == ("building", unit.staircase.building)


def test_those_that_joined_are_proposed_no_more(incident):
    assert together.groups(Request.objects.all()) == []


# --- one text to all


@pytest.fixture
def residents(unit, agency):
    """Three more who live there and did not call: by SMS, stopped (with an e-mail), and with nothing."""
    by_sms, stopped, nothing = (
        a_contact(agency, last_name="Sms"), a_contact(agency, last_name="Stop", email="stop@exemple.fr"),
        a_contact(agency, number="", last_name="Rien"),
    )  # fmt: skip
    for person in (by_sms, stopped, nothing):
        person.move_in(unit, since=timezone.localdate() - dt.timedelta(days=3))
    OptOut.objects.create(number=stopped.sms_number, source="tenant")
    return by_sms, stopped, nothing


def test_the_audience_lives_there_did_not_call_and_may_be_written_to(incident, residents, agency):
    by_sms, stopped, nothing = residents
    gone = a_contact(agency, last_name="Parti")
    gone.move_in(incident.case.staircase.units.first(), since=timezone.localdate() - dt.timedelta(days=90))
    gone.occupancies.update(until=timezone.localdate() - dt.timedelta(days=2))
    found = informing.audience(incident)
    assert (found.sms, found.email, found.unreached) == ([by_sms], [stopped], [nothing])


def test_the_audience_costs_as_many_queries_for_many(incident, residents, agency, unit, django_assert_num_queries):
    for _ in range(12):
        a_contact(agency).move_in(unit, since=timezone.localdate())
    incident.refresh_from_db()
    assert incident.case.staircase
    with django_assert_num_queries(4):
        assert informing.audience(incident).count == 14


def test_the_same_way_as_the_outbox_chooses(incident, residents):
    from messaging import outbox

    found = informing.audience(incident)
    for way, people in (("sms", found.sms), ("email", found.email), ("letter", found.unreached)):
        assert {outbox.route(person, "collective")[0] for person in people} == {way}


def test_one_text_each_with_its_trace_and_never_twice(incident, residents, desk):
    key = uuid.uuid4()
    sent = informing.inform(incident, "l’ascenseur revient demain.", by=desk, key=key, count=2)
    assert informing.inform(incident, "l’ascenseur revient demain.", by=desk, key=key, count=2) == sent
    assert Broadcast.objects.get().count == 2
    told = Message.objects.filter(event="incident.news").order_by("pk")
    assert [one.channel for one in told] == ["sms", "email"]
    assert all("ascenseur revient demain." in one.body for one in told)


def test_a_count_that_changed_is_asked_again(incident, residents, desk, agency, unit):
    a_contact(agency).move_in(unit, since=timezone.localdate())
    with pytest.raises(MoveRefused, match="3, et non 2"):
        informing.inform(incident, "demain.", by=desk, key=uuid.uuid4(), count=2)
    assert not Message.objects.filter(event="incident.news").exists()


def test_a_machine_says_whom_it_serves(incident, residents, agency, unit, residence):
    incident.equipment = EquipmentFactory(residence=residence, building=unit.staircase.building)
    other = StaircaseFactory(building=unit.staircase.building)
    further = a_contact(agency, last_name="Plus loin")
    further.move_in(UnitFactory(staircase=other), since=timezone.localdate())
    assert further in informing.audience(incident).sms


def test_a_text_of_two_segments_costs_twice(incident, residents):
    found = informing.audience(incident)
    assert found.cost("a" * 200) == 2 * found.cost("demain")


def test_a_contact_without_any_number_is_reached_by_nobody(incident, desk, unit):
    Phone.objects.all().delete()
    with pytest.raises(MoveRefused, match="Personne à informer"):
        informing.inform(incident, "demain.", by=desk, key=uuid.uuid4())
