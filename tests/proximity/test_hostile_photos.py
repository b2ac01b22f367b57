"""Photos that are none, by every door of the field: told clearly, nothing half done, what was typed comes back."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from coordination.models import Picture
from proximity import inspecting
from proximity.models import CleaningCheck, ContractorLink, Finding, WorkOrder
from tests.housing.factories import ResidenceFactory
from tests.proximity.cleaning.factories import a_service, grid
from tests.proximity.hostile import REFUSED, a_heavy_jpeg, as_upload
from tests.proximity.inspecting import Kind, grade_of, point_of
from tests.proximity.order_factories import fresh, sent

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}
files = pytest.mark.parametrize(("content", "told"), REFUSED.values(), ids=REFUSED)


@pytest.fixture
def visit(agency, caretaker):
    return inspecting.start(Kind.ROUND, ResidenceFactory(agency=agency), by=caretaker)


@pytest.fixture
def door(visit):
    """One point of the visit, its address and its bad grade."""
    point = point_of(visit, "Rien de cassé")
    where = reverse("proximity:inspection_point", args=[visit.pk, point.pk])
    return point, where, grade_of(point, "Non conforme")


def key() -> str:
    return str(uuid.uuid4())


@files
def test_a_point_of_a_visit_keeps_its_grade_and_words_in_the_form(sign_in, caretaker, door, content, told):
    point, where, bad = door
    typed = {"grade": bad.pk, "words": "Vitre fendue", "key": key(), "photos": as_upload(content)}
    client = sign_in(caretaker)
    page = client.post(where, typed)
    html = page.content.decode()
    assert page.status_code == 422
    assert told in html
    assert "Vitre fendue</textarea>" in html
    assert f'value="{bad.pk}"' in html.split("checked")[0][-120:]
    words = client.post(where, {**typed, "photos": as_upload(content)}, headers=JSON)
    assert words.status_code == 422
    assert told in words.json()["errors"][0]
    point.refresh_from_db()
    assert (point.grade, point.words) == (None, "")
    assert not Picture.objects.exists()


@files
def test_a_finding_beside_the_checklist_comes_back(sign_in, caretaker, visit, content, told):
    typed = {"label": "Garde-corps descellé", "grade": "dangerous", "scope": "one", "safety": "on", "key": key()}
    where = reverse("proximity:inspection_observe", args=[visit.pk])
    page = sign_in(caretaker).post(where, {**typed, "photos": as_upload(content)})
    html = page.content.decode()
    assert page.status_code == 422
    assert told in html
    assert 'value="Garde-corps descellé"' in html
    assert not Finding.objects.exists()


@files
def test_a_signature_comes_back_with_its_name(sign_in, caretaker, visit, content, told):
    where = reverse("proximity:inspection_sign", args=[visit.pk])
    typed = {"party": "landlord", "name": "Karim Bensaïd", "key": key(), "drawing": as_upload(content)}
    page = sign_in(caretaker).post(where, typed)
    html = page.content.decode()
    assert page.status_code == 422
    assert (told if content else "fichier soumis est vide") in html
    assert 'value="Karim Bensaïd"' in html
    assert not visit.signatures.exists()


@files
def test_a_firms_report_comes_back_on_its_page(request_, planner, tenant, content, told):
    order = sent(request_.case, planner, contact=tenant)
    token = ContractorLink.objects.get(contractor=order.contractor).token
    where = reverse("proximity:firm_complete", args=[token, order.number])
    page = Client().post(where, {"text": "Joint changé", "key": key(), "photos": as_upload(content)})
    html = page.content.decode()
    assert page.status_code == 422
    assert told in html
    assert "Joint changé" in html
    assert fresh(order).state == WorkOrder.State.SENT


@files
def test_a_zone_of_a_cleanliness_check_comes_back(sign_in, caretaker, residence, content, told):
    service, client = a_service(residence), sign_in(caretaker)
    grid()
    client.post(reverse("proximity:cleaning_start", args=[service.pk]), {"key": key()})
    check = CleaningCheck.objects.get()
    zone = check.grid.zones.first()
    item = zone.items.first()
    typed = {f"note_{item.pk}": "0", f"cause_{item.pk}": "usage", "tous": "3", "key": key()}
    where = reverse("proximity:cleaning_zone", args=[check.pk, zone.pk])
    page = client.post(where, {**typed, f"photos_{item.pk}": as_upload(content)})
    html = page.content.decode()
    assert page.status_code == 422
    assert told in html
    assert not check.notes.exists()
    assert '<option value="usage" selected>' in html


def test_twelve_megabytes_are_taken_and_kept_small(sign_in, caretaker, door):
    point, where, bad = door
    sent_photo = a_heavy_jpeg()
    assert sent_photo.size > 12 * 1024 * 1024
    sign_in(caretaker).post(where, {"grade": bad.pk, "key": key(), "photos": sent_photo})
    assert point.pictures.get().file.size < 500_000
