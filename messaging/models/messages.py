"""Every text that goes to a tenant or comes from one, by whatever channel."""

import datetime as dt
import uuid
from typing import Any

from django.conf import settings
from django.db import connection, models
from django.db.models import F, Q
from django.utils import timezone

from coordination.models import Case
from teams.models import Agency
from teams.roles import Role
from teams.visibility import VisibleQuerySet

from ..gateways.errors import trouble
from ..states import AT_PROVIDER, FINAL, INCOMING, LOST, OUTGOING, State
from .contacts import Channel
from .message_sql import CLAIM, RECORD

LOST_MAY_BE_SEEN_BY = (Role.CONTACT_CENTRE, Role.AGENCY_MANAGER, Role.DIRECTOR, Role.ADMIN)
"""What comes from a number nobody knows belongs to no agency yet: these may find its place."""

A_DAY = dt.timedelta(days=1)
TONES: dict[str, str] = {
    State.DELIVERED: "good", State.PRINTED: "good", State.FILED: "good", State.FAILED: "bad",
    State.UNDELIVERED: "bad", State.UNKNOWN: "fair", State.TO_SORT: "fair", State.TO_PRINT: "fair",
}  # fmt: skip


PAGE = "page"
"""What a tenant writes on the page of their request: it only comes in."""


class Direction(models.TextChoices):
    OUT = "out", "Envoyé"
    IN = "in", "Reçu"


class MessageQuerySet(VisibleQuerySet):
    def visible_to(self, user):
        """Those of one's agencies; what nobody placed yet, for those who place it. Confidential files keep
        theirs."""
        if not user.is_active:
            return self.none()
        found = self if user.sees_everything else self.filter(self._of(user))
        return found.filter(Q(case=None) | Q(case__in=Case.objects.visible_to(user)))

    def _of(self, user) -> Q:
        mine = Q(agency__in=user.agency_ids())
        return mine | Q(agency=None) if user.has_role(*LOST_MAY_BE_SEEN_BY) else mine

    def claim(self, pk: int, *, now=None) -> "Message | None":
        """Take the message for this worker alone, until the lease ends; None when it is not to be sent now."""
        now = now or timezone.now()
        values = {
            "pk": pk, "now": now, "claim": uuid.uuid4(), "lease_ends": now + settings.OUTBOX_LEASE,
            "a_day_ago": now - A_DAY, "lately": now - 3 * A_DAY,
        }  # fmt: skip
        found: Any = self.raw(CLAIM, values)
        return next(iter(found), None)

    def outgoing(self):
        return self.filter(direction=Direction.OUT)

    def incoming(self):
        return self.filter(direction=Direction.IN)

    def to_sort(self):
        return self.filter(state=State.TO_SORT)

    def to_print(self):
        return self.filter(state=State.TO_PRINT)

    def unread(self):
        """What a tenant wrote and nobody has seen yet."""
        return self.filter(direction=Direction.IN, read_at=None, disturbs=True)

    def thread(self):
        """As one reads a conversation, oldest first."""
        return self.order_by("created_at", "pk")


class Message(models.Model):
    """One message, one attempt of one channel. What is tried instead of it is another that `follows` it.

    Written in the transaction of what causes it (`outbox.send`), carried by `delivery`. `key` makes it unique: the
    same event tells the same thing once. `not_before` is when it may leave, `due_at` when the sweeper looks at it
    again: lost by the queue, claimed by a dead worker, or without news from the provider.
    """

    direction = models.CharField("sens", max_length=3, choices=Direction)
    channel = models.CharField("canal", max_length=6, choices=[*Channel.choices, (PAGE, "Page du locataire")])
    key = models.CharField("clé", max_length=200, unique=True, editable=False)
    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="+", verbose_name="agence", null=True, blank=True, db_index=False
    )
    contact = models.ForeignKey(
        "messaging.Contact", models.PROTECT, related_name="messages", verbose_name="contact", null=True, blank=True
    )
    case = models.ForeignKey(
        Case, models.PROTECT, related_name="messages", verbose_name="dossier", null=True, blank=True,
        db_index=False,
    )  # fmt: skip
    number = models.CharField("numéro", max_length=16, blank=True)
    email = models.EmailField("adresse de courriel", blank=True)
    event = models.CharField("événement", max_length=60, blank=True)
    purpose = models.CharField("finalité", max_length=20, blank=True)
    language = models.CharField("langue", max_length=5, default="fr")
    text_version = models.ForeignKey(
        "messaging.TextVersion", models.PROTECT, related_name="+", verbose_name="version du texte", null=True,
        blank=True, db_index=False,
    )  # fmt: skip
    """From which words it was written; none: the catalogue's, or a person's own."""
    subject = models.CharField("objet", max_length=150, blank=True)
    body = models.TextField("texte", blank=True)
    encoding = models.CharField("alphabet", max_length=5, blank=True)
    segments = models.PositiveSmallIntegerField("SMS facturés", default=0)
    cost = models.DecimalField("coût estimé", max_digits=8, decimal_places=4, null=True, blank=True)
    price = models.DecimalField("prix facturé", max_digits=8, decimal_places=4, null=True, blank=True)
    urgent = models.BooleanField("urgent", default=False)
    asks = models.BooleanField("attend une réponse", default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="écrit par", null=True,
        blank=True, db_index=False,
    )  # fmt: skip
    follows = models.OneToOneField(
        "self", models.PROTECT, related_name="followed_by", verbose_name="remplace", null=True, blank=True
    )
    created_at = models.DateTimeField("écrit le", default=timezone.now, editable=False)

    state = models.CharField("état", max_length=12, choices=State)
    not_before = models.DateTimeField("pas avant", default=timezone.now)
    due_at = models.DateTimeField("à revoir le", null=True, blank=True)
    claim = models.UUIDField("pris par", null=True, blank=True)
    claimed_at = models.DateTimeField("pris le", null=True, blank=True)
    doubt_since = models.DateTimeField("peut-être parti depuis", null=True, blank=True)
    attempts = models.PositiveSmallIntegerField("essais", default=0)
    provider = models.CharField("fournisseur", max_length=20, blank=True)
    provider_sid = models.CharField("référence du fournisseur", max_length=64, null=True, blank=True, unique=True)
    error_code = models.CharField("erreur", max_length=20, blank=True)
    sent_at = models.DateTimeField("parti le", null=True, blank=True)
    state_at = models.DateTimeField("dans cet état depuis", default=timezone.now)

    read_at = models.DateTimeField("lu le", null=True, blank=True)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="lu par", null=True,
        blank=True, db_index=False,
    )  # fmt: skip
    disturbs = models.BooleanField("à lire", default=True)
    suggested_case = models.ForeignKey(
        Case, models.PROTECT, related_name="+", verbose_name="dossier probable", null=True, blank=True,
        db_index=False,
    )  # fmt: skip
    question = models.ForeignKey(
        "messaging.Question", models.PROTECT, related_name="messages", verbose_name="question", null=True,
        blank=True,
    )  # fmt: skip
    purged_at = models.DateTimeField("texte effacé le", null=True, blank=True, editable=False)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = "message"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(direction=Direction.OUT, state__in=OUTGOING)
                | Q(direction=Direction.IN, state__in=INCOMING),
                name="message_state_of_direction",
            ),
            models.CheckConstraint(
                condition=(Q(channel=Channel.SMS) & ~Q(number=""))
                | (Q(channel=Channel.EMAIL) & ~Q(email=""))
                | Q(channel=Channel.LETTER)
                | Q(channel=PAGE, direction=Direction.IN),
                name="message_has_address",
                violation_error_message="Il manque le numéro ou l’adresse du destinataire.",
            ),
            models.CheckConstraint(
                condition=Q(number="") | Q(direction=Direction.IN) | Q(number__regex=r"^\+[1-9][0-9]{6,14}$"),
                name="message_sent_to_e164",
                violation_error_message="Le numéro s’écrit avec son indicatif : +33…",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.CLAIMED)
                | Q(claim__isnull=False, claimed_at__isnull=False, due_at__isnull=False),
                name="message_claimed_by_someone",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.WAITING, State.RECEIVED, *AT_PROVIDER])
                | Q(due_at__isnull=False)
                | Q(state=State.SENT, channel=Channel.EMAIL),
                name="message_never_forgotten",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=FINAL) | Q(due_at__isnull=True), name="message_final_is_left_alone"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=AT_PROVIDER) | Q(provider_sid__isnull=False), name="message_sent_has_sid"
            ),
            models.CheckConstraint(
                condition=~Q(body="") | Q(purged_at__isnull=False) | Q(direction=Direction.IN),
                name="message_has_text",
                violation_error_message="Le message est vide.",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.FILED) | Q(case__isnull=False) | Q(contact__isnull=False),
                name="message_filed_somewhere",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index("due_at", condition=Q(due_at__isnull=False), name="message_due"),
            models.Index("case", "created_at", name="message_thread"),
            models.Index("number", F("created_at").desc(), name="message_of_number"),
            models.Index("agency", F("created_at").desc(), name="message_of_agency"),
            models.Index("created_at", name="message_by_age"),
            models.Index("agency", condition=Q(state__in=["to_sort", "to_print"]), name="message_to_handle"),
            models.Index(
                "case", condition=Q(direction="in", read_at__isnull=True, disturbs=True), name="message_unread"
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.get_channel_display()} {self.pk} ({self.get_state_display()})"

    @property
    def is_incoming(self) -> bool:
        return self.direction == Direction.IN

    @property
    def may_be_retried(self) -> bool:
        """For lists that read `followed_by` along."""
        return self.state in (*LOST, State.UNKNOWN) and not hasattr(self, "followed_by")

    @property
    def tone(self) -> str:
        """The colour that repeats what the words say."""
        return TONES.get(self.state, "idle")

    @property
    def trouble(self) -> str:
        """Why it failed or waits, in words."""
        return trouble(self.error_code).label

    @property
    def address(self) -> str:
        return {Channel.SMS: self.number, Channel.EMAIL: self.email}.get(self.channel, "")  # type: ignore[call-overload]

    # --- what `delivery` does with a claimed message; each says whether the claim still held

    def release(self, **values) -> bool:
        """End this worker's claim with these values, unless another worker has taken over since."""
        held = type(self).objects.filter(pk=self.pk, state=State.CLAIMED, claim=self.claim)
        values = {"state_at": timezone.now(), **values}
        if not held.update(**values):
            return False
        for name, value in values.items():
            setattr(self, name, value)
        return True

    def record(self, **values) -> bool | None:
        """Write down what the provider answered (`RECORD`): whether reports wait, None if the claim was lost."""
        with connection.cursor() as cursor:
            cursor.execute(RECORD, {**values, "pk": self.pk, "claim": self.claim, "now": timezone.now()})
            row = cursor.fetchone()
        return row[0] if row else None

    def still_claimed(self, **values) -> bool:
        """Keep the claim's state (the message may have left) and say when to look again."""
        return self.release(state=State.CLAIMED, state_at=self.state_at, **values)
