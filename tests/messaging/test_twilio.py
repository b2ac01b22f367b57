"""Twilio's gateway against a local server that speaks its documented API, and webhooks that somebody forged."""

import socket

import pytest
from django.urls import reverse
from django.utils import timezone
from twilio.request_validator import RequestValidator

from messaging import delivery, inbound
from messaging.gateways import NotNow, Refused, Unsure
from messaging.gateways.twilio import TwilioGateway
from messaging.models import Message, StatusReport
from messaging.states import State
from tests.messaging.factories import a_message
from tests.messaging.twilio_standin import ACCOUNT, TOKEN, standin

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _twilio(settings):
    settings.SMS_GATEWAY, settings.SITE_URL = "twilio", "https://palier.exemple.fr"
    settings.TWILIO_ACCOUNT_SID, settings.TWILIO_AUTH_TOKEN = ACCOUNT, TOKEN
    settings.SMS_SENDER, settings.SMS_TIMEOUT = "OPH Val", 0.3


@pytest.fixture
def twilio(settings):
    with standin(patience=0.6) as server:
        settings.TWILIO_BASE_URL = server.url
        yield server


def test_an_accepted_message_bears_twilios_name_and_asks_for_reports(twilio):
    message = a_message(body="Bonjour, c'est pour demain.")
    receipt = TwilioGateway().send(message)
    assert (receipt.sid, receipt.state, receipt.segments) == (twilio.accepted[0]["sid"], State.QUEUED, 1)
    assert twilio.requests == [
        {
            "To": message.number, "From": "OPH Val", "Body": "Bonjour, c'est pour demain.",
            "SmartEncoded": "false",
            "StatusCallback": "https://palier.exemple.fr/webhooks/twilio/etat/",
        }
    ]  # fmt: skip


def test_a_messaging_service_takes_the_senders_place(twilio, settings):
    settings.TWILIO_MESSAGING_SERVICE_SID = "MG" + "1" * 32
    receipt = TwilioGateway().send(a_message())
    assert (receipt.state, receipt.segments) == (State.ACCEPTED, None)
    assert twilio.requests[0]["MessagingServiceSid"] == "MG" + "1" * 32
    assert "From" not in twilio.requests[0]


def test_wrong_credentials_are_not_the_messages_fault(twilio, settings):
    settings.TWILIO_AUTH_TOKEN = "another"
    with pytest.raises(NotNow, match="20003"):
        TwilioGateway().send(a_message())


@pytest.mark.parametrize(
    ("ending", "code"), [("9003", "21610"), ("9004", "21211"), ("9006", "21614"), ("9007", "21635")]
)
def test_what_is_wrong_with_the_number_is_final(twilio, ending, code):
    with pytest.raises(Refused, match=code):
        TwilioGateway().send(a_message(number=f"+33639{ending}{ending}"[:8] + ending))
    assert twilio.accepted == []


def test_too_many_at_once_says_how_long_to_wait(twilio):
    twilio.faults = ["refuse"]
    with pytest.raises(NotNow) as refused:
        TwilioGateway().send(a_message())
    assert (refused.value.code, refused.value.retry_after) == ("20429", 1)


@pytest.mark.parametrize(
    ("fault", "code", "accepted"),
    [("slow", "timeout", 1), ("lost", "timeout", 0), ("broken", "broken", 1), ("after", "500", 1), ("before",
    "500", 0)],
)  # fmt: skip
def test_what_may_have_left_is_in_doubt(twilio, fault, code, accepted):
    twilio.faults = [fault]
    with pytest.raises(Unsure, match=code):
        TwilioGateway().send(a_message())
    assert len(twilio.accepted) == accepted


def test_nobody_listening_means_surely_not_sent(settings):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.TWILIO_BASE_URL = f"http://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(NotNow, match="unreachable"):
        TwilioGateway().send(a_message())


@pytest.mark.parametrize("fault", ["slow", "lost", "broken", "after", "before"])
def test_after_any_doubt_twilio_has_the_message_once(twilio, fault):
    twilio.faults = [fault]
    message = a_message()
    delivery.deliver(message.pk)
    Message.objects.filter(pk=message.pk).update(due_at=timezone.now())
    delivery.deliver(message.pk)
    message.refresh_from_db()
    assert (len(twilio.accepted), message.state) == (1, State.QUEUED)
    assert message.provider_sid == twilio.accepted[0]["sid"]


def test_the_text_and_the_number_stay_out_of_the_logs(twilio, caplog):
    twilio.faults = ["slow"]
    message = a_message(body="un secret")
    with caplog.at_level(0):
        delivery.deliver(message.pk)
    assert message.number not in caplog.text
    assert "secret" not in caplog.text


# --- webhooks


def signed(client, name, values, token=TOKEN, path_signed=None):
    path = reverse(name)
    signature = RequestValidator(token).compute_signature(
        f"https://palier.exemple.fr{path_signed or path}", values
    )
    return client.post(path, values, headers={"X-Twilio-Signature": signature})


REPORT = {"MessageSid": "SM" + "7" * 32, "MessageStatus": "delivered", "AccountSid": ACCOUNT}
TEXT = {
    "MessageSid": "SM" + "8" * 32,
    "From": "+33639980004",
    "To": "36173",
    "Body": "Ça fuit « encore »",
    "NumMedia": "0",
}


def test_a_signed_report_moves_its_message(client):
    message = a_message(state=State.SENT, provider_sid=REPORT["MessageSid"])
    assert signed(client, "messaging:twilio_status", REPORT).status_code == 204
    message.refresh_from_db()
    assert (message.state, message.due_at) == (State.DELIVERED, None)


def test_a_signed_text_is_stored_once(client, monkeypatch):
    monkeypatch.setattr(inbound.route_inbound, "delay", lambda pk: None)
    for _ in range(2):
        assert signed(client, "messaging:twilio_inbound", TEXT).status_code == 204
    message = Message.objects.get()
    assert (message.body, message.number, message.state) == (TEXT["Body"], TEXT["From"], State.RECEIVED)


@pytest.mark.parametrize(("name", "values"), [("twilio_status", REPORT), ("twilio_inbound", TEXT)])
def test_a_forged_webhook_is_refused_and_changes_nothing(client, name, values):
    name = f"messaging:{name}"
    a_message(state=State.SENT, provider_sid=REPORT["MessageSid"])
    assert client.post(reverse(name), values).status_code == 403
    assert signed(client, name, values, token="guessed").status_code == 403
    assert signed(client, name, values, path_signed="/webhooks/twilio/ailleurs/").status_code == 403
    signature = RequestValidator(TOKEN).compute_signature(f"https://palier.exemple.fr{reverse(name)}", values)
    changed = {**values, "MessageSid": "SM" + "9" * 32}
    assert client.post(reverse(name), changed, headers={"X-Twilio-Signature": signature}).status_code == 403
    assert (StatusReport.objects.count(), Message.objects.get().state) == (0, State.SENT)


def test_without_twilio_there_are_no_webhooks(client, settings):
    settings.SMS_GATEWAY = "simulator"
    assert signed(client, "messaging:twilio_status", REPORT).status_code == 404
