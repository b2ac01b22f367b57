"""The weekly letter: who got it, and what somebody does not want to read in it."""

from django.db import models
from django.utils import timezone

from teams.models import User

EVERYTHING = ""


class DigestQuerySet(models.QuerySet["Digest"]):
    def waiting(self):
        """Not mailed yet: the queue may have lost it."""
        return self.filter(sent_at=None)


class Digest(models.Model):
    """The letter of one person about one week. `sent_at` is claimed before it leaves: it leaves once."""

    user = models.ForeignKey(User, models.CASCADE, related_name="digests", verbose_name="personne")
    week = models.DateField("semaine du")
    made_at = models.DateTimeField("préparée le", default=timezone.now)
    sent_at = models.DateTimeField("partie le", null=True)

    objects = DigestQuerySet.as_manager()

    class Meta:
        verbose_name = "lettre de la semaine"
        verbose_name_plural = "lettres de la semaine"
        ordering = ["-week", "pk"]
        constraints = [models.UniqueConstraint("user", "week", name="digest_once_a_week")]

    def __str__(self):
        return f"Semaine du {self.week:%d/%m/%Y}"


class MutedMeasureQuerySet(models.QuerySet["MutedMeasure"]):
    def visible_to(self, user):
        """Each their own."""
        return self.filter(user=user) if user.is_active else self.none()

    def codes_of(self, user) -> set[str]:
        return set(self.filter(user=user).values_list("measure", flat=True))


class MutedMeasure(models.Model):
    """What somebody no longer wants in the letter; without a measure: the letter itself."""

    user = models.ForeignKey(User, models.CASCADE, related_name="muted_measures", verbose_name="personne")
    measure = models.CharField("indicateur", max_length=10, db_collation="C", blank=True)

    objects = MutedMeasureQuerySet.as_manager()

    class Meta:
        verbose_name = "indicateur sans lettre"
        verbose_name_plural = "indicateurs sans lettre"
        ordering = ["user", "measure"]
        constraints = [models.UniqueConstraint("user", "measure", name="muted_once")]

    def __str__(self):
        return self.measure or "toute la lettre"
