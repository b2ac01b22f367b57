"""Texts are erased after six months, their trace after a year; what is not at rest stays."""

import datetime as dt

import pytest
from django.utils import timezone

from messaging import retention
from messaging.models import Letter, Message, MessageRetention, StatusReport
from messaging.states import State
from tests.messaging.factories import a_message

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kept():
    for subject, months in (("text", 6), ("row", 12)):
        MessageRetention.objects.filter(subject=subject).delete()
        MessageRetention.objects.create(
            subject=subject, months=months, period=(dt.date(2020, 1, 1), None), basis="domain.md §10.3"
        )


def old(days, **values):
    return a_message(created_at=timezone.now() - dt.timedelta(days=days), **values)


def at_rest(days, **values):
    return old(days, state=State.DELIVERED, due_at=None, **values)


def test_the_text_goes_first_then_the_trace():
    young, middle, ancient = at_rest(150), at_rest(200), at_rest(400)
    assert retention.purge() == (2, 1)
    bodies = dict(Message.objects.values_list("pk", "body"))
    assert bodies == {young.pk: young.body, middle.pk: ""}
    assert ancient.pk not in bodies
    assert retention.purge() == (0, 0)


def test_what_still_waits_keeps_its_text():
    old(400)
    old(400, state=State.TO_PRINT, due_at=None)
    assert retention.purge() == (0, 0)


def test_a_message_goes_though_a_younger_one_follows_it():
    lost = old(400, state=State.FAILED, due_at=None)
    second = at_rest(300, follows=lost)
    retention.purge()
    assert Message.objects.get() == second


def test_letters_and_reports_go_with_their_messages():
    message = at_rest(200)
    Letter.objects.create(message=message)
    StatusReport.objects.create(
        provider="twilio", sid="SM1", status="sent", received_at=timezone.now() - dt.timedelta(days=400)
    )
    retention.purge()
    assert not Letter.objects.exists()
    assert not StatusReport.objects.exists()


def test_without_a_rule_nothing_is_erased():
    MessageRetention.objects.all().delete()
    at_rest(4000)
    assert retention.purge() == (0, 0)


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [("2026-08-31", 6, "2026-02-28"), ("2026-01-15", 1, "2025-12-15"), ("2024-08-30", 6, "2024-02-29")],
)
def test_months_end_where_the_month_does(day, months, before):
    now = dt.datetime.fromisoformat(f"{day}T04:40:00+00:00")
    assert retention.months_before(now, months).date().isoformat() == before
