"""Notice (congé): received, corrected, withdrawn; what was written stays."""

import datetime as dt
import uuid
from typing import Any

import pghistory
from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from teams.visibility import VisibleQuerySet
from teams.workflow import MoveRefused

from .. import events, occupancies, signals, telling
from ..notice_period import reckon
from ..reasons import RULES, TOLD, Reason
from .leases import Lease

GIVEN = "Ce bail a déjà un congé : corrigez-le."
STALE = "Ce congé a été corrigé ou retiré entre-temps."


class NoticeQuerySet(VisibleQuerySet):
    PERIMETER = "lease__residence__agency"

    def current(self):
        return self.filter(is_current=True)

    @transaction.atomic
    def receive(self, lease: Lease, *, by, key: uuid.UUID | None = None, former: "Notice | None" = None, **given):
        """A notice of this lease, whose end it sets. Once per `key`; `former` is the one it corrects."""
        if key and (known := self.filter(key=key, lease=lease).first()):
            return known
        Lease.objects.select_for_update().get(pk=lease.pk)
        if self.filter(lease=lease, is_current=True).exists():
            raise MoveRefused(GIVEN)
        model: Any = self.model
        notice = model(lease=lease, supersedes=former, recorded_by=by, key=key or uuid.uuid4(), **given)
        notice.reckon()
        notice.save(force_insert=True)
        lease.refresh_from_db()
        lease.run_until(notice.ends_on)
        telling.tell(notice, events.NOTICE_CORRECTED if former else events.NOTICE_RECEIVED)
        signals.notice_written.send(sender=self.model, notice=notice, by=by)
        return notice


@pghistory.track()
class Notice(models.Model):
    """Somebody ends the lease. `months`, `basis` and `ends_on` are reckoned when it is written, by the rules of
    the day of receipt. One stands at a time (`is_current`): a correction supersedes it, a withdrawal ends it."""

    class Channel(models.TextChoices):
        REGISTERED = "registered", "Lettre recommandée avec avis de réception"
        BAILIFF = "bailiff", "Acte de commissaire de justice"
        HAND = "hand", "Remise en main propre contre récépissé"
        ELECTRONIC = "electronic", "Recommandé électronique"
        OTHER = "other", "Autre (décès, constat, procès-verbal)"

    lease = models.ForeignKey(Lease, models.PROTECT, related_name="notices", verbose_name="bail")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    channel = models.CharField("reçu par", max_length=12, choices=Channel, default=Channel.REGISTERED)
    received_on = models.DateField("reçu le")
    reason = models.CharField("motif", max_length=16, choices=Reason, default=Reason.COMMON)
    proof_received = models.BooleanField("justificatif reçu", default=False)
    months = models.PositiveSmallIntegerField("préavis (mois)", null=True)
    basis = models.CharField("base légale", max_length=400)
    ends_on = models.DateField("fin du préavis")
    leaving_on = models.DateField("départ annoncé le", null=True, blank=True)
    keys_on = models.DateField("clés rendues le", null=True, blank=True)
    forwarding_address = models.CharField("nouvelle adresse", max_length=200, blank=True)
    supersedes = models.OneToOneField(
        "self", models.PROTECT, related_name="superseded_by", null=True, blank=True, editable=False
    )
    is_current = models.BooleanField(default=True, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    recorded_at = models.DateTimeField("enregistré le", default=timezone.now, editable=False)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "congé"
        verbose_name_plural = "congés"
        ordering = ["-recorded_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "lease", condition=Q(is_current=True), name="notice_one_stands", violation_error_message=GIVEN
            ),
            models.CheckConstraint(condition=Q(ends_on__gte=F("received_on")) | Q(months__isnull=True),
                                   name="notice_ends_after_receipt"),
        ]  # fmt: skip

    def __str__(self):
        return f"Congé reçu le {self.received_on:%d/%m/%Y}"

    @property
    def rule(self):
        return RULES[Reason(self.reason)]

    @property
    def is_told(self) -> bool:
        """No notice runs: the day on which the lease ends was told."""
        return self.reason in TOLD

    @property
    def tells_tenant(self) -> bool:
        """The tenant gave it, and is told that it came."""
        return self.reason not in (*TOLD, Reason.DEMOLITION)

    def reckon(self) -> None:
        home: Any = self.lease.unit  # never none: a check of the table
        told = reckon(
            self.reason, self.received_on, proven=self.proof_received, commune_code=home.commune_code,
            told=self.ends_on,
        )  # fmt: skip
        self.months, self.ends_on, self.basis = told.months, told.ends_on, told.basis[:400]

    @transaction.atomic
    def correct(self, *, by, key: uuid.UUID | None = None, **given) -> "Notice":
        """What should have been written: a new notice in the place of this one, which stays as it was."""
        if key and (known := Notice.objects.filter(key=key).first()):
            return known
        self._step_down()
        kept = {"keys_on": self.keys_on, "forwarding_address": self.forwarding_address}
        return Notice.objects.receive(self.lease, by=by, key=key, former=self, **{**kept, **given})

    @transaction.atomic
    def withdraw(self, why: str, *, by) -> "NoticeWithdrawal":
        """The tenant stays, the landlord agrees: the lease has no end any more. Refused once it is let again."""
        self._step_down()
        self.lease.refresh_from_db()
        self.lease.run_until(None)
        telling.tell(self, events.NOTICE_WITHDRAWN)
        signals.notice_withdrawn.send(sender=Notice, notice=self, why=why, by=by)
        return NoticeWithdrawal.objects.create(notice=self, why=why, by=by)

    @transaction.atomic
    def return_keys(self, on: dt.date, *, forwarding_address: str = "") -> None:
        """The keys came back: whoever lived there has left."""
        given = {"keys_on": on} | ({"forwarding_address": forwarding_address} if forwarding_address else {})
        if on < self.lease.starts_on:
            raise MoveRefused("Cette date précède la date d’effet du bail.")
        if not Notice.objects.filter(pk=self.pk, is_current=True).update(**given):
            raise MoveRefused(STALE)
        self.refresh_from_db()
        occupancies.keep([self.lease_id])
        signals.keys_returned.send(sender=Notice, notice=self)

    def _step_down(self) -> None:
        """Of two people who change it at once, one is told."""
        if not Notice.objects.filter(pk=self.pk, is_current=True).update(is_current=False):
            raise MoveRefused(STALE)
        self.refresh_from_db(fields=["is_current"])


class NoticeWithdrawal(models.Model):
    """A notice that the tenant took back."""

    notice = models.OneToOneField(Notice, models.PROTECT, related_name="withdrawal", verbose_name="congé")
    why = models.CharField("motif", max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField("le", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "retrait de congé"
        verbose_name_plural = "retraits de congé"
        ordering = ["-pk"]

    def __str__(self):
        return f"Retiré le {self.at:%d/%m/%Y}"
