from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from .places import Placed


def document_path(document, name: str) -> str:
    """By content, so that one file sent twice is stored once and no name leaks a person."""
    return f"documents/{document.sha256[:2]}/{document.sha256}"


class Document(Placed):
    """A file about a place: diagnostic, plan, warranty. Served by a view that checks the perimeter."""

    class Kind(models.TextChoices):
        DIAGNOSTIC = "diagnostic", "Diagnostic"
        PLAN = "plan", "Plan"
        WARRANTY = "warranty", "Garantie"
        CONTRACT = "contract", "Contrat"
        OTHER = "other", "Autre"

    kind = models.CharField("nature", max_length=12, choices=Kind, default=Kind.OTHER)
    title = models.CharField("titre", max_length=120)
    file = models.FileField("fichier", upload_to=document_path, max_length=200)
    file_name = models.CharField("nom d’origine", max_length=200)
    content_type = models.CharField("type", max_length=100, editable=False)
    size = models.PositiveBigIntegerField("taille (octets)", editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    added_at = models.DateTimeField("ajouté le", default=timezone.now, editable=False)

    class Meta(Placed.Meta):
        verbose_name = "document"
        ordering = ["-added_at", "-pk"]

    def __str__(self):
        return self.title

    def remove(self) -> None:
        """Delete the row, and its file once no other document has the same content."""
        name, storage = self.file.name, self.file.storage
        with transaction.atomic():
            self.delete()
            if not type(self)._base_manager.filter(sha256=self.sha256).exists():
                transaction.on_commit(lambda: storage.delete(str(name)))
