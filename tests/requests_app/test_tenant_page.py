"""The page behind the address of a text: what it says to anybody who holds it, and to whom it recognises."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from coordination.models import Entry
from messaging.inbound import receive_on_page
from messaging.models import Occupancy
from requests_app.models import Appointment, TenantLink
from requests_app.views.public import RECOGNISED
from tests.requests_app.pictures import a_photo

pytestmark = pytest.mark.django_db
SECRETS = ("Leïla", "Ben Salah", "Porte 12", "+336", "bouchon rouge", "Message pour vous", "photos/")


@pytest.fixture
def unit(unit):
    unit.door = "Porte 12"
    unit.save(update_fields=["door"])
    return unit


@pytest.fixture
def link(request_, tenant, unit):
    tenant.birth_date = dt.date(1980, 2, 1)
    tenant.save(update_fields=["birth_date"])
    stair = unit.staircase
    Occupancy.objects.create(
        contact=tenant, lease_number="L-2020/0042", since=dt.date(2020, 1, 1), unit=unit, staircase=stair,
        building=stair.building, residence=stair.residence,
    )  # fmt: skip
    request_.case.note("Le bouchon rouge est à changer.", visibility=Entry.Visibility.TENANT, by=None)
    return TenantLink.objects.get(request=request_)


def address(link, what="tenant", **keys):
    return reverse(f"requests_app:{what}", kwargs={"token": link.token, **keys})


def identify(client, link, answer):
    return client.post(address(link, "tenant_identify"), {"answer": answer})


def test_the_address_in_the_text_opens_the_page_without_an_account(client, link):
    answer = client.get(f"/s/{link.token}")
    assert answer.status_code == 200
    assert "Fuite d’eau" in answer.text
    assert f"D{int(link.request.case.reference[-6:])}" in answer.text


@pytest.mark.parametrize("language", ["fr", "en"])
def test_nothing_personal_is_shown_before_the_second_factor(client, link, language):
    client.post(reverse("requests_app:tenant_language"), {"langue": language, "cle": link.token})
    text = client.get(address(link)).text
    assert f'lang="{language}"' in text
    assert [secret for secret in SECRETS if secret in text] == []


@pytest.mark.parametrize("answer", ["01/02/1980", "1.2.1980", "01021980", "l 2020 0042", "L-2020/0042"])
def test_the_birth_date_or_the_lease_opens_the_history(client, link, answer):
    assert identify(client, link, answer).status_code == 302
    text = client.get(address(link)).text
    assert "bouchon rouge" in text
    assert "Leïla Ben Salah" in text


@pytest.mark.parametrize("answer", ["02/01/1980", "L-2020/0043", "Leïla", "' OR 1=1"])
def test_a_wrong_answer_opens_nothing_and_is_counted(client, link, answer):
    response = identify(client, link, answer)
    assert response.status_code == 422
    assert "bouchon rouge" not in response.text
    link.refresh_from_db()
    assert link.failures == 1


def test_after_five_wrong_answers_not_even_the_right_one_is_heard_for_an_hour(client, link):
    for _ in range(5):
        assert identify(client, link, "02/01/1980").status_code == 422
    assert identify(client, link, "01/02/1980").status_code == 429
    link.refresh_from_db()
    assert dt.timedelta(minutes=59) < link.locked_until - timezone.now() <= dt.timedelta(hours=1)
    TenantLink.objects.update(locked_until=timezone.now() - dt.timedelta(seconds=1))
    assert identify(client, link, "01/02/1980").status_code == 302


def test_a_second_round_of_wrong_answers_closes_twice_as_long(client, link):
    TenantLink.objects.update(failures=9)
    identify(client, link, "02/01/1980")
    link.refresh_from_db()
    assert link.locked_until - timezone.now() > dt.timedelta(minutes=119)


def test_being_recognised_ends_and_holds_for_one_link_only(client, link, unit, tenant, desk):
    from tests.requests_app.factories import a_tenant_request

    identify(client, link, "01/02/1980")
    other = TenantLink.objects.get(request=a_tenant_request(unit, by=desk, contact=tenant))
    assert "Leïla" not in client.get(address(other)).text
    session = client.session
    session[RECOGNISED] = {str(link.pk): timezone.now().timestamp() - 1}
    session.save()
    assert "Leïla" not in client.get(address(link)).text


def test_somebody_of_whom_we_know_nothing_is_not_asked_for_a_factor(client, request_):
    link = TenantLink.objects.get(request=request_)
    assert "date de naissance" not in client.get(address(link)).text
    assert identify(client, link, "").status_code == 422


def test_a_photo_is_for_who_was_recognised_and_of_this_request(client, link, unit, desk, tenant):
    from coordination import photos
    from tests.requests_app.factories import a_tenant_request

    shown = photos.attach(link.request.case, a_photo(), by=None, visibility="tenant")
    hidden = photos.attach(link.request.case, a_photo("blue"), by=desk)
    other = a_tenant_request(unit, by=desk, contact=tenant)
    elsewhere = photos.attach(other.case, a_photo("green"), by=None, visibility="tenant")
    pks = [shown.pk, hidden.pk, elsewhere.pk]
    assert [client.get(address(link, "tenant_photo", pk=pk)).status_code for pk in pks] == [404] * 3
    identify(client, link, "01/02/1980")
    found = [client.get(address(link, "tenant_photo", pk=pk)) for pk in pks]
    assert [answer.status_code for answer in found] == [200, 404, 404]
    assert found[0]["Cache-Control"] == "no-store, private"
    b"".join(found[0].streaming_content)


def test_the_history_is_one_story_told_once(client, link, tenant):
    receive_on_page(link.request.case, "Merci de passer le matin", contact=tenant, key=str(uuid.uuid4()))
    identify(client, link, "01/02/1980")
    text = client.get(address(link)).text
    assert text.count("Merci de passer le matin") == 1


@pytest.mark.parametrize("state", ["expired", "revoked", "unknown"])
def test_a_dead_link_is_the_same_calm_page(client, link, state):
    if state == "expired":
        TenantLink.objects.update(made_at=timezone.now() - dt.timedelta(days=2), expires_at=timezone.now())
    elif state == "revoked":
        TenantLink.objects.update(revoked_at=timezone.now())
    token = "x" * 22 if state == "unknown" else link.token
    answer = client.get(f"/s/{token}")
    assert answer.status_code == 404
    page = answer.text.replace(token, "").split("<main")[1]
    assert "Recevoir un nouveau lien par SMS" in page
    assert "Fuite" not in page


def test_each_page_is_private_and_kept_out_of_caches_and_search(client, link):
    for answer in (client.get(address(link)), client.get("/s/nothing"), client.get("/q/nothing")):
        assert answer["Cache-Control"] == "no-store, private"
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert answer["Referrer-Policy"] == "same-origin"


def test_the_page_weighs_little_and_needs_no_script(client, link, settings):
    sent = client.get(address(link)).content
    style = (settings.BASE_DIR / "static/css/tenant.css").read_bytes()
    script = (settings.BASE_DIR / "static/js/tenant.js").read_bytes()
    assert len(sent) + len(style) + len(script) < 30_000


def test_the_language_of_the_person_then_the_one_they_choose(client, link, tenant):
    tenant.language = "en"
    tenant.save(update_fields=["language"])
    assert "Where your request stands" in client.get(address(link)).text
    client.post(reverse("requests_app:tenant_language"), {"langue": "fr", "cle": link.token})
    assert "Où en est votre demande" in client.get(address(link)).text


def test_a_promise_that_moved_or_passed_is_said_honestly(client, link, keeper):
    case = link.request.case
    case.promise(case.promised_on + dt.timedelta(days=9), cause="pièce", service="maintenance", by=keeper)
    assert "Cette date a été déplacée" in client.get(address(link)).text
    with time_machine.travel(timezone.now() + dt.timedelta(days=30)):
        assert "Cette date est passée" in client.get(address(link)).text


def test_who_handles_it_is_a_team_and_never_a_person(client, link, keeper, field_team):
    link.request.case.tasks.get().acknowledge(by=keeper)
    text = client.get(address(link)).text
    assert field_team.name in text
    assert keeper.last_name not in text


def test_the_first_look_of_a_person_is_noted_once(client, link):
    client.get(address(link))
    link.refresh_from_db()
    assert link.opened_at is None
    client.post(address(link, "tenant_opened"))
    link.refresh_from_db()
    first = link.opened_at
    client.post(address(link, "tenant_opened"))
    link.refresh_from_db()
    assert first
    assert link.opened_at == first


def test_a_restricted_request_does_not_say_what_it_is_about(client, unit, tenant, desk):
    from tests.requests_app.factories import a_category, a_tenant_request

    signal = a_category(family="S2", label="Situation sociale", restricted=True)
    request = a_tenant_request(unit, by=desk, contact=tenant, category=signal)
    text = client.get(address(TenantLink.objects.get(request=request))).text
    assert "Situation sociale" not in text


def test_tokens_are_in_no_log():
    from config import logs
    from config.errors import without_personal_data

    token = "AbCdEfGh_-0123456789xy"
    for path in (f"/s/{token}", f"/q/{token}", f"/s/{token}/message", f"/e/{token}/OS-26-000001/fin/"):
        line = logs.without_personal_data(None, "warning", {"event": f"Forbidden (CSRF): {path}"})
        assert token not in line["event"]
    sent = without_personal_data({"request": {"url": f"https://palier.example/s/{token}/message"}}, {})
    assert sent["request"]["url"] == "https://palier.example/s/…/message"


def test_an_appointment_that_was_agreed_is_a_step_behind_and_its_slot_is_said(client, link):
    start = timezone.now() + dt.timedelta(days=2)
    Appointment.objects.create(request=link.request, starts_at=start, ends_at=start + dt.timedelta(hours=2))
    text = client.get(address(link)).text
    assert "L’intervention est prévue." in text
    assert f"entre {timezone.localtime(start):%H:%M} et" in text
    with time_machine.travel(start + dt.timedelta(hours=3)):
        assert "L’intervention est prévue." not in client.get(address(link)).text
