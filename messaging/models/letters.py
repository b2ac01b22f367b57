"""The last way: a letter, made as a PDF, printed and posted by a person."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from .messages import Message


class Letter(models.Model):
    """The paper of a message whose channel is the post."""

    message = models.OneToOneField(Message, models.CASCADE, related_name="letter")
    file = models.FileField("fichier", upload_to="letters/%Y/%m/")
    made_at = models.DateTimeField("fabriqué le", default=timezone.now)
    printed_at = models.DateTimeField("imprimé le", null=True, blank=True)
    printed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="imprimé par", null=True,
        blank=True, db_index=False,
    )  # fmt: skip

    class Meta:
        verbose_name = "courrier"
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(printed_at__isnull=True, printed_by__isnull=True)
                | models.Q(printed_at__isnull=False, printed_by__isnull=False),
                name="letter_printed_by_someone",
            )
        ]

    def __str__(self):
        return f"Courrier du {self.made_at:%d/%m/%Y}"
