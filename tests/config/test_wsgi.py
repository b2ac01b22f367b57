"""What the network does to a request: half a form is refused before anybody reads it, pages go compressed."""

import gzip
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import BadRequest
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.test import RequestFactory

from config.middleware import LightPages
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


@pytest.mark.parametrize(("kind", "is_compressed"), [("text/html; charset=utf-8", True), ("image/jpeg", False)])
def test_pages_are_compressed_and_files_go_as_they_are(kind, is_compressed):
    request = RequestFactory().get("/", headers={"accept-encoding": "gzip"})
    content = b"Ma tourn\xc3\xa9e " * 200
    answer = LightPages(lambda _: HttpResponse(content, content_type=kind))(request)
    assert ("Content-Encoding" in answer.headers) is is_compressed
    assert (gzip.decompress(answer.content) if is_compressed else answer.content) == content


def test_a_worker_has_its_views_before_the_first_visitor_and_spares_the_collector():
    code = (
        "import gc, sys, config.wsgi; print('kpis.views.dashboard' in sys.modules, gc.get_freeze_count() > 50_000)"
    )
    found = subprocess.run(
        [sys.executable, "-c", code], cwd=Path(__file__).resolve().parents[2], text=True, check=True,
        stdout=subprocess.PIPE, env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings_test"},
    )  # fmt: skip
    assert found.stdout.split() == ["True", "True"]
