"""What somebody saw on site: a defect with its place, its grade, its words and its pictures."""

import datetime as dt
import uuid

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, Q
from django.urls import reverse
from django.utils import timezone

from coordination.models import Case, Picture
from housing.models import Component, ComponentKind, Condition, Equipment, Placed
from housing.models.places import PlacedQuerySet
from teams.workflow import MoveRefused

from .. import signals
from .inspections import Inspection, InspectionPoint


class FindingQuerySet(PlacedQuerySet):
    def unanswered(self):
        """Nobody has made anything of them."""
        return self.filter(follow_ups=None)

    def in_open_case(self):
        """Seen in a case that is open, or followed by one."""
        followed = FollowUp.objects.filter(finding=models.OuterRef("pk"), case__closed_at=None, case__isnull=False)
        return self.filter(Q(case__isnull=False, case__closed_at=None) | Exists(followed))

    def with_old_photos(self, before: dt.datetime):
        """Seen in passing before that day, no case of theirs is open. Those of a visit go with it."""
        seen = self.filter(inspection=None, seen_at__lt=before, pictures__isnull=False)
        return seen.exclude(pk__in=Finding.objects.in_open_case().values("pk")).distinct()


class Finding(Placed):
    """A defect seen on a day, in an inspection or in passing. It never changes; what comes of it is a `FollowUp`.

    `safety`: somebody may be hurt. `scope`: how far it goes. `case`: the case during which it was seen.
    """

    class Scope(models.TextChoices):
        ONE = "one", "Un seul élément"
        SEVERAL = "several", "Plusieurs éléments"
        ALL = "all", "Toute la résidence"

    kind = models.ForeignKey(
        ComponentKind, models.PROTECT, related_name="findings", verbose_name="type de composant",
        null=True, blank=True,
    )  # fmt: skip
    component = models.ForeignKey(
        Component, models.SET_NULL, related_name="findings", verbose_name="composant", null=True, blank=True
    )
    equipment = models.ForeignKey(
        Equipment, models.SET_NULL, related_name="findings", verbose_name="équipement", null=True, blank=True
    )
    inspection = models.ForeignKey(
        Inspection, models.PROTECT, related_name="findings", verbose_name="visite", null=True, blank=True
    )
    point = models.OneToOneField(
        InspectionPoint, models.PROTECT, related_name="finding", verbose_name="point", null=True, blank=True
    )
    label = models.CharField("constat", max_length=160)
    grade = models.CharField("état", max_length=10, choices=Condition, default=Condition.POOR)
    words = models.TextField("précision", max_length=1000, blank=True)
    safety = models.BooleanField("danger pour les personnes", default=False)
    scope = models.CharField("étendue", max_length=10, choices=Scope, default=Scope.ONE)
    pictures = models.ManyToManyField(Picture, related_name="findings", verbose_name="photos", blank=True)
    photos_erased_at = models.DateTimeField("photos effacées le", null=True, blank=True, editable=False)
    case = models.ForeignKey(
        Case, models.PROTECT, related_name="findings", verbose_name="dossier", null=True, blank=True
    )
    seen_at = models.DateTimeField("vu le", default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="par", null=True, blank=True
    )
    key = models.UUIDField("clé d’envoi", null=True, blank=True, editable=False)

    objects = FindingQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Placed.Meta):
        verbose_name = "constat"
        ordering = ["-seen_at", "-pk"]
        constraints = [
            *Placed.Meta.constraints,
            models.UniqueConstraint("key", name="finding_key_once"),
            models.CheckConstraint(condition=Q(grade__in=Condition.values), name="finding_known_grade"),
        ]
        indexes = [models.Index("residence", "kind", "seen_at", name="finding_of_kind")]

    def __str__(self):
        return self.label

    def get_absolute_url(self):
        return reverse("proximity:finding", args=[self.pk])

    # --- verbs

    def report_to_plan(self, *, by, key: uuid.UUID | None = None) -> "FollowUp":
        """The asset plan must answer."""
        return self._follow(FollowUp.Kind.NEED, signals.finding_reported, by=by, key=key)

    def ask_repair(self, *, by, key: uuid.UUID | None = None) -> "FollowUp":
        """Somebody must put it right: a request, with its urgency and its promise."""
        return self._follow(FollowUp.Kind.REQUEST, signals.request_wanted, by=by, key=key)

    @transaction.atomic
    def note(self, text: str = "", *, by, key: uuid.UUID | None = None) -> "FollowUp":
        """Kept as it is, nothing else to do; written in the case there is."""
        if known := self._known(FollowUp.Kind.NOTE, key):
            return known
        if self.case:
            self.case.note(f"Constat : {self}. {text or self.words}".strip(), by=by, key=key)
        return self._write(FollowUp.Kind.NOTE, self.case, by=by, key=key)

    @transaction.atomic
    def link_order(self, case: Case, *, by, key: uuid.UUID | None = None) -> "FollowUp":
        """An order goes out for it, in that case."""
        return self._known(FollowUp.Kind.ORDER, key) or self._write(FollowUp.Kind.ORDER, case, by=by, key=key)

    @transaction.atomic
    def _follow(self, kind: str, signal, *, by, key) -> "FollowUp":
        if known := self._known(kind, key):
            return known
        answers = signal.send(sender=type(self), finding=self, by=by, key=key)
        opened = next((case for _, case in answers if case is not None), None)
        if opened is None:
            raise MoveRefused("Aucun service ne reçoit ce constat pour l’instant : notez-le.")
        return self._write(kind, opened, by=by, key=key)

    def _known(self, kind: str, key) -> "FollowUp | None":
        """What this very act wrote when it was first sent; refused when somebody else did it before."""
        type(self).objects.select_for_update(of=("self",), no_key=True).order_by("pk").get(pk=self.pk)
        known = self.follow_ups.filter(kind=kind).first()
        if known and (key is None or known.key != key):
            raise MoveRefused(f"C’est déjà fait{f' par {known.by}' if known.by else ''}.")
        return known

    def _write(self, kind: str, case, *, by, key) -> "FollowUp":
        return FollowUp.objects.create(finding=self, kind=kind, case=case, by=by, key=key)


class FollowUp(models.Model):
    """What was made of a finding, by whom, in which case."""

    class Kind(models.TextChoices):
        NOTE = "note", "Noté"
        NEED = "need", "Besoin pour le plan"
        REQUEST = "request", "Demande"
        ORDER = "order", "Commande"

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="follow_ups", verbose_name="constat")
    kind = models.CharField("suite", max_length=10, choices=Kind)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+", verbose_name="dossier", null=True, blank=True)
    at = models.DateTimeField("le", default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="par", null=True, blank=True
    )
    key = models.UUIDField("clé d’envoi", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "suite d’un constat"
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint("finding", "kind", name="follow_up_once"),
            models.CheckConstraint(
                condition=Q(kind="note") | Q(case__isnull=False), name="follow_up_has_its_case"
            ),
        ]

    def __str__(self):
        return self.get_kind_display()
