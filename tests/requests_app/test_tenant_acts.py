"""What a tenant does on their page: each act is whole or nothing, and sent twice it is one."""

import datetime as dt
import uuid

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from coordination import marks
from coordination.models import Case, CasePhoto, Entry, Pause
from messaging.models import Message, OptOut
from requests_app.models import Request, Survey, TenantLink
from tests.requests_app.pictures import a_broken_photo, a_photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def link(request_):
    return TenantLink.objects.get(request=request_)


@pytest.fixture
def asked(request_, link, keeper):
    request_.case.tasks.get().answer("done", by=keeper)
    return request_


@pytest.fixture
def act(client, link):
    """`act("tenant_write", text="…")`: the form sent, with a key of its own unless told."""

    def send(what, **data):
        path = reverse(f"requests_app:{what}", args=[link.token])
        return client.post(path, {"key": uuid.uuid4(), **data})

    return send


def case_of(request) -> Case:
    return Case.objects.get(pk=request.case_id)


def test_a_message_is_in_the_journal_and_waits_for_a_reader(act, request_):
    assert act("tenant_write", text="La fuite empire").status_code == 302
    entry = Entry.objects.get(case=request_.case, kind="noted")
    assert (entry.text, entry.visibility, entry.data["from"]) == ("La fuite empire", "tenant", "tenant")
    assert [mark.label for mark in marks.marks_of([request_.case_id])[request_.case_id]] == ["Réponse à lire"]
    assert Message.objects.get(direction="in").get_channel_display() == "Page du locataire"


def test_the_staff_reads_it_in_the_conversation(act, request_, desk, sign_in):
    act("tenant_write", text="La fuite empire")
    page = sign_in(desk).get(request_.case.get_absolute_url()).text
    assert "La fuite empire" in page
    assert "Page du locataire" in page


def test_the_same_message_sent_twice_is_one(act, request_):
    key = uuid.uuid4()
    for _ in range(2):
        act("tenant_write", text="La fuite empire", photos=a_photo(), key=key)
    assert Entry.objects.filter(case=request_.case, kind="noted").count() == 1
    assert CasePhoto.objects.count() == 1


def test_a_photo_alone_is_for_the_tenant_too_and_waits_for_a_reader(act, request_):
    act("tenant_write", photos=a_photo())
    assert CasePhoto.objects.get().visibility == "tenant"
    assert Message.objects.get(direction="in").body == "[1 photo jointe]"


def test_a_refused_photo_keeps_the_words_and_writes_nothing(act):
    answer = act("tenant_write", text="Voyez la photo", photos=a_broken_photo())
    assert answer.status_code == 422
    assert "Voyez la photo" in answer.text
    assert "pas une photo JPEG" in answer.text
    assert not CasePhoto.objects.exists()
    assert not Message.objects.filter(direction="in").exists()


def test_a_refused_photo_is_told_in_the_language_of_the_page(act, tenant):
    tenant.language = "en"
    tenant.save(update_fields=["language"])
    assert "is not a JPEG" in act("tenant_write", text="Look", photos=a_broken_photo()).text


def test_an_empty_message_is_refused(act):
    assert act("tenant_write", text="  ").status_code == 422


def test_a_message_ends_the_wait_for_the_tenant(act, request_, keeper):
    request_.case.tasks.get().pause(text="une photo", visibility="tenant", by=keeper)
    act("tenant_write", photos=a_photo())
    assert Pause.objects.get().ended_at


def test_availability_is_kept_and_told(act, request_):
    act("tenant_availability", availability="Le matin")
    assert Request.objects.get(pk=request_.pk).availability == "Le matin"
    assert Entry.objects.get(case=request_.case, kind="noted").text == "Disponibilités : Le matin"


@pytest.mark.parametrize("what", ["tenant_solved", "tenant_not_solved"])
def test_an_answer_asks_first(client, asked, link, what):
    page = client.get(reverse(f"requests_app:{what}", args=[link.token]))
    assert page.status_code == 200
    assert case_of(asked).tasks.open().get().step == "confirmation"


def test_solved_closes_and_asks_for_an_opinion(act, asked, client, link):
    assert act("tenant_solved").status_code == 302
    assert case_of(asked).outcome == "confirmed"
    assert "Êtes-vous satisfait" in client.get(f"/s/{link.token}").text
    assert act("tenant_solved").status_code == 302
    act("tenant_rate", score="3", comment="Rapide")
    act("tenant_rate", score="1")
    survey = Survey.objects.get()
    assert (survey.score, survey.comment, survey.via) == (3, "Rapide", "page")


def test_not_solved_reopens_at_once_and_once(act, asked):
    key = uuid.uuid4()
    for _ in range(2):
        assert act("tenant_not_solved", text="Ça goutte", key=key).status_code == 302
    case = case_of(asked)
    assert case.tasks.open().get().step == "handling"
    assert Entry.objects.filter(case=case, kind="finished", text="Ça goutte").count() == 1


def test_a_request_that_did_not_ask_cannot_be_confirmed(act, request_):
    answer = act("tenant_solved")
    assert answer.status_code == 422
    assert "a changé entre-temps" in answer.text
    assert case_of(request_).is_open


def test_closed_without_answer_then_not_solved_reopens(act, asked):
    asked.case.tasks.open().get().answer("unconfirmed", by=None)
    act("tenant_not_solved", text="")
    assert case_of(asked).is_open


def test_closed_too_long_ago_another_request_follows_and_its_page_opens(act, asked, client):
    asked.case.tasks.open().get().answer("unconfirmed", by=None)
    at = timezone.now() - dt.timedelta(days=31)
    Case.objects.filter(pk=asked.case_id).update(opened_at=at, closed_at=at)
    answer = act("tenant_not_solved", text="Encore")
    follower = Request.objects.get(follows=asked)
    assert answer.url == f"/s/{TenantLink.objects.get(request=follower).token}"
    assert client.get(answer.url).status_code == 200


def test_a_message_about_a_closed_request_opens_one_that_follows_once(act, asked):
    act("tenant_solved")
    key = uuid.uuid4()
    for _ in range(2):
        act("tenant_write", text="La chasse d’eau maintenant", key=key)
    follower = Request.objects.get(follows=asked)
    assert follower.case.tasks.get().step == "capture"
    assert Message.objects.filter(direction="in", case=follower.case).count() == 1


def test_a_refusal_is_contested_with_reasons(act, request_, keeper, client, link):
    request_.case.tasks.get().answer("declined", text="À vous.", by=keeper)
    assert "Contester la décision" in client.get(f"/s/{link.token}").text
    assert act("tenant_contest", text="").status_code == 422
    act("tenant_contest", text="Le joint est vétuste")
    case = case_of(request_)
    assert case.tasks.open().get().step == "capture"
    assert Entry.objects.filter(case=case, kind="reopened", text__contains="vétuste").exists()


def test_too_many_messages_are_stopped_with_a_clear_page(act, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "tenant_write": "2/h/key"}
    assert [act("tenant_write", text="Encore").status_code for _ in range(3)] == [302, 302, 429]
    assert "Trop d’essais" in act("tenant_write", text="Encore").text


def test_a_form_posted_from_elsewhere_is_refused(link):
    strict = Client(enforce_csrf_checks=True)
    path = reverse("requests_app:tenant_write", args=[link.token])
    assert strict.post(path, {"key": uuid.uuid4(), "text": "Bonjour"}).status_code == 403


@pytest.mark.parametrize("what", ["tenant_write", "tenant_availability", "tenant_rate", "tenant_identify"])
def test_a_form_read_by_its_address_leads_back_to_the_page(client, link, what):
    assert client.get(reverse(f"requests_app:{what}", args=[link.token])).url == f"/s/{link.token}"


@pytest.mark.parametrize(
    "what", ["tenant_write", "tenant_solved", "tenant_identify", "tenant_rate", "tenant_contest"]
)
def test_a_dead_link_acts_on_nothing(client, link, what):
    TenantLink.objects.update(revoked_at=timezone.now())
    path = reverse(f"requests_app:{what}", args=[link.token])
    assert client.post(path, {"key": uuid.uuid4(), "text": "x", "score": 4}).status_code == 404
    assert not Message.objects.filter(direction="in").exists()


# --- A new link


def ask(client, token):
    return client.post(reverse("requests_app:tenant_new_link", args=[token]))


def sent():
    return Message.objects.filter(event="request.link")


def test_an_expired_link_brings_a_new_one_to_the_known_number(client, link, tenant):
    TenantLink.objects.update(made_at=timezone.now() - dt.timedelta(days=2), expires_at=timezone.now())
    answer = ask(client, link.token)
    message = sent().get()
    assert message.number == tenant.sms_number
    assert TenantLink.objects.valid().get().token in message.body
    assert TenantLink.objects.valid().get().token not in answer.text
    ask(client, link.token)
    assert sent().count() == 1


def test_an_unknown_link_and_one_that_was_ended_get_the_same_answer_and_nothing_is_sent(client, link):
    TenantLink.objects.update(revoked_at=timezone.now())
    texts = {ask(client, token).text.replace(token, "").split("<main")[1] for token in (link.token, "y" * 22)}
    assert len(texts) == 1
    assert not sent().exists()


def test_new_links_are_limited(client, link):
    assert [ask(client, link.token).status_code for _ in range(4)] == [200, 200, 200, 429]


def test_somebody_who_refused_texts_gets_it_by_another_way(client, link, tenant):
    OptOut.objects.begin(tenant.sms_number, source="tenant")
    tenant.email = "leila@exemple.fr"
    tenant.save(update_fields=["email"])
    TenantLink.objects.update(made_at=timezone.now() - dt.timedelta(days=2), expires_at=timezone.now())
    ask(client, link.token)
    assert sent().get().channel == "email"
    assert mail.outbox == []
