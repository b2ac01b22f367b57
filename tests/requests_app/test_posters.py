"""Posters: made and withdrawn by those who know the place; read by anybody with a telephone."""

import io
import re
import uuid

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from coordination.models import Case, CasePhoto
from messaging.letters import NoPango
from messaging.models import Message
from requests_app import reporting
from requests_app.models import Poster, Request, TenantLink, Visitor
from teams.roles import Role
from tests.housing.factories import EquipmentFactory
from tests.requests_app.factories import a_category, a_tenant_request
from tests.requests_app.pictures import a_broken_photo, a_photo
from tests.teams.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def light(db):
    return a_category(family="C1", label="Éclairage", zones=["common"])


@pytest.fixture
def poster(unit, desk, light):
    stair = unit.staircase
    place = {"residence": stair.residence, "building": stair.building, "staircase": stair}
    return Poster.objects.create(**place, made_by=desk)


@pytest.fixture
def report(client, poster, light):
    def send(**data):
        known = {"key": uuid.uuid4(), "category": light.pk, "text": "Noir complet", **data}
        return client.post(f"/q/{poster.token}", known)

    return send


# --- Before the poster


def test_the_form_knows_the_place_and_offers_what_may_be_wrong_there(client, poster, light):
    a_category(family="T1", label="Évier bouché", zones=["home"])
    a_category(family="C2", label="Ascenseur en panne", zones=["common"], equipment_kind="lift")
    a_category(family="S2", label="Signal social", zones=["common"], restricted=True)
    text = client.get(f"/q/{poster.token}").text
    assert poster.residence.name in text
    assert "Éclairage" in text
    assert not any(label in text for label in ("Évier", "Ascenseur en panne", "Signal social"))


def test_the_poster_of_a_machine_offers_what_may_be_wrong_with_it(client, poster, light):
    lift = EquipmentFactory(residence=poster.residence, kind="lift")
    Poster.objects.update(equipment=lift)
    a_category(family="C2", label="Ascenseur en panne", zones=["common"], equipment_kind="lift")
    text = client.get(f"/q/{poster.token}").text
    assert "Ascenseur en panne" in text
    assert "Éclairage" not in text


def test_a_report_opens_a_request_to_qualify_and_shows_its_page(report, poster, client, light):
    answer = report(photos=a_photo())
    request = Request.objects.get()
    assert (request.case.place, request.category, request.channel, request.zone) == (
        poster.staircase, light, "portal", "common",
    )  # fmt: skip
    assert request.case.tasks.get().step == "capture"
    assert CasePhoto.objects.get().case == request.case
    assert answer.url == f"/s/{TenantLink.objects.get(request=request, contact=None).token}"
    assert "Gardez cette page" in client.get(answer.url).text


def test_the_same_report_sent_twice_is_one(report):
    key = uuid.uuid4()
    assert report(key=key, photos=a_photo()).url == report(key=key, photos=a_photo()).url
    assert [Request.objects.count(), CasePhoto.objects.count(), Visitor.objects.count()] == [1, 1, 1]


def test_a_known_number_gets_the_receipt_and_the_page_does_not_tell(report, tenant, client):
    tenant.birth_date = timezone.localdate()
    tenant.save()
    number = tenant.sms_number
    pages = []
    for phone in (number, "06 39 98 99 99"):
        answer = report(phone=phone, name="Léa")
        page = client.get(answer.url).text.replace(answer.url, "").split("<h1>")[1].split("<form")[0]
        pages.append(re.sub(r'data-token="\w+"', "", page))
    first, second = Request.objects.order_by("pk")
    assert (first.contact, second.contact) == (tenant, None)
    assert pages[0] == pages[1]
    assert Message.objects.get(event="request.opened").number == number
    assert Visitor.objects.get(request=second).number == "+33639989999"


def test_a_number_of_another_agency_is_not_matched(report, other_agency):
    from tests.messaging.factories import a_contact

    stranger = a_contact(other_agency)
    report(phone=stranger.sms_number)
    assert Request.objects.get().contact is None


def test_the_page_of_a_report_asks_for_no_factor(report, tenant, client):
    tenant.birth_date = timezone.localdate()
    tenant.save()
    assert "date de naissance" not in client.get(report(phone=tenant.sms_number).url).text


def test_what_is_wrong_comes_back_with_what_was_typed(report):
    answer = report(photos=a_broken_photo(), name="Léa")
    assert answer.status_code == 422
    assert "Noir complet" in answer.text
    assert "Léa" in answer.text
    assert report(phone="12").status_code == 422
    assert report(category="").status_code == 422
    assert report(category=reporting.other_category().pk).status_code == 422
    assert report(category=0, text="").status_code == 422
    assert not Request.objects.exists()


def test_something_else_is_another_request(report):
    report(category=0, text="Un pigeon dans le hall")
    assert Request.objects.get().category.code == "other"


def test_a_robot_that_fills_in_the_hidden_field_opens_nothing(report):
    assert report(website="https://exemple.fr").status_code == 429
    assert not Request.objects.exists()


def test_too_many_reports_are_stopped(report, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "poster_report": "2/h/key"}
    assert [report().status_code for _ in range(3)] == [302, 302, 429]


def test_a_number_is_texted_three_times_an_hour_at_most(report, tenant):
    assert [report(phone=tenant.sms_number).status_code for _ in range(4)] == [302, 302, 302, 429]


def test_what_is_already_known_there_is_told(client, poster, light, desk):
    request = a_tenant_request(
        poster.staircase, by=desk, category=light, zone="common", description="Chez M. Durand"
    )
    text = client.get(f"/q/{poster.token}").text
    assert "Déjà signalé ici" in text
    assert "pris en charge" in text
    assert "Durand" not in text
    request.case.close("void", text="x", by=desk)
    assert "Déjà signalé ici" not in client.get(f"/q/{poster.token}").text


def test_what_happens_in_homes_or_elsewhere_is_not_told(client, poster, unit, desk, tenant):
    a_tenant_request(unit, by=desk, contact=tenant)
    assert "Déjà signalé ici" not in client.get(f"/q/{poster.token}").text


def test_a_withdrawn_poster_is_a_calm_page(client, poster, report):
    poster.revoke()
    answer = client.get(f"/q/{poster.token}")
    assert answer.status_code == 404
    assert "plus en service" in answer.text
    assert report().status_code == 404


def test_the_form_is_in_the_language_of_the_browser(client, poster):
    assert "Report a problem" in client.get(f"/q/{poster.token}", headers={"accept-language": "en"}).text


# --- Of those who make them


@pytest.fixture
def office(agent, sign_in):
    return sign_in(agent)


def test_a_poster_is_made_listed_and_withdrawn(office, poster, residence):
    lift = EquipmentFactory(residence=residence, kind="lift", reference="ASC-1")
    path = reverse("requests_app:poster_create", args=[residence.pk])
    answer = office.post(path, {"where": f"equipement-{lift.pk}"})
    made = Poster.objects.get(equipment=lift)
    assert answer.url.endswith(f"#affiche-{made.pk}")
    assert "ASC-1" in office.get(reverse("requests_app:posters")).text
    office.post(reverse("requests_app:poster_revoke", args=[made.pk]))
    made.refresh_from_db()
    assert made.revoked_at


@pytest.mark.parametrize("where", ["", "batiment", "escalier"])
def test_one_poster_stands_per_place(office, unit, residence, where):
    keys = {"batiment": unit.staircase.building_id, "escalier": unit.staircase_id}
    chosen = f"{where}-{keys[where]}" if where else ""
    for _ in range(2):
        office.post(reverse("requests_app:poster_create", args=[residence.pk]), {"where": chosen})
    assert Poster.objects.count() == 1


def test_the_list_is_filtered_and_exported(office, poster):
    def shown(query):
        return office.get(f"{reverse('requests_app:posters')}?{query}").context["page"].paginator.count

    assert [shown(""), shown("etat=retirees"), shown("q=zzz"), shown(f"residence={poster.residence_id}")] == [
        1, 0, 0, 1,
    ]  # fmt: skip
    book = openpyxl.load_workbook(
        io.BytesIO(b"".join(office.get(reverse("requests_app:posters_export")).streaming_content))
    )
    assert book.active.max_row == 2


def test_the_list_costs_the_same_with_one_or_many(office, poster, residence, desk, same_cost):
    def more(count):
        for _ in range(count):
            stair = poster.staircase
            Poster.objects.create(residence=residence, building=stair.building, staircase=stair, made_by=desk)

    same_cost(office, reverse("requests_app:posters"), more)


def test_the_sheet_is_a_pdf(office, poster):
    try:
        answer = office.get(reverse("requests_app:poster_pdf", args=[poster.pk]))
    except NoPango:
        pytest.skip("Pango is missing")
    assert answer.content.startswith(b"%PDF-")
    poster.revoke()
    assert office.get(reverse("requests_app:poster_pdf", args=[poster.pk])).status_code == 404


def test_a_stranger_does_not_learn_of_it(other_agent, sign_in, poster):
    client = sign_in(other_agent)
    assert client.get(reverse("requests_app:poster_pdf", args=[poster.pk])).status_code == 404
    assert client.post(reverse("requests_app:poster_revoke", args=[poster.pk])).status_code == 404
    path = reverse("requests_app:poster_create", args=[poster.residence_id])
    assert client.post(path, {"where": ""}).status_code == 404
    poster.refresh_from_db()
    assert poster.revoked_at is None


def test_a_missing_role_is_refused(agency, sign_in, poster):
    client = sign_in(UserFactory(roles=[Role.ARREARS_OFFICER], agencies=[agency]))
    assert client.get(reverse("requests_app:posters")).status_code == 403
    assert client.post(reverse("requests_app:poster_revoke", args=[poster.pk])).status_code == 403


def test_the_residence_shows_its_posters(office, poster):
    text = office.get(poster.residence.get_absolute_url()).text
    assert reverse("requests_app:poster_pdf", args=[poster.pk]) in text


# --- The address of the page, on the page of the case


def test_the_case_shows_who_is_to_be_identified(report, desk, sign_in):
    report(name="Léa Inconnue", phone="06 39 98 99 99")
    text = sign_in(desk).get(Case.objects.get().get_absolute_url()).text
    assert "Léa Inconnue, 06 39 98 99 99" in text


def test_a_link_is_shown_replaced_and_ended(request_, desk, sign_in):
    client, first = sign_in(desk), TenantLink.objects.get(request=request_)
    assert first.address in client.get(request_.get_absolute_url()).text
    client.post(reverse("requests_app:link_renew", args=[request_.pk]))
    second = TenantLink.objects.valid().get()
    assert second != first
    client.post(reverse("requests_app:link_revoke", args=[second.pk]))
    assert not TenantLink.objects.valid().exists()
    assert "Aucune adresse en service" in client.get(request_.get_absolute_url()).text


def test_a_stranger_and_a_missing_role_touch_no_link(request_, other_agent, director, sign_in):
    link = TenantLink.objects.get(request=request_)
    paths = [
        reverse("requests_app:link_renew", args=[request_.pk]), reverse("requests_app:link_revoke", args=[link.pk])
    ]  # fmt: skip
    assert [sign_in(other_agent).post(path).status_code for path in paths] == [404, 404]
    assert [sign_in(director).post(path).status_code for path in paths] == [403, 403]
    assert TenantLink.objects.valid().get() == link
