"""The 64 fields of a home in the yearly declaration: their code, our field, what a good value looks like.

The open data files carry a part of them under the same codes. A field's kind knows four things: the shape
of a value that needs no care (`pattern`, on bytes), how to read any other (`clean`: canonical text, or
`Unreadable`), the type of its staging column (`staged`), and the SQL that makes our value of that (`typed`).
"""

import re
from dataclasses import dataclass
from functools import cached_property


class Unreadable(Exception):
    """The value says nothing we can keep."""


class Unusable(Exception):
    """Without this value the line is no home: it is rejected, with this French reason."""


# Never inside a field that needs no care: separator, quote, COPY's escape, end of line, a lost byte.
TEXT = rb'[^;"\\\n\x1a]*+'


@dataclass(frozen=True)
class Text:
    longest: int = 400

    pattern = TEXT
    staged = "text"
    typed = "coalesce({0}, '')"

    def clean(self, value: str) -> str:
        return value[: self.longest]


@dataclass(frozen=True)
class Key(Text):
    """An identifier: too long is not cut, which could make two homes one."""

    longest: int = 100
    pattern = rb'[^;"\\\n\x1a]{0,100}+'

    def clean(self, value: str) -> str:
        if len(value) > self.longest:
            raise Unusable(f"{self.longest} caractères au plus")
        return value


@dataclass(frozen=True)
class Commune(Text):
    pattern = rb"(?:[0-9]{5}+|2[AB][0-9]{3}+)"

    def clean(self, value: str) -> str:
        value = value.upper()
        if re.fullmatch(r"[0-9]{5}|2[AB][0-9]{3}", value):
            return value
        if not value:
            raise Unusable("code commune manquant")
        raise Unusable("code commune INSEE attendu, cinq caractères (un zéro initial perdu ?)")


@dataclass(frozen=True)
class Postal(Text):
    pattern = rb"(?:[0-9]{5}+)?+"

    def clean(self, value: str) -> str:
        if re.fullmatch(r"[0-9]{4,5}", value):
            return value.zfill(5)
        raise Unreadable


@dataclass(frozen=True)
class Code:
    """One of a few codes; `words` are spellings met in files."""

    codes: str | tuple[str, ...]
    words: tuple[tuple[str, str], ...] = ()

    staged = "text"
    typed = "coalesce({0}, '')"

    @cached_property
    def pattern(self) -> bytes:
        if all(len(code) == 1 for code in self.codes):
            return b"[%b]?+" % "".join(self.codes).encode()
        return b"(?:%b)?+" % b"|".join(code.encode() for code in self.codes)

    def clean(self, value: str) -> str:
        value = value.upper()
        value = dict(self.words).get(value, value)
        for found in (value, value.lstrip("0"), value.zfill(2)):
            if found in self.codes:
                return found
        raise Unreadable


@dataclass(frozen=True)
class Flag(Code):
    """1 yes, 2 no."""

    codes: str | tuple[str, ...] = "12"
    words: tuple[tuple[str, str], ...] = (
        ("OUI", "1"), ("O", "1"), ("TRUE", "1"), ("NON", "2"), ("N", "2"), ("FALSE", "2"),
    )  # fmt: skip

    typed = "({0} = '1')"


@dataclass(frozen=True)
class Whole:
    """A whole number; decimals are rounded. `none` are the values that mean nothing."""

    digits: int
    none: tuple[int, ...] = ()
    signed: bool = False
    needed: bool = False
    staged: str = "smallint"

    @cached_property
    def pattern(self) -> bytes:
        return (b"(?:-(?=[0-9]))?+" if self.signed else b"") + b"[0-9]{0,%d}+" % self.digits

    @property
    def typed(self) -> str:
        source = "{0}"
        for value in self.none:
            source = f"nullif({source}, {value}::{self.staged})"
        return source

    def clean(self, value: str) -> str:
        number = re.fullmatch(r"([+-]?)(\d{1,12})(?:[.,](\d+))?", value.replace(" ", "").replace("\u202f", ""))
        if not number:
            raise Unusable("nombre attendu") if self.needed else Unreadable
        sign, whole, decimals = number.groups()
        amount = int(whole) + (1 if decimals and decimals[0] >= "5" else 0)
        if len(str(amount)) > self.digits or (sign == "-" and amount and not self.signed):
            raise Unreadable
        return f"{'-' if sign == '-' and amount else ''}{amount}"


@dataclass(frozen=True)
class Year:
    none: tuple[int, ...] = ()

    staged = "smallint"

    @cached_property
    def pattern(self) -> bytes:
        none = (b"%d" % year for year in self.none)
        return b"(?:%b)?+" % b"|".join([rb"(?:1[5-9]|20)[0-9][0-9]", *none])

    @property
    def typed(self) -> str:
        return Whole(4, self.none).typed

    def clean(self, value: str) -> str:
        if re.fullmatch(r"1[5-9]\d\d|20\d\d", value) or value in map(str, self.none):
            return value
        raise Unreadable


DAY = r"(0?[1-9]|[12]\d|3[01])[/.-](0?[1-9]|1[0-2])[/.-]((?:1[5-9]|20)\d\d)"
MONTH = r"(0?[1-9]|1[0-2])[/.-]((?:1[5-9]|20)\d\d)"
ISO = r"((?:1[5-9]|20)\d\d)-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?(?:[T ].*)?"


@dataclass(frozen=True)
class Day:
    """dd/mm/yyyy (the staging session reads dates day first)."""

    pattern = rb"(?:(?:0[1-9]|1[0-9]|2[0-8])/(?:0[1-9]|1[0-2])/(?:1[5-9]|20)[0-9][0-9])?+"
    staged = "text"
    typed = "{0}::date"

    def clean(self, value: str) -> str:
        day, month, year = self._parts(value)
        last = 29 if month == 2 and year % 4 == 0 and (year % 100 or year % 400 == 0) else 28
        last = last if month == 2 else 30 if month in (4, 6, 9, 11) else 31
        if day > last:
            raise Unreadable
        return f"{day:02}/{month:02}/{year}"

    @staticmethod
    def _parts(value: str) -> tuple[int, int, int]:
        if found := re.fullmatch(DAY, value):
            day, month, year = found.groups()
        elif found := re.fullmatch(ISO, value):
            year, month, day = found.groups(default="1")
        elif found := re.fullmatch(MONTH, value):
            day, (month, year) = "1", found.groups()
        else:
            raise Unreadable
        return int(day), int(month), int(year)


@dataclass(frozen=True)
class Month(Day):
    """mm/yyyy, kept as the first of the month. 01/1900 means none."""

    pattern = rb"(?:(?:0[1-9]|1[0-2])/(?:1[5-9]|20)[0-9][0-9])?+"
    typed = "('01/' || nullif({0}, '01/1900'))::date"

    def clean(self, value: str) -> str:
        _, month, year = self._parts(value)
        return f"{month:02}/{year}"


@dataclass(frozen=True)
class Field:
    code: str
    name: str
    """Field of `Unit`; empty for SORTIEPATRIM, which becomes `left_on` and `left_reason`."""
    kind: Text | Code | Whole | Year | Day


TEXTS = Text()
CLASS = Code("ABCDEFG")
FINANCING = ("10", "11", "12", "13", "14", "15", "16", "17", "49", "50", "51", "52", "53", "54", "55", "99")
CONSTRUCTION = (("COLLECTIF", "C"), ("INDIVIDUEL", "I"), ("ÉTUDIANT", "E"), ("ETUDIANT", "E"))

FIELDS = [
    Field("IDENT_REP", "rpls_id", Key()),
    Field("IDENT_INT", "landlord_ref", Key()),
    Field("DROIT", "right", Code("12345")),
    Field("DEPCOM", "commune_code", Commune()),
    Field("CODEPOSTAL", "postal_code", Postal()),
    Field("LIBCOM", "commune_name", TEXTS),
    Field("NUMVOIE", "street_number", TEXTS),
    Field("INDREP", "street_suffix", TEXTS),
    Field("TYPVOIE", "street_type", TEXTS),
    Field("NOMVOIE", "street_name", TEXTS),
    Field("NUMAPPT", "door", TEXTS),
    Field("NUMBOITE", "mailbox", TEXTS),
    Field("ESC", "staircase_label", TEXTS),
    Field("COULOIR", "corridor", TEXTS),
    Field("ETAGE", "floor", TEXTS),
    Field("COMPLIDENT", "locator", TEXTS),
    Field("ENTREE", "entrance", TEXTS),
    Field("BAT", "building_label", TEXTS),
    Field("IMMEU", "block_label", TEXTS),
    Field("COMPLGEO", "estate_label", TEXTS),
    Field("LIEUDIT", "locality", TEXTS),
    Field("QPV", "priority_district", Flag()),
    Field("TYPECONST", "construction", Code("CIE", CONSTRUCTION)),
    Field("NBPIECE", "rooms", Whole(2, none=(0,), needed=True)),
    Field("SURFHAB", "living_area", Whole(4, none=(0,), needed=True)),
    Field("CONSTRUCT", "built_year", Year()),
    Field("LOCAT", "first_let_year", Year()),
    Field("PATRIMOINE", "acquired_year", Year()),
    Field("ORIGINE", "origin", Code("1234")),
    Field("RSEXPRO", "previous_owner", TEXTS),
    Field("SIRETEXPRO", "previous_owner_siret", TEXTS),
    Field("FINAN", "financing", Code(FINANCING)),
    Field("FINANAUTRE", "financing_other", TEXTS),
    Field("CONV", "apl_agreement", Flag()),
    Field("NUMCONV", "apl_number", TEXTS),
    Field("DATCONV", "apl_from", Day()),
    Field("SORTIEPATRIM", "", Code("123459")),
    Field("OLDLOGT", "lost_kind", TEXTS),
    Field("NEWLOGT", "new_kind", TEXTS),
    Field("MODE", "occupancy", Code("123459")),
    Field("BAIL", "lease_month", Month()),
    Field("MODESURF", "rent_area_kind", TEXTS),
    Field("SURFMODE", "rent_area", Whole(4, none=(999,))),
    Field("LOYERPRINC", "rent", Whole(4, none=(9999,))),
    Field("LOYERACC", "extra_rent", Whole(4, none=(999, 9999))),
    Field("CONTRIB", "savings_share", Whole(4, none=(999, 9999))),
    Field("CUS", "cus_ceiling", TEXTS),
    Field("DPEDATE", "dpe_date", Month()),
    Field("DPEENERGIE", "energy_class", CLASS),
    Field("DPESERRE", "ghg_class", CLASS),
    Field("SRU_EXPIR", "sru_expiry", Year(none=(9999,))),
    Field("SRU_ALINEA", "sru_paragraph", TEXTS),
    Field("IDENTGES", "manager_id", TEXTS),
    Field("CODSEGPATRIM", "segment_code", TEXTS),
    Field("LIBSEGPATRIM", "segment_label", TEXTS),
    Field("LOYERMAXAPL", "apl_max_rent", Whole(4, none=(9999,))),
    Field("LOYERMAXCUS", "cus_max_rent", Whole(4, none=(9999,))),
    Field("QUALACQ", "buyer_kind", TEXTS),
    Field("MISCOMMERCIAL", "put_on_sale", Flag()),
    Field("PRIXVENTE", "sale_price", Whole(9, staged="integer")),
    Field("PRODFIN", "sale_income", Whole(9, signed=True, staged="integer")),
    Field("REMLOCDATE", "relet_month", Month()),
    Field("CONTRESLOG", "nominator_quota", TEXTS),
    Field("COMMENTAIRE", "comment", TEXTS),
]
BY_CODE = {field.code: field for field in FIELDS}
HELD = [field for field in FIELDS if field.name]
"""The fields of `Unit` that a file may state."""
