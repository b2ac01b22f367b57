"""Files of the register for the tests: the real ones where they are, small ones written here."""

import io
from pathlib import Path

import pytest

from housing.models import StockImport
from housing.rpls import run_import
from housing.rpls.fields import FIELDS
from tests.housing.factories import LandlordFactory

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "rpls"
OPEN_2018 = [
    "REG", "LIBREG", "DEP", "LIBDEP", "EPCI", "LIBEPCI", "DROIT", "DEPCOM", "CODEPOSTAL", "LIBCOM", "NUMVOIE",
    "INDREP", "TYPVOIE", "NOMVOIE", "NUMAPPT", "NUMBOITE", "ESC", "COULOIR", "ETAGE", "COMPLIDENT", "ENTREE",
    "BAT", "IMMEU", "COMPLGEO", "LIEUDIT", "QPV", "TYPECONST", "NBPIECE", "SURFHAB", "CONSTRUCT", "LOCAT",
    "PATRIMOINE", "ORIGINE", "FINAN", "FINANAUTRE", "CONV", "NUMCONV", "DATCONV", "NEWLOGT", "CUS", "DPEDATE",
    "DPEENERGIE", "DPESERRE", "SRU_EXPIR", "SRU_ALINEA", "CODSEGPATRIM", "LIBSEGPATRIM",
]  # fmt: skip
HEADER = "2026;123456789;HABITAT DES LILAS;;;;1 RUE DU PORT;;20200 BASTIA;12345678900011;{count};"
HOME = {
    "DROIT": "1", "DEPCOM": "2B033", "CODEPOSTAL": "20600", "LIBCOM": "BASTIA", "NUMVOIE": "12", "TYPVOIE": "RUE",
    "NOMVOIE": "DES LILAS", "ETAGE": "2", "BAT": "BATIMENT A", "COMPLGEO": "RESIDENCE LES LILAS", "QPV": "2",
    "TYPECONST": "C", "NBPIECE": "3", "SURFHAB": "62", "CONSTRUCT": "1974", "LOCAT": "1974", "FINAN": "52",
    "CONV": "1", "DPEDATE": "04/2015", "DPEENERGIE": "D", "DPESERRE": "E",
}  # fmt: skip


def real(name: str) -> Path:
    path = DATA / name
    if not path.exists():
        pytest.skip(f"the real file {name} is not on this machine (../shared/data)")
    return path


def declared(**values) -> dict:
    """A home of a declaration: `declared(IDENT_INT="L1", NBPIECE="4")`."""
    return {**HOME, "IDENT_INT": "L1", "MODE": "1", "LOYERPRINC": "412", "BAIL": "05/2019", **values}


def declaration(*homes: dict, header: str = HEADER) -> bytes:
    lines = [";".join(home.get(field.code, "") for field in FIELDS) for home in homes]
    return "\r\n".join([header.format(count=len(homes)), *lines, ""]).encode()


def open_data(*homes: dict, names=OPEN_2018) -> bytes:
    lines = [";".join({**HOME, **home}.get(name, "") for name in names) for home in homes]
    return "\n".join([";".join(names), *lines, ""]).encode()


def take(content: bytes | Path, landlord=None, *, apply=True, **options) -> StockImport:
    """Import this content for a landlord."""
    row = StockImport.objects.create(
        landlord=landlord or LandlordFactory(siren=""), file_name="parc.csv", options=options
    )
    return run_import(row, content if isinstance(content, Path) else io.BytesIO(content), apply=apply)


def counts(row: StockImport) -> tuple[int, int, int, int]:
    return row.created, row.changed, row.unchanged, row.gone
