"""Tables in: the first sheet of a workbook, or a text file, as lines of text."""

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice

import openpyxl

MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED = 200 * 1024 * 1024
MOST_LINES = 5_000
MOST_SCANNED = 20_000
MOST_COLUMNS = 60


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
        raise Unreadable("Ancien format Excel : enregistrez le classeur au format .xlsx.")
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


def _workbook(content: bytes) -> Iterator[list[str]]:
    damaged = Unreadable("Ce classeur est illisible ou abîmé. Enregistrez-le de nouveau au format .xlsx.")
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
        raise damaged from error


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
        raise Unreadable("Ce fichier .csv est illisible : un guillemet n’est pas refermé.") from None


def _plain(value) -> str:
    """A cell as one would type it."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (datetime, date)):
        return value.strftime("%d/%m/%Y")
    return str(value).replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n").strip()
