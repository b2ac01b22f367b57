"""From lines to staging lines: reason of rejection, raw line, then one clean value per column.

Each line of the file gives one staging line, in order: the database numbers them.

Most lines match the layout's pattern and pass untouched. The others are read field by field: a value that
says nothing is left out and counted as a warning; a line that is no home is kept whole, with its reason.
"""

import re
from collections import Counter
from collections.abc import Iterator

from .fields import BY_CODE, TEXTS, Unreadable, Unusable
from .layout import NOTE, Layout, recognise, split
from .refusal import ImportRefused
from .source import UNREADABLE, Source

FIRST = 1000
PADDING = (re.compile(rb" ;"), re.compile(rb"; "))
"""As patterns: found four times faster than by `in`."""


def shown(value: str) -> str:
    return f"« {value[:40]}{'…' if len(value) > 40 else ''} »"


class Reader:
    """Iterate for blocks of staging lines; counts and warnings are complete at the end."""

    def __init__(self, source: Source):
        self.source = source
        self.layout: Layout
        """Known once `head` was called."""
        self.lines = 0
        self.rejected = 0
        self.complement = False
        """The file carries our reasons: it is a part of a file, rejected and corrected."""
        self._number = 0
        self._blank = 0
        """Blank lines not yet followed by another."""
        self._wrong_width = 0
        self._judged = False
        self._short = 0
        """The last line with too few fields."""
        self._dropped: Counter[str] = Counter()
        self._example: dict[str, tuple[str, int]] = {}

    def head(self) -> Layout:
        """Read up to the first line and say what the file is. Call before iterating."""
        self._blocks = iter(self.source)
        first, more, rest = next(self._blocks, b"").partition(b"\n")
        self._rest = rest if more else None
        self._number = 1
        self.layout = recognise(first.decode("utf-8", "replace"))
        return self.layout

    def __iter__(self) -> Iterator[bytes]:
        if self._rest is not None:
            yield self._staged(self._rest)
            self._rest = None
        for block in self._blocks:
            yield self._staged(block)
        if not self.lines:
            raise ImportRefused("Le fichier n’a qu’une ligne d’en-tête : aucun logement.")
        if self._short == self._number and not self.source.ends_with_newline:
            raise ImportRefused(
                f"Le fichier est coupé : sa dernière ligne ({self._number}) s’arrête au milieu."
                " Envoyez-le de nouveau."
            )
        self._judge_width()

    def _staged(self, block: bytes) -> bytes:
        """The fast path: lines that need no care pass by the thousand, untouched but for two empty columns."""
        if any(padding.search(block) for padding in PADDING):
            block = b"\n".join(line if b'"' in line else _stripped(line) for line in block.split(b"\n"))
        match, block, start = self.layout.pattern.match, block + b"\n", 0
        out: list[bytes] = []
        while start < len(block):
            end = match(block, start).end()  # type: ignore[union-attr]
            if end > start:
                self._reject_blanks(out)
                out.append(b";;" + block[start : end - 1].replace(b"\n", b"\n;;"))
                self._count(block.count(b"\n", start, end))
            start = block.find(b"\n", end) + 1 if end < len(block) else end
            if end < start:
                self._odd(block[end : start - 1], out)
        if self.lines >= FIRST and not self._judged:
            self._judge_width()
        self.source.taken = self._number
        out.append(b"")
        return b"\n".join(out)

    def _count(self, lines: int) -> None:
        self._number += lines
        self.lines += lines

    def _odd(self, line: bytes, out: list[bytes]) -> None:
        if not line.strip():
            self._number += 1
            self._blank += 1
            return
        self._reject_blanks(out)
        self._count(1)
        out.append(self._careful(self._number, line.decode("utf-8", "replace")))

    def _reject_blanks(self, out: list[bytes]) -> None:
        """Blank lines at the very end are no lines; elsewhere each is one."""
        out.extend(self._rejection("Ligne vide", " ") for _ in range(self._blank))
        self.lines += self._blank
        self._blank = 0

    def _careful(self, number: int, line: str) -> bytes:
        layout, raw = self.layout, line
        if UNREADABLE in line:
            return self._rejection("Caractère illisible dans l’encodage du fichier", line)
        values = split(line)
        if values and values[-1].startswith(NOTE):
            self.complement = True
            values.pop()
            raw = line[: line.rindex(NOTE)].rstrip(' "').removesuffix(";")
        while len(values) > len(layout.codes) and not values[-1]:
            values.pop()
        if len(values) != len(layout.codes):
            self._wrong_width += number <= FIRST
            self._short = number if len(values) < len(layout.codes) else 0
            return self._rejection(
                f"{len(values)} champ{'s' if len(values) > 1 else ''} au lieu de {len(layout.codes)}", raw
            )
        try:
            clean = [self._clean(code, value, number) for code, value in zip(layout.codes, values, strict=True)]
        except Unusable as reason:
            return self._rejection(str(reason), raw)
        return f";;{';'.join(map(_escaped, clean))}".encode("utf-8", "replace")

    def _clean(self, code: str, value: str, number: int) -> str:
        field = BY_CODE.get(code)
        kind = field.kind if field else TEXTS
        if not value and code != "DEPCOM":
            return ""
        try:
            return kind.clean(value)
        except Unusable as reason:
            raise Unusable(f"{code} {shown(value)} : {reason}" if value else f"{code} : {reason}") from None
        except Unreadable:
            self._dropped[code] += 1
            self._example.setdefault(code, (value, number))
            return ""

    def _rejection(self, reason: str, raw: str) -> bytes:
        self.rejected += 1
        fields = ";" * (len(self.layout.codes) - 1)
        raw = raw.replace(UNREADABLE, "\ufffd")
        return f"{_escaped(reason[:200])};{_escaped(raw)};{fields}".encode("utf-8", "replace")

    def _judge_width(self) -> None:
        """More than half of the first lines do not fit: the file as a whole is wrong."""
        seen, judged, self._judged = min(self.lines, FIRST), self._judged, True
        if not judged and self._wrong_width * 2 > seen:
            width = len(self.layout.codes)
            raise ImportRefused(
                f"La plupart des lignes n’ont pas {width} champs séparés par des points-virgules, comme l’en-tête"
                " l’annonce : vérifiez le séparateur et l’export."
            )

    def warnings(self) -> list[str]:
        told = []
        for code, count in self._dropped.most_common():
            value, number = self._example[code]
            many = "s illisibles ignorées" if count > 1 else " illisible ignorée"
            told.append(f"{code} : {count} valeur{many} (par exemple {shown(value)}, ligne {number}).")
        if self.source.lost_accents:
            told.append(
                f"Des accents ont été perdus avant nous ({self.source.lost_accents} « ? » au milieu de mots) :"
                " demandez si possible un fichier avec ses accents."
            )
        return told


def _stripped(line: bytes) -> bytes:
    """Without the spaces that pad fields."""
    for padding in (b" ;", b"; "):
        while padding in line:
            line = line.replace(padding, b";")
    return line.strip()


def _escaped(value: str) -> str:
    """As COPY reads it back."""
    return value.replace("\\", "\\\\").replace(";", "\\;").replace("\n", "\\n")
