"""The screens of leases and notice: who sees what, what a form writes, what it says when it may not."""

import datetime as dt
import io
import re
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from leasing.models import Lease, LeaseImport, Notice, PressureZone
from teams.roles import Role
from tests.housing.factories import UnitFactory
from tests.leasing.factories import a_lease
from tests.leasing.test_import import GOOD, csv_of
from tests.messaging.factories import a_contact
from tests.teams.factories import UserFactory

pytestmark = pytest.mark.django_db
D = dt.date


def text(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.fixture
def desk(sign_in, officer):
    return sign_in(officer)


def test_the_list_is_found_by_name_number_and_state(desk, lease, home, agency):
    other = a_lease(UnitFactory(staircase=home.staircase), a_contact(agency, last_name="Diop"), number="B-77")
    Notice.objects.receive(other, by=None, received_on=D(2026, 9, 3), reason="common")
    page = text(desk.get("/baux/"))
    assert "Ben Salah" in page
    assert "Diop" in page
    assert "412" in page
    for query in ("q=diop", "q=B-77", "etat=conge"):
        page = text(desk.get(f"/baux/?{query}"))
        assert "Diop" in page, query
        assert "Ben Salah" not in page, query
    assert "Aucun bail ne répond" in text(desk.get("/baux/?q=personne"))


def test_insurance_that_ran_out_is_found(desk, lease, home):
    a_lease(UnitFactory(staircase=home.staircase), number="B-78", insured_until=D(2999, 1, 1))
    page = text(desk.get("/baux/?assurance=sans"))
    assert lease.number in page
    assert "B-78" not in page


def test_the_field_reads_leases_without_money(sign_in, caretaker, lease):
    lease.deposit = 412
    lease.save()
    client = sign_in(caretaker)
    for path in ("/baux/", lease.get_absolute_url(), f"/logements/{lease.unit_id}/"):
        page = text(client.get(path))
        assert "Ben Salah" in page
        assert "412" not in page, path
    book = io.BytesIO(b"".join(client.get("/baux/export/").streaming_content))
    titles = [cell.value for cell in next(load_workbook(book).active.iter_rows())]
    assert "Loyer (€)" not in titles


def test_the_stranger_does_not_learn_that_a_lease_exists(sign_in, other_officer, lease):
    notice = Notice.objects.receive(lease, by=None, received_on=D(2026, 9, 3), reason="common")
    client = sign_in(other_officer)
    paths = [lease.get_absolute_url()] + [
        f"{lease.get_absolute_url()}{act}/" for act in ("modifier", "personnes", "montants", "conge")
    ]
    for path in [*paths, *(f"/conges/{notice.pk}/{act}/" for act in ("correction", "retrait", "cles"))]:
        assert client.get(path).status_code == 404, path
    assert lease.number not in text(client.get("/baux/"))


def test_whoever_may_not_write_is_told(sign_in, caretaker, lease):
    assert sign_in(caretaker).post(f"{lease.get_absolute_url()}conge/").status_code == 403


FORM = {
    "words": "LIL-001", "lease_number": "2026-9", "since": "2026-11-01", "kind": "apl", "rent": "400",
    "charges": "80", "payment_term": "arrears", "deposit": "400", "deposit_from": "tenant",
    "personne-TOTAL_FORMS": "2", "personne-INITIAL_FORMS": "0", "personne-0-words": "ben salah",
    "personne-0-role": "holder", "personne-1-words": "", "personne-1-role": "co_holder",
}  # fmt: skip


def test_a_lease_is_signed_on_one_form(desk, home, tenant):
    answer = desk.post("/baux/nouveau/", FORM)
    lease = Lease.objects.get()
    assert answer.url == lease.get_absolute_url()
    assert (lease.unit, lease.starts_on) == (home, D(2026, 11, 1))
    assert lease.resolution_delay == "six_weeks"
    assert dict(lease.lines.values_list("nature", "amount")) == {"rent": Decimal(400), "charges": Decimal(80)}
    assert [one.contact for one in lease.parties.all()] == [tenant]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"words": "nulle part"}, "Aucun logement de votre périmètre"),
        ({"lease_number": ""}, "obligatoire"),
        ({"deposit": "900"}, "Le dépôt dépasse 1 mois de loyer"),
        ({"personne-0-words": "inconnu"}, "Personne de votre périmètre"),
        ({"personne-0-role": "occupant"}, "Nommez le titulaire"),
        ({"personne-1-words": "ben salah"}, "nommée deux fois"),
    ],
)
def test_a_form_says_what_is_wrong_and_keeps_what_was_typed(desk, home, tenant, given, said):
    answer = desk.post("/baux/nouveau/", FORM | given)
    assert answer.status_code == 422
    assert said in text(answer)
    assert "80" in text(answer)
    assert not Lease.objects.exists()


def test_among_namesakes_one_chooses(desk, home, tenant, agency):
    other = a_contact(agency, last_name="Ben Salah", first_name="Karim")
    answer = desk.post("/baux/nouveau/", FORM)
    assert "Plusieurs personnes répondent" in text(answer)
    assert "Karim Ben Salah" in text(answer)
    desk.post("/baux/nouveau/", FORM | {"personne-0-contact": str(other.pk)})
    assert Lease.objects.get().parties.get().contact == other


def test_a_departure_before_the_arrival_is_said_and_a_right_one_kept(desk, lease, agency):
    a_contact(agency, last_name="Traoré", first_name="Awa")
    url = f"/baux/{lease.pk}/personnes/"
    sent = {
        "personne-TOTAL_FORMS": "2", "personne-INITIAL_FORMS": "1", "personne-0-words": "ben salah",
        "personne-0-role": "holder", "personne-1-words": "traoré", "personne-1-role": "co_holder",
        "personne-1-since": "2022-01-01", "personne-1-until": "2021-01-01",
    }  # fmt: skip
    wrong = desk.post(url, sent)
    assert wrong.status_code == 422
    assert "Le départ précède" in text(wrong)
    assert "2022-01-01" in text(wrong)
    desk.post(url, sent | {"personne-1-until": "2023-06-30"})
    assert lease.parties.get(role="co_holder").until == D(2023, 6, 30)
    assert 'value="2023-06-30"' in text(desk.get(url))


def test_people_are_shown_while_one_types(desk, tenant):
    answer = text(desk.get("/baux/personnes/?rang=0&personne-0-words=ben"))
    assert "Samira Ben Salah" in answer
    assert "<html" not in answer
    assert "Créer une fiche" in text(desk.get("/baux/personnes/?rang=0&personne-0-words=zzz"))


def test_a_home_that_is_let_is_said_so(desk, lease):
    answer = desk.post("/baux/nouveau/", FORM)
    assert answer.status_code == 422
    assert "déjà loué" in text(answer)


def test_the_terms_of_a_lease_change_and_the_change_is_told(desk, lease):
    given = {"kind": "ilm", "payment_term": "arrears", "resolution_delay": "two_months", "annexes": "Cave 9"}
    desk.post(f"{lease.get_absolute_url()}modifier/", given)
    lease.refresh_from_db()
    assert (lease.kind, lease.annexes) == ("ilm", "Cave 9")
    page = text(desk.get(lease.get_absolute_url()))
    assert "HLM conventionné APL" in page
    assert "Loyer moyen (ILM)" in page


def test_an_amount_and_the_people_change(desk, lease, agency):
    partner = a_contact(agency, last_name="Traoré")
    base = lease.get_absolute_url()
    desk.post(f"{base}montants/", {"nature": "rent", "amount": "430", "since": "2026-01-01"})
    assert lease.lines.get(nature="rent", period__endswith=None).amount == 430
    refused = desk.post(f"{base}montants/", {"nature": "apl", "amount": "20", "since": "2026-01-01"})
    assert "Une aide se déduit" in text(refused)
    rows = {
        "personne-TOTAL_FORMS": "2", "personne-INITIAL_FORMS": "1", "personne-0-words": "ben salah",
        "personne-0-role": "holder", "personne-1-words": "traore", "personne-1-role": "co_holder",
    }  # fmt: skip
    desk.post(f"{base}personnes/", rows)
    assert partner.occupancies.get().lease_number == lease.number


def test_the_end_of_a_notice_is_told_while_one_types(desk, lease):
    path = f"{lease.get_absolute_url()}conge/calcul/"
    page = text(desk.get(path, {"received_on": "2026-09-03", "reason": "rsa", "proof_received": "on"}))
    assert "samedi 3 octobre 2026" in page
    assert "art. 15-I, 4°" in page
    assert "attestation de la caf" in page
    page = text(desk.get(path, {"received_on": "2026-09-03", "reason": "rsa"}))
    assert "jeudi 3 décembre 2026" in page
    assert "Sans justificatif" in page
    assert "s’affiche ici" in text(desk.get(path, {"received_on": "hier", "reason": "rsa"}))


def test_a_notice_is_entered_corrected_and_withdrawn(desk, lease, officer):
    key = str(desk.get(f"{lease.get_absolute_url()}conge/").context["form"]["key"].value())
    given = {
        "received_on": "2026-09-03",
        "channel": "registered",
        "reason": "common",
        "key": key,
    }
    answer = desk.post(f"{lease.get_absolute_url()}conge/", given, follow=True)
    assert "le bail finit le 03/12/2026" in text(answer)
    desk.post(f"{lease.get_absolute_url()}conge/", given)
    notice = Notice.objects.get()
    assert (notice.recorded_by, str(notice.key)) == (officer, key)
    correction = given | {"received_on": "2026-09-10", "key": "6f0c7d0e-2df9-4b0c-9f4e-0f3a3ac8c001"}
    desk.post(f"/conges/{notice.pk}/correction/", correction)
    second = Notice.objects.get(is_current=True)
    assert second.ends_on == D(2026, 12, 10)
    assert "entre-temps" in text(desk.post(f"/conges/{notice.pk}/retrait/", {"why": "Reste"}))
    desk.post(f"/conges/{second.pk}/retrait/", {"why": "Reste, accord du 12/11"})
    page = text(desk.get(lease.get_absolute_url()))
    assert "accord du 12/11" in page
    assert "Corrigé depuis" in page
    assert "Saisir un congé" in page


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"received_on": "2999-01-01"}, "à venir"),
        ({"received_on": "2019-01-01"}, "Le bail commence le 01/06/2020"),
        ({"reason": "death"}, "Donnez le jour où le bail prend fin"),
        ({"received_on": ""}, "obligatoire"),
    ],
)
def test_a_notice_that_cannot_be_is_refused(desk, lease, given, said):
    whole = {"received_on": "2026-09-03", "channel": "registered", "reason": "common",
             "key": "6f0c7d0e-2df9-4b0c-9f4e-0f3a3ac8c001"}  # fmt: skip
    answer = desk.post(f"{lease.get_absolute_url()}conge/", whole | given)
    assert answer.status_code == 422
    assert said in text(answer)
    assert not Notice.objects.exists()


def test_the_keys_are_entered(desk, lease):
    notice = Notice.objects.receive(lease, by=None, received_on=D(2026, 9, 3), reason="common")
    desk.post(f"/conges/{notice.pk}/cles/", {"on": "2026-11-20", "forwarding_address": "3 rue Neuve"})
    notice.refresh_from_db()
    assert (notice.keys_on, notice.forwarding_address) == (D(2026, 11, 20), "3 rue Neuve")


def test_the_home_tells_of_the_lease_and_when_it_is_free(desk, lease):
    Notice.objects.receive(lease, by=None, received_on=D(2026, 9, 3), reason="common")
    home = text(desk.get(f"/logements/{lease.unit_id}/"))
    assert "libre après le <strong>03/12/2026" in home


def test_the_home_tells_of_the_lease_to_come(desk, lease):
    lease.run_until(D(2998, 12, 31))
    a_lease(lease.unit, number="B-79", starts_on=D(2999, 1, 1))
    home = text(desk.get(f"/logements/{lease.unit_id}/"))
    assert "Bail B-79" in home
    assert "à partir du 01/01/2999" in home


def test_an_empty_home_offers_a_lease_to_whoever_signs(desk, sign_in, caretaker, home):
    path = f"/logements/{home.pk}/"
    assert f"/baux/nouveau/?logement={home.pk}" in text(desk.get(path))
    assert "/baux/nouveau/" not in text(sign_in(caretaker).get(path))


def test_twenty_leases_cost_what_one_costs(desk, lease, home):
    desk.get("/baux/")
    with CaptureQueriesContext(connection) as one:
        desk.get("/baux/")
    for _ in range(19):
        a_lease(UnitFactory(staircase=home.staircase), amounts={"rent": 300})
    with CaptureQueriesContext(connection) as twenty:
        desk.get("/baux/")
    assert len(twenty) == len(one)
    assert len(one) <= 12


def test_a_file_is_sent_looked_at_and_confirmed(desk, home, django_capture_on_commit_callbacks):
    bad = GOOD | {"number": "B2", "rent": "-1"}
    upload = SimpleUploadedFile("baux.csv", csv_of(GOOD, bad).getvalue())
    with django_capture_on_commit_callbacks(execute=True):
        answer = desk.post("/baux/imports/", {"file": upload})
    row = LeaseImport.objects.get()
    assert answer.url == row.get_absolute_url()
    page = text(desk.get(answer.url))
    assert "Importer 1 bail" in page
    assert "montant négatif" in page
    assert not Lease.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(f"{answer.url}confirmation/")
    assert Lease.objects.count() == 1
    with django_capture_on_commit_callbacks(execute=True):
        again = text(desk.post(f"{answer.url}confirmation/", follow=True))
    assert "déjà fait avancer" in again
    book = b"".join(desk.get(f"{answer.url}refus/").streaming_content)
    assert book.startswith(b"PK")


def test_an_import_is_dropped_with_its_file(desk, home, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        answer = desk.post("/baux/imports/", {"file": SimpleUploadedFile("baux.csv", csv_of(GOOD).getvalue())})
    row = LeaseImport.objects.get()
    storage, name = row.file.storage, row.file.name
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(f"{answer.url}abandon/")
    assert not storage.exists(name)
    row.refresh_from_db()
    assert row.state == "dropped"


def test_an_import_belongs_to_who_sent_it(sign_in, officer, agency):
    row = LeaseImport.objects.create(file_name="baux.csv", requested_by=officer)
    colleague = UserFactory(roles=[Role.LEASING_OFFICER], agencies=[agency])
    for act in ("", "refus/"):
        assert sign_in(colleague).get(f"{row.get_absolute_url()}{act}").status_code == 404
    assert sign_in(colleague).post(f"{row.get_absolute_url()}confirmation/").status_code == 404


def test_a_commune_enters_and_leaves_the_zones(desk):
    given = {"commune_code": "96001", "commune_name": "Montorvel", "basis": "Décret", "since": "2013-08-26"}
    desk.post("/baux/zones-tendues/", given)
    zone = PressureZone.objects.get()
    assert "déjà en zone tendue" in text(desk.post("/baux/zones-tendues/", given))
    desk.post(f"/baux/zones-tendues/{zone.pk}/fin/", {"last_day": "2010-01-01"})
    zone.refresh_from_db()
    assert zone.last_day is None
    desk.post(f"/baux/zones-tendues/{zone.pk}/fin/", {"last_day": "2026-12-31"})
    zone.refresh_from_db()
    assert zone.last_day == D(2026, 12, 31)
