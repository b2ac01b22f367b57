"""Photos of the demo, drawn: a stain, a dark landing, a lift that stands still. Few, small, the same each time."""

import io
from functools import cache
from random import Random

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageFilter

SIZE = (960, 720)


@cache
def _jpeg(name: str) -> bytes:
    dice = Random(name)
    image = Image.new("RGB", SIZE, WALLS.get(name, (214, 208, 196)))
    DRAWN.get(name, _stain)(ImageDraw.Draw(image, "RGBA"), dice)
    out = io.BytesIO()
    image.filter(ImageFilter.GaussianBlur(1.2)).save(out, "JPEG", quality=80)
    return out.getvalue()


def picture(name: str) -> SimpleUploadedFile:
    """As a telephone would send it."""
    return SimpleUploadedFile(f"{name}.jpg", _jpeg(name), "image/jpeg")


def _stain(draw, dice: Random) -> None:
    """Water on a wall, darker in the middle."""
    for ring in range(30):
        x, y = 480 + dice.randint(-60, 60), 330 + dice.randint(-50, 50)
        reach = 300 - ring * 8
        draw.ellipse((x - reach, y - reach * 0.7, x + reach, y + reach * 0.7), fill=(120, 98, 60, 12))
    for _ in range(12):
        x = dice.randint(300, 660)
        draw.line((x, 430, x + dice.randint(-6, 6), 430 + dice.randint(60, 240)), fill=(96, 80, 52, 90), width=5)


def _damp(draw, dice: Random) -> None:
    """Black spots in a corner, over the skirting board."""
    draw.polygon([(0, 0), (330, 0), (330, 720), (0, 720)], fill=(190, 186, 176, 255))
    for _ in range(420):
        x, y = int(dice.gauss(330, 90)), int(abs(dice.gauss(0, 170)))
        size = dice.randint(2, 11)
        draw.ellipse((x, y, x + size, y + size), fill=(42, 46, 40, dice.randint(60, 190)))
    draw.rectangle((0, 660, 960, 720), fill=(238, 236, 230, 255))


def _dark(draw, dice: Random) -> None:
    """A landing without light, but for the way out."""
    for step in range(9):
        draw.polygon(
            [
                (150 + step * 40, 700 - step * 60),
                (760, 700 - step * 60),
                (760, 720 - step * 60),
                (140 + step * 40, 720 - step * 60),
            ],
            fill=(58 + step * 3, 58 + step * 3, 64, 255),
        )
    draw.rectangle((770, 120, 900, 190), fill=(36, 150, 96, 255))


def _door(draw, dice: Random) -> None:
    """A glass door that stands ajar."""
    draw.rectangle((250, 60, 720, 700), outline=(60, 66, 70, 255), width=22)
    draw.polygon(
        [(470, 72), (650, 110), (650, 670), (470, 700)], fill=(150, 178, 186, 160), outline=(60, 66, 70, 255)
    )
    draw.ellipse((620, 370, 650, 400), fill=(40, 40, 44, 255))


def _lift(draw, dice: Random) -> None:
    """Closed doors and a sheet of paper."""
    draw.rectangle((240, 40, 720, 720), fill=(150, 154, 158, 255), outline=(90, 94, 98, 255), width=14)
    draw.line((480, 40, 480, 720), fill=(84, 88, 92, 255), width=6)
    draw.rectangle((380, 240, 580, 380), fill=(250, 248, 240, 255))
    for line in range(4):
        draw.line((400, 270 + line * 26, 560, 270 + line * 26), fill=(70, 70, 74, 255), width=5)


def _rail(draw, dice: Random) -> None:
    """Bars, one of them loose."""
    draw.rectangle((0, 560, 960, 720), fill=(176, 172, 166, 255))
    draw.rectangle((60, 180, 900, 210), fill=(70, 90, 96, 255))
    for bar in range(12):
        lean = 46 if bar == 7 else 0
        draw.line((100 + bar * 70, 200, 100 + bar * 70 + lean, 580), fill=(70, 90, 96, 255), width=16)


def _bulky(draw, dice: Random) -> None:
    """A sofa and boxes against a wall."""
    draw.rectangle((0, 540, 960, 720), fill=(158, 150, 140, 255))
    draw.rounded_rectangle((120, 400, 560, 610), 40, fill=(112, 74, 66, 255))
    draw.rounded_rectangle((150, 330, 530, 450), 30, fill=(126, 84, 74, 255))
    for _box in range(4):
        x, y = 590 + dice.randint(0, 160), 430 + dice.randint(0, 90)
        draw.rectangle((x, y, x + 140, y + 120), fill=(186, 150, 102, 255), outline=(130, 100, 62, 255), width=4)


def _tag(draw, dice: Random) -> None:
    """A scrawl of paint."""
    x, y = 200, 380
    for _ in range(22):
        to_x, to_y = x + dice.randint(-40, 90), y + dice.randint(-120, 120)
        draw.line((x, y, to_x, to_y), fill=(96, 40, 140, 230), width=20)
        x, y = min(max(to_x, 160), 800), min(max(to_y, 220), 520)


WALLS = {"dark": (34, 34, 40), "lift": (196, 198, 196), "tag": (206, 200, 188), "rail": (188, 204, 214)}
DRAWN = {"leak": _stain, "damp": _damp, "dark": _dark, "door": _door, "lift": _lift, "rail": _rail,
         "bulky": _bulky, "tag": _tag}  # fmt: skip
