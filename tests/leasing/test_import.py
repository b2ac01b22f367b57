"""Leases from a file: every line is written or refused with its reason, twice the same file changes nothing."""

import datetime as dt
import io
from decimal import Decimal

import pytest

from leasing.imports.columns import TITLES
from leasing.imports.exporting import exported
from leasing.imports.running import ImportRefused, rejected_rows, run_import
from leasing.models import Lease, LeaseImport, LeaseLine, Notice
from messaging.models import Contact, Occupancy, Phone
from tests.housing.factories import ResidenceFactory, UnitFactory
from tests.leasing.factories import a_lease
from tests.messaging.factories import a_contact

pytestmark = pytest.mark.django_db
D = dt.date
GOOD = {
    "number": "B1", "unit_ref": "LIL-001", "kind": "HLM conventionné APL", "signed_on": "20/05/2024",
    "starts_on": "01/06/2024", "last_name": "Ben Salah", "first_name": "Samira", "birth_date": "04/02/1981",
    "phone": "06 39 98 11 22", "email": "samira@example.test", "language": "Français", "occupants": "3",
    "rent": "412,50", "charges": "80", "deposit": "412,50", "deposit_from": "Locataire",
    "payment_mode": "Prélèvement", "payment_day": "5", "insured_until": "31/05/2027", "annexes": "Cave 12",
}  # fmt: skip


def csv_of(*lines: dict, encoding="utf-8") -> io.BytesIO:
    keys = list(TITLES)
    rows = [";".join(TITLES.values()), *(";".join(line.get(key, "") for key in keys) for line in lines)]
    return io.BytesIO("\r\n".join(rows).encode(encoding))


@pytest.fixture
def send(officer):
    def make(*lines, file=None, apply=True, by=None) -> LeaseImport:
        row = LeaseImport.objects.create(file_name="baux.csv", requested_by=by or officer)
        return run_import(row, file or csv_of(*lines), apply=apply)

    return make


def reasons(row) -> dict[int, str]:
    return dict(row.rejects.values_list("line_number", "reason"))


def test_a_line_makes_a_lease_its_people_its_amounts_and_who_lives_there(send, home):
    row = send(GOOD | {"co_last_name": "Traoré", "co_first_name": "Awa"})
    assert (row.created, row.rejected, row.state) == (1, 0, "applied"), reasons(row)
    lease = Lease.objects.get()
    assert (lease.unit, lease.starts_on, lease.last_day, lease.deposit) == (
        home,
        D(2024, 6, 1),
        None,
        Decimal("412.50"),
    )
    assert (lease.resolution_delay, lease.payment_day, lease.annexes) == ("six_weeks", 5, "Cave 12")
    assert set(lease.lines.values_list("nature", "amount")) == {
        ("rent", Decimal("412.50")),
        ("charges", Decimal(80)),
    }
    holder, partner = (one.contact for one in lease.parties.in_order())
    assert (str(holder), holder.birth_date, holder.sms_number) == (
        "Samira Ben Salah",
        D(1981, 2, 4),
        "+33639981122",
    )
    assert {one.contact for one in Occupancy.objects.all()} == {holder, partner}
    assert list(Contact.objects.matching("samira B1")) == [holder]
    assert list(Contact.objects.matching("0639981122")) == [holder]


def test_the_preview_writes_nothing(send, home):
    row = send(
        GOOD,
        apply=False,
    )
    assert (row.state, row.created) == ("ready", 1)
    assert not Lease.objects.exists()
    assert not Contact.objects.exists()


def test_the_same_file_again_changes_nothing(send, home):
    other = UnitFactory(staircase=home.staircase, landlord_ref="LIL-002")
    lines = [GOOD, GOOD | {"number": "B2", "unit_ref": other.landlord_ref, "last_name": "Diop", "birth_date": "",
                           "phone": "", "email": ""}]  # fmt: skip
    send(*lines)
    before = (list(Lease.objects.values()), list(Contact.objects.order_by("pk").values()), Phone.objects.count())
    row = send(*lines)
    assert (row.created, row.changed, row.unchanged) == (0, 0, 2)
    after = (list(Lease.objects.values()), list(Contact.objects.order_by("pk").values()), Phone.objects.count())
    assert before == after


REFUSED = {
    "Logement inconnu": {"unit_ref": "INCONNU"},
    "Donnez la référence": {"unit_ref": ""},
    "N° de bail : à remplir": {"number": ""},
    "Nom du titulaire : à remplir": {"last_name": ""},
    "date impossible (« 31/02/2024 »)": {"starts_on": "31/02/2024"},
    "date impossible (« demain »)": {"insured_until": "demain"},
    "La fin du bail précède": {"ends_on": "01/01/2024"},
    "dans plus d’un an": {"starts_on": "01/06/2150", "signed_on": ""},
    "Date de naissance : à venir": {"birth_date": "04/02/2025"},
    "plus de deux ans avant": {"signed_on": "20/05/2019"},
    "texte mal encodé (« BenoÃ®t »)": {"first_name": "BenoÃ®t"},
    "montant négatif (« -412 »)": {"rent": "-412"},
    "ce n’est pas un montant": {"charges": "gratuit"},
    "ce n’est pas un téléphone": {"phone": "12"},
    "ce n’est pas une adresse": {"email": "samira.example"},
    "« Emphytéotique » n’est pas dans la liste": {"kind": "Emphytéotique"},
    "un nombre de 1 à 31": {"payment_day": "32"},
    "Le cotitulaire est aussi le titulaire": {"co_last_name": "BEN SALAH", "co_first_name": "samira",
                                              "co_birth_date": "04/02/1981"},
}  # fmt: skip


@pytest.mark.parametrize("reason", REFUSED)
def test_a_line_that_cannot_be_is_refused_with_its_reason(send, home, reason):
    UnitFactory(staircase=home.staircase, landlord_ref="LIL-002")
    good = GOOD | {"number": "B2", "unit_ref": "LIL-002", "last_name": "Diop", "phone": "", "birth_date": ""}
    row = send(GOOD | REFUSED[reason], good)
    assert (row.lines_read, row.created, row.rejected) == (2, 1, 1)
    assert reason in reasons(row)[2]
    assert Lease.objects.get().number == "B2"


def test_a_number_twice_in_the_file_is_refused_the_second_time(send, home):
    UnitFactory(staircase=home.staircase, landlord_ref="LIL-002")
    assert reasons(send(GOOD, GOOD | {"unit_ref": "LIL-002"})) == {3: "Ce numéro de bail est déjà à la ligne 2."}


def test_two_lines_that_let_one_home_at_once_are_refused_from_the_second_on(send, home):
    ended = GOOD | {"ends_on": "31/12/2025"}
    row = send(
        ended,
        GOOD | {"number": "B2", "starts_on": "31/12/2025"},
        GOOD | {"number": "B3", "starts_on": "01/01/2026"},
    )
    assert list(reasons(row)) == [3]
    assert "chevauche celui de la ligne 2" in reasons(row)[3]
    assert Lease.objects.count() == 2


def test_a_home_let_already_is_not_let_again(send, lease):
    assert "déjà loué : bail 2020-000001" in reasons(send(GOOD))[2]


def test_a_file_may_end_one_lease_and_begin_the_next(send, lease, tenant):
    known = {"number": lease.number, "unit_ref": "LIL-001", "starts_on": "01/06/2020", "last_name": "Ben Salah",
             "first_name": "Samira", "ends_on": "31/05/2024"}  # fmt: skip
    row = send(known, GOOD | {"last_name": "Diop"})
    assert (row.created, row.changed, reasons(row)) == (1, 1, {})
    assert tenant.occupancies.get(lease_number=lease.number).until == D(2024, 5, 31)
    refused = send(known | {"last_name": "Autre", "ends_on": ""})
    assert "Le titulaire de ce bail est Samira Ben Salah" in reasons(refused)[2]


def test_the_home_of_another_agency_is_unknown(send, other_agency, home):
    UnitFactory(staircase__building__residence=ResidenceFactory(agency=other_agency), landlord_ref="SUD-1")
    assert "inconnu dans votre périmètre" in reasons(send(GOOD | {"unit_ref": "SUD-1"}))[2]


def test_a_reference_that_two_homes_bear_is_refused(send, home, agency):
    UnitFactory(staircase__building__residence=ResidenceFactory(agency=agency), landlord_ref="LIL-001")
    assert "2 logements portent la référence" in reasons(send(GOOD))[2]


def test_a_home_is_also_known_by_its_number_in_the_register(send, home):
    home.rpls_id = "960001234"
    home.save()
    row = send(GOOD | {"unit_ref": "", "rpls_id": "960001234"})
    assert (row.created, reasons(row)) == (1, {})


def test_what_changed_is_written_what_is_empty_says_nothing(send, home):
    send(GOOD)
    row = send(GOOD | {"rent": "420", "amounts_from": "01/01/2026", "annexes": "", "email": "s@example.test",
                       "phone": "06 39 98 33 44", "insured_until": "31/05/2028"})  # fmt: skip
    assert (row.changed, reasons(row)) == (1, {})
    assert {label for label, _ in row.report["fields"]} == {
        "Loyer principal",
        "Courriel",
        "Téléphone",
        "Assuré jusqu’au",
    }
    lease, contact = Lease.objects.get(), Contact.objects.get()
    assert (lease.annexes, lease.insured_until) == ("Cave 12", D(2028, 5, 31))
    assert [str(phone.number) for phone in contact.phones.all()] == ["+33639983344", "+33639981122"]
    assert contact.email == "s@example.test"
    amounts = lease.lines.filter(nature="rent").order_by("period").values_list("amount", "period__startswith")
    assert list(amounts) == [(Decimal("412.50"), D(2024, 6, 1)), (Decimal("420.00"), D(2026, 1, 1))]


def test_one_person_who_moves_is_one_contact(send, home):
    UnitFactory(staircase=home.staircase, landlord_ref="LIL-002")
    row = send(
        GOOD | {"ends_on": "31/12/2025"}, GOOD | {"number": "B2", "unit_ref": "LIL-002", "starts_on": "01/01/2026"}
    )
    assert row.created == 2
    assert Contact.objects.count() == 1
    assert row.report["people"] == 1


def test_lines_that_contradict_each_other_about_a_person_settle_at_once(send, home):
    UnitFactory(staircase=home.staircase, landlord_ref="LIL-002")
    lines = [GOOD, GOOD | {"number": "B2", "unit_ref": "LIL-002", "email": "autre@example.test", "language": "en"}]
    send(*lines)
    assert Contact.objects.get().email == "autre@example.test"
    assert send(*lines).unchanged == 2


def test_father_and_son_of_one_name_stay_two(send, home):
    line = GOOD | {"co_last_name": "Ben Salah", "co_first_name": "Samira", "co_birth_date": "04/02/2001"}
    send(line)
    assert Contact.objects.count() == 2
    row = send(line)
    assert (row.unchanged, reasons(row)) == (1, {})


def test_a_person_known_by_name_and_birth_date_or_telephone_is_not_made_twice(send, agency, home):
    known = a_contact(agency, "+33639981122", last_name="BEN SALAH", first_name="Samira")
    send(GOOD)
    known.refresh_from_db()
    assert Contact.objects.get() == known
    assert known.birth_date == D(1981, 2, 4)


def test_a_notice_fixes_the_end_of_a_lease(send, lease, officer):
    Notice.objects.receive(lease, by=officer, received_on=D(2026, 9, 3), reason="common")
    line = {"number": lease.number, "unit_ref": "LIL-001", "starts_on": "01/06/2020", "last_name": "Ben Salah",
            "first_name": "Samira"}  # fmt: skip
    assert "Un congé fixe la fin de ce bail au 03/12/2026" in reasons(send(line | {"ends_on": "31/12/2026"}))[2]
    assert send(line | {"ends_on": "03/12/2026"}).unchanged == 1


def test_what_is_exported_and_sent_back_changes_nothing(send, lease, home, agency, officer, sign_in):
    partner = a_contact(agency, email="p@example.test", birth_date=D(1970, 1, 1))
    a_lease(
        UnitFactory(staircase=home.staircase), a_contact(agency), partner, insured_until=D(2027, 1, 1),
        annexes="Cave ; « 3 »", amounts={"rent": Decimal("388.12")},
    )  # fmt: skip
    ended = UnitFactory(staircase=home.staircase)
    a_lease(ended, ends_on=D(2022, 1, 31), amounts={"rent": 300})
    Notice.objects.receive(lease, by=officer, received_on=D(2026, 9, 3), reason="common")
    before = list(Lease.objects.order_by("pk").values()), list(LeaseLine.objects.order_by("pk").values())
    answer = sign_in(officer).get("/baux/imports/export/")
    row = send(file=io.BytesIO(b"".join(answer.streaming_content)))
    assert (row.unchanged, row.changed, row.created, reasons(row)) == (3, 0, 0, {})
    assert before == (list(Lease.objects.order_by("pk").values()), list(LeaseLine.objects.order_by("pk").values()))


def test_refused_lines_come_back_as_they_were_with_what_to_correct(send, home):
    row = send(GOOD | {"rent": "-3", "annexes": "Cave 3"})
    cells = next(rejected_rows(row))
    told = dict(zip(TITLES, cells, strict=False))
    assert (told["rent"], told["annexes"], told["phone"]) == ("-3", "Cave 3", "06 39 98 11 22")
    assert cells[-2:] == [2, "Loyer principal : montant négatif (« -3 »)"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "vide"),
        ("N° de bail;Loyer\r\nB1;3".encode(), "Colonnes absentes de la première ligne"),
        (b"\xd0\xcf\x11\xe0 old", "Ancien format Excel"),
        (b"PK\x03\x04 broken", "illisible ou abîmé"),
        (b"a;b\x00c", "ni un classeur"),
    ],
)
def test_a_file_that_is_none_is_refused_whole(send, content, reason):
    with pytest.raises(ImportRefused, match=reason):
        send(file=io.BytesIO(content))
    assert LeaseImport.objects.get().state == "failed"


def test_a_file_of_titles_only_is_refused(send):
    with pytest.raises(ImportRefused, match="aucune ligne"):
        send()


def test_a_file_of_old_windows_is_read(send, home):
    row = send(file=csv_of(GOOD | {"last_name": "Lefèvre"}, encoding="cp1252"))
    assert row.created == 1
    assert Contact.objects.get().last_name == "Lefèvre"


def test_nothing_is_half_done_when_the_import_breaks_on_the_way(send, home, monkeypatch):
    from leasing.imports import writing

    monkeypatch.setattr(writing, "_homes", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        send(GOOD)
    assert not Lease.objects.exists()
    assert not Contact.objects.exists()
    assert LeaseImport.objects.get().state == "failed"


def test_whoever_sees_one_agency_exports_that_one(lease, other_agency, officer, director):
    a_lease(UnitFactory(staircase__building__residence=ResidenceFactory(agency=other_agency)))
    assert [row[0] for row in exported(officer)] == [lease.number]
    assert len(list(exported(director))) == 2
