"""A message stands or falls with what causes it."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from messaging import fallback, outbox
from messaging.models import Message
from messaging.states import State
from messaging.tasks import deliver_message
from teams.workflow import MoveRefused
from tests.messaging.factories import a_contact, a_message

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 11, 24, 11, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _at_noon(time_machine, settings):
    settings.SMS_GATEWAY = "simulator"
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def queued(monkeypatch):
    found = []
    monkeypatch.setattr(deliver_message, "delay", found.append)
    return found


def test_a_message_leaves_after_commit_only(agency, queued, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        message = outbox.send("test.told", a_contact(agency), {"what": "l’été « ici »"}, key="a")
        assert queued == []
    assert queued == [message.pk]
    assert (message.body, message.segments, message.encoding) == ('Palier: l\'été "ici"', 1, "gsm7")
    assert message.cost > 0


def test_what_is_undone_is_not_told(agency, queued, django_capture_on_commit_callbacks):
    def undone():
        with transaction.atomic():
            outbox.send("test.told", a_contact(agency), {"what": "x"}, key="a")
            raise ZeroDivisionError

    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ZeroDivisionError):
        undone()
    assert (queued, Message.objects.count()) == ([], 0)


def test_the_same_thing_is_told_once(agency, queued, django_capture_on_commit_callbacks):
    contact = a_contact(agency)
    with django_capture_on_commit_callbacks(execute=True):
        first, again = (outbox.send("test.told", contact, {"what": "x"}, key="a") for _ in range(2))
    assert (first, len(queued)) == (again, 1)


def test_a_broken_queue_does_not_break_the_action(agency, monkeypatch, django_capture_on_commit_callbacks):
    def broken(pk):
        raise ConnectionError

    monkeypatch.setattr(deliver_message, "delay", broken)
    with django_capture_on_commit_callbacks(execute=True):
        message = outbox.send("test.told", a_contact(agency), {"what": "x"}, key="a")
    assert message.due_at > NOON


def test_at_night_it_waits_for_the_morning_unless_urgent(agency, time_machine, queued):
    time_machine.move_to(dt.datetime(2026, 11, 24, 22, tzinfo=dt.UTC), tick=False)
    calm = outbox.send("test.told", a_contact(agency), {"what": "x"}, key="a")
    urgent = outbox.send("test.urgent", a_contact(agency), {"what": "x"}, key="b")
    assert calm.not_before == dt.datetime(2026, 11, 25, 7, tzinfo=dt.UTC)
    assert urgent.not_before == dt.datetime(2026, 11, 24, 22, tzinfo=dt.UTC)


def test_a_reminder_waits_for_its_day(agency, queued, django_capture_on_commit_callbacks):
    at = NOON + dt.timedelta(days=2)
    with django_capture_on_commit_callbacks(execute=True):
        message = outbox.send("test.told", a_contact(agency), {"what": "x"}, key="a", at=at)
    assert (message.not_before, queued) == (at, [])


def test_a_person_sends_again_what_failed_once(agent):
    message = a_message(state=State.FAILED, due_at=None)
    second = fallback.retry(message, by=agent)
    assert (second.follows, second.state, second.number, second.by) == (
        message,
        State.WAITING,
        message.number,
        agent,
    )
    with pytest.raises(MoveRefused, match="déjà"):
        fallback.retry(message, by=agent)
    with pytest.raises(MoveRefused, match="échec"):
        fallback.retry(second, by=agent)


@pytest.mark.parametrize(
    "values",
    [{"state": State.FILED}, {"number": "0639980001"}, {"number": ""}, {"state": State.CLAIMED}, {"due_at": None},
     {"state": State.SENT}, {"state": State.DELIVERED}, {"body": ""}],
)  # fmt: skip
def test_the_database_refuses_what_cannot_be(values):
    message = a_message()
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(**values)
