"""One message, one worker, one handing over: whatever fails, and wherever a worker dies."""

import datetime as dt

import pytest
from django.utils import timezone

from messaging import delivery, sweeping
from messaging.gateways import NotNow, Refused, Unsure
from messaging.models import Message, OptOut
from messaging.states import State
from tests.messaging.factories import a_contact, a_message

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 11, 24, 11, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _at_noon(time_machine):
    time_machine.move_to(NOON, tick=False)


def again(message):
    """As the sweeper would, once the lease or the waiting is over."""
    Message.objects.filter(pk=message.pk).update(due_at=timezone.now(), not_before=timezone.now())
    delivery.deliver(message.pk)
    message.refresh_from_db()


def sent(message):
    delivery.deliver(message.pk)
    message.refresh_from_db()
    return message


def test_a_message_is_handed_over_once_however_often_it_is_delivered(provider):
    message = sent(a_message())
    delivery.deliver(message.pk)
    assert (message.state, len(provider.accepted)) == (State.QUEUED, 1)
    assert message.provider_sid == provider.accepted[0][2]
    assert message.due_at - message.sent_at == delivery.NEWS_WITHIN


def test_a_message_is_not_sent_before_its_time(provider):
    message = sent(a_message(not_before=NOON + dt.timedelta(hours=1)))
    assert (message.state, provider.accepted) == (State.WAITING, [])


def test_of_two_workers_one_gets_the_message():
    message = a_message()
    assert Message.objects.claim(message.pk) is not None
    assert Message.objects.claim(message.pk) is None


def test_a_worker_killed_before_the_provider_accepted_loses_nothing(provider):
    message = a_message()
    Message.objects.claim(message.pk)  # and dies
    again(message)
    assert (message.state, len(provider.accepted)) == (State.QUEUED, 1)


def test_a_worker_killed_after_the_provider_accepted_sends_nothing_twice(provider):
    message = a_message()
    provider.send(Message.objects.claim(message.pk))  # and dies
    again(message)
    assert (message.state, len(provider.accepted)) == (State.QUEUED, 1)
    assert message.provider_sid == provider.accepted[0][2]


def test_a_time_out_is_looked_up_before_another_try(provider):
    provider.troubles = [Unsure("after")]
    message = sent(a_message())
    assert (message.state, message.error_code) == (State.CLAIMED, "after")
    again(message)
    assert (message.state, len(provider.accepted)) == (State.QUEUED, 1)


def test_a_time_out_of_what_never_arrived_is_sent_again(provider):
    provider.troubles = [Unsure("timeout")]
    message = sent(a_message())
    again(message)
    assert (message.state, len(provider.accepted)) == (State.QUEUED, 1)


def test_twins_in_doubt_are_each_sent_once(provider):
    """Same number, same text: the one the provider has belongs to one of them only."""
    provider.troubles = [Unsure("after"), Unsure("timeout")]
    twins = [sent(a_message(number="+33639980001")), sent(a_message(number="+33639980001"))]
    for twin in twins:
        again(twin)
    assert [twin.state for twin in twins] == [State.QUEUED] * 2
    assert len(provider.accepted) == 2
    assert len({twin.provider_sid for twin in twins}) == 2


def test_a_worker_that_slept_too_long_does_not_undo_what_another_did(provider):
    slow = Message.objects.claim(a_message().pk)
    again(Message.objects.get(pk=slow.pk))
    assert not slow.release(state=State.FAILED, due_at=None)
    assert Message.objects.get(pk=slow.pk).state == State.QUEUED


def test_too_many_at_once_waits_as_long_as_the_provider_asks(provider):
    provider.troubles = [NotNow("20429", retry_after=90)]
    message = sent(a_message())
    assert (message.state, message.not_before) == (State.WAITING, NOON + dt.timedelta(seconds=90))
    again(message)
    assert message.state == State.QUEUED


def test_waiting_grows_to_an_hour():
    waits = [delivery.backoff(attempts).total_seconds() for attempts in (1, 2, 3, 9, 100)]
    assert waits == [20, 40, 80, 3600, 3600]


def test_a_bug_is_no_reason_to_send_twice(provider):
    provider.troubles = [RuntimeError("after")]
    message = a_message()
    with pytest.raises(RuntimeError):
        delivery.deliver(message.pk)
    again(message)
    assert (message.state, len(provider.accepted)) == (State.QUEUED, 1)


def test_after_a_day_and_a_half_one_gives_up_and_says_whether_it_may_have_left(provider):
    lost = a_message(attempts=delivery.MOST_ATTEMPTS)
    assert sent(lost).state == State.FAILED
    doubtful = a_message()
    Message.objects.claim(doubtful.pk)
    Message.objects.filter(pk=doubtful.pk).update(attempts=delivery.MOST_ATTEMPTS)
    again(doubtful)
    assert (doubtful.state, provider.accepted) == (State.UNKNOWN, [])


def test_a_refusal_is_final_and_another_way_is_tried(provider, agency):
    provider.troubles = [Refused("21614")]
    contact = a_contact(agency, email="sacha@exemple.fr")
    message = sent(a_message(contact=contact, number=str(contact.phones.get().number)))
    assert (message.state, message.error_code) == (State.FAILED, "21614")
    assert (message.followed_by.channel, message.followed_by.email) == ("email", "sacha@exemple.fr")
    assert contact.phones.get().unreachable_since
    assert contact.sms_number == ""


def test_stop_said_to_the_provider_is_remembered(provider):
    provider.troubles = [Refused("21610")]
    message = sent(a_message())
    assert OptOut.objects.holds(message.number)
    other = sent(a_message(number=message.number))
    assert (other.state, len(provider.accepted)) == (State.FAILED, 0)


def test_nothing_leaves_at_night_or_on_a_sunday_unless_urgent(provider, time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 21, 20, 30, tzinfo=dt.UTC), tick=False)  # Saturday night
    calm, urgent = sent(a_message(urgent=False)), sent(a_message())
    assert (calm.state, urgent.state) == (State.WAITING, State.QUEUED)
    assert calm.not_before == dt.datetime(2026, 11, 23, 7, tzinfo=dt.UTC)  # Monday, 8:00 in Paris
    assert calm.attempts == 0


def test_three_texts_a_day_then_tomorrow(provider):
    texts = [sent(a_message(number="+33639980002", urgent=False, body=f"Texte {n}")) for n in range(4)]
    assert [text.state for text in texts] == [State.QUEUED] * 3 + [State.WAITING]
    assert texts[3].not_before == dt.datetime(2026, 11, 25, 7, tzinfo=dt.UTC)
    assert sent(a_message(number="+33639980002")).state == State.QUEUED  # urgent


def test_the_same_words_twice_a_day_are_said_once(provider):
    first, twin = (sent(a_message(number="+33639980003", urgent=False)) for _ in range(2))
    assert (first.state, twin.state, twin.error_code) == (State.QUEUED, State.CANCELED, "duplicate")


def test_the_sweeper_finds_what_the_queue_lost(provider):
    message = a_message()
    sweeping.sweep()
    message.refresh_from_db()
    assert message.state == State.QUEUED


def test_the_sweeper_leaves_the_queue_its_time(provider, settings):
    message = a_message(due_at=NOON + settings.OUTBOX_PATIENCE)
    sweeping.sweep()
    assert Message.objects.get(pk=message.pk).state == State.WAITING


def test_without_news_for_a_day_a_message_is_unknown_not_failed(provider, time_machine):
    message = sent(a_message())
    time_machine.shift(dt.timedelta(hours=23))
    sweeping.sweep()
    assert Message.objects.get(pk=message.pk).state == State.QUEUED
    time_machine.shift(dt.timedelta(hours=2))
    sweeping.sweep()
    assert Message.objects.get(pk=message.pk).state == State.UNKNOWN
