"""What a file really is, by its content: the name and the type a browser says are not trusted."""

import hashlib
import zipfile
from pathlib import PurePath

from django.core.exceptions import ValidationError
from PIL import Image, UnidentifiedImageError

MOST_BYTES = 20 * 1024 * 1024
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
IMAGES = {"JPEG": "image/jpeg", "PNG": "image/png"}


class Refused(Exception):
    """The file is not one we keep; the text says why, in French."""


def kind_of(file) -> str:
    """The media type of an uploaded file, or Refused."""
    if not file.size:
        raise Refused("Ce fichier est vide.")
    if file.size > MOST_BYTES:
        raise Refused("Ce fichier dépasse 20 Mo.")
    head = file.read(8)
    file.seek(0)
    found = _read(file, head)
    file.seek(0)
    if not found:
        raise Refused(
            "Ce fichier n’est ni un PDF, ni une image JPEG ou PNG, ni un classeur Excel, ni un texte Word."
        )
    return found


def read_into(row, file):
    """Say on the row what the file is (type, content, name); ValidationError when it is refused."""
    try:
        row.content_type = kind_of(file)
    except Refused as refusal:
        raise ValidationError(str(refusal)) from refusal
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    row.sha256, row.file_name = digest.hexdigest(), safe_name(file.name)
    return file


def _read(file, head: bytes) -> str:
    if head.startswith(b"%PDF-"):
        return "application/pdf"
    if head.startswith(b"PK\x03\x04"):
        return _office(file)
    try:
        with Image.open(file, formats=list(IMAGES)) as image:
            image.verify()
            return IMAGES[image.format or ""]
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return ""


def _office(file) -> str:
    """Word and Excel are zip files; one with macros is refused."""
    try:
        names = set(zipfile.ZipFile(file).namelist())
    except zipfile.BadZipFile:
        return ""
    if any(name.endswith("vbaProject.bin") for name in names):
        raise Refused("Un fichier Office qui contient des macros n’est pas accepté.")
    if "word/document.xml" in names:
        return DOCX
    return XLSX if "xl/workbook.xml" in names else ""


def safe_name(name: str) -> str:
    """The last part of the name, without control characters, at most 200 characters with its suffix."""
    bare = (
        "".join(letter for letter in PurePath(name.replace("\\", "/")).name if letter.isprintable()) or "fichier"
    )
    suffix = PurePath(bare).suffix[:20]
    return bare if len(bare) <= 200 else bare[: 200 - len(suffix)] + suffix
