"""Photos: re-made without where and with what they were taken, kept once; and cases not everybody sees."""

import io
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageFile

from coordination import photos
from coordination.models import Case, CasePhoto, Entry, Task
from teams.roles import Role
from tests.coordination.factories import a_case
from tests.teams.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def a_photo(size=(2400, 1200)) -> SimpleUploadedFile:
    exif = Image.Exif()
    exif[0x0112] = 6  # lying on its side
    exif[0x010F] = "Phone"
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, "JPEG", exif=exif)
    return SimpleUploadedFile("chez moi.jpg", out.getvalue())


def test_a_photo_is_turned_upright_made_smaller_and_forgets_its_device(case, keeper):
    photo = photos.attach(case, a_photo(), by=keeper, caption="Sous l’évier")
    with photo.picture.file.open() as file, Image.open(file) as kept:
        assert (kept.size, dict(kept.getexif())) == ((800, 1600), {})
    assert case.entries.get(kind=Entry.Kind.PHOTO).data == {"photo": photo.pk}


def test_sent_again_it_is_kept_once(case, keeper):
    key = uuid.uuid4()
    one, same = (photos.attach(case, a_photo(), by=keeper, key=key) for _ in range(2))
    other = photos.attach(case, a_photo(), by=keeper)
    assert one == same != other
    assert one.picture == other.picture
    assert CasePhoto.objects.count() == 2


@pytest.mark.parametrize("content", [b"", b"not a photo", b"\x00\x00\x00\x18ftypheic" + bytes(40)])
def test_what_is_not_a_photo_is_refused_in_plain_words(case, keeper, content):
    with pytest.raises(ValidationError):
        photos.attach(case, SimpleUploadedFile("x.jpg", content), by=keeper)
    assert not CasePhoto.objects.exists()


def test_half_a_photo_is_refused_whatever_another_library_allows(case, keeper, monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as WeasyPrint does
    whole = a_photo().read()
    with pytest.raises(ValidationError, match="incomplète"):
        photos.attach(case, SimpleUploadedFile("x.jpg", whole[: len(whole) // 2]), by=keeper)


def test_a_confidential_case_is_for_social_workers_and_whoever_opened_it(residence, desk, agent, agency):
    social = UserFactory(roles=[Role.SOCIAL_WORKER], agencies=[agency])
    case = a_case(residence, by=desk, facts={"family": "S2"}, confidential=True)
    for model in (Case, Task, Entry):
        seen = [model.objects.visible_to(user).exists() for user in (social, desk, agent)]
        assert seen == [True, True, False], model
    assert case.tasks.get().confidential
