"""Requests that nobody confirmed are closed after some days, and counted apart."""

import datetime as dt

import pytest
from django.utils import timezone

from coordination.models import Case
from messaging.inbound import receive_on_page
from messaging.models import Message
from requests_app import confirming
from requests_app.tasks import close_unanswered
from tests.requests_app.factories import a_tenant_request

pytestmark = pytest.mark.django_db
LATER = dt.timedelta(days=7, minutes=1)


@pytest.fixture
def asked(request_, keeper):
    request_.case.tasks.get().answer("done", by=keeper)
    return request_


def outcome(request):
    return Case.objects.get(pk=request.case_id).outcome


def test_before_the_delay_nothing_is_closed(asked):
    assert confirming.close_unanswered(timezone.now() + dt.timedelta(days=6)) == 0
    assert outcome(asked) == ""


def test_after_the_delay_it_is_closed_without_confirmation_and_told_once(asked):
    now = timezone.now() + LATER
    assert [confirming.close_unanswered(now), confirming.close_unanswered(now)] == [1, 0]
    assert outcome(asked) == "unconfirmed"
    assert Message.objects.filter(event="request.unconfirmed").count() == 1


def test_a_text_that_nobody_read_is_not_silence(asked, tenant, desk):
    text = receive_on_page(asked.case, "Le plombier revient jeudi", contact=tenant, key="1")
    assert confirming.close_unanswered(timezone.now() + LATER) == 0
    Message.objects.filter(pk=text.pk).update(read_at=timezone.now(), read_by=desk)
    assert confirming.close_unanswered(timezone.now() + LATER) == 1


def test_the_delay_counts_from_the_last_text(asked, tenant, desk):
    text = receive_on_page(asked.case, "Le plombier revient jeudi", contact=tenant, key="1")
    after = timezone.now() + dt.timedelta(days=3)
    Message.objects.filter(pk=text.pk).update(created_at=after, read_at=after, read_by=desk)
    assert confirming.close_unanswered(timezone.now() + LATER) == 0
    assert confirming.close_unanswered(timezone.now() + LATER + dt.timedelta(days=3)) == 1


def test_one_that_fails_holds_up_no_other(asked, unit, tenant, desk, keeper, monkeypatch):
    other = a_tenant_request(unit, by=desk, contact=tenant)
    other.case.tasks.get().answer("done", by=keeper)
    from coordination.models import Task

    answer = Task.answer

    def fail(self, *args, **kwargs):
        if self.case_id == asked.case_id:
            raise RuntimeError("broken")
        return answer(self, *args, **kwargs)

    monkeypatch.setattr(Task, "answer", fail)
    assert confirming.close_unanswered(timezone.now() + LATER) == 1
    assert [outcome(asked), outcome(other)] == ["", "unconfirmed"]


def test_more_than_a_batch_is_closed_in_one_run(asked, unit, tenant, desk, keeper, monkeypatch):
    monkeypatch.setattr(confirming, "BATCH", 1)
    other = a_tenant_request(unit, by=desk, contact=tenant)
    other.case.tasks.get().answer("done", by=keeper)
    assert confirming.close_unanswered(timezone.now() + LATER) == 2


def test_the_task_runs(asked):
    close_unanswered()
    assert outcome(asked) == ""
