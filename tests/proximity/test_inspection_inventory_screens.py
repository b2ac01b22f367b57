"""Screens of inventories and findings: what is kept, who sees it, what one tap makes of a finding."""

import pytest

from proximity import findings, inventorying
from proximity.models import Finding
from teams.roles import Role
from tests.coordination.factories import a_case
from tests.proximity.inspecting import (
    JSON,
    Kind,
    a_home,
    a_picture,
    an_inventory,
    an_upload,
    grade,
    key,
    signed,
    url,
)
from tests.teams.factories import UserFactory

pytestmark = pytest.mark.django_db


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
