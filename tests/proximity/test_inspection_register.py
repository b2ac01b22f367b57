"""Screens of the register of checks: what was done with its report, what is due, the auditor’s sheet."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from coordination.models import Case
from housing.models import Document
from proximity import mandatory
from proximity.models import CheckKind, Finding, MandatoryCheck
from teams.roles import Role
from tests.housing.factories import EquipmentFactory
from tests.proximity.inspecting import (
    key,
    url,
)
from tests.teams.factories import AgencyFactory, UserFactory

pytestmark = pytest.mark.django_db


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


# --- checks without any proof


@pytest.fixture
def unproven(lift, agency):
    """Where two lifts owe four checks each, without any proof."""
    EquipmentFactory(residence=lift.residence, reference="ASC-2")
    mandatory.owe()
    return lift.residence


def test_somebody_decides_that_checks_without_proof_get_their_cases(sign_in, technician, unproven):
    client = sign_in(technician)
    assert "sans preuve</a>" in client.get(url("checks")).content.decode()
    asked = client.get(url("checks_give_out")).content.decode()
    assert "8 contrôles" in asked
    assert "Jusqu’à 4 dossiers" in asked
    assert not Case.objects.exists()
    told = client.post(url("checks_give_out"), follow=True).content.decode()
    assert "8 contrôles sans preuve ont un dossier." in told
    assert Case.objects.filter(process="inspection").count() == 4
    again = client.post(url("checks_give_out"), follow=True).content.decode()
    assert "Aucun contrôle sans preuve" in again
    assert "sans preuve</a>" not in again
    assert Case.objects.count() == 4


def test_a_check_without_proof_joins_the_case_that_is_open(sign_in, technician, unproven):
    first, second = MandatoryCheck.objects.filter(kind__code="ASC3").order_by("pk")
    MandatoryCheck.objects.filter(pk=first.pk).update(due_on=timezone.localdate())
    mandatory.give_out()
    case = Case.objects.get()
    sign_in(technician).post(f"{url('checks_give_out')}?nature={first.kind_id}")
    second.refresh_from_db()
    assert second.case == case
    assert "1 de plus" in case.entries.latest("pk").text


def test_only_what_the_list_shows_is_given_out(sign_in, technician, unproven, agency):
    kind = CheckKind.objects.get(code="ASC1")
    answer = sign_in(technician).post(f"{url('checks_give_out')}?nature={kind.pk}")
    assert answer.url == f"{url('checks')}?nature={kind.pk}"
    assert Case.objects.count() == 1
    assert set(MandatoryCheck.objects.filter(case__isnull=False).values_list("kind", flat=True)) == {kind.pk}


def test_a_great_many_are_given_out_in_several_times(sign_in, technician, unproven, monkeypatch):
    monkeypatch.setattr(mandatory, "MOST_GROUPS", 3)
    client = sign_in(technician)
    assert "il en reste 1 à ouvrir" in client.post(url("checks_give_out"), follow=True).content.decode()
    client.post(url("checks_give_out"))
    assert Case.objects.count() == 4


def test_a_stranger_gives_nothing_out_and_a_caretaker_may_not(sign_in, caretaker, unproven):
    stranger = UserFactory(roles=[Role.TECHNICIAN], agencies=[AgencyFactory()])
    sign_in(stranger).post(url("checks_give_out"))
    assert not Case.objects.exists()
    assert sign_in(caretaker).post(url("checks_give_out")).status_code == 403
    assert "sans preuve</a>" not in sign_in(caretaker).get(url("checks")).content.decode()
