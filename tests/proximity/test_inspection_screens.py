"""Screens of visits: who sees what, what comes back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from proximity import findings
from proximity.models import Inspection
from tests.config.test_roles import status
from tests.housing.factories import ResidenceFactory
from tests.proximity.inspecting import (
    JSON,
    a_home,
    a_picture,
    a_visit,
    an_inventory,
    an_upload,
    fresh,
    grade,
    grade_of,
    key,
    point_of,
    url,
)

pytestmark = pytest.mark.django_db


def test_a_stranger_finds_nothing(sign_in, other_agent, visit, lift, agency, caretaker):
    client = sign_in(other_agent)
    point = visit.points.first()
    found = findings.observe(visit.residence, label="Vitre", grade="poor", by=caretaker)
    check = lift.checks.first()
    inventory = an_inventory(a_home(agency), caretaker)
    pages = [
        url("inspection", visit.pk), url("inspection_pdf", visit.pk), url("finding", found.pk),
        url("check", check.pk), url("check_record", check.pk), url("check_register", visit.residence_id),
        url("check_create", visit.residence_id), url("inventory_comparison", inventory.pk),
        url("costing", inventory.pk), f"{url('inspection_create')}?residence={visit.residence_id}",
    ]  # fmt: skip
    acts = [
        url("inspection_point", visit.pk, point.pk), url("inspection_rest", visit.pk),
        url("inspection_finish", visit.pk), url("inspection_drop", visit.pk), url("inspection_sign", visit.pk),
        url("inspection_observe", visit.pk), url("inventory_people", inventory.pk),
        url("costing_add", inventory.pk), url("costing_send", inventory.pk), url("finding_note", found.pk),
    ]  # fmt: skip
    assert {client.get(page).status_code for page in pages} == {404}
    assert {client.post(act).status_code for act in acts} == {404}
    assert "Les Lilas" not in client.get(url("inspections")).content.decode()


def test_a_visit_begins_on_the_tablet(sign_in, caretaker, agency):
    residence = ResidenceFactory(agency=agency)
    asked = f"{url('inspection_create')}?residence={residence.pk}"
    client = sign_in(caretaker)
    assert "Commencer" in client.get(asked).content.decode()
    answer = client.post(asked, {"kind": "visit", "key": key()})
    begun = Inspection.objects.get()
    assert answer.url == begun.get_absolute_url()
    assert (begun.residence, begun.checklist.kind) == (residence, "visit")


def test_an_inventory_begins_from_the_case_of_a_home(sign_in, caretaker, agency):
    home = a_home(agency)
    client = sign_in(caretaker)
    client.post(f"{url('inspection_create')}?logement={home.pk}", {"kind": "move_out", "key": key()})
    assert Inspection.objects.get().inventory.is_exit


def test_an_answer_is_saved_and_told_in_words_to_the_script(sign_in, caretaker, visit):
    point = point_of(visit, "Rien de cassé")
    bad = grade_of(point, "Non conforme")
    client = sign_in(caretaker)
    where = url("inspection_point", visit.pk, point.pk)
    answer = client.post(where, {"grade": bad.pk, "words": "", "key": key()}, headers=JSON)
    assert answer.json()["saved"] == {"answered": 1, "lacksPhoto": True, "pictures": []}
    sent = {"grade": bad.pk, "words": "Vitre fendue", "key": key(), "photos": an_upload()}
    told = client.post(where, sent, headers=JSON).json()["saved"]
    assert told["lacksPhoto"] is False
    assert status(client.get(told["pictures"][0]["thumbnail"])) == 200
    assert client.post(where, {"grade": bad.pk, "key": key()}).url.endswith(f"#point-{point.pk}")


def test_a_file_that_is_no_photo_changes_nothing(sign_in, caretaker, visit):
    point = point_of(visit, "Rien de cassé")
    file = SimpleUploadedFile("photo.jpg", b"<svg/>", content_type="image/jpeg")
    sent = {"grade": grade_of(point, "Conforme").pk, "key": key(), "photos": file}
    answer = sign_in(caretaker).post(url("inspection_point", visit.pk, point.pk), sent, headers=JSON)
    assert answer.status_code == 422
    assert "JPEG" in answer.json()["errors"][0]
    point.refresh_from_db()
    assert point.grade is None


def test_a_visit_that_is_not_whole_comes_back_with_what_is_missing(sign_in, caretaker, visit):
    answer = sign_in(caretaker).post(url("inspection_finish", visit.pk), {"key": key(), "remarks": "Vu à 8 h"})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "sans note" in html
    assert "Vu à 8 h" in html


def test_a_visit_is_finished_and_read_as_a_report(sign_in, caretaker, visit):
    client = sign_in(caretaker)
    client.post(url("inspection_rest", visit.pk), {"key": key()})
    client.post(url("inspection_finish", visit.pk), {"key": key(), "remarks": "Vu à 8 h"})
    html = client.get(visit.get_absolute_url()).content.decode()
    assert "Conforme" in html
    assert "Vu à 8 h" in html
    assert fresh(visit).finished_by == caretaker


def test_others_read_a_running_visit_without_its_forms(sign_in, manager, visit):
    html = sign_in(manager).get(visit.get_absolute_url()).content.decode()
    assert "En cours" in html
    assert "data-keep" not in html


def test_what_is_drawn_on_a_picture_replaces_it(sign_in, caretaker, visit):
    old = a_picture("red")
    point = grade(visit, "Rien de cassé", "Non conforme", by=caretaker, pictures=[old])
    where = url("inspection_draw", visit.pk, point.pk, old.sha256)
    client = sign_in(caretaker)
    assert client.get(where).status_code == 200
    client.post(where, {"key": key(), "drawing": an_upload("green")})
    assert point.pictures.get() != old


def test_a_picture_leaves_only_through_its_visit(sign_in, caretaker, visit, agency):
    picture = a_picture("red")
    grade(visit, "Rien de cassé", "Non conforme", by=caretaker, pictures=[picture])
    client, other = sign_in(caretaker), a_visit(agency, caretaker)
    assert status(client.get(url("inspection_picture", visit.pk, picture.sha256))) == 200
    assert status(client.get(url("inspection_picture", other.pk, picture.sha256))) == 404


def test_the_list_costs_the_same_for_one_visit_and_twenty(sign_in, caretaker, agency, same_cost):
    def make(count):
        for _ in range(count):
            grade(a_visit(agency, caretaker), "Rien de cassé", "Conforme", by=caretaker)

    same_cost(sign_in(caretaker), url("inspections"), make)


def test_the_page_of_a_visit_costs_the_same_whatever_its_points(sign_in, caretaker, agency, same_cost):
    visit = a_visit(agency, caretaker)
    visit.points.filter(position__gt=0).delete()
    item = visit.points.select_related("item").get().item

    def make(count):
        for position in range(100, 100 + count):
            last = visit.points.order_by("-position").first().position + 1
            visit.points.create(item=item, room="Cave", position=last + position)

    same_cost(sign_in(caretaker), visit.get_absolute_url(), make)


def test_lists_export(sign_in, caretaker, visit, lift):
    client = sign_in(caretaker)
    for name in ("inspections_export", "findings_export", "checks_export"):
        answer = client.get(url(name))
        assert answer.status_code == 200
        assert b"".join(answer.streaming_content).startswith(b"PK")


def test_lists_narrow_to_what_the_address_asks(sign_in, caretaker, visit, lift):
    client = sign_in(caretaker)
    assert "Tournée" in client.get(f"{url('inspections')}?type=round&etat=cours&par=moi").content.decode()
    assert "Aucune visite ne répond" in client.get(f"{url('inspections')}?etat=non").content.decode()
    assert "Contrôle technique" in client.get(f"{url('checks')}?etat=rouge").content.decode()
    assert "Aucun contrôle ne répond" in client.get(f"{url('checks')}?etat=good").content.decode()
    assert "Aucun constat ne répond" in client.get(f"{url('findings')}?danger=oui").content.decode()
