"""Photos of dirty common parts, drawn: few, small, the same each time."""

import io
from random import Random

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageFilter

SIZE = (800, 600)
GROUNDS = {"sol": (196, 188, 172), "hall": (208, 204, 196), "vitre": (176, 196, 206), "bacs": (120, 128, 118)}


def draw(name: str) -> SimpleUploadedFile:
    """A tiled ground with stains and litter, as a telephone would send it."""
    dice = Random(f"dirt {name}")
    image = Image.new("RGB", SIZE, GROUNDS[name])
    pen = ImageDraw.Draw(image, "RGBA")
    for line in range(0, 800, 100):
        pen.line((line, 0, line, 600), fill=(90, 90, 90, 60), width=3)
        pen.line((0, line, 800, line), fill=(90, 90, 90, 60), width=3)
    for _ in range(60):
        x, y, reach = dice.randint(60, 740), dice.randint(60, 540), dice.randint(15, 90)
        pen.ellipse((x - reach, y - reach * 0.6, x + reach, y + reach * 0.6), fill=(82, 66, 40, 28))
    for _ in range(14):
        x, y = dice.randint(40, 700), dice.randint(40, 520)
        shade = dice.randint(200, 245)
        pen.polygon(
            [(x, y), (x + 46, y + 8), (x + 40, y + 34), (x + 6, y + 28)], fill=(shade, shade, shade - 20, 235)
        )
    out = io.BytesIO()
    image.filter(ImageFilter.GaussianBlur(1.1)).save(out, "JPEG", quality=80)
    return SimpleUploadedFile(f"{name}.jpg", out.getvalue(), "image/jpeg")
