"""A broken file is refused with a French sentence, and the stock is as it was."""

import gzip
import io
import re
import zipfile

import pytest

from housing.models import StockImport, Unit
from housing.rpls import ImportRefused
from housing.rpls.source import BLOCK
from tests.housing.factories import LandlordFactory, UnitFactory
from tests.housing.rpls import declaration, declared, open_data, take

pytestmark = pytest.mark.django_db


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


GOOD = declaration(*(declared(IDENT_INT=f"L{i}") for i in range(20)))
HEAD, *LINES = GOOD.rstrip().split(b"\r\n")
BROKEN = {
    "empty": (b"", "vide"),
    "header only": (HEAD + b"\r\n", "aucun logement"),
    "truncated line": (GOOD[: len(GOOD) // 2], "coupé"),
    "wrong column count": (HEAD + b"\r\n" + b"\r\n".join(line + b";x;y" for line in LINES) + b"\r\n", "64 champs"),
    "binary": (bytes(range(256)) * 50, "fichier"),
    "binary after a good start": (GOOD + b"\x00" * 500, "octets nuls"),
    "no header": (b"\r\n".join(LINES), "en-tête"),
    "commas": (open_data({}, {}).replace(b";", b","), "virgule"),
    "other text": (b"Bonjour,\nceci est une lettre.\n", "aucun fichier RPLS"),
    "spreadsheet": (zipped(**{"xl__workbook.xml": b"<x/>", "xl__sheet.xml": b"<x/>"}), "tableur"),
    "old spreadsheet": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000, "tableur"),
    "torn zip": (zipped(**{"parc.csv": GOOD})[:-40], "abîmée"),
    "zip of two files": (zipped(**{"a.csv": GOOD, "b.csv": GOOD}), "un seul fichier"),
    "torn gzip": (gzip.compress(GOOD)[:-20], "abîmée"),
    "DOS accents": (HEAD + b"\r\n" + LINES[0].replace(b"DES LILAS", b"DES \x82t\x82s") + b"\r\n", "encodage"),
    "a longest line": (HEAD + b"\r\n" + b"x" * 200_000, "64 Ko"),
    "zip bomb": (zipped(**{"parc.csv": HEAD + b"\n" + (b"x;" * 30 + b"\n") * 2_000_000}), ""),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused_in_french_and_changes_nothing(name):
    content, words = BROKEN[name]
    landlord = LandlordFactory(siren="")
    UnitFactory(staircase__building__residence__landlord=landlord, landlord_ref="A1")
    before = list(Unit.objects.values())
    with pytest.raises(ImportRefused) as refused:
        take(content, landlord)
    assert words in str(refused.value)
    assert str(refused.value).endswith(".")
    assert list(Unit.objects.values()) == before
    row = StockImport.objects.get()
    assert (row.state, row.error) == ("failed", str(refused.value))


@pytest.mark.parametrize("bad", [b"\0", b"x" * 200_000])
def test_the_refusal_says_about_which_line(bad):
    """Counted by blocks of the file: never after it, and not far before."""
    many = BLOCK * 3 // 2 // len(LINES[0])
    lines = [LINES[0]] * many
    with pytest.raises(ImportRefused) as refused:
        take(b"\r\n".join([HEAD, *lines, bad, *lines, b""]))
    told = int(re.search(r"(?:ligne |après )(\d+)", str(refused.value)).group(1))
    assert many - BLOCK / len(LINES[0]) - 1 <= told <= many + 2


class Endless(io.RawIOBase):
    """One line of two gigabytes, that nobody may read whole."""

    size, at, most = 2 << 30, 0, 0

    def seek(self, offset, whence=0):
        self.at = offset if whence == 0 else self.size + offset
        return self.at

    def tell(self):
        return self.at

    def read(self, size=-1):
        assert 0 < size <= 1 << 22
        self.at += size
        Endless.most = max(Endless.most, self.at)
        return b"x" * size


def test_a_line_of_two_gigabytes_is_refused_without_being_read():
    from housing.rpls import run_import

    row = StockImport.objects.create(landlord=LandlordFactory(), file_name="parc.csv")
    with pytest.raises(ImportRefused, match="64 Ko"):
        run_import(row, Endless(), apply=True)
    assert Endless.most < 1 << 23


def test_the_declaration_of_another_siret_is_refused():
    landlord = LandlordFactory(siret="99999999900017")
    with pytest.raises(ImportRefused, match="SIRET"):
        take(GOOD, landlord)
    assert not Unit.objects.exists()


def test_the_header_tells_what_we_did_not_know_of_the_landlord():
    landlord = LandlordFactory(siren="", name="Habitat des Lilas")
    take(GOOD, landlord)
    landlord.refresh_from_db()
    assert (landlord.siret, landlord.siren, landlord.ministry_id) == ("12345678900011", "123456789", "123456789")
    assert landlord.address_town == "20200 BASTIA"
