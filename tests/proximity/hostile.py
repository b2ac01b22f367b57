"""Files that a telephone, or somebody who means harm, sends for a photo; and what is said of each."""

import io
import struct
import zipfile
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def _jpeg(size=(640, 480)) -> bytes:
    out = io.BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(out, "JPEG", quality=90)
    return out.getvalue()


def a_huge_png() -> bytes:
    """30 000 × 30 000 pixels announced in a hundred bytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def a_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("photo.jpg", _jpeg())
    return out.getvalue()


def a_heavy_jpeg(megabytes=12) -> SimpleUploadedFile:
    """A real photo, made heavy by what a camera writes beside the pixels (comments, which nobody keeps)."""
    photo = _jpeg()
    comment = b"\xff\xfe" + struct.pack(">H", 65_535) + bytes(65_533)
    content = photo[:2] + comment * (megabytes * 1024 * 1024 // len(comment) + 1) + photo[2:]
    return SimpleUploadedFile("IMG_0001.JPG", content, "image/jpeg")


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HEIC = b"\x00\x00\x00\x18ftypheic" + bytes(400)
REFUSED = {
    "HEIC": (HEIC, "Format HEIC"),
    "SVG": (SVG, "JPEG, PNG ou WebP"),
    "zip renamed": (a_zip(), "JPEG, PNG ou WebP"),
    "30 000 pixels a side": (a_huge_png(), "trop grande"),
    "cut in the middle": (_jpeg()[: len(_jpeg()) // 2], "abîmée ou incomplète"),
    "empty": (b"", "vide"),
    "too heavy": (bytes(20 * 1024 * 1024 + 1), "dépasse 20 Mo"),
}


def as_upload(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("photo.jpg", content, "image/jpeg")
