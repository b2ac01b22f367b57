"""The field for photos of every form. What arrived well is kept while the form is put right: one sends it once."""

import base64
from dataclasses import dataclass

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from . import photos
from .models import Picture

MOST_PHOTOS = 6
SALT = "coordination.held-photo"
HELD_FOR = 24 * 3600
"""Seconds during which a form may still send a photo that was kept for it."""


@dataclass(frozen=True)
class Held:
    """A photo that came with an earlier try of the form."""

    picture: Picture
    number: int = 1

    def __str__(self) -> str:
        return _("Photo %(number)s, déjà reçue") % {"number": self.number}

    @property
    def token(self) -> str:
        """Only what we gave out comes back: nobody asks for a picture by guessing."""
        return signing.dumps(self.picture.sha256, salt=SALT)

    @property
    def thumbnail(self) -> str:
        with self.picture.thumbnail.open("rb") as file:
            return f"data:image/jpeg;base64,{base64.b64encode(file.read()).decode()}"


def _named(tokens: list[str]) -> list[str]:
    found = []
    for token in tokens:
        try:
            found.append(signing.loads(token, salt=SALT, max_age=HELD_FOR))
        except signing.BadSignature:
            continue
    return list(dict.fromkeys(found))


class PhotosInput(forms.ClearableFileInput):
    """Files to choose, and those kept of an earlier try, each with a box to leave it out."""

    allow_multiple_selected = True
    template_name = "components/photos.html"

    def value_from_datadict(self, data, files, name):
        held = _named(data.getlist(f"{name}_held")) if hasattr(data, "getlist") else []
        return [*held, *(super().value_from_datadict(data, files, name) or [])]

    def value_omitted_from_data(self, data, files, name):
        return super().value_omitted_from_data(data, files, name) and f"{name}_held" not in data

    def get_context(self, name, value, attrs):
        return super().get_context(name, None, attrs) | {"held": held(value or []), "held_name": f"{name}_held"}


def held(value: list) -> list[Held]:
    """Of what a form was sent, the photos that can be read, kept from now on to be sent with its next try."""
    found = []
    for one in value[:MOST_PHOTOS]:
        try:
            picture = Picture.objects.filter(sha256=one).first() if isinstance(one, str) else photos.keep(one)
        except ValidationError:
            continue
        if picture:
            found.append(Held(picture, len(found) + 1))
    Picture.objects.filter(pk__in=[one.picture.pk for one in found]).update(kept_at=timezone.now())
    return found


class PhotosField(forms.FileField):
    """Several photos in one field; cleaned to a list of files and of pictures already kept, which
    `coordination.photos` takes alike."""

    widget = PhotosInput

    def __init__(self, **kwargs):
        attrs = {"accept": "image/jpeg,image/png,image/webp", "multiple": True}
        super().__init__(**{"required": False, "widget": PhotosInput(attrs=attrs), **kwargs})

    def bound_data(self, data, initial):
        """What was sent is shown again, unlike other files, which a page cannot give back."""
        return data

    def clean(self, data, initial=None):
        sent = [one for one in (data or []) if one]
        if len(sent) > MOST_PHOTOS:
            raise forms.ValidationError(_("Au plus %(most)s photos à la fois.") % {"most": MOST_PHOTOS})
        if self.required and not sent:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        known = Picture.objects.filter(sha256__in=[one for one in sent if isinstance(one, str)])
        files = [super(PhotosField, self).clean(one, initial) for one in sent if not isinstance(one, str)]
        return [*known, *files]
