"""The tenant's telephone on a page: reports come by themselves, one answers as the tenant."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from messaging import delivery
from messaging.gateways import simulator
from messaging.models import Message, SimulatedPhone, SimulatedSms
from messaging.states import State
from tests.messaging.factories import a_contact, a_message

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _simulated(settings):
    settings.SMS_GATEWAY = "simulator"


@pytest.fixture
def phone(agency):
    return SimulatedPhone.objects.create(number="+33639980021", agency=agency)


def carried(message, run):
    with run(execute=True):
        delivery.deliver(message.pk)
    message.refresh_from_db()
    return message


def test_a_text_is_reported_until_delivered(django_capture_on_commit_callbacks):
    message = carried(a_message(), django_capture_on_commit_callbacks)
    assert (message.state, SimulatedSms.objects.get().status) == (State.DELIVERED, "delivered")


@pytest.mark.parametrize(
    ("ending", "state", "code"),
    [("9002", State.UNDELIVERED, "30006"), ("9003", State.FAILED, "21610"), ("9004", State.FAILED, "21211"),
     ("9005", State.ACCEPTED, "")],
)  # fmt: skip
def test_some_endings_play_a_trouble(django_capture_on_commit_callbacks, ending, state, code):
    message = carried(a_message(number=f"+3363998{ending}"), django_capture_on_commit_callbacks)
    assert (message.state, message.error_code) == (state, code)


def test_reports_that_the_queue_lost_are_made_up_for(time_machine, django_capture_on_commit_callbacks):
    message = a_message()
    delivery.deliver(message.pk)
    time_machine.move_to(timezone.now() + dt.timedelta(minutes=1))
    with django_capture_on_commit_callbacks(execute=True):
        simulator.catch_up()
    message.refresh_from_db()
    assert message.state == State.DELIVERED


def test_one_sees_the_phone_and_answers_as_the_tenant(
    agent, agency, phone, sign_in, django_capture_on_commit_callbacks
):
    a_contact(agency, phone.number, first_name="Nora", last_name="Benali")
    SimulatedSms.objects.create(phone=phone, body="Bonjour, suivez ici : https://palier.exemple.fr/s/abc")
    client = sign_in(agent)
    page = client.get(reverse("messaging:simulated_phone", args=[phone.pk]))
    assert "Nora Benali" in page.text
    assert 'href="https://palier.exemple.fr/s/abc"' in page.text
    sid = page.context["form"]["sid"].value()
    sid = sid() if callable(sid) else sid
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            done = client.post(
                reverse("messaging:simulated_answer", args=[phone.pk]), {"body": "Merci", "sid": sid}
            )
    assert done.status_code == 302
    assert Message.objects.incoming().get().body == "Merci"


def test_an_empty_answer_is_told(agent, phone, sign_in):
    answer = sign_in(agent).post(
        reverse("messaging:simulated_answer", args=[phone.pk]), {"body": " ", "sid": "SM"}
    )
    assert answer.status_code == 422


def test_one_takes_any_phone_in_hand(agent, sign_in):
    done = sign_in(agent).post(reverse("messaging:simulated_phone_create"), {"number": "06 39 98 80 99"})
    phone = SimulatedPhone.objects.get(number="+33639988099")
    assert done.url == reverse("messaging:simulated_phone", args=[phone.pk])
    assert sign_in(agent).post(reverse("messaging:simulated_phone_create"), {"number": "12"}).status_code == 422


def test_a_stranger_does_not_see_the_phone(other_agent, phone, sign_in):
    client = sign_in(other_agent)
    assert client.get(reverse("messaging:simulated_phone", args=[phone.pk])).status_code == 404
    assert phone.number[-4:] not in client.get(reverse("messaging:simulator")).text


def test_with_a_real_provider_there_is_no_simulator(agent, phone, sign_in, settings):
    settings.SMS_GATEWAY = "none"
    for name, args in [("simulator", []), ("simulated_phone", [phone.pk])]:
        assert sign_in(agent).get(reverse(f"messaging:{name}", args=args)).status_code == 404


def test_the_list_costs_the_same_for_many_phones(agent, agency, sign_in, same_cost):
    def make(count):
        for _ in range(count):
            number = f"+336399{SimulatedPhone.objects.count() + 80500:05}"
            a_contact(agency, number)
            phone = SimulatedPhone.objects.create(number=number, agency=agency)
            SimulatedSms.objects.create(phone=phone, body="Bonjour")

    same_cost(sign_in(agent), reverse("messaging:simulator"), make)
