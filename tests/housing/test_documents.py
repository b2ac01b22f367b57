"""Documents of a place: what is accepted, who reads them, how they leave."""

import io
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from housing import uploads
from housing.models import Document
from tests.housing.factories import DocumentFactory, ResidenceFactory

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\nessai"


def office(*names):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


def image(kind):
    out = io.BytesIO()
    Image.new("RGB", (3, 3)).save(out, kind)
    return out.getvalue()


@pytest.fixture
def residence(agency):
    return ResidenceFactory(agency=agency)


def send(client, residence, content, name="plan.pdf", title="Plan", mime="application/pdf"):
    file = SimpleUploadedFile(name, content, content_type=mime)
    url = reverse("housing:document_create", args=[residence.pk])
    return client.post(url, {"kind": "plan", "title": title, "file": file})


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, "application/pdf"),
        (image("PNG"), "image/png"),
        (image("JPEG"), "image/jpeg"),
        (office("word/document.xml"), uploads.DOCX),
        (office("xl/workbook.xml"), uploads.XLSX),
    ],
)
def test_the_type_is_the_one_of_the_content(sign_in, agent, residence, content, kind):
    assert send(sign_in(agent), residence, content, name="trompeur.txt", mime="text/html").status_code == 302
    document = Document.objects.get()
    assert (document.content_type, document.size, document.added_by) == (kind, len(content), agent)


@pytest.mark.parametrize(
    "content",
    [b"<script>alert(1)</script>", b"MZ\x90\x00", b"", image("GIF"), office("x.txt"),
     office("word/document.xml", "word/vbaProject.bin"), b"PK\x03\x04 rien"],
)  # fmt: skip
def test_anything_else_is_refused_whatever_its_name(sign_in, agent, residence, content):
    response = send(sign_in(agent), residence, content)
    assert response.status_code == 422
    assert 'value="Plan"' in response.content.decode()
    assert not Document.objects.exists()


def test_a_file_too_big_is_refused(sign_in, agent, residence, monkeypatch):
    monkeypatch.setattr(uploads, "MOST_BYTES", 10)
    assert "dépasse 20 Mo" in send(sign_in(agent), residence, PDF).content.decode()


def test_the_same_file_is_kept_once_and_stored_once(sign_in, agent, residence, agency):
    client = sign_in(agent)
    assert send(client, residence, PDF).status_code == 302
    assert send(client, residence, PDF).status_code == 422
    assert send(client, ResidenceFactory(agency=agency), PDF).status_code == 302
    assert len({document.file.name for document in Document.objects.all()}) == 1


def test_a_document_leaves_as_a_download_that_no_browser_runs(sign_in, agent, residence):
    client = sign_in(agent)
    send(client, residence, PDF, name="../../l’été.pdf")
    response = client.get(reverse("housing:document", args=[Document.objects.get().pk]))
    assert b"".join(response.streaming_content) == PDF
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Type"] == "application/pdf"


def test_strangers_neither_read_nor_remove(sign_in, agent, other_agent, caretaker, residence):
    document = DocumentFactory(residence=residence)
    read, remove = (reverse(f"housing:{name}", args=[document.pk]) for name in ("document", "document_delete"))
    assert sign_in(other_agent).get(read).status_code == 404
    assert sign_in(other_agent).post(remove).status_code == 404
    assert sign_in(caretaker).post(remove).status_code == 403
    response = sign_in(caretaker).get(read)
    list(response.streaming_content)
    assert response.status_code == 200


def test_removing_a_document_removes_its_file_when_nobody_else_has_it(
    sign_in, agent, residence, agency, django_capture_on_commit_callbacks
):
    client = sign_in(agent)
    send(client, residence, PDF)
    send(client, ResidenceFactory(agency=agency), PDF)
    first, last = Document.objects.order_by("pk")
    path = Path(first.file.path)
    for document, left in ((first, True), (last, False)):
        with django_capture_on_commit_callbacks(execute=True):
            client.post(reverse("housing:document_delete", args=[document.pk]))
        assert path.exists() == left


def test_a_lost_file_is_a_missing_page_not_an_error(sign_in, agent, residence):
    document = DocumentFactory(residence=residence)
    document.file.storage.delete(document.file.name)
    assert sign_in(agent).get(reverse("housing:document", args=[document.pk])).status_code == 404
