"""Imports of the national register: what was read, kept, refused."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from teams.visibility import VisibleQuerySet

from .stock import Landlord


class StockImportQuerySet(VisibleQuerySet):
    """An import concerns all of a landlord's agencies: who sees only some sees none."""

    def visible_to(self, user):
        return self if user.is_active and user.sees_everything else self.none()


class StockImport(models.Model):
    """One file of the register, from upload to report (`housing.rpls`).

    `lines_read = dwellings + rejected` holds always, in the database. `report` is what the preview and the
    final page show: grouping, new, changed and gone homes, warnings.
    """

    class State(models.TextChoices):
        UPLOADED = "uploaded", "Déposé"
        ANALYSING = "analysing", "Analyse en cours"
        READY = "ready", "À confirmer"
        APPLYING = "applying", "Import en cours"
        APPLIED = "applied", "Importé"
        FAILED = "failed", "Refusé"
        DROPPED = "dropped", "Abandonné"

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    landlord = models.ForeignKey(Landlord, models.PROTECT, related_name="imports", verbose_name="bailleur")
    parent = models.ForeignKey(
        "self", models.PROTECT, related_name="complements", null=True, blank=True,
        help_text="The import whose rejected lines this file corrects.",
    )  # fmt: skip
    file = models.FileField("fichier", upload_to="imports/", max_length=200, blank=True)
    file_name = models.CharField("nom du fichier", max_length=200)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField("taille (octets)", default=0)
    layout = models.CharField("format reconnu", max_length=20, blank=True)
    encoding = models.CharField("encodage", max_length=20, blank=True)
    options = models.JSONField(default=dict)
    state = models.CharField("état", max_length=10, choices=State, default=State.UPLOADED)
    lines_read = models.PositiveIntegerField("lignes lues", default=0)
    dwellings = models.PositiveIntegerField("logements", default=0)
    rejected = models.PositiveIntegerField("lignes rejetées", default=0)
    created = models.PositiveIntegerField("nouveaux", default=0)
    changed = models.PositiveIntegerField("modifiés", default=0)
    unchanged = models.PositiveIntegerField("inchangés", default=0)
    gone = models.PositiveIntegerField("sortis du parc", default=0)
    report = models.JSONField(default=dict)
    error = models.TextField("erreur", blank=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, verbose_name="par"
    )
    requested_at = models.DateTimeField("déposé le", default=timezone.now)
    ended_at = models.DateTimeField("terminé le", null=True)

    objects = StockImportQuerySet.as_manager()

    class Meta:
        verbose_name = "import du patrimoine"
        verbose_name_plural = "imports du patrimoine"
        ordering = ["-requested_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(lines_read=F("dwellings") + F("rejected")), name="import_no_line_lost"
            ),
            models.CheckConstraint(
                condition=Q(dwellings=F("created") + F("changed") + F("unchanged")) | ~Q(state="applied"),
                name="import_every_dwelling_counted",
            ),
        ]

    def __str__(self):
        return f"{self.file_name} ({self.requested_at:%d/%m/%Y})"

    def get_absolute_url(self):
        return reverse("housing:import", args=[self.pk])


class RejectedLine(models.Model):
    """A line that is not a home of the stock, with the reason, as read: to correct and import again."""

    stock_import = models.ForeignKey(StockImport, models.CASCADE, related_name="rejected_lines")
    line_number = models.PositiveIntegerField("ligne")
    reason = models.CharField("motif", max_length=200)
    raw = models.TextField("contenu")

    class Meta:
        verbose_name = "ligne rejetée"
        verbose_name_plural = "lignes rejetées"
        ordering = ["line_number", "pk"]
        constraints = [models.UniqueConstraint("stock_import", "line_number", name="rejected_line_once")]

    def __str__(self):
        return f"ligne {self.line_number} : {self.reason}"
