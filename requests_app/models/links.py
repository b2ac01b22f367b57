"""Doors for people without an account: the tenant's page of a request, and the poster of a hall or a machine."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from housing.models import Equipment, Placed
from housing.models.places import PlacedQuerySet
from messaging.models import Contact

from .requests import Request
from .visits import OfRequestQuerySet

TOKEN_BYTES = 16
"""128 bits: nobody guesses one (domain.md §11)."""


def new_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)


class TenantLinkQuerySet(OfRequestQuerySet):
    def valid(self, now=None):
        return self.filter(revoked_at=None, expires_at__gt=now or timezone.now())


class TenantLink(models.Model):
    """The address that a tenant gets by SMS: it opens the page of one request, until it expires.

    The token is kept as it is: whoever reads this table reads the request too, and every text about the request
    bears the same address. `failures` counts wrong second factors, `locked_until` ends a lock.
    """

    request = models.ForeignKey(Request, models.CASCADE, related_name="links", verbose_name="demande")
    contact = models.ForeignKey(
        Contact, models.CASCADE, related_name="+", verbose_name="contact", null=True, blank=True
    )
    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    made_at = models.DateTimeField("fait le", default=timezone.now)
    expires_at = models.DateTimeField("vaut jusqu’au")
    revoked_at = models.DateTimeField("révoqué le", null=True, blank=True)
    opened_at = models.DateTimeField("ouvert la première fois le", null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0, editable=False)
    locked_until = models.DateTimeField(null=True, blank=True, editable=False)

    objects = TenantLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "lien du locataire"
        verbose_name_plural = "liens des locataires"
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="link_lasts"),
            models.UniqueConstraint(
                "request", "contact", condition=Q(revoked_at__isnull=True), nulls_distinct=False,
                name="link_one_standing",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"Lien de la demande {self.request_id}"

    @property
    def address(self) -> str:
        """What the SMS says."""
        return f"{settings.SITE_URL}/s/{self.token}"


class PosterQuerySet(PlacedQuerySet):
    def standing(self):
        return self.filter(revoked_at=None)

    def with_count(self):
        """With `asked`: how many requests it brought."""
        return self.annotate(asked=models.Count("visitors"))


class Poster(Placed):
    """A QR code in a hall or on a machine: it opens a request form whose place is filled in."""

    equipment = models.ForeignKey(
        Equipment, models.PROTECT, related_name="posters", verbose_name="équipement", null=True, blank=True
    )
    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    made_at = models.DateTimeField("faite le", default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="par")
    revoked_at = models.DateTimeField("retirée le", null=True, blank=True)

    objects = PosterQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Placed.Meta):
        verbose_name = "affiche"
        ordering = ["-made_at", "-pk"]
        constraints = [
            *Placed.Meta.constraints,
            models.CheckConstraint(condition=Q(unit__isnull=True), name="poster_in_a_common_place"),
        ]

    def __str__(self):
        return f"Affiche {self.equipment or self.where}"

    @property
    def address(self) -> str:
        return f"{settings.SITE_URL}/q/{self.token}"

    @property
    def list_address(self) -> str:
        return f"{reverse('requests_app:posters')}?residence={self.residence_id}"

    def revoke(self) -> bool:
        """Its address opens nothing any more; whether it did until now."""
        return bool(type(self).objects.standing().filter(pk=self.pk).update(revoked_at=timezone.now()))


class Visitor(models.Model):
    """Who asked from a poster, as they wrote it themselves: for the desk to find out who that is."""

    request = models.OneToOneField(
        Request, models.CASCADE, related_name="visitor", verbose_name="demande", primary_key=True
    )
    poster = models.ForeignKey(Poster, models.PROTECT, related_name="visitors", verbose_name="affiche")
    name = models.CharField("nom", max_length=80, blank=True)
    number = models.CharField("téléphone", max_length=16, blank=True)

    objects = OfRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "demandeur à identifier"
        verbose_name_plural = "demandeurs à identifier"
        ordering = ["-request"]
        constraints = [
            models.CheckConstraint(
                condition=Q(number="") | Q(number__regex=r"^\+[1-9][0-9]{6,14}$"), name="visitor_number_e164"
            )
        ]

    def __str__(self):
        return self.name or "Sans nom"
