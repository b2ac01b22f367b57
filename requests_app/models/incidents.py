"""A collective incident: several requests about one breakdown, with one text to all and one closing."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from coordination.models import Case
from coordination.models.scope import CaseScopedQuerySet
from housing.models import Equipment

from .categories import Category
from .requests import Request
from .visits import OfRequestQuerySet


class IncidentQuerySet(CaseScopedQuerySet):
    PERIMETER = "case__agency"

    def open(self):
        return self.filter(case__closed_at=None)


class Incident(models.Model):
    """The file of a case of the process « incident »: one breakdown, its place, and who is concerned."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="incident", verbose_name="dossier")
    category = models.ForeignKey(Category, models.PROTECT, related_name="incidents", verbose_name="catégorie")
    equipment = models.ForeignKey(
        Equipment, models.PROTECT, related_name="incidents", verbose_name="équipement", null=True, blank=True
    )

    objects = IncidentQuerySet.as_manager()

    class Meta:
        verbose_name = "incident collectif"
        verbose_name_plural = "incidents collectifs"
        ordering = ["-case__opened_at", "-pk"]

    def __str__(self):
        return f"{self.case.reference} {self.category}"

    def get_absolute_url(self):
        return self.case.get_absolute_url()


class Membership(models.Model):
    """A request goes along with an incident; its own case stays, and its tenant gets texts of their own."""

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="memberships", verbose_name="incident")
    request = models.ForeignKey(Request, models.PROTECT, related_name="memberships", verbose_name="demande")
    since = models.DateTimeField("depuis", default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="par", null=True, blank=True
    )
    ended_at = models.DateTimeField("jusqu’au", null=True, blank=True)

    objects = OfRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "rattachement"
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint("request", condition=Q(ended_at__isnull=True), name="membership_one_standing"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("since")), name="membership_in_order"
            ),
        ]

    def __str__(self):
        return f"{self.request_id} → {self.incident_id}"


class BroadcastQuerySet(CaseScopedQuerySet):
    PERIMETER = "incident__case__agency"
    CASE = "incident__case__"
    CONFIDENTIAL = "incident__case__confidential"


class Broadcast(models.Model):
    """One text to all whom an incident concerns: who decided it, its words, how many got it (domain.md §10.1)."""

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="broadcasts", verbose_name="incident")
    text = models.TextField("texte", max_length=480)
    count = models.PositiveIntegerField("destinataires")
    at = models.DateTimeField("envoyé le", default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="par")
    key = models.UUIDField("clé d’envoi", unique=True, editable=False)

    objects = BroadcastQuerySet.as_manager()

    class Meta:
        verbose_name = "information collective"
        verbose_name_plural = "informations collectives"
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.count} destinataires le {timezone.localtime(self.at):%d/%m/%Y}"
