import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from teams.models import Team

from ..schema import check_case
from .scope import CaseScopedQuerySet


class PromiseQuerySet(CaseScopedQuerySet):
    PERIMETER = "case__agency"

    def slips(self):
        """Changes to a later day than the one told before."""
        return self.filter(on__gt=F("previous__on"))


class Promise(models.Model):
    """A date told to somebody. Append-only: the last one holds and is mirrored on the case.

    Each names the one it replaces, so that history is one line, and says why and by whose doing.
    """

    case = models.ForeignKey(
        "coordination.Case", models.PROTECT, related_name="promises", verbose_name="dossier", db_index=False
    )
    on = models.DateField("date annoncée")
    made_at = models.DateTimeField("annoncée le", default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="par", null=True, blank=True
    )
    previous = models.OneToOneField(
        "self", models.PROTECT, related_name="next", verbose_name="remplace", null=True, blank=True
    )
    cause = models.CharField("cause", max_length=200, blank=True)
    service = models.CharField("service à l’origine", max_length=20, choices=Team.Service, blank=True)

    objects = PromiseQuerySet.as_manager()

    class Meta:
        verbose_name = "promesse"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint("case", condition=Q(previous__isnull=True), name="promise_one_first"),
            models.CheckConstraint(
                condition=Q(previous__isnull=True) | (~Q(cause="") & ~Q(service="")),
                name="promise_change_has_cause",
                violation_error_message="Donnez la cause du changement et le service à l’origine.",
            ),
        ]
        indexes = [models.Index(fields=["case", "-id"], name="promise_last")]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="check_case", when=pgtrigger.After, operation=pgtrigger.Insert, timing=pgtrigger.Deferred,
                func=check_case("NEW.case_id"),
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.on:%d/%m/%Y}"
