"""E-mail and letters: where SMS does not reach."""

import smtplib

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import IntegrityError

from messaging import delivery, letters, outbox
from messaging.models import Channel, ChannelChoice, Letter, Message, Occupancy, OptOut
from messaging.models.contacts import NO_MESSAGE
from messaging.states import State
from tests.housing.factories import BuildingFactory, StaircaseFactory, UnitFactory
from tests.messaging.factories import a_contact, a_message

pytestmark = pytest.mark.django_db


def a_mail(**values):
    return a_message(
        **{"channel": Channel.EMAIL, "number": "", "email": "sacha@exemple.fr", "subject": "Essai", **values}
    )


def sent(message):
    delivery.deliver(message.pk)
    message.refresh_from_db()
    return message


def housed(contact, residence):
    staircase = StaircaseFactory(building=BuildingFactory(residence=residence))
    unit = UnitFactory(staircase=staircase, door="12")
    Occupancy.objects.create(
        contact=contact, residence=residence, building=staircase.building, staircase=staircase, unit=unit,
        since="2020-01-01",
    )  # fmt: skip


def test_a_mail_is_sent_once():
    message = sent(a_mail())
    delivery.deliver(message.pk)
    assert (message.state, message.due_at) == (State.SENT, None)
    (sent_mail,) = mail.outbox
    assert (sent_mail.to, sent_mail.subject, sent_mail.body) == (["sacha@exemple.fr"], "Essai", "Bonjour")


def failing(error):
    def send(self, messages):
        raise error

    return send


@pytest.mark.parametrize(
    ("error", "state", "code"),
    [
        (smtplib.SMTPRecipientsRefused({}), State.FAILED, "mail"),
        (ConnectionRefusedError(), State.WAITING, "unreachable"),
        (smtplib.SMTPServerDisconnected("gone"), State.CLAIMED, "broken"),
    ],
)
def test_a_mail_server_may_refuse_be_away_or_hang_up(monkeypatch, error, state, code):
    monkeypatch.setattr(EmailBackend, "send_messages", failing(error))
    message = sent(a_mail())
    assert (message.state, message.error_code) == (state, code)


def test_a_mail_that_may_have_left_is_never_sent_again_by_itself():
    """A mail server cannot be asked: a person decides."""
    message = a_mail()
    Message.objects.claim(message.pk)  # and dies
    Message.objects.filter(pk=message.pk).update(due_at=message.due_at)
    assert (sent(message).state, mail.outbox) == (State.UNKNOWN, [])


def test_the_way_is_what_the_person_chose_else_the_next_that_exists(agency, settings):
    settings.SMS_GATEWAY = "simulator"
    contact = a_contact(agency, "+33639980031", email="sacha@exemple.fr")
    assert outbox.route(contact, "requests") == ("sms", {"number": "+33639980031"})
    ChannelChoice.objects.create(contact=contact, purpose="requests", channel="email")
    assert outbox.route(contact, "requests") == ("email", {"email": "sacha@exemple.fr"})
    assert outbox.route(contact, "surveys") == ("sms", {"number": "+33639980031"})
    OptOut.objects.begin("+33639980031", source="tenant")
    assert outbox.route(contact, "surveys") == ("email", {"email": "sacha@exemple.fr"})
    ChannelChoice.objects.update(channel="letter")
    assert outbox.route(contact, "requests") == ("letter", {})


def test_without_an_sms_provider_one_writes_by_mail(agency, settings):
    settings.SMS_GATEWAY = "none"
    contact = a_contact(agency, email="sacha@exemple.fr")
    assert outbox.route(contact, "requests")[0] == "email"
    assert outbox.route(a_contact(agency), "requests")[0] == "letter"


def test_a_letter_is_made_as_a_pdf_to_print(agency, residence, agent):
    contact = a_contact(agency, "", last_name="Benali")
    housed(contact, residence)
    message = sent(
        a_message(channel=Channel.LETTER, number="", contact=contact, agency=agency, subject="Votre demande")
    )
    assert message.state == State.TO_PRINT
    letter = Letter.objects.get()
    with letter.file.open("rb") as pdf:
        assert pdf.read(5) == b"%PDF-"
    assert letters.postal_address(message) == [
        "Sacha Benali", f"{letter.message.contact.occupancies.get().staircase}, logement 12", "12 rue des Lilas",
        "20600 BASTIA",
    ]  # fmt: skip
    assert letters.printed(Message.objects.filter(pk=message.pk), by=agent) == 1
    message.refresh_from_db()
    assert message.state == State.PRINTED
    with pytest.raises(letters.MoveRefused):
        letters.printed(Message.objects.filter(pk=message.pk), by=agent)


def test_without_an_address_there_is_no_letter(agency):
    message = sent(a_message(channel=Channel.LETTER, number="", contact=a_contact(agency, "")))
    assert (message.state, message.error_code) == (State.FAILED, "no_address")


def test_without_pango_the_letter_waits_and_says_why(agency, residence, monkeypatch):
    contact = a_contact(agency, "")
    housed(contact, residence)

    def no_pango(*args):
        raise letters.NoPango(letters.PANGO)

    monkeypatch.setattr(letters, "pdf", no_pango)
    message = sent(a_message(channel=Channel.LETTER, number="", contact=contact))
    assert (message.state, message.error_code) == (State.WAITING, "no_pango")
    assert "Pango" in message.trouble


def test_a_survey_that_a_person_refuses_is_not_written_and_a_request_is_always_told(agency):
    contact = a_contact(agency, email="leila@exemple.test")
    contact.set_choices({"surveys": NO_MESSAGE})
    told = [outbox.send(f"test.{purpose}", contact, {"what": "x"}, key=purpose) for purpose in ("survey", "told")]
    assert told[0] is None
    assert told[1].purpose == "requests"
    with pytest.raises(IntegrityError, match="choice_requests_are_told"):
        ChannelChoice.objects.create(contact=contact, purpose="requests", channel=NO_MESSAGE)
