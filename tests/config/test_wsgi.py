"""A form of which only the first half arrives is refused before anybody reads it."""

import io

import pytest
from django.core.exceptions import BadRequest
from django.core.handlers.wsgi import WSGIRequest

from config.wsgi import WholeBody

HALF = b'--cut\r\nContent-Disposition: form-data; name="words"\r\n\r\nVitre fen'
WHOLE = b'--cut\r\nContent-Disposition: form-data; name="words"\r\n\r\nVitre fendue\r\n--cut--\r\n'


def posted(body: bytes, announced: int, kind="multipart/form-data; boundary=cut") -> str:
    """What a view would read of it."""
    read = []

    def application(environ, start_response):
        read.append(WSGIRequest(environ).POST["words"])
        return []

    environ = {
        "REQUEST_METHOD": "POST", "PATH_INFO": "/", "CONTENT_TYPE": kind, "CONTENT_LENGTH": str(announced),
        "wsgi.input": io.BytesIO(body),
    }  # fmt: skip
    WholeBody(application)(environ, None)
    return read[0]


def test_a_whole_form_is_read():
    assert posted(WHOLE, len(WHOLE)) == "Vitre fendue"


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=cut", "application/x-www-form-urlencoded"])
@pytest.mark.parametrize("cut", [HALF, WHOLE[:-20], b""])
def test_half_a_form_is_refused(cut, kind):
    with pytest.raises(BadRequest):
        posted(cut, len(WHOLE), kind)


def test_a_body_that_goes_on_is_cut_at_its_length():
    assert posted(WHOLE + b"POST /", len(WHOLE)) == "Vitre fendue"
