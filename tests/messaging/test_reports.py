"""Reports come late, twice and out of order: a message never goes backwards."""

import datetime as dt

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from messaging import reports, sweeping
from messaging.models import Message, StatusReport
from messaging.states import FINAL, OF_PROVIDER, RANKS, State
from tests.messaging.factories import a_contact, a_message

SID = "SM" + "1" * 32


def at_provider(**values):
    return a_message(
        **{
            "state": State.QUEUED,
            "provider_sid": SID,
            "sent_at": timezone.now(),
            "due_at": timezone.now(),
            **values,
        }
    )


@pytest.mark.django_db
def test_reports_lead_up_to_the_end():
    message = at_provider()
    for status, state in [("sending", State.SENDING), ("sent", State.SENT), ("delivered", State.DELIVERED)]:
        reports.receive("twilio", SID, status)
        message.refresh_from_db()
        assert message.state == state
    assert message.due_at is None


@pytest.mark.django_db
def test_the_same_report_twice_is_kept_once():
    at_provider()
    assert [reports.receive("twilio", SID, "sent") for _ in range(2)] == [True, False]
    assert StatusReport.objects.count() == 1


@pytest.mark.django_db
def test_a_report_that_came_before_the_name_was_known_counts():
    reports.receive("twilio", SID, "delivered")
    message = at_provider()
    reports.apply_known(SID)
    message.refresh_from_db()
    assert message.state == State.DELIVERED


@pytest.mark.django_db
def test_a_report_missed_in_the_very_moment_is_applied_by_the_sweeper():
    message = at_provider(due_at=timezone.now() + dt.timedelta(hours=24))
    StatusReport.objects.create(provider="twilio", sid=SID, status="delivered")
    sweeping.sweep()
    message.refresh_from_db()
    assert message.state == State.DELIVERED


@pytest.mark.django_db
def test_a_late_report_wakes_a_message_without_news():
    message = at_provider(state=State.UNKNOWN, due_at=None)
    reports.receive("twilio", SID, "delivered")
    message.refresh_from_db()
    assert message.state == State.DELIVERED


@pytest.mark.django_db
def test_words_that_twilio_may_add_later_are_kept_and_move_nothing():
    message = at_provider()
    reports.receive("twilio", SID, "teleported")
    message.refresh_from_db()
    assert (message.state, StatusReport.objects.count()) == (State.QUEUED, 1)


@pytest.mark.django_db
def test_a_phone_that_was_off_is_tried_once_more_an_hour_later_then_by_mail(agency, django_assert_num_queries):
    contact = a_contact(agency, email="sacha@exemple.fr")
    number = str(contact.phones.get().number)
    message = at_provider(contact=contact, number=number)
    reports.receive("twilio", SID, "undelivered", "30003")
    second = message.followed_by
    assert (second.channel, second.number, second.body) == ("sms", number, message.body)
    assert second.not_before - timezone.now() > dt.timedelta(minutes=55)
    Message.objects.filter(pk=second.pk).update(state=State.QUEUED, provider_sid=SID[:-1] + "2")
    reports.receive("twilio", SID[:-1] + "2", "undelivered", "30003")
    assert Message.objects.get(pk=second.pk).followed_by.channel == "email"


@pytest.mark.django_db
def test_a_land_line_is_flagged_and_never_texted_again(agency):
    contact = a_contact(agency)
    at_provider(contact=contact, number=str(contact.phones.get().number))
    reports.receive("twilio", SID, "undelivered", "30006")
    assert contact.phones.get().unreachable_since
    assert Message.objects.get(provider_sid=SID).followed_by.channel == "letter"


class TestAnyOrder(TestCase):
    """Whatever comes, in whatever order and however often."""

    @settings(max_examples=60, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.sampled_from([*OF_PROVIDER, "nonsense"]), max_size=12), st.integers(0, 12))
    def test_a_message_only_goes_up_and_stays_where_it_ends(self, said, known_after):
        """Our row may get its name only after some of the reports."""
        message = at_provider(provider_sid=None, state=State.CLAIMED, claim="0" * 32, claimed_at=timezone.now())
        rank, ended = 0, ""
        for place, status in enumerate(said):
            if place == known_after:
                Message.objects.filter(pk=message.pk).update(state=State.QUEUED, provider_sid=SID)
                reports.apply_known(SID)
            reports.receive("twilio", SID, status)
            message.refresh_from_db()
            assert RANKS[message.state] >= rank
            assert not ended or message.state == ended
            rank, ended = RANKS[message.state], message.state if message.state in FINAL else ""
        if len(said) > known_after:
            highest = max((RANKS[OF_PROVIDER[word]] for word in said if word in OF_PROVIDER), default=0)
            assert rank == max(highest, RANKS[State.QUEUED])
