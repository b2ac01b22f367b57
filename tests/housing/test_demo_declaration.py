"""The made-up declaration: same seed, same bytes; 64 fields and known codes, like the ministry's form."""

import hashlib
from collections import Counter

import pytest

from housing.demo import names
from housing.demo.declaration import CUT, DIRT, REJECTED, Declaration
from housing.demo.dwellings import FIELDS
from housing.models import Unit

CODES = {
    "DROIT": Unit.Right.values, "TYPECONST": Unit.Construction.values, "ORIGINE": Unit.Origin.values,
    "FINAN": Unit.Financing.values, "MODE": Unit.Occupancy.values, "SORTIEPATRIM": ["1", "9"], "QPV": ["1", "2"],
    "CONV": ["1"], "NBPIECE": [*"123456789", ""], "DPEENERGIE": [*"ABCDEFG", ""], "DPESERRE": [*"ABCDEFG", ""],
    "CUS": ["11", "13", "14", "16"], "MODESURF": ["1", "2"], "CONTRESLOG": [*"1234567"],
}  # fmt: skip


@pytest.fixture(scope="module")
def first():
    return Declaration(seed=42, first_year=2026, year=2026)


def fingerprint(declaration, folder):
    path = folder / declaration.file_name
    declaration.write(path)
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_same_seed_gives_the_same_bytes_and_another_does_not(tmp_path):
    for homes in (None, 3000):
        one = fingerprint(Declaration(42, 2026, 2026, homes), tmp_path)
        assert fingerprint(Declaration(42, 2026, 2026, homes), tmp_path) == one
        assert fingerprint(Declaration(43, 2026, 2026, homes), tmp_path) != one


def test_the_file_has_a_header_that_counts_its_lines_then_64_fields(first, tmp_path):
    path = tmp_path / "file.csv"
    count = first.write(path)
    header, *lines = path.read_bytes().decode().split("\r\n")[:-1]
    assert len(header.split(";")) == 12
    assert header.split(";")[:3] == ["2026", names.MINISTRY_ID, names.LANDLORD]
    assert int(header.split(";")[10]) == count == len(lines)
    assert {line.count(";") for line in lines} == {63}


def test_every_code_is_one_of_the_form(first):
    for home in first.dwellings():
        assert list(home) == list(FIELDS)
        wrong = {field: home[field] for field, known in CODES.items() if home[field] not in known}
        assert not wrong, home["IDENT_INT"]


def test_the_told_stock_is_about_1200_homes_of_24_residences_and_3_agencies(first):
    homes = list(first.dwellings())
    assert len(homes) == 1200
    assert len({home["COMPLGEO"] for home in homes}) == 24
    assert len({home["LIBSEGPATRIM"] for home in homes}) == 3
    assert len({home["IDENT_INT"] for home in homes}) == len({home["IDENT_REP"] for home in homes}) == 1200


def test_most_homes_are_let_and_some_fields_are_missing(first):
    homes = list(first.dwellings())
    modes = Counter(home["MODE"] for home in homes)
    assert 0.92 < modes["1"] / len(homes) < 0.96
    assert all(home["BAIL"] for home in homes if home["MODE"] == "1")
    assert 20 < sum(not home["DPEENERGIE"] for home in homes) < 80
    assert 10 < sum("" in (home["SURFHAB"], home["NBPIECE"], home["CONSTRUCT"]) for home in homes) < 60


def test_nothing_is_older_than_its_building_nor_younger_than_the_file(first):
    for home in first.dwellings():
        assert home["DPEDATE"][3:] < "2026"
        assert not home["BAIL"] or home["LOCAT"] <= home["BAIL"][3:] < "2026"


def test_some_lines_can_be_spoilt(first):
    clean = list(first.lines())
    dirty = list(Declaration(42, 2026, 2026, dirt=True).lines())
    assert {rank for rank in range(len(clean)) if clean[rank] != dirty[rank]} == {*DIRT, CUT}
    assert len(DIRT) + 1 > REJECTED


def test_the_next_year_brings_new_changed_and_gone_homes(first):
    before = {home["IDENT_INT"]: home for home in first.dwellings()}
    after = {home["IDENT_INT"]: home for home in Declaration(42, 2026, 2027).dwellings()}
    changed = sum(before[key] != after[key] for key in before.keys() & after.keys())
    assert len(after.keys() - before.keys()) == 16
    assert 1 < len(before.keys() - after.keys()) < 30
    assert 80 < changed < 200


def test_without_change_only_the_new_residence_differs(first):
    before = list(first.lines())
    after = list(Declaration(42, 2026, 2027, change_rate=0).lines())
    assert after[: len(before)] == before


def test_a_large_stock_has_exactly_the_homes_asked_for_in_distinct_residences():
    declaration = Declaration(7, 2026, 2026, homes=9000)
    references = [home["IDENT_INT"] for home in declaration.dwellings()]
    assert len(references) == len(set(references)) == 9000
    sites = list(declaration.sites())
    assert len({(site.name, site.commune.code) for site in sites}) == len(sites)
    assert len({site.commune.code for site in sites}) > 15
