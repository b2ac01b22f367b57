"""Writing to a tenant from the file, and reading what came."""

import uuid

import pytest
from django.urls import reverse

from coordination.models import Entry
from messaging import inbound, thread
from messaging.models import Message
from messaging.states import State
from tests.messaging.factories import a_contact, a_message

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _sms(settings):
    settings.SMS_GATEWAY = "simulator"


@pytest.fixture
def tenant(agency, case):
    contact = a_contact(agency, "+33639980051", last_name="Benali")
    a_message(contact=contact, number="+33639980051", case=case, agency=agency, state=State.DELIVERED, due_at=None)
    return contact


@pytest.fixture
def url(case):
    return reverse("messaging:case_write", args=[case.pk])


def test_words_typed_in_a_file_go_to_the_tenant_and_into_the_journal_once(tenant, case, url, desk, sign_in):
    said = {"contact": tenant.pk, "body": "Le plombier passe demain.", "key": str(uuid.uuid4())}
    for _ in range(2):
        answer = sign_in(desk).post(url, said, headers=HTMX)
        assert answer.status_code == 200
    message = Message.objects.get(by=desk)
    assert (message.body, message.number, message.case) == ("Le plombier passe demain.", "+33639980051", case)
    entry = case.entries.get(kind=Entry.Kind.NOTED)
    assert (entry.visibility, entry.by, entry.data["message"]) == ("tenant", desk, message.pk)
    assert "Le plombier passe demain." in answer.text


def test_an_empty_message_is_told_and_the_words_stay(tenant, url, desk, sign_in):
    answer = sign_in(desk).post(url, {"contact": tenant.pk, "body": " ", "key": str(uuid.uuid4())}, headers=HTMX)
    assert answer.status_code == 422
    assert "obligatoire" in answer.text


def test_one_writes_only_to_people_of_the_file(tenant, agency, url, desk, sign_in):
    other = a_contact(agency)
    said = {"contact": other.pk, "body": "Bonjour", "key": str(uuid.uuid4())}
    assert sign_in(desk).post(url, said, headers=HTMX).status_code == 422


def test_a_stranger_finds_no_file(tenant, url, other_agent, sign_in):
    assert sign_in(other_agent).post(url, {}).status_code == 404
    assert sign_in(other_agent).get(url).status_code == 404


def test_who_plans_works_does_not_write_to_tenants(tenant, url, asset_planner, sign_in):
    assert sign_in(asset_planner).post(url, {}).status_code == 403


def test_what_a_tenant_wrote_waits_for_a_reader(tenant, case, url, keeper, sign_in):
    message = inbound.receive("test", "SM1", "+33639980051", "Ça fuit encore")
    inbound.route(message.pk)
    assert thread.unread_cases([case.pk, 0]) == {case.pk}
    client = sign_in(keeper)
    assert "À lire" in client.get(url, headers=HTMX).text
    answer = client.post(reverse("messaging:message_seen", args=[message.pk]), headers=HTMX)
    assert "À lire" not in answer.text
    message.refresh_from_db()
    assert (message.read_by, thread.unread_cases([case.pk])) == (keeper, set())


def test_answering_is_having_read(tenant, case, desk):
    message = inbound.receive("test", "SM1", "+33639980051", "Ça fuit encore")
    inbound.route(message.pk)
    thread.write_in_case(case, tenant, "Nous passons demain.", by=desk, key=uuid.uuid4())
    assert thread.unread_cases([case.pk]) == set()


def test_one_writes_to_a_person_without_a_file(tenant, desk, sign_in):
    url = reverse("messaging:contact_write", args=[tenant.pk])
    sign_in(desk).post(url, {"contact": tenant.pk, "body": "Bonjour", "key": str(uuid.uuid4())}, headers=HTMX)
    assert Message.objects.get(by=desk).case is None


def test_the_conversation_costs_the_same_for_many(tenant, case, url, desk, sign_in, same_cost):
    def make(count):
        for _ in range(count):
            a_message(contact=a_contact(tenant.agency), case=case, agency=case.agency, by=desk)

    same_cost(sign_in(desk), url, make)
