"""Screens of visits, inventories, findings, checklists and mandatory checks: who sees what, what comes back."""

import datetime as dt
import uuid

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from coordination.defaults import seed
from coordination.models import Case
from housing.models import Document
from proximity import findings, inventorying, mandatory
from proximity.models import CheckKind, Checklist, Finding, Inspection, MandatoryCheck
from teams.roles import Role
from tests.config.test_roles import status
from tests.coordination.factories import a_case
from tests.housing.factories import EquipmentFactory, ResidenceFactory
from tests.proximity.inspecting import (
    Kind,
    a_home,
    a_picture,
    a_visit,
    an_inventory,
    an_upload,
    fresh,
    grade,
    grade_of,
    point_of,
    signed,
)
from tests.teams.factories import UserFactory

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}


@pytest.fixture
def visit(agency, caretaker):
    return a_visit(agency, caretaker)


@pytest.fixture
def manager(agency):
    return UserFactory(roles=[Role.AGENCY_MANAGER], agencies=[agency])


@pytest.fixture
def technician(agency):
    return UserFactory(roles=[Role.TECHNICIAN], agencies=[agency])


@pytest.fixture
def lift(agency):
    seed(apps)
    machine = EquipmentFactory(residence=ResidenceFactory(agency=agency, name="Les Lilas"), reference="ASC-1")
    mandatory.owe()
    return machine


def url(name, *args):
    return reverse(f"proximity:{name}", args=args)


def key() -> str:
    return str(uuid.uuid4())


# --- visits


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


# --- inventories


@pytest.fixture
def leaving(agency, caretaker):
    return an_inventory(a_home(agency), caretaker)


def test_parties_meters_and_keys_are_kept(sign_in, caretaker, leaving):
    client = sign_in(caretaker)
    client.post(url("inventory_people", leaving.pk),
                {"tenant_name": "Nadia Petit", "new_address": "3 rue Neuve", "key": key()})  # fmt: skip
    client.post(url("inventory_readings", leaving.pk), {"value_hot": "12.5", "has_gas": "on", "key": key()})
    client.post(url("inventory_keys", leaving.pk), {"count_door": "2", "count_hall": "1", "key": key()})
    leaving.refresh_from_db()
    assert leaving.new_address == "3 rue Neuve"
    assert [str(one) for one in leaving.readings.all()] == ["Eau chaude : 12,5", "Gaz : inaccessible"]
    assert sum(one.count for one in leaving.keys.all()) == 3


def test_a_signature_is_drawn_or_absent_is_ticked(sign_in, caretaker, leaving):
    client, where = sign_in(caretaker), url("inspection_sign", leaving.pk)
    wrong = client.post(where, {"party": "tenant", "name": "Nadia", "key": key()}, headers=JSON)
    assert wrong.status_code == 422
    client.post(where, {"party": "tenant", "name": "Nadia", "key": key(), "drawing": an_upload("black")})
    assert leaving.inspection.signatures.get().picture


def test_an_inventory_is_hidden_from_those_it_does_not_concern(sign_in, leaving, agency):
    social = sign_in(UserFactory(roles=[Role.SOCIAL_WORKER], agencies=[agency]))
    assert social.get(leaving.get_absolute_url()).status_code == 404
    assert "État des lieux de sortie</a>" not in social.get(url("inspections")).content.decode()


def test_the_costing_is_written_read_and_sent(sign_in, caretaker, manager, leaving):
    leaving.inspection.case = None
    signed(leaving, caretaker)
    inventorying.finish(leaving, by=caretaker)
    client = sign_in(caretaker)
    line = {"label": "Peinture", "cause": "cleaning", "quantity": "1", "unit_price": "80"}
    assert client.post(url("costing_add", leaving.pk), line).status_code == 302
    wrong = client.post(url("costing_add", leaving.pk), {**line, "unit_price": "beaucoup"})
    assert wrong.status_code == 422
    refused = client.post(url("costing_send", leaving.pk), {"works": "light", "key": key()})
    assert "aucun dossier" in refused.content.decode()
    html = sign_in(manager).get(url("costing", leaving.pk)).content.decode()
    assert "80" in html
    assert "Ajouter une ligne" not in html
    client.post(url("costing_remove", leaving.pk, leaving.cost_lines.get().pk))
    assert not leaving.cost_lines.exists()


def test_the_comparison_and_the_sheet_of_an_exit(sign_in, caretaker, agency):
    home = a_home(agency)
    entry = signed(an_inventory(home, caretaker, Kind.MOVE_IN), caretaker)
    inventorying.finish(entry, by=caretaker)
    leaving = inventorying.start(Kind.MOVE_OUT, home, by=caretaker)
    picture = a_picture("red")
    grade(leaving.inspection, "Cuvette, chasse d’eau", "Hors service", by=caretaker, pictures=[picture])
    client = sign_in(caretaker)
    assert "moins bon" in client.get(url("inventory_comparison", leaving.pk)).content.decode()
    sheet = client.get(url("inspection_pdf", leaving.pk))
    assert sheet["Content-Type"] == "application/pdf"
    assert sheet.content.startswith(b"%PDF")


# --- findings


def test_one_tap_makes_a_note_of_a_finding_and_says_it_is_done(sign_in, caretaker, visit):
    found = findings.observe(visit.residence, label="Vitre", grade="poor", by=caretaker, inspection=visit)
    client = sign_in(caretaker)
    back = client.post(url("finding_note", found.pk), {"key": key(), "retour": "visite"})
    assert back.url == visit.get_absolute_url()
    html = client.post(url("finding_note", found.pk), {"key": key()}, follow=True).content.decode()
    assert "C’est déjà fait" in html
    assert found.follow_ups.count() == 1


def test_an_order_is_prepared_in_the_case_of_the_finding(sign_in, caretaker, visit, lift):
    case = a_case(visit.residence, by=caretaker)
    found = findings.observe(visit.residence, label="Vitre", grade="poor", by=caretaker, case=case)
    alone = findings.observe(visit.residence, label="Porte", grade="poor", by=caretaker)
    client = sign_in(caretaker)
    assert case.reference in client.post(url("finding_order", found.pk), {"key": key()}).url
    assert found.follow_ups.get().case == case
    assert client.post(url("finding_order", alone.pk), {"key": key()}).url == alone.get_absolute_url()


def test_a_finding_beside_the_checklist_is_added_to_the_visit(sign_in, caretaker, visit):
    sent = {"label": "Garde-corps", "grade": "dangerous", "scope": "one", "safety": "on", "key": key()}
    client = sign_in(caretaker)
    client.post(url("inspection_observe", visit.pk), sent)
    client.post(url("inspection_observe", visit.pk), sent)
    assert Finding.objects.get().inspection == visit


# --- checklists


def test_a_manager_writes_a_new_version(sign_in, manager):
    client, first = sign_in(manager), Checklist.objects.for_use(Kind.ROUND)
    draft_page = client.post(url("checklist_draft", first.pk)).url
    draft = Checklist.objects.get(kind=Kind.ROUND, published_at=None)
    assert draft_page == draft.get_absolute_url()
    item = draft.items.first()
    scale = item.scale
    other = Checklist.objects.for_use(Kind.MOVE_IN).items.first().scale.grades.first()
    sent = {"section": "Entrée", "label": "Porte", "position": 1, "scale": scale.pk, "weight": 3}
    wrong = client.post(url("checklist_item", item.pk), {**sent, "photo_from": other.pk})
    assert wrong.status_code == 422
    assert "échelle choisie" in wrong.content.decode()
    client.post(url("checklist_item", item.pk), {**sent, "upload": an_upload()})
    client.post(url("checklist_item_create", draft.pk), {**sent, "label": "Cave"})
    client.post(url("checklist_item_delete", draft.items.last().pk))
    client.post(url("checklist_basis", draft.pk), {"basis": "Décision du 3 novembre"})
    client.post(url("checklist_publish", draft.pk))
    now = Checklist.objects.for_use(Kind.ROUND)
    assert (now, now.basis) == (draft, "Décision du 3 novembre")
    assert status(client.get(url("checklist_reference", now.items.get(label="Porte").pk))) == 200


def test_a_published_version_cannot_be_changed(sign_in, manager):
    client, first = sign_in(manager), Checklist.objects.for_use(Kind.ROUND)
    assert client.post(url("checklist_item", first.items.first().pk), {}).status_code == 404
    assert client.post(url("checklist_publish", first.pk)).status_code == 404


# --- mandatory checks


def test_a_check_is_recorded_with_its_report(sign_in, technician, lift):
    check = lift.checks.get(kind__code="ASC4")
    report = SimpleUploadedFile("rapport.pdf", b"%PDF-1.7 rapport", content_type="application/pdf")
    client = sign_in(technician)
    sent = {
        "done_on": timezone.localdate().isoformat(), "company": "APAVE", "result": "remarks", "report": report,
        "observations": "Éclairage de cabine", "key": key(),
    }  # fmt: skip
    client.post(url("check_record", check.pk), sent)
    document = Document.objects.get()
    assert (document.residence, check.records.get().document) == (lift.residence, document)
    html = client.get(check.get_absolute_url()).content.decode()
    assert "APAVE" in html
    assert "Éclairage de cabine" in html
    assert Finding.objects.get().equipment == lift


def test_a_wrong_report_keeps_what_was_typed(sign_in, technician, lift):
    check = lift.checks.get(kind__code="ASC4")
    sent = {"done_on": "2026-01-05", "company": "APAVE", "result": "refused", "key": key(),
            "report": SimpleUploadedFile("rapport.exe", b"MZ")}  # fmt: skip
    answer = sign_in(technician).post(url("check_record", check.pk), sent)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "APAVE" in html
    assert "ni un PDF" in html
    assert "dites en quoi" in html


def test_a_residence_gets_a_check_of_its_own_once(sign_in, technician, lift):
    client, where = sign_in(technician), url("check_create", lift.residence_id)
    nuisances = CheckKind.objects.get(code="NUI")
    client.post(where, {"kind": nuisances.pk, "due_on": "2027-01-01"})
    assert MandatoryCheck.objects.get(kind=nuisances).residence == lift.residence
    twice = client.post(where, {"kind": nuisances.pk})
    assert "déjà suivi ici" in twice.content.decode()
    check = MandatoryCheck.objects.get(kind=nuisances)
    client.post(url("check_end", check.pk), {"on": timezone.localdate().isoformat(), "key": key()})
    check.refresh_from_db()
    assert check.ended_on


def test_the_register_prints_for_an_auditor(sign_in, technician, lift):
    mandatory.record(
        lift.checks.get(kind__code="ASC4"), done_on=timezone.localdate(), result="good", company="APAVE",
        by=technician,
    )  # fmt: skip
    answer = sign_in(technician).get(url("check_register", lift.residence_id))
    assert answer.content.startswith(b"%PDF")


def test_the_page_of_the_residence_says_whether_all_is_in_date(sign_in, technician, lift):
    client = sign_in(technician)
    assert "4 contrôles sur 4 pas en règle" in client.get(lift.residence.get_absolute_url()).content.decode()
    lift.checks.update(due_on=timezone.localdate() + dt.timedelta(days=300))
    html = client.get(lift.residence.get_absolute_url()).content.decode()
    assert "À jour" in html


def test_the_list_of_checks_costs_the_same_for_one_and_twenty(sign_in, technician, lift, same_cost):
    def make(count):
        EquipmentFactory.create_batch(count, residence=lift.residence)
        mandatory.owe()

    same_cost(sign_in(technician), url("checks"), make)


def test_the_case_of_a_check_leads_to_the_register(sign_in, technician, lift):
    lift.checks.filter(kind__code="ASC3").update(due_on=timezone.localdate())
    mandatory.give_out()
    html = sign_in(technician).get(Case.objects.get().get_absolute_url()).content.decode()
    assert lift.checks.get(kind__code="ASC3").get_absolute_url() in html


def test_the_rhythm_of_a_check_changes_from_a_day_on(sign_in, admin, technician):
    kind = CheckKind.objects.get(code="NUI")
    sent = {"starts_on": timezone.localdate().isoformat(), "months": "6", "alert_days": "30", "basis": "Usage"}
    client = sign_in(admin)
    assert client.post(url("check_kind_create", kind.pk), {**sent, "weeks": "2"}).status_code == 422
    client.post(url("check_kind_create", kind.pk), sent)
    html = sign_in(technician).get(url("check_kind", kind.pk)).content.decode()
    assert "tous les 6 mois, préventif" in html
    assert kind.rules.count() == 2
