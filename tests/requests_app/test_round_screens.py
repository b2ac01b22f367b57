"""Visits, waiting for works, incidents and silences on the pages where one acts."""

import datetime as dt
import io
import uuid

import openpyxl
import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from coordination.clock import PARIS
from messaging.models import Message
from requests_app import incidents, silence
from requests_app.models import Appointment, Broadcast, Incident, NoAccess, Parking
from teams.roles import Role
from tests.housing.factories import PlannedWorkFactory, UnitFactory
from tests.messaging.factories import a_contact
from tests.requests_app.factories import a_category, a_tenant_request
from tests.teams.factories import UserFactory

MONDAY = dt.datetime(2026, 11, 23, 9, 30, tzinfo=PARIS)


@pytest.fixture
def monday(db):
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def page(sign_in, keeper):
    return sign_in(keeper)


@pytest.fixture
def lift():
    return a_category(family="C2", label="Ascenseur en panne", zones=["common"])


@pytest.fixture
def alike(unit, agency, desk, keeper, other_keeper, lift):
    homes = [UnitFactory(staircase=unit.staircase) for _ in range(3)]
    return [
        a_tenant_request(home, by=desk, contact=a_contact(agency), category=lift, zone="common") for home in homes
    ]


def act(name, request, **keys):
    return reverse(f"requests_app:{name}", args=[request.case.reference])


def text(response) -> str:
    return response.content.decode()


def sheet(response) -> list[tuple]:
    book = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    return list(book.active.iter_rows(values_only=True))


# --- visits


def test_an_appointment_is_made_moved_and_cancelled_from_the_case(monday, page, request_):
    assert "Prendre rendez-vous" in text(page.get(request_.case.get_absolute_url()))
    sent = {"key": uuid.uuid4(), "day": "2026-11-24", "hour": "8"}
    assert page.post(act("visit_appoint", request_), sent).status_code == 302
    shown = text(page.get(request_.case.get_absolute_url()))
    assert "24/11/2026 entre 08:00 et 10:00" in shown
    assert "Déplacer" in shown
    assert 'value="2026-11-24"' in text(page.get(act("visit_appoint", request_)))
    page.post(act("visit_cancel", request_), {"key": uuid.uuid4(), "text": "Pièce absente"})
    assert Appointment.objects.get().end == "cancelled"


def test_a_sunday_comes_back_with_what_was_typed(monday, page, request_):
    response = page.post(act("visit_appoint", request_), {"key": uuid.uuid4(), "day": "2026-11-29", "hour": "8"})
    assert response.status_code == 422
    assert "Ni dimanche ni jour férié" in text(response)
    assert 'value="2026-11-29"' in text(response)


def test_enough_closed_doors_offer_the_end_with_notice(page, request_):
    for _ in range(2):
        page.post(act("visit_no_access", request_), {"key": uuid.uuid4(), "text": ""})
    assert NoAccess.objects.count() == 2
    assert "Clore sans accès" in text(page.get(request_.case.get_absolute_url()))
    page.post(act("visit_close", request_), {"key": uuid.uuid4(), "text": "Deux passages sans réponse"})
    request_.case.refresh_from_db()
    assert request_.case.outcome == "no_access"


def test_a_kept_appointment_is_written_from_the_case(monday, page, request_, keeper):
    page.post(act("visit_appoint", request_), {"key": uuid.uuid4(), "day": "2026-11-24", "hour": "8"})
    monday.move_to(MONDAY + dt.timedelta(days=1))
    client = type(page)()
    client.force_login(keeper)
    client.post(act("visit_keep", request_))
    assert Appointment.objects.get().end == "kept"


@pytest.mark.parametrize("name", ["visit_appoint", "visit_no_access", "park", "join", "visit_keep"])
def test_strangers_find_nothing_and_bystanders_may_not(name, sign_in, other_agent, agency, request_):
    bystander = UserFactory(roles=[Role.LEASING_OFFICER], agencies=[agency])
    sent = {"key": uuid.uuid4()}
    assert sign_in(other_agent).post(act(name, request_), sent).status_code == 404
    assert sign_in(bystander).post(act(name, request_), sent).status_code == 403


# --- waiting for planned works


def test_a_request_is_parked_and_taken_back_from_the_case(page, sign_in, desk, request_, residence):
    year = timezone.localdate().year + 1
    work = PlannedWorkFactory(residence=residence, year=year, title="Réfection des chutes")
    assert "Réfection des chutes" in text(page.get(act("park", request_)))
    page.post(act("park", request_), {"key": uuid.uuid4(), "work": work.pk, "reason": ""})
    assert f"<strong>{year}</strong>" in text(page.get(request_.case.get_absolute_url()))
    assert request_.case.reference in text(page.get(work.get_absolute_url()))
    sign_in(desk).post(act("unpark", request_), {"key": uuid.uuid4(), "text": "Ça ne peut plus attendre"})
    assert Parking.objects.get().end == "taken_back"
    assert "Demandes qui attendent" not in text(page.get(work.get_absolute_url()))


def test_without_works_there_is_nothing_to_wait_for(page, request_):
    response = page.get(act("park", request_), follow=True)
    assert "Aucuns travaux du plan" in text(response)


# --- incidents


def test_requests_alike_are_proposed_and_gathered(sign_in, desk, alike):
    client = sign_in(desk)
    assert "3 demandes semblables" in text(client.get("/incidents/"))
    assert "3 demandes semblables" in text(client.get(alike[1].case.get_absolute_url()))
    gather = reverse("requests_app:incident_gather", args=[alike[0].pk])
    chosen = [one.pk for one in alike[:2]]
    response = client.post(gather, {"key": uuid.uuid4(), "requests": chosen, "text": "Moteur en panne"})
    incident = Incident.objects.get()
    assert response.url == incident.get_absolute_url()
    assert incident.memberships.count() == 2
    shown = text(client.get(incident.get_absolute_url()))
    assert alike[0].case.reference in shown
    assert str(alike[0].contact) in shown
    assert alike[2].case.reference not in shown


def test_one_more_joins_and_leaves(sign_in, desk, alike, unit, lift):
    incident = incidents.open_incident(unit.staircase, category=lift, requests=alike[:2], by=desk)
    client = sign_in(desk)
    client.post(act("join", alike[2]), {"key": uuid.uuid4(), "incident": incident.pk})
    assert incident.memberships.filter(ended_at=None).count() == 3
    assert "Suivie avec" in text(client.get(alike[2].case.get_absolute_url()))
    client.post(act("leave", alike[2]), {"key": uuid.uuid4(), "text": "Autre chose"})
    assert incident.memberships.filter(ended_at=None).count() == 2


def test_the_list_filters_sorts_and_exports(sign_in, desk, alike, unit, lift, other_agent):
    incident = incidents.open_incident(unit.staircase, category=lift, requests=alike, by=desk)
    client = sign_in(desk)
    reference = incident.case.reference
    assert reference in text(client.get("/incidents/?famille=C2&tri=-demandes"))
    assert reference not in text(client.get("/incidents/?famille=T1"))
    assert reference not in text(client.get("/incidents/?etat=clos"))
    assert reference not in text(sign_in(other_agent).get("/incidents/"))
    rows = sheet(client.get("/incidents/export/"))
    assert (rows[1][0], rows[1][6]) == (reference, 3)


def test_the_list_costs_the_same(sign_in, desk, same_cost, unit, lift, keeper, other_keeper):
    def make(count):
        for _ in range(count):
            incidents.open_incident(unit.staircase, category=lift, by=desk)

    same_cost(sign_in(desk), "/incidents/", make)


def test_informing_tells_how_many_and_how_much_then_sends(sign_in, desk, alike, unit, lift, agency):
    for _ in range(2):
        a_contact(agency).move_in(unit, since=timezone.localdate())
    incident = incidents.open_incident(unit.staircase, category=lift, requests=alike, by=desk)
    client, where = sign_in(desk), reverse("requests_app:inform", args=[incident.case.reference])
    shown = text(client.get(where))
    assert "<strong>2 destinataires</strong>" in shown
    assert "0,14" in shown
    sent = {"key": uuid.uuid4(), "text": "l’ascenseur revient demain.", "count": 2}
    assert "Cochez pour confirmer" in text(client.post(where, sent))
    changed = client.post(where, {**sent, "count": 5, "sure": "on"})
    assert changed.status_code == 422
    assert 'name="count" value="2"' in text(changed)
    assert client.post(where, {**sent, "sure": "on"}).url == incident.get_absolute_url()
    assert (Broadcast.objects.get().by, Message.objects.filter(event="incident.news").count()) == (desk, 2)
    assert "l’ascenseur revient demain." in text(client.get(incident.get_absolute_url()))


def test_a_caretaker_reads_the_incident_but_informs_nobody(page, sign_in, other_agent, alike, unit, lift, desk):
    incident = incidents.open_incident(unit.staircase, category=lift, requests=alike, by=desk)
    where = reverse("requests_app:inform", args=[incident.case.reference])
    assert page.get(where).status_code == 403
    assert "Préparer un texte" not in text(page.get(incident.get_absolute_url()))
    assert sign_in(other_agent).get(where).status_code == 404


# --- silences


@pytest.fixture
def late(db, unit, tenant, desk, keeper, other_keeper):
    with time_machine.travel(MONDAY, tick=False):
        return a_tenant_request(unit, by=desk, contact=tenant)


def test_late_and_silent_requests_are_listed_until_somebody_says_a_date(late, sign_in, agent, other_agent, desk):
    with time_machine.travel(MONDAY + dt.timedelta(days=9), tick=False):
        client = sign_in(agent)
        silence.break_silence()
        shown = text(client.get("/demandes/silences/"))
        assert late.case.reference in shown
        assert "2 jours de retard" in shown
        assert "Date dépassée" in shown
        assert late.case.reference not in text(client.get("/demandes/silences/?quoi=silence"))
        assert late.case.reference not in text(sign_in(other_agent).get("/demandes/silences/"))
        rows = sheet(client.get("/demandes/silences/export/"))
        assert (rows[1][0], rows[1][10]) == (late.case.reference, 2)
        late.case.promise(dt.date(2026, 12, 8), cause="pièce", service="maintenance", by=desk)
        assert late.case.reference not in text(client.get("/demandes/silences/"))


def test_a_silence_that_only_the_robot_broke_stays_on_the_list(late, sign_in, agent, desk):
    with time_machine.travel(MONDAY + dt.timedelta(minutes=1), tick=False):
        late.case.promise(dt.date(2027, 3, 1), cause="pièce", service="maintenance", by=desk)
    with time_machine.travel(MONDAY + dt.timedelta(days=16), tick=False):
        assert silence.break_silence()["silent"] == 1
        shown = text(sign_in(agent).get("/demandes/silences/"))
        assert late.case.reference in shown
        assert "Toujours en cours" in shown


def test_the_list_of_silences_costs_the_same(sign_in, agent, same_cost, unit, agency, desk, keeper, other_keeper):
    def make(count):
        with time_machine.travel(timezone.now() - dt.timedelta(days=20), tick=False):
            for _ in range(count):
                a_tenant_request(unit, by=desk, contact=a_contact(agency))

    same_cost(sign_in(agent), "/demandes/silences/", make)
