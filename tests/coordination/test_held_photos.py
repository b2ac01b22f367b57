"""A photo is sent once: a form put right brings back those that had arrived."""

import datetime as dt
import re

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from coordination import photo_fields, photos
from coordination.models import Picture
from tests.coordination.test_case_page import act
from tests.requests_app.pictures import a_photo

pytestmark = pytest.mark.django_db
KEY = "0b7c9f4e-0000-4000-8000-000000000001"


@pytest.fixture
def keeper_client(keeper, sign_in):
    return sign_in(keeper)


def tokens(answer) -> list[str]:
    return re.findall(r'name="photos_held"\s+value="([^"]+)"', answer.text)


def broken():
    return SimpleUploadedFile("x.jpg", b"rien", "image/jpeg")


def test_the_good_photo_comes_back_beside_the_bad_one(keeper_client, case):
    answer = act(keeper_client, "note", case, text="Le joint", photos=[a_photo(), broken()], key=KEY)
    assert answer.status_code == 422
    assert "déjà reçue" in answer.text
    assert not case.photos.exists()
    again = act(keeper_client, "note", case, text="Le joint", photos_held=tokens(answer), key=KEY)
    assert again.status_code == 302
    assert case.photos.count() == 1


def test_it_comes_back_when_another_field_was_wrong(keeper_client, case):
    answer = act(keeper_client, "note", case, text="x" * 5000, photos=[a_photo()], key=KEY)
    assert answer.status_code == 422
    assert len(tokens(answer)) == 1
    third = act(keeper_client, "note", case, text="y" * 5000, photos_held=tokens(answer), key=KEY)
    assert len(tokens(third)) == 1


def test_one_left_out_is_not_in_the_case(keeper_client, case):
    act(keeper_client, "note", case, text="x" * 5000, photos=[a_photo()], key=KEY)
    assert act(keeper_client, "note", case, text="Sans photo", key=KEY).status_code == 302
    assert not case.photos.exists()


class Album(forms.Form):
    photos = photo_fields.PhotosField(required=True)


def album(*names, files=()):
    return Album(QueryDict("&".join(f"photos_held={name}" for name in names)), MultiValueDict({"photos": files}))


def test_nobody_gets_a_picture_by_naming_it(db):
    kept = photos.keep(a_photo())
    assert not album(kept.sha256).is_valid()
    form = album(photo_fields.Held(kept).token)
    assert form.is_valid()
    assert form.cleaned_data["photos"] == [kept]


def test_a_form_left_too_long_asks_for_the_photo_again(db, time_machine):
    token = photo_fields.Held(photos.keep(a_photo())).token
    time_machine.move_to(timezone.now() + dt.timedelta(days=2))
    assert not album(token).is_valid()


def test_held_and_new_ones_count_together(db):
    held = [photo_fields.Held(photos.keep(a_photo(colour))).token for colour in ("red", "blue", "green", "white")]
    files = [a_photo(colour) for colour in ("black", "yellow", "gray")]
    assert album(*held, files=files[:2]).is_valid()
    assert "Au plus 6 photos" in str(album(*held, files=files).errors)


def test_pictures_of_nothing_are_forgotten_those_of_cases_stay(keeper, case):
    photos.attach(case, a_photo(), by=keeper)
    lost = photos.keep(a_photo("blue"))
    name, storage = lost.file.name, lost.file.storage
    assert photos.erase_unused(timezone.now()) == 0
    assert photos.erase_unused(timezone.now() + dt.timedelta(days=3)) == 1
    assert Picture.objects.count() == 1
    assert not storage.exists(name)
    assert case.photos.get().picture.file.storage.exists(case.photos.get().picture.file.name)
