"""Who or which file said it, and when."""

from django.conf import settings
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import Q
from django.utils import timezone

from .places import Placed
from .unit import Unit


class FieldStatement(models.Model):
    """A person's statement about one field of a home, over what the last file says.

    A home's fields come from its last file (`Unit.stated_by`, `stated_on`) except those with a standing
    statement. The next file does not undo a correction by repeating the value it `replaced`; a new value in
    the file ends the statement (`ended_at`).
    """

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="statements", verbose_name="logement")
    field = models.CharField("champ", max_length=40)
    value = models.CharField("valeur", max_length=200, blank=True)
    replaced = models.CharField("valeur du fichier", max_length=200, blank=True)
    source = models.CharField("d’après", max_length=200, blank=True)
    stated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="par")
    stated_on = models.DateField("le", default=timezone.localdate)
    ended_at = models.DateTimeField("remplacé le", null=True, editable=False)

    class Meta:
        verbose_name = "correction"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                "unit", "field", condition=Q(ended_at__isnull=True), name="statement_one_standing"
            )
        ]

    def __str__(self):
        return f"{self.field} = {self.value}"


class ExternalReference(Placed):
    """A place's name in somebody else's system, with who allocated it."""

    allocator = models.CharField("attribuée par", max_length=80)
    value = models.CharField("référence", max_length=120)

    class Meta(Placed.Meta):
        verbose_name = "référence externe"
        verbose_name_plural = "références externes"
        ordering = ["allocator", "value", "pk"]
        constraints = [
            *Placed.Meta.constraints,
            models.UniqueConstraint(
                "allocator", "value", name="reference_unique",
                violation_error_message="Cette référence est déjà attribuée.",
            ),
        ]  # fmt: skip
        indexes = [models.Index(OpClass("value", name="varchar_pattern_ops"), name="reference_value")]

    def __str__(self):
        return f"{self.value} ({self.allocator})"
