"""Answers by SMS: confirm, reopen, rate, or a new request; each acts once."""

import datetime as dt

import pytest
from django.utils import timezone

from coordination.models import Case, Entry, Pause
from messaging import inbound
from messaging.models import Message, Occupancy
from messaging.states import State
from requests_app.models import Request, Survey
from tests.housing.factories import UnitFactory
from tests.messaging.factories import a_contact
from tests.requests_app.factories import a_category, a_tenant_request

pytestmark = pytest.mark.django_db


@pytest.fixture
def says(tenant):
    """`says("2")`: the tenant's text, received and brought to its file."""

    def say(words, contact=tenant, sid=None):
        sid = sid or f"SM{Message.objects.count()}"
        message = inbound.receive("test", sid, contact.sms_number, words)
        inbound.route(message.pk)
        message.refresh_from_db()
        return message

    return say


@pytest.fixture
def asked(request_, keeper):
    """The work is done, the tenant was asked."""
    request_.case.tasks.get().answer("done", by=keeper)
    return request_


def case_of(request) -> Case:
    return Case.objects.get(pk=request.case_id)


def close(request, outcome="confirmed", ago=0):
    request.case.close(outcome, text="Fini.", by=None)
    if ago:
        at = timezone.now() - dt.timedelta(days=ago)
        Case.objects.filter(pk=request.case_id).update(opened_at=at - dt.timedelta(days=1), closed_at=at)


@pytest.mark.parametrize("words", ["1", "Oui", "C’est réglé merci"])
def test_a_yes_closes_and_asks_for_an_opinion(words, asked, says):
    message = says(words)
    assert case_of(asked).outcome == "confirmed"
    assert message.case_id == asked.case_id
    assert Message.objects.filter(event="request.survey").count() == 1


@pytest.mark.parametrize("words", ["2", "non", "ça coule encore"])
def test_a_no_goes_back_to_work_at_once_with_another_date(words, asked, says):
    says(words)
    case = case_of(asked)
    assert case.is_open
    assert case.tasks.open().get().step == "handling"
    told = Entry.objects.get(case=case, kind="finished", task__step="confirmation")
    assert told.text == (words if len(words) > 4 else "Le locataire répond que ce n’est pas réglé.")
    assert Message.objects.filter(event="request.reopened").count() == 1


def test_other_words_stay_in_the_file_for_a_reader(asked, says):
    message = says("Je serai là jeudi matin")
    assert case_of(asked).tasks.open().get().step == "confirmation"
    assert (message.state, message.disturbs, message.read_at) == (State.FILED, True, None)


def test_a_bare_answer_that_was_understood_needs_no_reader(asked, says):
    assert not says("1").disturbs


def test_the_same_text_routed_twice_acts_once(asked, says):
    first = says("2", sid="SMsame")
    again = says("2", sid="SMsame")
    assert first == again
    assert Entry.objects.filter(case=asked.case, kind="finished", task__step="confirmation").count() == 1


def test_an_answer_ends_the_wait_for_the_tenant(request_, keeper, says):
    request_.case.tasks.get().pause(text="une photo", visibility="tenant", by=keeper)
    says("Voilà, c'est le robinet de la cuisine")
    assert Pause.objects.get().ended_at


@pytest.mark.parametrize(
    ("words", "score", "comment"), [("4", 4, ""), ("3 très rapide", 3, "très rapide"), ("peu satisfait", 2, "")]
)
def test_the_survey_is_answered(words, score, comment, asked, says):
    says("1")
    message = says(words)
    survey = Survey.objects.get()
    assert (survey.score, survey.comment, survey.via) == (score, comment, "sms")
    assert message.case_id == asked.case_id
    assert Request.objects.count() == 1


def test_words_soon_after_the_score_are_its_comment(asked, says):
    says("1")
    says("4")
    says("Le technicien était très aimable")
    assert Survey.objects.get().comment == "Le technicien était très aimable"
    assert Request.objects.count() == 1


def test_a_score_is_given_once(asked, says):
    says("1")
    says("4")
    says("1")
    assert Survey.objects.get().score == 4


def test_it_leaks_again_reopens_even_when_an_opinion_was_asked(asked, says):
    says("1")
    says("2 ça coule encore")
    assert case_of(asked).is_open
    assert Survey.objects.get().score is None


@pytest.mark.parametrize("words", ["2", "ça fuit toujours"])
def test_a_late_no_reopens_what_was_closed_without_answer(words, asked, says):
    asked.case.tasks.open().get().answer("unconfirmed", by=None)
    says(words)
    assert case_of(asked).is_open
    assert Request.objects.count() == 1


def test_after_the_delay_a_no_opens_a_request_that_follows(asked, says):
    close(asked, "unconfirmed", ago=31)
    message = says("ça fuit toujours")
    assert not case_of(asked).is_open
    follower = Request.objects.get(follows=asked)
    assert message.case_id == follower.case_id
    assert follower.case.tasks.get().step == "capture"


def test_other_news_about_a_closed_request_open_one_that_follows(asked, says, tenant):
    close(asked)
    message = says("Maintenant la chasse d'eau est bouchée")
    follower = Request.objects.get(follows=asked)
    assert (follower.contact, follower.category, follower.channel) == (tenant, asked.category, "sms")
    assert follower.description == "Maintenant la chasse d'eau est bouchée"
    assert message.case_id == follower.case_id


@pytest.mark.parametrize("words", ["oui", "3", "C’est réglé"])
def test_a_bare_answer_to_a_closed_request_opens_nothing(words, asked, says):
    close(asked, "unconfirmed")
    message = says(words)
    assert message.case_id == asked.case_id
    assert Request.objects.count() == 1


def test_a_person_in_their_only_home_opens_a_request_to_qualify(unit, tenant, says, desk):
    a_category(family="T3", label="Prise qui chauffe", words=["prise chauffe"])
    Occupancy.objects.create(contact=tenant, since=dt.date(2020, 1, 1), **_place(unit))
    message = says("Bonjour, une prise chauffe")
    request = Request.objects.get()
    assert (request.case.unit, request.category.label, request.contact) == (unit, "Prise qui chauffe", tenant)
    assert request.case.tasks.get().step == "capture"
    assert message.case_id == request.case_id


def test_what_no_category_names_is_another_request(unit, tenant, says):
    Occupancy.objects.create(contact=tenant, since=dt.date(2020, 1, 1), **_place(unit))
    says("Bonjour, xyzzy")
    assert Request.objects.get().category.code == "other"


def test_a_stranger_or_somebody_of_two_homes_waits_for_a_person(unit, tenant, says):
    assert says("Ma porte est cassée").state == State.TO_SORT
    for home in (unit, UnitFactory(staircase=unit.staircase)):
        Occupancy.objects.create(contact=tenant, since=dt.date(2020, 1, 1), **_place(home))
    assert says("Ma porte est cassée").state == State.TO_SORT
    assert not Request.objects.exists()


def test_a_bare_digit_from_somebody_without_a_file_waits_for_a_person(unit, tenant, says):
    Occupancy.objects.create(contact=tenant, since=dt.date(2020, 1, 1), **_place(unit))
    assert says("2").state == State.TO_SORT


def test_a_file_of_another_process_is_left_alone(case, agency, says):
    contact = a_contact(agency)
    Message.objects.create(
        direction="out", channel="sms", number=contact.sms_number, body="x", key="k", state="delivered", case=case,
        contact=contact, agency=agency,
    )  # fmt: skip
    Request.objects.filter(case=case).delete()
    assert says("2", contact).case == case
    assert case_of_pk(case).tasks.open().get().step == "handling"


def case_of_pk(case):
    return Case.objects.get(pk=case.pk)


def test_a_refusal_answered_by_no_is_looked_at_anew(request_, keeper, says):
    request_.case.tasks.get().answer("declined", text="À vous.", by=keeper)
    says("non c'est pas réglé")
    assert case_of(request_).tasks.open().get().step == "capture"


def test_two_open_requests_and_a_number_reach_the_right_one(asked, unit, tenant, desk, says):
    other = a_tenant_request(unit, by=desk, contact=tenant)
    says(f"D{int(other.case.reference[-6:])} ça coule encore")
    assert case_of(asked).tasks.open().get().step == "confirmation"
    assert Entry.objects.filter(case=other.case, data__from="tenant").count() == 1


def _place(unit):
    stair = unit.staircase
    return {"residence": stair.residence, "building": stair.building, "staircase": stair, "unit": unit}
