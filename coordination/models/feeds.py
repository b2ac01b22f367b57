"""The address at which somebody's agenda is read without signing in."""

import hashlib
import secrets
import uuid

from django.db import IntegrityError, models, transaction
from django.db.models import F, Q
from django.utils import timezone

from teams.models import User

LETTERS = 32
"""Bytes of chance in an address."""


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    def standing(self):
        return self.filter(revoked_at=None)

    def visible_to(self, user):
        """Each their own, whatever their role: who reads it reads as they."""
        return self.filter(user=user) if user.is_active else self.none()

    def at(self, token: str) -> "CalendarFeed | None":
        """The one that stands at this address, of somebody who may still come in."""
        found = self.standing().filter(token_hash=hashed(token), user__is_active=True)
        return found.select_related("user").first()


class CalendarFeed(models.Model):
    """One stands for each person. The address is shown once, when it is made: only its hash is kept."""

    user = models.ForeignKey(User, models.CASCADE, related_name="calendar_feeds", verbose_name="personne")
    token_hash = models.CharField("empreinte", max_length=64, unique=True, editable=False)
    key = models.UUIDField("clé d’envoi", default=uuid.uuid4, unique=True, editable=False)
    made_at = models.DateTimeField("créé le", default=timezone.now, editable=False)
    revoked_at = models.DateTimeField("révoqué le", null=True, blank=True, editable=False)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        verbose_name = "lien d’agenda"
        verbose_name_plural = "liens d’agenda"
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint("user", condition=Q(revoked_at__isnull=True), name="feed_one_standing"),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True) | Q(revoked_at__gte=F("made_at")), name="feed_in_order"
            ),
        ]

    def __str__(self):
        return f"{self.user}, {timezone.localtime(self.made_at):%d/%m/%Y}"

    @classmethod
    def make(cls, user, key: uuid.UUID) -> str:
        """A new address in the place of the former one; empty where this `key` made one already, as nobody can
        say it again."""
        token = secrets.token_urlsafe(LETTERS)
        try:
            with transaction.atomic():
                User.objects.select_for_update(of=("self",)).get(pk=user.pk)
                if cls.objects.filter(key=key).exists():
                    return ""
                cls.revoke(user)
                cls.objects.create(user=user, token_hash=hashed(token), key=key)
        except IntegrityError:
            return ""
        return token

    @classmethod
    def revoke(cls, user) -> bool:
        """Whether one stood."""
        return bool(cls.objects.visible_to(user).standing().update(revoked_at=timezone.now()))
