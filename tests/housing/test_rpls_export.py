"""Import, export, import again: an identity on what we hold."""

import io

import pytest
from django.core.management import CommandError, call_command

from housing.models import Unit
from housing.rpls import export_declaration
from housing.rpls.fields import FIELDS, HELD
from tests.housing.factories import LandlordFactory
from tests.housing.rpls import counts, declaration, declared, real, take

pytestmark = pytest.mark.django_db
FULL = {
    "IDENT_REP": "0000000042", "IDENT_INT": "L 42/b", "INDREP": "BIS", "NUMBOITE": "B7", "ESC": "2",
    "COULOIR": "G", "COMPLIDENT": "AU FOND", "ENTREE": "E1", "IMMEU": "I3", "LIEUDIT": "PATERNO",
    "PATRIMOINE": "1975", "ORIGINE": "4", "RSEXPRO": '"SCI; DU PORT"', "SIRETEXPRO": "12345678900029",
    "FINANAUTRE": 'PRÊT "DOUX" AIDÉ', "NUMCONV": "2B/1987/12", "DATCONV": "29/02/1988", "SORTIEPATRIM": "9",
    "OLDLOGT": "1", "NEWLOGT": "2", "MODESURF": "1", "SURFMODE": "70", "LOYERACC": "12", "CONTRIB": "3",
    "CUS": "13", "SRU_EXPIR": "2040", "SRU_ALINEA": "2", "IDENTGES": "987654321", "CODSEGPATRIM": "S1",
    "LIBSEGPATRIM": "CENTRE", "LOYERMAXAPL": "500", "LOYERMAXCUS": "520", "QUALACQ": "01", "MISCOMMERCIAL": "1",
    "PRIXVENTE": "123456", "PRODFIN": "-4200", "REMLOCDATE": "05/2019", "CONTRESLOG": "7",
    "COMMENTAIRE": "à revoir",
}  # fmt: skip


def held(landlord) -> list[tuple]:
    names = [field.name for field in HELD]
    return sorted(Unit.objects.filter(landlord=landlord).values_list(*names, "left_reason"), key=str)


def exported(landlord, year=2026) -> bytes:
    out = io.BytesIO()
    export_declaration(landlord, year, out)
    return out.getvalue()


def test_import_export_import_is_an_identity():
    first, second = LandlordFactory(name="Habitat des Lilas", siren=""), LandlordFactory(siren="")
    sold = declared(IDENT_INT="L2", SORTIEPATRIM="1")
    bare = {"DEPCOM": "2A004", "IDENT_INT": "L3"}
    take(declaration(declared(**FULL), sold, bare), first)
    content = exported(first)
    assert counts(take(content, second)) == (3, 0, 0, 0)
    assert held(first) == held(second)
    body = content.split(b"\r\n", 1)[1]
    assert exported(second).split(b"\r\n", 1)[1] == body == exported(first).split(b"\r\n", 1)[1]
    line = dict(zip([field.code for field in FIELDS], body.decode().split("\r\n")[0].split(";"), strict=False))
    assert line["IDENT_INT"] == "L 42/b"
    assert body.decode().split("\r\n")[0].count(";") == 64, "one separator stands inside quotes"
    assert counts(take(content, first)) == (0, 0, 3, 0)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["RPLS2018_detail_reg94.csv", "RPLS2018_detail_reg06.csv"])
def test_a_real_file_comes_out_as_a_declaration_and_in_again(name):
    first, second = LandlordFactory(siren=""), LandlordFactory(siren="")
    take(real(name), first)
    take(exported(first), second)
    assert held(first) == held(second)


def test_a_landlord_without_homes_declares_none():
    landlord = LandlordFactory(name="Habitat Vide", siret="12345678900011", siren="123456789")
    assert exported(landlord, 2025) == b"2025;;Habitat Vide;;;;;;;12345678900011;0;\r\n"


def test_the_commands_import_and_export(tmp_path, capsys):
    path = tmp_path / "parc.csv"
    path.write_bytes(declaration(declared(), declared(IDENT_INT="L2", NBPIECE="x")))
    call_command("import_rpls", path, landlord="Habitat des Lilas", dry_run=True)
    assert not Unit.objects.exists()
    assert "rien n’a été écrit" in capsys.readouterr().out
    call_command("import_rpls", path, landlord="Habitat des Lilas")
    told = capsys.readouterr().out
    assert "2 lignes lues = 1 logements + 1 rejetées" in told
    assert "déclaration annuelle (64 champs), encodage ASCII" in told
    assert "ligne 3, NBPIECE « x »" in told
    call_command("import_rpls", path, landlord="Habitat des Lilas")
    assert "Rien n’a changé" in capsys.readouterr().out
    out = tmp_path / "export.csv"
    call_command("export_rpls", year=2026, output=out)
    assert out.read_bytes().count(b"\r\n") == 2
    path.write_bytes(b"")
    with pytest.raises(CommandError, match="vide"):
        call_command("import_rpls", path, landlord="Habitat des Lilas")
    with pytest.raises(CommandError, match="inconnu"):
        call_command("export_rpls", year=2026, landlord="Personne", output=out)
