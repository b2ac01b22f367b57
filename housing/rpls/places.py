"""The grouping rule: what of a line names its residence, building and staircase (docs/rpls.md).

Files scatter this over a dozen labels, each tool in its own way. The rule looks at one line only, so that
the same line always falls in the same place, whatever stands around it. The commune is part of every key.
"""

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from .naming import DIGIT, plain, readable

LABELS = (
    "DEPCOM", "CODEPOSTAL", "LIBCOM", "NUMVOIE", "INDREP", "TYPVOIE", "NOMVOIE", "ESC", "COMPLIDENT", "ENTREE",
    "BAT", "IMMEU", "COMPLGEO", "LIEUDIT", "LIBSEGPATRIM", "TYPECONST", "CONSTRUCT",
)  # fmt: skip
"""The columns the rule looks at, in the order `Labels` holds them."""

ESTATE = r"RESIDENCES?|RESID|RES|CITE|DOMAINE|HAMEAUX?|LOTISSEMENT|CLOS|PARC|FOYER|VILLAGE|JARDINS?|COTEAUX"
STARTS_ESTATE = re.compile(rf"(?:{ESTATE})\b\.?\s*\S", re.I)
INSIDE_ESTATE = re.compile(r"\b(?:RESIDENCE|RESID|RES|CITE)\b\.?\s+(?!N[O°]?\b)\S.*", re.I)
BUILDING = re.compile(
    r"[\s,/(-]*\b(?:B[AÂ]TIMENTS?|B[AÂ]TS?|BTS?(?=[A-Z]?\b|\d)|BLOCS?|TOURS?|IMMEUBLES?)(?:\b|(?=\d)|(?<=BT))"
    r"[\s.:°-]*(?:N[O°]\s*)?(?!L[EA]?\b|D[EU]?\b\s+\w\w)([A-Z]{0,2}\d{1,4}[A-Z]?\d?|[A-Z]{1,2}\d{0,2})\b(?:\s*(?:et|/|-)\s*(?:BAT\.?\s*)?([A-Z]\d?|\d+)\b)?[).]*",
    re.I,
)
STAIRS = re.compile(
    r"[\s,/-]*\b(ESCALIER|ESC|ENTR[EÉ]E|ENT|CAGE|HALL|PORTE)\b[\s.:-]*([A-Z]{0,2}\d{0,3}[A-Z]?)\b", re.I
)
LODGING = re.compile(r"[\s,/-]*\b(?:LOTS?|LOGT|LOGEMENT|APPT?)\b[\s.:°N]*\d+\w?", re.I)
HOUSE = re.compile(r"[\s,/-]*\b(VILLA|MAISON|PAVILLON|PAV)\b[\s.:-]*(?:N[O°]?\s*)?(\d+\w?)?\s*$", re.I)
LAST_LETTER = re.compile(r"\s+-\s*([A-Z]\d?)$")
HOMES = re.compile(r"^\d+\s+(?=HLM\b)", re.I)
NUMBER = re.compile(r"(\d{1,4}(?:\s*[-/]\s*\d{1,4})?(?:\s*(?:BIS|TER|QUATER|[A-D])(?=\s))?)[\s,]+(?=\D)", re.I)
RESIDENCE = re.compile(r"^(residence|residences|resid|res|hlm)\s+(?=\S{2,}|\S\s)")
WORD = re.compile(r"[^\W\d_]{3,}")
CODED = re.compile(r"[\d-]+[A-Z]{2}\d.*")
CODE = re.compile(r"(?=.*\d)[0-9A-Z]{2,8}", re.I)
ESTATE_ALONE = re.compile(rf"^(?:{ESTATE})\b", re.I)
GAP = re.compile(r"\s+")
SAINT = re.compile(r"\bst(e?)\b")
ZEROS = re.compile(r"0*")
NO_DOOR = re.compile(r"0+|r|x", re.I)
DOOR = re.compile(r"[A-Z]{0,2}\d{0,3}[A-Z]?", re.I)
HOUSES = {"villa", "villas", "maison", "maisons", "pavillon", "pavillons", "individuel"}
BUILDINGS = {"batiment", "batiments", "bat", "bt", "immeuble", "collectif", "bloc", "tour"}
ENTRANCES = {"entree", "escalier", "esc", "cage", "hall"}


class Labels(NamedTuple):
    commune_code: str
    postal_code: str
    commune: str
    number: str
    suffix: str
    street_type: str
    street_name: str
    staircase: str
    locator: str
    entrance: str
    building: str
    block: str
    estate: str
    locality: str
    segment: str
    construction: str
    built: str


class Place(NamedTuple):
    """Its fields are those of `rpls_place`, in the same order."""

    residence_key: str
    building_key: str
    staircase_key: str
    residence: str
    building: str
    staircase: str
    street_number: str
    street: str
    commune_code: str
    commune: str
    postal_code: str
    words: str
    """What the file calls the place, for the search."""


CACHED = lru_cache(maxsize=20_000)
"""Neighbours share most of their labels."""


@CACHED
def key(*parts: str) -> str:
    return hashlib.md5("\x1f".join(parts).encode(), usedforsecurity=False).hexdigest()


def place_of(labels: Labels) -> Place:
    street = _street(labels)
    name, code, suffix = _residence(labels, street)
    stairs = _Stairs(labels, street, suffix, code)
    commune = readable(labels.commune, 60)
    residence_key = key(labels.commune_code, code or _bare(name))
    building_key = key(residence_key, plain(stairs.building.partition(" – ")[0]))
    return Place(  # in the order of its fields: a file has very many
        residence_key,
        building_key,
        key(building_key, plain(stairs.staircase), plain(street.number), plain(street.name)),
        readable(name),
        stairs.building[:120],
        stairs.staircase[:120],
        street.number[:60],
        readable(street.name, 160),
        labels.commune_code,
        commune,
        labels.postal_code,
        f"{labels.estate} {labels.locality}".strip(),
    )


@CACHED
def _bare(name: str) -> str:
    """« RESIDENCE U PINU » and « U PINU » are one."""
    return RESIDENCE.sub("", plain(name)) or plain(name)


@CACHED
def is_name(label: str) -> bool:
    """Words, not a code: « 0140 », « R », « 633-BT1-A », « x » name nothing to a reader."""
    return bool(WORD.search(label)) and not CODED.fullmatch(label)


@CACHED
def is_code(label: str) -> bool:
    return bool(CODE.fullmatch(label))


@dataclass(slots=True)
class _Street:
    """The street without the building, staircase or estate that files write into it."""

    full: str
    name: str
    number: str
    building: re.Match | None
    stairs: re.Match | None
    estate: str


def _street(labels: Labels) -> _Street:
    told = _parsed(labels.street_type, labels.street_name)
    number = labels.number.strip("-0 .") and labels.number.strip()
    number = f"{number or told.number} {labels.suffix.lower()}".strip()
    return _Street(told.full, told.name, number, told.building, told.stairs, told.estate)


@CACHED
def _parsed(kind: str, name: str) -> _Street:
    text = " ".join(part for part in (kind, name) if part)
    if kind and plain(name).startswith(plain(kind)):
        text = name
    street = _Street(text, "", "", BUILDING.search(text), STAIRS.search(text), "")
    text = BUILDING.sub(" ", STAIRS.sub(" ", LODGING.sub(" ", text)))
    if (found := INSIDE_ESTATE.search(text)) and found.start() > 0:
        street.estate, text = found.group(), text[: found.start()]
    text = HOUSE.sub("", text)
    if found := NUMBER.match(text):
        street.number, text = found.group(1).strip(), text[found.end() :]
    street.name = text.strip(" -.,/") if is_name(text) or DIGIT.search(text) else ""
    return street


def _residence(labels: Labels, street: _Street) -> tuple[str, str, str]:
    """Name, code when only a code tells the programme, and the building that stood in the name."""
    for label in (labels.estate, _without_commune(labels.block, labels.commune)):
        if is_name(label):
            name, building = _split(HOMES.sub("", label))
            if is_name(name):
                return name, "", building
    for label in (labels.segment, labels.locator, street.full, street.estate):
        if STARTS_ESTATE.match(label) and is_name(label):
            name, building = _split(LODGING.sub(" ", label))
            if is_name(ESTATE_ALONE.sub("", name)):
                return name, "", building
    where = street.name or labels.locality or labels.commune
    for label in (labels.estate, labels.block):
        if is_code(label):
            return f"{readable(where)} ({label})", f"code {plain(label).lstrip(chr(48))}", ""
    return _by_address(labels, street), "", ""


def _by_address(labels: Labels, street: _Street) -> str:
    """A building by its address; houses by their street and year, which make a programme."""
    if not street.name:
        return labels.locality or f"{readable(labels.commune)}, sans adresse"
    if labels.construction == "I":
        return f"Maisons {readable(street.name)}{f' ({labels.built})' if labels.built else ''}"
    if not street.number and labels.locality and plain(labels.locality) not in plain(street.name):
        return f"{readable(street.name)} ({readable(labels.locality)})"
    return f"{street.number} {readable(street.name)}".strip()


@CACHED
def _split(label: str) -> tuple[str, str]:
    """« SAINT JEAN BAT. Q » → « SAINT JEAN », « Q »."""
    if found := BUILDING.search(label):
        name = label[: found.start()].strip(" -.,/")
        if name:
            return name, _building_name(found)
    if found := LAST_LETTER.search(label):
        return label[: found.start()].strip(), f"Bâtiment {found.group(1)}"
    return label, ""


def _building_name(found: re.Match) -> str:
    kind = plain(found.group()).split()[0]
    word = {"bloc": "Bloc", "blocs": "Bloc", "tour": "Tour", "tours": "Tour"}.get(kind, "Bâtiment")
    names = [_number(name.upper()) for name in found.groups() if name]
    return f"{word} {'-'.join(names)}"


def _number(text: str) -> str:
    return text.lstrip("0") or "0"


@CACHED
def _without_commune(label: str, commune: str) -> str:
    """Some tools pad a label and write the commune after it."""
    head, gap, tail = label.rpartition("  ")
    where = _saint(commune)
    if gap and (_saint(tail) == where or _saint(tail)[:4] == where[:4]):
        return head.strip()
    if plain(label).endswith(f" {plain(commune)}") and len(plain(label).split()) > len(where.split()) + 1:
        return label[: -len(commune)].strip()
    return GAP.sub(" ", label).strip()


@CACHED
def _saint(commune: str) -> str:
    return SAINT.sub(r"saint\1", plain(commune))


class _Stairs:
    """Building and staircase, as read on the doors."""

    def __init__(self, labels: Labels, street: _Street, suffix: str, code: str):
        bare = plain(labels.building)
        esc = "" if ZEROS.fullmatch(labels.staircase) else labels.staircase
        if bare in BUILDINGS and esc:
            self.building, self.staircase = f"Bâtiment {_number(esc)}", ""
        elif bare in ENTRANCES:
            self.building, self.staircase = "", f"Entrée {_number(esc)}" if esc else ""
        elif bare.split(" ")[0] in HOUSES or labels.construction == "I":
            self.building = suffix or "Maisons individuelles"
            self.staircase = self._house(labels, street, esc)
        else:
            self.building = self._building(labels, street, suffix)
            self.staircase = self._staircase(labels, street, esc)

    @staticmethod
    def _house(labels: Labels, street: _Street, esc: str) -> str:
        for text in (labels.building, street.full):
            if (found := HOUSE.search(text)) and found.group(2):
                return f"Maison {found.group(2)}"
        return f"Maison {_number(esc)}" if esc else ""

    @staticmethod
    def _building(labels: Labels, street: _Street, suffix: str) -> str:
        label = _without_commune(labels.building, labels.commune)
        if is_code(labels.block):
            label = re.sub(rf"^0*{re.escape(labels.block.lstrip('0'))}(?=[A-Z])", "", label, flags=re.I)
        if found := BUILDING.search(label):
            rest = readable((label[: found.start()] + " " + label[found.end() :]).strip(" -.,/"))
            told = plain(rest) in plain(f"{labels.block} {labels.estate}")
            return _building_name(found) if told or not rest else f"{_building_name(found)} – {rest}"
        if label and DOOR.fullmatch(label) and not NO_DOOR.fullmatch(label):
            return f"Bâtiment {_number(label.upper())}"
        if is_name(label) and plain(label) not in BUILDINGS:
            return readable(label)
        for found in (street.building, BUILDING.search(labels.locator), BUILDING.search(labels.block)):
            if found:
                return _building_name(found)
        return suffix

    @staticmethod
    def _staircase(labels: Labels, street: _Street, esc: str) -> str:
        if esc:
            return f"Escalier {_number(esc)}"
        if not ZEROS.fullmatch(labels.entrance):
            return f"Entrée {_number(labels.entrance)}"
        for found in (street.stairs, STAIRS.search(labels.locator)):
            if found and found.group(2):
                word = "Escalier" if found.group(1).upper().startswith("ESC") else "Entrée"
                return f"{word} {_number(found.group(2).upper())}"
        return ""
