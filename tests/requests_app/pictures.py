import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def a_photo(colour="red", name="photo.jpg") -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


def a_broken_photo() -> SimpleUploadedFile:
    return SimpleUploadedFile("photo.jpg", b"not a photo", "image/jpeg")
