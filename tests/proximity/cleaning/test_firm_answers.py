"""A cleaning company answers from its own page: a penalty in its time, a check in its hours, never another's."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from proximity import penalty_procedure, posting
from proximity.models import CleaningCheck, CleaningContest, Penalty
from tests.proximity.cleaning.factories import BAD_HALL, a_check, a_company, a_service, failed_twice
from tests.requests_app.pictures import a_broken_photo, a_photo

pytestmark = pytest.mark.django_db
KEY = "6b1d2f3a-0000-4000-8000-000000000001"
WORDS = "Nous étions là, le hall a été resali."


@pytest.fixture
def service(residence):
    return a_service(residence)


@pytest.fixture
def token(service):
    return posting.link_of(service.contract.contractor).token


@pytest.fixture
def penalty(service, caretaker, agent, contract_manager):
    again = failed_twice(service, caretaker, agent)
    penalty_procedure.propose(again.case, events=["reprise"], text="", by=agent)
    found = Penalty.objects.select_related("case", "contract__contractor", "check_made").get()
    penalty_procedure.notify(found, by=contract_manager)
    return found


def url(name, token, row):
    return reverse(f"proximity:firm_{name}", args=[token, row.pk])


def test_observations_with_a_photo_reach_the_case_once(penalty, token):
    anybody = Client()
    shown = anybody.get(reverse("proximity:firm", args=[token])).content.decode()
    assert url("penalty", token, penalty) in shown
    for _ in range(2):
        typed = {"text": WORDS, "photos": [a_photo()], "key": KEY}
        assert anybody.post(url("penalty", token, penalty), typed).status_code == 302
    penalty.refresh_from_db()
    assert (penalty.state, penalty.observations) == ("observed", WORDS)
    assert penalty.timeline.get(move="observe").by is None
    assert penalty.case.photos.filter(caption="Observations du titulaire").count() == 1
    assert WORDS in anybody.get(url("penalty", token, penalty)).content.decode()


def test_after_its_time_the_page_says_so_and_takes_nothing(penalty, token):
    Penalty.objects.update(observe_until=timezone.localdate() - dt.timedelta(days=1))
    anybody = Client()
    assert "Le délai pour répondre est passé" in anybody.get(url("penalty", token, penalty)).content.decode()
    answer = anybody.post(url("penalty", token, penalty), {"text": WORDS, "key": KEY})
    assert answer.status_code == 422
    assert "Le délai pour répondre est passé depuis" in answer.content.decode()
    penalty.refresh_from_db()
    assert penalty.state == "notified"


def test_a_broken_photo_comes_back_with_the_words(penalty, token):
    typed = {"text": WORDS, "photos": [a_broken_photo()], "key": KEY}
    answer = Client().post(url("penalty", token, penalty), typed)
    assert answer.status_code == 422
    assert WORDS in answer.content.decode()
    penalty.refresh_from_db()
    assert penalty.state == "notified"


def test_another_firm_finds_neither_the_penalty_nor_the_check(penalty):
    other = posting.link_of(a_company("Autre")).token
    assert Client().get(url("penalty", other, penalty)).status_code == 404
    assert Client().post(url("check", other, penalty.check_made), {"text": WORDS}).status_code == 404


def test_a_check_is_contested_from_the_page_within_its_hours(service, caretaker, token):
    check = a_check(service, caretaker, BAD_HALL)
    anybody = Client()
    for _ in range(2):
        typed = {"text": WORDS, "photos": [a_photo()], "key": KEY}
        assert anybody.post(url("check", token, check), typed).status_code == 302
    contest = CleaningContest.objects.get()
    assert (contest.words, contest.recorded_by, contest.is_open) == (WORDS, None, True)
    assert check.case.photos.filter(caption="Contestation du contrôle").count() == 1


def test_later_the_check_stands(service, caretaker, token):
    check = a_check(service, caretaker, BAD_HALL)
    CleaningCheck.objects.filter(pk=check.pk).update(contest_until=timezone.now() - dt.timedelta(minutes=1))
    anybody = Client()
    assert "Le délai pour contester est passé" in anybody.get(url("check", token, check)).content.decode()
    assert anybody.post(url("check", token, check), {"text": WORDS, "key": KEY}).status_code == 422
    assert not CleaningContest.objects.exists()
