"""What a check found point by point, and how it looked; kept as it was once the check is closed."""

import pgtrigger
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from coordination.models import Picture
from teams.visibility import VisibleQuerySet

from ..cleaning_score import BAD, BEST
from .cleaning_checks import CleaningCheck
from .cleaning_grid import CleaningItem

NOTES_ARE_KEPT = """
    IF EXISTS (SELECT FROM proximity_cleaningcheck WHERE id = OLD.check_made_id AND closed_at IS NOT NULL) THEN
        RAISE EXCEPTION 'Notes of a closed check are kept'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'cleaning_notes_are_kept';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
"""
PHOTOS_ARE_KEPT = """
    IF EXISTS (
        SELECT FROM proximity_cleaningcheck WHERE id = OLD.check_made_id AND closed_at IS NOT NULL
        AND (TG_OP = 'UPDATE' OR photos_erased_at IS NULL)
    ) THEN
        RAISE EXCEPTION 'Photos of a closed check are kept'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'cleaning_photos_are_kept';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
"""
"""Photos go in time, and their check says when they went (`cleaning_retention`)."""


class CleaningNote(models.Model):
    """One point as it was found. `note` empty: it does not apply here."""

    check_made = models.ForeignKey(
        CleaningCheck, models.CASCADE, related_name="notes", verbose_name="contrôle", db_index=False
    )
    item = models.ForeignKey(CleaningItem, models.PROTECT, related_name="+", verbose_name="point")
    note = models.PositiveSmallIntegerField("note", null=True, blank=True, validators=[MaxValueValidator(BEST)])
    cause = models.CharField("cause", max_length=12, choices=CleaningCheck.Cause, blank=True)

    class Meta:
        verbose_name = "note"
        ordering = ["item__zone__position", "item__position", "pk"]
        constraints = [
            models.UniqueConstraint("check_made", "item", name="cleaning_note_once"),
            models.CheckConstraint(condition=Q(note__isnull=True) | Q(note__lte=BEST), name="cleaning_note_range"),
            models.CheckConstraint(
                condition=Q(note__isnull=True) | Q(note__gt=BAD) | ~Q(cause=""),
                name="cleaning_bad_has_cause", violation_error_message="Donnez la cause.",
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Trigger(
                name="kept", when=pgtrigger.Before, operation=pgtrigger.Update | pgtrigger.Delete,
                func=NOTES_ARE_KEPT,
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.item} : {'sans objet' if self.note is None else self.note}"


class CleaningPhotoQuerySet(VisibleQuerySet):
    PERIMETER = "check_made__service__residence__agency"


class CleaningPhoto(models.Model):
    """What a point looked like."""

    check_made = models.ForeignKey(
        CleaningCheck, models.CASCADE, related_name="photos", verbose_name="contrôle", db_index=False
    )
    item = models.ForeignKey(CleaningItem, models.PROTECT, related_name="+", verbose_name="point")
    picture = models.ForeignKey(Picture, models.PROTECT, related_name="+", verbose_name="image")

    objects = CleaningPhotoQuerySet.as_manager()

    class Meta:
        verbose_name = "photo d’un contrôle"
        verbose_name_plural = "photos d’un contrôle"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint("check_made", "item", "picture", name="cleaning_photo_once")]
        triggers = [
            pgtrigger.Trigger(
                name="kept", when=pgtrigger.Before, operation=pgtrigger.Update | pgtrigger.Delete,
                func=PHOTOS_ARE_KEPT,
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"Photo : {self.item}"
