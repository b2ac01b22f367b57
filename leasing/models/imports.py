"""Imports of leases: what was read, kept, refused."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone


class LeaseImportQuerySet(models.QuerySet["LeaseImport"]):
    def visible_to(self, user):
        """By the person who sent it; by those who see everything, all of them."""
        if not user.is_active:
            return self.none()
        return self if user.sees_everything else self.filter(requested_by=user)


class LeaseImport(models.Model):
    """One file of leases, from upload to report (`leasing.imports`). No line is lost: the database counts."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", "Analyse en cours"
        READY = "ready", "À confirmer"
        APPLYING = "applying", "Import en cours"
        APPLIED = "applied", "Importé"
        FAILED = "failed", "Refusé"
        DROPPED = "dropped", "Abandonné"

    RUNNING = (State.UPLOADED, State.APPLYING)

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file = models.FileField("fichier", upload_to="leases/", max_length=200, blank=True)
    file_name = models.CharField("nom du fichier", max_length=200)
    state = models.CharField("état", max_length=10, choices=State, default=State.UPLOADED)
    lines_read = models.PositiveIntegerField("lignes lues", default=0)
    created = models.PositiveIntegerField("nouveaux", default=0)
    changed = models.PositiveIntegerField("modifiés", default=0)
    unchanged = models.PositiveIntegerField("inchangés", default=0)
    rejected = models.PositiveIntegerField("refusées", default=0)
    report = models.JSONField(default=dict)
    error = models.TextField("erreur", blank=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="par"
    )
    requested_at = models.DateTimeField("déposé le", default=timezone.now)
    ended_at = models.DateTimeField("terminé le", null=True)

    objects = LeaseImportQuerySet.as_manager()

    class Meta:
        verbose_name = "import de baux"
        verbose_name_plural = "imports de baux"
        ordering = ["-requested_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(lines_read=F("created") + F("changed") + F("unchanged") + F("rejected")),
                name="lease_import_no_line_lost",
            )
        ]

    def __str__(self):
        return f"{self.file_name} ({self.requested_at:%d/%m/%Y})"

    def get_absolute_url(self):
        return reverse("leasing:import", args=[self.pk])

    @property
    def is_running(self) -> bool:
        return self.state in self.RUNNING

    @property
    def to_write(self) -> int:
        return self.created + self.changed


class RejectedLease(models.Model):
    """A line that was refused, with the reasons and its cells as read: to correct and send back."""

    lease_import = models.ForeignKey(LeaseImport, models.CASCADE, related_name="rejects")
    line_number = models.PositiveIntegerField("ligne")
    reason = models.TextField("motif")
    cells = models.JSONField("contenu")

    class Meta:
        verbose_name = "ligne refusée"
        verbose_name_plural = "lignes refusées"
        ordering = ["line_number", "pk"]
        constraints = [models.UniqueConstraint("lease_import", "line_number", name="rejected_lease_once")]

    def __str__(self):
        return f"ligne {self.line_number} : {self.reason}"
