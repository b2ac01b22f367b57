"""Photos of a case. A picture is kept once, by its content; it says neither where nor with what it was taken."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from .entries import Entry
from .scope import CaseScopedQuerySet


def picture_path(picture, name: str) -> str:
    return f"photos/{picture.sha256[:2]}/{picture.sha256}.jpg"


def thumbnail_path(picture, name: str) -> str:
    return f"photos/{picture.sha256[:2]}/{picture.sha256}-s.jpg"


class PictureQuerySet(models.QuerySet):
    def unused(self):
        """Nothing shows them: no case, visit, check or finding, whichever app it belongs to."""
        hidden = self.model._meta.get_fields(include_hidden=True)
        uses = [one for one in hidden if one.auto_created and not one.concrete and not one.many_to_many]
        for use in uses:
            column = use.field.attname
            self = self.exclude(Exists(use.related_model._base_manager.filter(**{column: OuterRef("pk")})))
        return self


class Picture(models.Model):
    """A JPEG of at most 1 600 pixels a side with its thumbnail, made by `coordination.photos.keep`."""

    sha256 = models.CharField(max_length=64, unique=True)
    file = models.ImageField("image", upload_to=picture_path, max_length=120)
    thumbnail = models.ImageField("vignette", upload_to=thumbnail_path, max_length=120)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    kept_at = models.DateTimeField("gardée depuis le", default=timezone.now, editable=False)

    objects = PictureQuerySet.as_manager()

    class Meta:
        verbose_name = "image"
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="picture_sha256")]

    def __str__(self):
        return self.sha256[:12]


class CasePhotoQuerySet(CaseScopedQuerySet):
    PERIMETER = "case__agency"

    def for_tenant(self):
        return self.filter(visibility=Entry.Visibility.TENANT)


class CasePhoto(models.Model):
    """A picture in a case: who took it when, what it shows, who may see it."""

    case = models.ForeignKey("coordination.Case", models.PROTECT, related_name="photos", verbose_name="dossier")
    picture = models.ForeignKey(Picture, models.PROTECT, related_name="uses", verbose_name="image")
    caption = models.CharField("légende", max_length=200, blank=True)
    visibility = models.CharField(
        "visibilité", max_length=10, choices=Entry.Visibility, default=Entry.Visibility.INTERNAL
    )
    at = models.DateTimeField("prise le")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="par", null=True, blank=True
    )

    objects = CasePhotoQuerySet.as_manager()

    class Meta:
        verbose_name = "photo"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(visibility__in=Entry.Visibility.values), name="photo_known_visibility"
            )
        ]

    def __str__(self):
        return self.caption or f"Photo du {self.at:%d/%m/%Y}"
