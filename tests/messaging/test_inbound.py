"""A text from a tenant finds its file, or a person: nothing is dropped."""

import datetime as dt

import pytest
from django.utils import timezone

from coordination.models import Entry
from messaging import inbound, signals, sorting, sweeping
from messaging.models import Message, OptOut, Question
from messaging.reading import short_code
from messaging.states import State
from tests.coordination.factories import a_case
from tests.messaging.factories import a_contact, a_message

pytestmark = pytest.mark.django_db
NUMBER = "+33639980010"
_names = iter(range(10**6))


@pytest.fixture
def contact(agency):
    return a_contact(agency, NUMBER)


def talk(case, **values):
    """We wrote to the tenant about this file."""
    return a_message(
        **{
            "number": NUMBER,
            "case": case,
            "agency": case.agency,
            "state": State.DELIVERED,
            "due_at": None,
            **values,
        }
    )


def text(body, number=NUMBER):
    message = inbound.receive("test", f"SM{next(_names)}", number, body)
    inbound.route(message.pk)
    message.refresh_from_db()
    return message


@pytest.fixture
def told():
    """What the apps above are told, and what they answer."""
    heard, answers = [], []

    def listen(sender, message, case, contact, answer, **kwargs):
        heard.append((case, answer))
        return answers.pop(0) if answers else None

    signals.answer_received.connect(listen)
    yield heard, answers
    signals.answer_received.disconnect(listen)


@pytest.fixture
def lift(residence, desk, keeper):
    return a_case(residence, by=desk, title="Ascenseur en panne")


def test_the_only_open_file_gets_the_text(case, contact, told):
    talk(case)
    message = text("Ça fuit encore")
    assert (message.state, message.case) == (State.FILED, case)
    entry = case.entries.get(kind=Entry.Kind.NOTED)
    assert (entry.text, entry.visibility, entry.data["message"]) == ("Ça fuit encore", "tenant", message.pk)
    assert told[0] == [(case, "ca fuit encore")]
    assert list(Message.objects.unread()) == [message]


def test_the_same_text_delivered_twice_is_one(case, contact):
    talk(case)
    for _ in range(2):
        message = inbound.receive("test", "SM-once", NUMBER, "Bonjour ?")
        inbound.route(message.pk)
    assert case.entries.filter(kind=Entry.Kind.NOTED).count() == 1


@pytest.mark.parametrize(
    "wording",
    ["{code} ça fuit", "{ref}: toujours pareil", "dossier n° {number} svp", "{code_low}. Merci de venir"],
)
def test_the_files_number_decides(case, lift, contact, wording):
    talk(case)
    talk(lift)
    code = short_code(case.reference)
    words = wording.format(code=code, ref=case.reference, number=code[1:], code_low=f"d {code[1:]}")
    assert text(words).case == case


def test_a_number_guessed_by_a_stranger_opens_no_file(case, contact):
    talk(case)
    message = text(f"{short_code(case.reference)} je passe demain", "+33639980011")
    assert (message.state, message.case) == (State.TO_SORT, None)
    assert not case.entries.filter(kind=Entry.Kind.NOTED).exists()


def test_between_two_files_one_question_is_asked_and_remembered(case, lift, contact, told):
    talk(case)
    talk(lift)
    first, second = text("C'est toujours en panne"), text("Vous venez quand ?")
    assert [first.state, second.state] == [State.ASKED, State.ASKED]
    asked = Message.objects.outgoing().get(event="messaging.which_case")
    assert "1 pour Ascenseur en panne" in asked.body
    assert "2 pour Fuite sous l" in asked.body
    text("1")
    for message in (first, second):
        message.refresh_from_db()
        assert (message.state, message.case) == (State.FILED, lift)
    assert told[0] == [(lift, "c est toujours en panne"), (lift, "vous venez quand")]


def test_a_question_nobody_answers_goes_to_a_person(case, lift, contact, time_machine):
    talk(case)
    talk(lift)
    message = text("C'est toujours en panne")
    Question.objects.update(expires_at=timezone.now())
    sweeping.sweep()
    message.refresh_from_db()
    assert (message.state, message.suggested_case) == (State.TO_SORT, lift)
    assert text("Il y a quelqu'un ?").state == State.ASKED


@pytest.mark.parametrize("words", ["Merci", "ok merci !", "👍", "Parfait, merci beaucoup", "D'accord", "🙏🙏"])
def test_thanks_are_filed_without_disturbing_anyone(case, lift, contact, told, words):
    talk(case)
    talk(lift)
    message = text(words)
    assert (message.state, message.case, message.disturbs) == (State.FILED, lift, False)
    assert (told[0], Message.objects.unread().count()) == ([], 0)


@pytest.mark.parametrize("words", ["Merci de venir vite", "ok mais ça fuit", "merci ?", "pas merci"])
def test_thanks_that_ask_for_something_are_read(case, contact, words):
    talk(case)
    assert text(words).disturbs


def test_a_digit_answers_the_file_that_asked(case, lift, contact, told):
    talk(case, asks=True)
    talk(lift)
    assert text("2.").case == case
    assert told[0] == [(case, "2")]


def test_when_two_files_asked_one_asks_which(case, lift, contact, told):
    talk(case, asks=True)
    talk(lift, asks=True)
    message = text("2")
    assert message.state == State.ASKED
    text("2")
    message.refresh_from_db()
    assert (message.case, told[0]) == (case, [(case, "2")])


def test_stop_is_recorded_at_once_and_told_in_the_file(case, contact):
    talk(case)
    message = text("STOP")
    assert OptOut.objects.holds(NUMBER)
    assert (message.case, contact.sms_number) == (case, NUMBER)
    text("Start")
    assert not OptOut.objects.holds(NUMBER)


def test_an_answer_to_a_closed_file_is_for_the_apps_above(case, contact, told, desk):
    talk(case)
    case.close("solved", by=desk)
    told[1].append(case)
    assert text("Ça recommence").case == case
    assert told[0][0][0] == case


def test_an_answer_to_a_closed_file_that_nobody_takes_goes_to_a_person(case, contact, desk):
    talk(case)
    case.close("solved", by=desk)
    message = text("Ça recommence")
    assert (message.state, message.case, message.suggested_case) == (State.TO_SORT, None, case)


def test_an_unknown_number_may_open_a_file_above_else_goes_to_a_person(case, told):
    assert text("Bonjour, ma porte est bloquée", "+33639980012").state == State.TO_SORT
    told[1].append(case)
    assert text("Bonjour, ma porte est bloquée", "+33639980013").case == case


def test_a_failure_above_is_tried_again_then_given_to_a_person(case, contact, monkeypatch):
    talk(case)

    def break_down(**kwargs):
        raise RuntimeError

    monkeypatch.setattr(signals.answer_received, "send", break_down)
    message = text("Allô")
    assert (message.state, message.attempts, message.due_at > timezone.now()) == (State.RECEIVED, 1, True)
    inbound.route(message.pk)
    inbound.route(message.pk)
    message.refresh_from_db()
    assert (message.state, case.entries.filter(kind=Entry.Kind.NOTED).count()) == (State.TO_SORT, 0)


def test_what_the_queue_lost_is_routed_by_the_sweeper(case, contact):
    talk(case)
    message = inbound.receive("test", "SM-lost", NUMBER, "Allô ?")
    Message.objects.filter(pk=message.pk).update(due_at=timezone.now() - dt.timedelta(seconds=1))
    sweeping.sweep()
    message.refresh_from_db()
    assert message.case == case


def test_by_hand_a_text_goes_into_a_file_once(case, desk):
    message = text("Bonjour")
    sorting.sort_into(message, case, by=desk)
    message.refresh_from_db()
    assert (message.state, message.case) == (State.FILED, case)
    with pytest.raises(sorting.MoveRefused):
        sorting.sort_into(message, case, by=desk)


@pytest.mark.parametrize("sender", ["36173", "SFR Info"])
def test_a_text_from_a_short_code_or_a_name_goes_to_a_person(sender, told):
    message = text("Votre forfait change.\x00", number=sender)
    assert (message.state, message.number, message.body) == (State.TO_SORT, sender, "Votre forfait change.")
