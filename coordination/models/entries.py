import uuid

import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teams.workflow import MoveRefused

from .scope import CaseScopedQuerySet


class EntryQuerySet(CaseScopedQuerySet):
    PERIMETER = "case__agency"

    def for_tenant(self):
        """What the tenant may read."""
        return self.filter(visibility=Entry.Visibility.TENANT)

    def repeated(self, key: uuid.UUID | None, *, kind: str, by, case=None) -> "Entry | None":
        """The entry that this very action wrote when it was first sent; refused if another action took the key."""
        first: Entry | None = self.filter(key=key).first() if key else None  # type: ignore[assignment]
        if first and (first.kind != kind or first.by != by or (case and first.case_id != case.pk)):
            raise MoveRefused("Cet envoi porte la clé d’une autre action. Rechargez la page.")
        return first


class Entry(models.Model):
    """One line of a case's journal. Never changed: what was wrong is said in another line.

    `at` is when it happened, `logged_at` when it was written down. `key` is given by the client: the same action
    sent twice is done once.
    """

    class Kind(models.TextChoices):
        OPENED = "opened", _("Ouverture")
        HANDED_OVER = "handed_over", _("Transmission")
        TASK_OPENED = "task_opened", _("Nouvelle tâche")
        ACKNOWLEDGED = "acknowledged", _("Prise en charge")
        FINISHED = "finished", _("Tâche terminée")
        REASSIGNED = "reassigned", _("Réaffectation")
        PAUSED = "paused", _("En attente du locataire")
        RESUMED = "resumed", _("Reprise")
        EXPECTED = "expected", _("Date prévue")
        PROMISED = "promised", _("Date annoncée")
        NOTED = "noted", _("Note")
        PHOTO = "photo", _("Photo")
        PRIORITY = "priority", _("Changement d’urgence")
        CLOSED = "closed", _("Clôture")
        REOPENED = "reopened", _("Réouverture")

    class Visibility(models.TextChoices):
        INTERNAL = "internal", "Interne"
        TENANT = "tenant", "Visible du locataire"

    case = models.ForeignKey(
        "coordination.Case", models.PROTECT, related_name="entries", verbose_name="dossier", db_index=False
    )
    task = models.ForeignKey(
        "coordination.Task", models.PROTECT, related_name="entries", verbose_name="tâche", null=True, blank=True
    )
    kind = models.CharField("nature", max_length=20, choices=Kind)
    visibility = models.CharField("visibilité", max_length=10, choices=Visibility, default=Visibility.INTERNAL)
    text = models.TextField("texte", blank=True)
    data = models.JSONField("données", default=dict, blank=True)
    at = models.DateTimeField("le")
    logged_at = models.DateTimeField("écrit le", default=timezone.now, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="par", null=True, blank=True
    )
    key = models.UUIDField("clé d’envoi", null=True, blank=True, editable=False)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = "ligne du journal"
        verbose_name_plural = "journal"
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint("key", name="entry_key_once"),
            models.CheckConstraint(condition=Q(at__lte=F("logged_at")), name="entry_tells_the_past"),
        ]
        indexes = [
            models.Index(fields=["case", "-at", "-id"], name="entry_journal"),
            BrinIndex("logged_at", name="entry_logged", autosummarize=True),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} : {self.text[:60]}"
