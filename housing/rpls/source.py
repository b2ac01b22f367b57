"""From a file as it comes (plain, zip, gzip; any usual encoding) to blocks of whole UTF-8 lines.

Read once, in blocks: a file of any size takes the same memory, and one that is no text is refused before it
is read whole.
"""

import codecs
import gzip
import hashlib
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import BinaryIO

from .refusal import ImportRefused

BLOCK = 1 << 17
"""Larger blocks would keep the thread that sends them waiting for this one."""
LONGEST_LINE = 64 << 10
LARGEST = 8 << 30
"""Of an archive, once unpacked. The whole French stock is about 2 GB."""
HIGHEST_RATIO = 200
SMALL = 64 << 20
"""Up to so many bytes an archive may unpack as it likes."""

UNREADABLE = "\x1a"
"""Stands for bytes that the file's encoding does not know; a line that holds one is rejected."""
codecs.register_error("rpls", lambda error: (UNREADABLE, error.end))  # type: ignore[attr-defined]

ASCII, UTF8, UTF8_BOM, UTF16, WINDOWS = "ASCII", "UTF-8", "UTF-8 avec BOM", "UTF-16", "Windows-1252"
EXCEL = (
    "Ce fichier est un classeur de tableur, pas un fichier CSV. Ouvrez-le, puis « Enregistrer sous » → CSV"
    " (séparateur point-virgule)."
)
BROKEN = "L’archive {0} est abîmée ou incomplète : envoyez le fichier de nouveau."
DOS = re.compile(rb"[\x81\x82\x87\x88\x8a\x8d\x8f\x90\x9d]")
LOST = re.compile(rb"[A-Za-z]\?(?=[A-Za-z])|\xef\xbf\xbd")
REPLACED = re.compile(rb"\xef\xbf\xbd")
ALONE = re.compile(rb"\r(?!\n)")
"""Patterns find two bytes and more several times faster than `in`."""


class _Hashed:
    """Hashes what is read, one block behind whoever reads."""

    def __init__(self, file: BinaryIO):
        self._file, self._digest, self.count = file, hashlib.sha256(), 0
        self._aside = ThreadPoolExecutor(1)
        self._hashed: Future[None] = Future()
        self._hashed.set_result(None)

    def read(self, size: int) -> bytes:
        data = self._file.read(size)
        self._hashed.result()
        self._hashed = self._aside.submit(self._digest.update, data)
        self.count += len(data)
        return data

    def hexdigest(self) -> str:
        self._aside.shutdown()
        return self._digest.hexdigest()


class Source:
    """Iterate for blocks of whole lines (bytes, UTF-8, `\\n` between lines, none at the end)."""

    def __init__(self, file: BinaryIO, progress: Callable[[float], None] = lambda share: None):
        self._file, self._progress = file, progress
        self.encoding = ""
        self.lost_accents = 0
        self.ends_with_newline = True
        self.taken = 0
        """Lines of the blocks handed over, as the reader counts them."""
        self._dos = self._high = 0
        self.sha256 = ""

    def __iter__(self) -> Iterator[bytes]:
        for block in self._lines(self._text(self._bytes())):
            yield self._utf8(block)
        if self.encoding == WINDOWS and self._dos > self._high:
            raise ImportRefused(
                "Les accents de ce fichier sont d’un encodage inconnu (MS-DOS ?). Enregistrez-le en UTF-8."
            )

    # --- bytes of the file, unpacked

    def _bytes(self) -> Iterator[bytes]:
        file = self._file
        file.seek(0, 2)
        total = file.tell()
        file.seek(0)
        start = file.read(8)
        file.seek(0)
        if not total:
            raise ImportRefused("Le fichier est vide.")
        if start.startswith(b"PK"):
            yield from self._zip(total)
        elif start.startswith(b"\x1f\x8b"):
            yield from self._gzip(total)
        elif start.startswith(b"\xd0\xcf\x11\xe0"):
            raise ImportRefused(EXCEL)
        else:
            hashed = _Hashed(file)
            while data := hashed.read(BLOCK):
                self._progress(hashed.count / total)
                yield data
            self.sha256 = hashed.hexdigest()

    def _hash_whole(self) -> None:
        hashed = _Hashed(self._file)
        while hashed.read(BLOCK):
            pass
        self.sha256 = hashed.hexdigest()
        self._file.seek(0)

    def _zip(self, total: int) -> Iterator[bytes]:
        self._hash_whole()
        try:
            with zipfile.ZipFile(self._file) as archive:
                members = [info for info in archive.infolist() if not info.is_dir()]
                names = [info.filename for info in members]
                if any(name.startswith(("xl/", "content.xml")) for name in names):
                    raise ImportRefused(EXCEL)
                members = [info for info in members if not info.filename.startswith(("__MACOSX", "."))]
                if len(members) != 1:
                    raise ImportRefused(f"L’archive zip doit contenir un seul fichier ; elle en a {len(members)}.")
                if members[0].flag_bits & 1:
                    raise ImportRefused("L’archive zip est protégée par un mot de passe : envoyez-la sans.")
                with archive.open(members[0]) as file:
                    yield from self._unpacked(file, total, members[0].file_size)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            raise ImportRefused(BROKEN.format("zip")) from error

    def _gzip(self, total: int) -> Iterator[bytes]:
        self._hash_whole()
        try:
            with gzip.GzipFile(fileobj=self._file) as file:
                yield from self._unpacked(file, total, total * 12)
        except (zlib.error, EOFError, OSError) as error:
            raise ImportRefused(BROKEN.format("gzip")) from error

    def _unpacked(self, file, packed: int, expected: int) -> Iterator[bytes]:
        count = 0
        while data := file.read(BLOCK):
            count += len(data)
            if count > LARGEST or (count > SMALL and count > packed * HIGHEST_RATIO):
                raise ImportRefused("L’archive se déploie en un fichier démesuré : elle est refusée.")
            self._progress(min(count / max(expected, 1), 1.0))
            yield data

    # --- text: UTF-16 becomes UTF-8 here; the rest waits for whole lines

    def _text(self, blocks: Iterator[bytes]) -> Iterator[bytes]:
        first = next(blocks, b"")
        if not first:
            raise ImportRefused("Le fichier est vide.")
        if codec := _utf16(first):
            self.encoding = UTF16
            yield from _transcoded(first, blocks, codec)
            return
        if first.startswith(codecs.BOM_UTF8):
            self.encoding = UTF8_BOM
            first = first[len(codecs.BOM_UTF8) :]
        yield first
        yield from blocks

    # --- whole lines

    def _lines(self, blocks: Iterator[bytes]) -> Iterator[bytes]:
        tail, alone = b"", None
        for block in blocks:
            data = tail + block
            if b"\0" in data:
                raise ImportRefused(
                    f"Ce n’est pas un fichier texte : octets nuls vers la ligne {self.taken + 1}."
                    " Un fichier CSV est attendu."
                )
            if b"\r" in data:
                alone = alone or (b" " if b"\n" in data else b"\n")
                held = data.endswith(b"\r")
                data = data[: len(data) - held]
                if ALONE.search(data):
                    data = data.replace(b"\r\n", b"\n").replace(b"\r", alone)
                data = data.replace(b"\r", b"") + b"\r" * held
            cut = data.rfind(b"\n")
            tail = data[cut + 1 :]
            if len(tail) > LONGEST_LINE:
                raise ImportRefused(
                    f"Une ligne dépasse {LONGEST_LINE // 1024} Ko (après {self.taken} lignes) :"
                    " ce n’est pas un fichier RPLS."
                )
            if cut >= 0:
                yield data[:cut]
        if tail := tail.removesuffix(b"\r"):
            self.ends_with_newline = False
            yield tail

    # --- encoding of the rest, told by the first lines that are not ASCII

    def _utf8(self, block: bytes) -> bytes:
        if b"?" in block or REPLACED.search(block):
            self.lost_accents += len(LOST.findall(block))
        if block.isascii():
            self.encoding = self.encoding or ASCII
            return block
        if self.encoding in ("", ASCII):
            self.encoding = _guess(block)
        if self.encoding == WINDOWS:
            self._dos += len(DOS.findall(block))
            self._high += sum(1 for byte in block if byte >= 0xC0) if self._dos else 0
            return block.decode("cp1252", "rpls").encode()
        try:
            block.decode()
        except UnicodeDecodeError:
            return block.decode("utf-8", "rpls").encode()
        return block


def _utf16(first: bytes) -> str:
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    sample = first[:2000]
    for codec, odd in (("utf-16-le", 1), ("utf-16-be", 0)):
        if len(sample) > 20 and sample[odd::2].count(0) > len(sample) * 0.45:
            return codec
    return ""


def _transcoded(first: bytes, blocks: Iterator[bytes], codec: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(codec)("rpls")
    yield decoder.decode(first).encode("utf-8", "replace")
    for block in blocks:
        yield decoder.decode(block).encode("utf-8", "replace")
    yield decoder.decode(b"", final=True).encode("utf-8", "replace")


def _guess(block: bytes) -> str:
    """UTF-8 when half of the lines with accents are, by no accident; else Windows-1252, which holds ISO-8859-1."""
    lines = [line for line in block.split(b"\n") if not line.isascii()]
    good = 0
    for line in lines:
        try:
            line.decode()
            good += 1
        except UnicodeDecodeError:
            pass
    return UTF8 if good * 2 >= len(lines) else WINDOWS


def opened(source: BinaryIO | Path) -> BinaryIO:
    return source.open("rb") if isinstance(source, Path) else source
