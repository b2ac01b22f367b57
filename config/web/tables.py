"""Tables in: the first sheet of a workbook, or a text file, as lines of text.

`read_table` holds a small file in memory; `stream_table` reads a large one in flat memory.
"""

import codecs
import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from typing import BinaryIO

import openpyxl

MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED = 200 * 1024 * 1024
MOST_LINES = 5_000
MOST_SCANNED = 20_000
MOST_COLUMNS = 60
MOST_STREAMED = 200 * 1024 * 1024
BLOCK = 1 << 20


OLD_EXCEL = "Ancien format Excel : enregistrez le classeur au format .xlsx."
DAMAGED = "Ce classeur est illisible ou abîmé. Enregistrez-le de nouveau au format .xlsx."
UNCLOSED = "Ce fichier .csv est illisible : un guillemet n’est pas refermé."


class Unreadable(Exception):
    """The file cannot be read; the message says why, in French, to the person who sent it."""


Line = tuple[int, list[str]]


def read_table(upload) -> tuple[list[str], list[Line]]:
    """(header, numbered lines that hold something). Raises Unreadable."""
    if upload.size > MOST_BYTES:
        raise Unreadable("Ce fichier dépasse 10 Mo. Envoyez-le en plusieurs parties.")
    content = upload.read()
    if content.startswith(b"PK"):
        rows = _workbook(content)
    elif content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(OLD_EXCEL)
    else:
        rows = _text(content)
    numbered = ((number, row) for number, row in enumerate(rows, 1) if any(row))
    first = next(numbered, None)
    if first is None:
        raise Unreadable("Ce fichier est vide.")
    lines = list(islice(numbered, MOST_LINES + 1))
    if len(lines) > MOST_LINES:
        raise Unreadable("Plus de 5 000 lignes : envoyez le fichier en plusieurs parties.")
    return first[1], lines


def stream_table(file: BinaryIO) -> tuple[list[str], Iterator[Line]]:
    """As `read_table`, of a file of any number of lines. An unclosed quote raises Unreadable on the way."""
    start = file.read(8)
    file.seek(0)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(OLD_EXCEL)
    rows = _streamed_workbook(file) if start.startswith(b"PK") else _streamed_text(file)
    numbered = ((number, row) for number, row in enumerate(rows, 1) if any(row))
    first = next(numbered, None)
    if first is None:
        raise Unreadable("Ce fichier est vide.")
    return first[1], numbered


def _streamed_workbook(file: BinaryIO) -> Iterator[list[str]]:
    try:
        with zipfile.ZipFile(file) as parts:
            if sum(part.file_size for part in parts.infolist()) > 4 * MOST_STREAMED:
                raise Unreadable("Ce classeur est trop gros une fois décompressé.")
        sheet = openpyxl.load_workbook(file, read_only=True, data_only=True).worksheets[0]
        sheet.reset_dimensions()
        for row in sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS):
            yield [_plain(value) for value in row]
    except Unreadable:
        raise
    except Exception as error:  # openpyxl raises whatever its XML and zip readers do
        raise Unreadable(DAMAGED) from error


def _streamed_text(file: BinaryIO) -> Iterator[list[str]]:
    text = io.TextIOWrapper(file, encoding=_encoding(file), errors="replace", newline="")
    head = text.readline()
    separator = max(";\t,", key=head.count)
    text.seek(0)
    try:
        for row in csv.reader(text, delimiter=separator):
            yield [cell.strip() for cell in row[:MOST_COLUMNS]]
    except csv.Error:
        raise Unreadable(UNCLOSED) from None
    finally:
        text.detach()


def _encoding(file: BinaryIO) -> str:
    """UTF-8 when all of it is, else the one of French Windows."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    found = "utf-8-sig"
    while block := file.read(BLOCK):
        if b"\x00" in block:
            raise Unreadable("Ce fichier n’est ni un classeur .xlsx ni un fichier .csv.")
        try:
            decoder.decode(block)
        except UnicodeDecodeError:
            found = "cp1252"
            decoder.reset()
    file.seek(0)
    return found


def _workbook(content: bytes) -> Iterator[list[str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            if sum(part.file_size for part in parts.infolist()) > MOST_UNPACKED:
                raise Unreadable("Ce classeur est trop gros une fois décompressé.")
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        found = sheet.iter_rows(values_only=True, max_row=MOST_SCANNED, max_col=MOST_COLUMNS)
        return iter([[_plain(value) for value in row] for row in found])
    except Unreadable:
        raise
    except Exception as error:  # openpyxl raises whatever its XML and zip readers do
        raise Unreadable(DAMAGED) from error


def _text(content: bytes) -> Iterator[list[str]]:
    if b"\x00" in content:
        raise Unreadable("Ce fichier n’est ni un classeur .xlsx ni un fichier .csv.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    head = text.split("\n", 1)[0]
    separator = max(";\t,", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        return iter([[_plain(value) for value in row[:MOST_COLUMNS]] for row in islice(reader, MOST_SCANNED)])
    except csv.Error:
        raise Unreadable(UNCLOSED) from None


def _plain(value) -> str:
    """A cell as one would type it."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (datetime, date)):
        return value.strftime("%d/%m/%Y")
    return str(value).replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n").strip()
