"""Which of the register's layouts a file has, told by its first line and never by its name."""

import csv
import re
from dataclasses import dataclass, field
from functools import cached_property

from .fields import BY_CODE, FIELDS, TEXT, Field
from .refusal import ImportRefused

DECLARATION = "declaration"
OPEN_2018 = "open_2018"
OPEN_2019 = "open_2019"
LABELS = {
    DECLARATION: "déclaration annuelle (64 champs)",
    OPEN_2018: "données ouvertes, jusqu’à 2018",
    OPEN_2019: "données ouvertes, depuis 2019",
}
HEADER_FIELDS = 12
COORDINATES = ("X", "Y", "EPSG")
NOTE = "#motif:"
"""A last field that starts so is ours: why the line was rejected the first time."""


def split(line: str) -> list[str]:
    """The fields of one line; a quote that is only a character stays one."""
    parsed = next(csv.reader([line], delimiter=";"), [])
    raw = line.split(";")
    return [value.strip() for value in (parsed if '"' in line and _balanced(line) else raw)]


def _balanced(line: str) -> bool:
    """Whether quotes frame fields, rather than stand inside them."""
    return bool(re.search(r'(?:^|;)\s*"', line)) and line.count('"') % 2 == 0


@dataclass
class Layout:
    kind: str
    codes: list[str]
    """Per column: the register's code, or the file's own name where we do not know it."""
    header: str
    """The first line, as it must stand on top of a file of rejected lines."""
    landlord: dict = field(default_factory=dict)
    """What the declaration's header says of the landlord."""

    def position(self, code: str) -> int | None:
        return self.codes.index(code) if code in self.codes else None

    def column(self, code: str) -> str:
        """The staging column of a code, or an SQL NULL where the file has no such column."""
        position = self.position(code)
        return "NULL::text" if position is None else f"f{position}"

    @cached_property
    def fields(self) -> list[Field]:
        """The known fields this file carries."""
        return [BY_CODE[code] for code in self.codes if code in BY_CODE]

    @cached_property
    def held(self) -> list[Field]:
        return [known for known in self.fields if known.name]

    @cached_property
    def pattern(self) -> re.Pattern[bytes]:
        """As many lines as need no care, each with its end."""
        kinds = (BY_CODE[code].kind.pattern if code in BY_CODE else TEXT for code in self.codes)
        return re.compile(b"(?:(?! )" + b";".join(kinds) + b"(?<! )\n)*+")


def recognise(line: str) -> Layout:
    names = split(line)
    while names and not names[-1]:
        names.pop()
    if len(names) <= HEADER_FIELDS and re.fullmatch(r"(19|20)\d\d", names[0] if names else ""):
        return _declaration(line)
    codes = _known(names)
    found = [code for code in codes if code in BY_CODE]
    if len(found) >= 10 and "DEPCOM" in found:
        newer = any(code in codes for code in COORDINATES) or any(
            name.upper().endswith("_LIBELLE") for name in names
        )
        return Layout(OPEN_2019 if newer else OPEN_2018, codes, line)
    raise ImportRefused(_why_unknown(line, names))


def _declaration(line: str) -> Layout:
    values = split(line) + [""] * HEADER_FIELDS
    keys = (
        "year", "ministry_id", "name", "trade_name", "address_recipient", "address_geographic", "address_street",
        "address_locality", "address_town", "siret", "announced", "comment",
    )  # fmt: skip
    return Layout(DECLARATION, [known.code for known in FIELDS], line, dict(zip(keys, values, strict=False)))


def _known(names: list[str]) -> list[str]:
    """Codes of the columns: case, `_red` and `_CODE` set aside; a name seen twice is known once."""
    codes: list[str] = []
    for position, name in enumerate(names):
        code = re.sub(r"(_RED|_CODE)$", "", name.upper())
        codes.append(code if code not in codes else f"{name}#{position}")
    return codes


def _why_unknown(line: str, names: list[str]) -> str:
    if len(names) == len(FIELDS):
        return (
            "La ligne d’en-tête de la déclaration manque (12 champs : année, numéro de l’organisme, raison"
            " sociale…). Ajoutez-la en première ligne, ou exportez de nouveau le fichier."
        )
    for other, label in ((",", "la virgule"), ("\t", "la tabulation"), ("|", "la barre verticale")):
        if "DEPCOM" in re.sub(r"(_RED|_CODE)", "", line.upper()).replace('"', "").split(other):
            return f"Le séparateur de ce fichier est {label}. Enregistrez-le avec le point-virgule."
    return (
        f"La première ligne (« {line[:60].strip()} ») n’est celle d’aucun fichier RPLS connu : déclaration"
        " annuelle (12 champs d’en-tête) ou données ouvertes du ministère (noms de colonnes, dont DEPCOM)."
    )
