"""The pictures of README: small enough to commit, the same bytes for the same picture."""

import io

from PIL import Image

from config.management.commands.screenshots import LARGEST, small


def noisy() -> bytes:
    out = io.BytesIO()
    picture = Image.new("RGB", (640, 400))
    picture.putdata([(x * 7 % 256, y * 13 % 256, (x + y) % 256) for y in range(400) for x in range(640)])
    picture.save(out, "PNG")
    return out.getvalue()


def test_a_picture_gets_small_and_keeps_its_size():
    image = Image.open(io.BytesIO(small(noisy())))
    assert image.size == (640, 400)
    assert len(small(noisy())) <= LARGEST


def test_the_same_picture_gives_the_same_bytes():
    assert small(noisy()) == small(noisy())
