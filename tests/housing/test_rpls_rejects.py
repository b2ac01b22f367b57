"""Lines read = homes + rejected lines; a rejected line says why, and comes back corrected."""

import pytest

from housing.models import Residence, Unit
from housing.rpls import rejected_file
from tests.housing.factories import LandlordFactory
from tests.housing.rpls import counts, declaration, declared, open_data, take

pytestmark = pytest.mark.django_db


def reasons(row) -> dict[int, str]:
    return dict(row.rejected_lines.values_list("line_number", "reason"))


def several(count=10):
    return [declared(IDENT_INT=f"L{i:03}", IDENT_REP=f"{i:010}", NUMAPPT=str(i)) for i in range(count)]


def test_each_reason_names_the_column_and_the_value():
    homes = several()
    homes[1]["DEPCOM"] = "1004"
    homes[2]["DEPCOM"] = ""
    homes[3]["NBPIECE"] = "trois"
    homes[4]["SURFHAB"] = "?"
    homes[5]["IDENT_INT"] = "x" * 101
    homes[7]["IDENT_INT"] = "L006"
    homes[9]["IDENT_REP"] = f"{8:010}"
    row = take(declaration(*homes))
    assert (row.lines_read, row.dwellings, row.rejected) == (10, 3, 7)
    told = reasons(row)
    assert sorted(told) == [3, 4, 5, 6, 7, 9, 11]
    assert told[3].startswith("DEPCOM « 1004 » :")
    assert told[4] == "DEPCOM : code commune manquant"
    assert told[5] == "NBPIECE « trois » : nombre attendu"
    assert told[6] == "SURFHAB « ? » : nombre attendu"
    assert "100 caractères" in told[7]
    assert told[9] == "IDENT_INT « L006 » : déjà à la ligne 8"
    assert told[11] == f"IDENT_REP « {8:010} » : déjà à la ligne 10"


def test_the_places_of_rejected_twins_are_not_made():
    homes = several(4)
    homes[3] |= {"IDENT_INT": "L001", "COMPLGEO": "RESIDENCE DU SEUL JUMEAU"}
    row = take(declaration(*homes))
    assert (row.lines_read, row.dwellings, row.rejected) == (4, 3, 1)
    assert not Residence.objects.filter(name__icontains="jumeau").exists()
    assert Residence.objects.get().unit_count == 3


def test_a_twin_is_kept_as_the_register_writes_it():
    homes = several(2)
    homes[1] |= {"IDENT_INT": "L000", "DATCONV": "03/11/1998", "PRODFIN": "-42", "BAIL": "05/2019"}
    raw = take(declaration(*homes)).rejected_lines.get().raw
    assert {"03/11/1998", "-42", "05/2019", "1974"} <= set(raw.split(";"))


def test_an_agency_may_be_told_by_a_number():
    assert take(declaration(*several(2)), agency_from="CONSTRUCT").rejected == 0
    assert Residence.objects.get().agency.name == "1974"


def test_a_rejected_line_does_not_hold_its_key():
    homes = several(4)
    homes[0] |= {"IDENT_INT": "L003", "NBPIECE": "trois"}
    row = take(declaration(*homes))
    assert (row.dwellings, list(reasons(row))) == (3, [2])


def test_blank_lines_count_unless_they_end_the_file():
    head, *lines = declaration(*several(3)).split(b"\r\n")
    content = b"\r\n".join([head, lines[0], b"", lines[1], b"  ", lines[2], b"", b"", b""])
    row = take(content)
    assert (row.lines_read, row.dwellings, row.rejected) == (5, 3, 2)
    assert reasons(row) == {3: "Ligne vide", 5: "Ligne vide"}


def test_a_short_line_in_the_middle_is_one_rejected_line():
    head, *lines = declaration(*several()).split(b"\r\n")
    lines[4] = lines[4][:30]
    row = take(b"\r\n".join([head, *lines]))
    assert (row.lines_read, row.dwellings, row.rejected) == (10, 9, 1)
    assert reasons(row)[6].endswith("champs au lieu de 64")
    assert row.rejected_lines.get().raw == lines[4].decode()


def test_unreadable_bytes_reject_their_line_only():
    homes = several()
    homes[0]["NOMVOIE"] = "DE L’ÉTÉ"
    content = declaration(*homes).replace(b";L005;", b";L005\xff;")
    row = take(content)
    assert (row.dwellings, reasons(row)) == (9, {7: "Caractère illisible dans l’encodage du fichier"})


def test_rejected_lines_come_back_corrected():
    landlord = LandlordFactory(siren="")
    homes = several()
    homes[3]["NBPIECE"] = "trois"
    homes[4] |= {"DEPCOM": "", "COMMENTAIRE": '"a ; b"'}
    first = take(declaration(*homes), landlord)
    again = b"".join(rejected_file(first))
    assert again.count(b"#motif: ") == 2
    unchanged = take(again, landlord)
    assert (unchanged.dwellings, unchanged.rejected, unchanged.gone) == (0, 2, 0)
    assert b"".join(rejected_file(unchanged)) == again
    corrected = again.replace(b";trois;", b";3;").replace(b";;20600;", b";2B033;20600;")
    last = take(corrected, landlord)
    assert counts(last) == (2, 0, 0, 0)
    assert Unit.objects.in_stock().count() == 10
    assert Unit.objects.filter(comment="a ; b").exists()


def test_the_rejected_lines_of_open_data_keep_their_header():
    bad = take(open_data({"NBPIECE": "x"}, {}))
    assert b"".join(rejected_file(bad)).startswith(b"REG;LIBREG;")
    assert take(b"".join(rejected_file(bad)).replace(b";C;x;", b";C;4;")).created == 1


def test_an_analysis_keeps_its_rejected_lines_and_the_next_replaces_them():
    landlord = LandlordFactory(siren="")
    homes = several(3)
    homes[1]["NBPIECE"] = "x"
    row = take(declaration(*homes), landlord, apply=False)
    assert (row.state, row.rejected_lines.count(), Unit.objects.count()) == ("ready", 1, 0)
    import io

    from housing.rpls import run_import

    run_import(row, io.BytesIO(declaration(*homes)), apply=True)
    assert (row.state, row.rejected_lines.count(), Unit.objects.count()) == ("applied", 1, 2)
