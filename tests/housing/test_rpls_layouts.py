"""Every layout and encoding is known by content, and said."""

import codecs
import gzip
import io
import zipfile

import pytest

from housing.models import Residence, Staircase, Unit
from tests.housing.rpls import HOME, OPEN_2018, declaration, declared, open_data, take

pytestmark = pytest.mark.django_db

OPEN_2019 = [
    "REG_CODE", "REG_LIBELLE", "DEP_CODE", "DEP_LIBELLE", "EPCI_CODE", "EPCI_LIBELLE", "DROIT_CODE",
    "DROIT_LIBELLE", "DEPCOM", "CODEPOSTAL", "LIBCOM", "NUMVOIE", "INDREP", "TYPVOIE", "NOMVOIE", "ETAGE",
    "COMPLGEO", "LIEUDIT", "QPV_CODE", "QPV_LIBELLE", "TYPECONST_CODE", "TYPECONST_LIBELLE", "NBPIECE",
    "SURFHAB", "CONSTRUCT", "LOCAT", "PATRIMOINE", "ORIGINE", "FINAN_CODE", "FINAN_LIBELLE", "FINANAUTRE",
    "CONV", "NUMCONV", "DATCONV", "NEWLOGT_CODE", "CUS", "DPEDATE", "DPEENERGIE", "DPESERRE", "SRU_EXPIR",
    "SRU_ALINEA", "CODSEGPATRIM", "LIBSEGPATRIM", "PMR_CODE", "PLG_VOIE", "EPSG", "X", "Y", "PLG_QP",
    "QUALITE_XY", "ZE2020",
]  # fmt: skip


def newer(*homes: dict) -> bytes:
    """The layout since 2019: some names end in `_CODE`."""
    codes = {f"{code}_CODE": value for code, value in HOME.items()}
    lines = [";".join({**HOME, **codes, **home}.get(name, "") for name in OPEN_2019) for home in homes]
    return codecs.BOM_UTF8 + "\n".join([";".join(OPEN_2019), *lines, ""]).encode()


def test_the_layout_since_2019_places_its_residences_on_the_map():
    point = {"EPSG": "2154", "X": "1227000.5", "Y": "6198000"}
    far = {**point, "X": "9", "Y": "9"}
    row = take(newer(point, {**point, "ETAGE": "3"}, far))
    assert (row.layout, row.encoding, row.dwellings) == ("open_2019", "UTF-8 avec BOM", 3)
    residence = Residence.objects.get()
    assert residence.latitude == pytest.approx(42.67, abs=0.1)
    assert residence.longitude == pytest.approx(9.44, abs=0.1)
    home = Unit.objects.first()
    assert (home.right, home.construction, home.financing, home.priority_district) == ("1", "C", "52", False)


def test_coordinates_without_a_known_projection_place_nothing():
    take(newer({"EPSG": "inconnu", "X": "1227000", "Y": "6198000"}, {"EPSG": "9999", "X": "1", "Y": "2"}))
    assert Residence.objects.get().latitude is None


def test_columns_in_another_order_missing_unknown_or_suffixed_are_understood():
    names = [f"{name.lower()}_red" for name in reversed(OPEN_2018) if name not in ("NUMBOITE", "LIEUDIT")]
    line = ";".join({**HOME, "NUMAPPT": "12"}.get(name.removesuffix("_red").upper(), "") for name in names)
    row = take(f"{';'.join([*names, 'INCONNUE'])}\n{line};x\n".encode())
    assert (row.layout, row.dwellings) == ("open_2018", 1)
    home = Unit.objects.get()
    assert (home.door, home.rooms, home.living_area, home.commune_name) == ("12", 3, 62, "BASTIA")


ACCENTS = declaration(
    declared(NOMVOIE="DE L’ÉTÉ", LIBCOM="SAINTE-LUCIE-DE-TALLANO"), header="2026;1;HABITAT;;;;;;;;;"
)


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (ACCENTS, "UTF-8"),
        (codecs.BOM_UTF8 + ACCENTS, "UTF-8 avec BOM"),
        (ACCENTS.decode().encode("cp1252"), "Windows-1252"),
        (ACCENTS.decode().encode("utf-16"), "UTF-16"),
        (ACCENTS.decode().encode("utf-16-be"), "UTF-16"),
    ],
)
def test_the_encoding_is_found_and_said(content, encoding):
    assert take(content).encoding == encoding
    assert Unit.objects.get().street_name == "DE L’ÉTÉ"


def test_iso_8859_1_reads_as_windows_1252():
    take(ACCENTS.decode().replace("’", "'").encode("iso-8859-1"))
    assert Unit.objects.get().street_name == "DE L'ÉTÉ"


@pytest.mark.parametrize("pack", ["zip", "gzip"])
def test_archives_are_opened(pack):
    content = open_data({"NUMAPPT": "1"}, {"NUMAPPT": "2"})
    if pack == "gzip":
        packed = gzip.compress(content)
    else:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("dossier/parc.csv", content)
            archive.writestr("__MACOSX/dossier/._parc.csv", b"x")
        packed = out.getvalue()
    assert take(packed).dwellings == 2


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_end_of_line_is_understood(end):
    content = open_data({"NUMAPPT": "1"}, {"NUMAPPT": "2"}).decode().replace("\n", end)
    assert (row := take(content.encode())).dwellings == 2
    assert row.rejected == 0


def test_quotes_frame_fields_or_stand_in_them():
    take(
        open_data(
            {"NOMVOIE": '"DES ""LILAS""; DROITE"', "NUMAPPT": "1"},
            {"NOMVOIE": 'LIEU-DIT "" U PINU', "NUMAPPT": "2"},
        )
    )
    names = Unit.objects.order_by("pk").values_list("street_name", flat=True)
    assert list(names) == ['DES "LILAS"; DROITE', 'LIEU-DIT "" U PINU']


@pytest.mark.parametrize("text", ["C:\\temp\\n", "\\N", "fin\\", "\\.", '\\;\t"', "a\x01b"])
def test_marks_that_the_database_knows_are_kept_as_they_are_written(text):
    told = '"' + text.replace('"', '""') + '"' if ";" in text else text
    row = take(open_data({"NOMVOIE": told, "NUMAPPT": "1"}, {"NUMAPPT": told}))
    assert (row.dwellings, row.rejected) == (2, 0)
    assert Unit.objects.get(street_name=text).door == "1"
    assert Unit.objects.filter(door=text).exists()


def test_rejected_lines_keep_such_marks_too():
    row = take(open_data({"NOMVOIE": "C:\\temp", "NBPIECE": "trois"}))
    assert "C:\\temp" in row.rejected_lines.get().raw


def test_a_sign_alone_is_no_number():
    assert take(declaration(declared(PRODFIN="-"), declared(IDENT_INT="L2", PRODFIN="-12"))).rejected == 0
    assert list(Unit.objects.order_by("landlord_ref").values_list("sale_income", flat=True)) == [None, -12]


@pytest.mark.parametrize("ends", ["\r\n", "\r\n\r"])
def test_a_return_within_a_line_becomes_a_space(ends):
    content = open_data({"NOMVOIE": "DU\rPORT"}, {"NUMAPPT": "2"}).decode().replace("\n", ends)
    row = take(content.encode())
    assert row.dwellings == 2
    assert Unit.objects.filter(street_name="DU PORT").count() == 1


def test_sentinels_say_nothing_and_bad_values_are_left_out_with_a_warning():
    told = declared(
        LOYERPRINC="9999", LOYERACC="999", CONTRIB="999", SURFMODE="999", DPEDATE="01/1900", SRU_EXPIR="9999",
        MODE="9", SORTIEPATRIM="9", LOCAT="19X4", CONSTRUCT="3024", DATCONV="31/02/1999", DPEENERGIE="N",
        SURFHAB="62,6", CODEPOSTAL="1000",
    )  # fmt: skip
    row = take(declaration(told))
    home = Unit.objects.get()
    for name in (
        "rent",
        "extra_rent",
        "savings_share",
        "rent_area",
        "dpe_date",
        "sru_expiry",
        "built_year",
        "apl_from",
    ):
        assert getattr(home, name) is None, name
    assert (home.occupancy, home.left_on, home.energy_class) == ("9", None, "")
    assert (home.living_area, home.postal_code) == (63, "01000")
    warned = [warning.split(" ")[0] for warning in row.report["warnings"] if "illisible" in warning]
    assert sorted(warned) == ["CONSTRUCT", "DATCONV", "DPEENERGIE", "LOCAT"]


def test_padded_fields_are_trimmed():
    take(open_data({"NUMAPPT": "  12 ", "LIBCOM": "BASTIA   "}))
    assert Staircase.objects.get().commune_name == "Bastia"
    assert Unit.objects.get().door == "12"


def test_spaces_around_a_line_are_no_part_of_it():
    content = declaration(declared(IDENT_REP="42", COMMENTAIRE="neuf")).replace(b"42;", b" 42;")
    take(content.replace(b"neuf", b"neuf  "))
    home = Unit.objects.get()
    assert (home.rpls_id, home.comment) == ("42", "neuf")
