"""The words of an event as an administrator changed them. What was sent stays known: versions are only added."""

import pgtrigger
from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from teams.workflow import MoveRefused

from .. import texts

MEANWHILE = "Quelqu’un a changé ce texte entre-temps. Rechargez la page pour voir le sien."


class TextVersionQuerySet(models.QuerySet["TextVersion"]):
    def of(self, event: str, language: str):
        return self.filter(event=event, language=language).order_by("-number")

    def latest(self):  # type: ignore[override]
        """The last version of each text: the one that is sent."""
        return self.order_by("event", "language", "-number").distinct("event", "language")

    def replace(self, event: str, language: str, body: str, *, seen: int, by) -> "TextVersion":
        """From now on these words are sent; none: the catalogue's again. `seen` is the number of the version that
        was changed (0: the catalogue's). Said twice it is one version; said of another one it is refused."""
        if body and (refusal := texts.refusal(texts.event_of(event), body)):
            raise MoveRefused(refusal)
        last = self.of(event, language).first()
        if last and last.body == body and last.by == by and last.number in (seen, seen + 1):
            return last
        if (last.number if last else 0) != seen:
            raise MoveRefused(MEANWHILE)
        try:
            with transaction.atomic():
                return self.create(event=event, language=language, body=body, number=seen + 1, by=by)
        except IntegrityError:
            raise MoveRefused(MEANWHILE) from None


class TextVersion(models.Model):
    event = models.CharField("événement", max_length=60)
    language = models.CharField("langue", max_length=5)
    number = models.PositiveSmallIntegerField("version")
    body = models.TextField("texte", blank=True, max_length=480)
    """Empty: the text of the catalogue is sent again."""
    created_at = models.DateTimeField("depuis le", default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="par", db_index=False
    )

    objects = TextVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "version d’un texte"
        verbose_name_plural = "versions de textes"
        ordering = ["event", "language", "-number"]
        constraints = [
            models.UniqueConstraint("event", "language", "number", name="text_version_number"),
            models.CheckConstraint(condition=models.Q(number__gt=0), name="text_version_counts_from_one"),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return f"{self.event} ({self.language}), version {self.number}"
