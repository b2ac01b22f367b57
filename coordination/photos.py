"""Photos from phones and tablets: decoded, turned upright, made smaller and written again as JPEG.

What is written holds pixels only: no position, no device, no name (domain.md §10.2). Made at upload, never
in a GET.
"""

import datetime as dt
import hashlib
import io
import uuid
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from housing.uploads import MOST_BYTES

from .models.entries import Entry
from .models.photos import CasePhoto, Picture

MOST_PIXELS = 60_000_000
TOO_LARGE = gettext_lazy("Cette image est trop grande (plus de 60 millions de pixels).")
LONGEST, THUMBNAIL = 1600, 320
UNUSED = dt.timedelta(days=2)
"""Longer than a form may come back with it (`photo_fields.HELD_FOR`)."""
FORMATS = ["JPEG", "PNG", "WEBP"]
APPLE = (b"ftypheic", b"ftypheix", b"ftyphevc", b"ftypmif1", b"ftypmsf1")


def attach(case, upload, *, by, visibility=Entry.Visibility.INTERNAL, caption="", key=None, at=None) -> CasePhoto:
    """Add a photo to a case with a line in its journal. The same `key` twice adds one.

    ValidationError, in the language of the page, when the file is not an image we can read.
    """
    picture = keep(upload)
    entry = case.add_photo(picture, caption=caption, visibility=visibility, by=by, key=key, at=at)
    return CasePhoto.objects.get(pk=entry.data["photo"])


def attach_all(case, files: Sequence, *, key: uuid.UUID | None = None, **said) -> None:
    """Each of them; sent again with the same `key`, once."""
    for number, file in enumerate(files):
        attach(case, file, key=uuid.uuid5(key, str(number)) if key else None, **said)


@transaction.atomic
def write_note(case, *, text: str, photos, key: uuid.UUID, visibility, by) -> None:
    """Words and photos in the journal of a case, all of them or none; sent again with its key, once."""
    said = {"by": by, "visibility": visibility}
    if text.strip():
        case.note(text, key=key, **said)
    attach_all(case, photos, key=key, **said)


def keep(upload) -> Picture:
    """The picture of an uploaded file; sent twice it is stored once. ValidationError as `attach`.

    A picture kept before (`photo_fields.Held`) is itself.
    """
    if isinstance(upload, Picture):
        return upload
    image = _read(upload)
    full = _jpeg(image, LONGEST)
    sha256 = hashlib.sha256(full).hexdigest()
    if known := Picture.objects.filter(sha256=sha256).first():
        return known
    width, height = Image.open(io.BytesIO(full)).size
    thumbnail = ContentFile(_jpeg(image, THUMBNAIL), "thumbnail.jpg")
    files = {"file": ContentFile(full, "full.jpg"), "thumbnail": thumbnail, "width": width, "height": height}
    return Picture.objects.get_or_create(sha256=sha256, defaults=files)[0]


def erase_unused(now: dt.datetime) -> int:
    """Erase pictures that nothing shows, kept for a form that never came back or taken off since; how many."""
    erased = 0
    for pk in Picture.objects.unused().filter(kept_at__lt=now - UNUSED).values_list("pk", flat=True):
        with transaction.atomic():
            picture = Picture.objects.select_for_update().unused().filter(pk=pk).first()
            if picture is None:
                continue
            picture.delete()
            for file in (picture.file, picture.thumbnail):
                file.delete(save=False)
            erased += 1
    return erased


def _read(upload) -> Image.Image:
    if not upload.size:
        raise ValidationError(_("Cette photo est vide : elle n’est pas arrivée en entier. Envoyez-la de nouveau."))
    if upload.size > MOST_BYTES:
        raise ValidationError(_("Cette photo dépasse 20 Mo."))
    upload.seek(0)
    head = upload.read(32)
    upload.seek(0)
    if head[4:12] in APPLE:
        raise ValidationError(_("Format HEIC : réglez l’appareil photo sur « le plus compatible » (JPEG)."))
    # WeasyPrint, once imported, lets half an image through everywhere in the process.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        image = Image.open(upload, formats=FORMATS)
        if image.width * image.height > MOST_PIXELS:
            raise ValidationError(TOO_LARGE)
        image.draft("RGB", (LONGEST * 2, LONGEST * 2))
        upright = ImageOps.exif_transpose(image)
        return _on_white(upright)
    except ValidationError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise ValidationError(TOO_LARGE) from None
    except UnidentifiedImageError:
        raise ValidationError(_("Ce fichier n’est pas une photo JPEG, PNG ou WebP.")) from None
    except (OSError, SyntaxError, ValueError):
        raise ValidationError(_("Cette photo est abîmée ou incomplète. Envoyez-la de nouveau.")) from None


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode in ("RGBA", "LA", "P"):
        image = image.convert("RGBA")
        ground = Image.new("RGBA", image.size, "white")
        ground.alpha_composite(image)
        image = ground
    return image.convert("RGB")


def _jpeg(image: Image.Image, longest: int) -> bytes:
    small = image.copy()
    small.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    small.info.clear()
    out = io.BytesIO()
    small.save(out, "JPEG", quality=82, optimize=True)
    return out.getvalue()
