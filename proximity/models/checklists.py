"""Checklists: what one looks at in a visit, graded how, in versions that are never changed once used."""

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from coordination.models import Picture
from housing.models import ComponentKind
from teams.workflow import MoveRefused

from .scales import Grade, Scale

PUBLISHED = "Cette version est publiée : faites-en une nouvelle pour la changer."


class ChecklistQuerySet(models.QuerySet["Checklist"]):
    def published(self):
        return self.filter(published_at__isnull=False)

    def current(self):
        """The last published version of each kind."""
        return self.published().order_by("kind", "-number").distinct("kind")

    def for_use(self, kind: str) -> "Checklist":
        found = self.published().filter(kind=kind).order_by("-number").first()
        if found is None:
            raise MoveRefused("Aucun modèle de ce type n’est publié.")
        return found


class Checklist(models.Model):
    """One version of one kind. A draft until it is published; published, it never changes again."""

    class Kind(models.TextChoices):
        ROUND = "round", "Tournée"
        VISIT = "visit", "Visite de résidence"
        TECHNICAL = "technical", "Local technique"
        SAFETY = "safety", "Sécurité"
        MOVE_IN = "move_in", "État des lieux d’entrée"
        MOVE_OUT = "move_out", "État des lieux de sortie"

    INVENTORIES = (Kind.MOVE_IN, Kind.MOVE_OUT)

    kind = models.CharField("type", max_length=10, choices=Kind)
    number = models.PositiveSmallIntegerField("version")
    basis = models.CharField("source", max_length=200)
    published_at = models.DateTimeField("publié le", null=True, blank=True, editable=False)

    objects = ChecklistQuerySet.as_manager()

    class Meta:
        verbose_name = "modèle de visite"
        verbose_name_plural = "modèles de visite"
        ordering = ["kind", "-number"]
        constraints = [
            models.UniqueConstraint("kind", "number", name="checklist_version_once"),
            models.UniqueConstraint(
                "kind", condition=Q(published_at__isnull=True), name="checklist_one_draft",
                violation_error_message="Un brouillon de ce modèle existe déjà.",
            ),
            models.CheckConstraint(condition=Q(number__gt=0), name="checklist_number"),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.get_kind_display()}, version {self.number}"

    def get_absolute_url(self):
        return reverse("proximity:checklist", args=[self.pk])

    @property
    def is_draft(self) -> bool:
        return self.published_at is None

    @property
    def is_inventory(self) -> bool:
        return self.kind in self.INVENTORIES

    @transaction.atomic
    def draft_next(self) -> "Checklist":
        """The draft of the next version, a copy of this one; the one there is, when there is one."""
        rows = type(self).objects.filter(kind=self.kind)
        last = rows.select_for_update().order_by("-number")[0]
        if last.is_draft:
            return last
        draft = type(self).objects.create(kind=self.kind, number=last.number + 1, basis=self.basis)
        items = list(self.items.all())
        for item in items:
            item.pk, item.checklist = None, draft
            item._state.adding = True
        ChecklistItem.objects.bulk_create(items)
        return draft

    @transaction.atomic
    def publish(self) -> None:
        """From now on visits of this kind follow this version; those begun keep theirs."""
        if not self.items.exists():
            raise MoveRefused("Ce modèle n’a encore aucun point.")
        # Nobody rewrites a scale that is being published.
        scales = Scale.objects.filter(pk__in=self.items.values("scale"))
        list(scales.select_for_update().order_by("pk"))
        rows = type(self).objects.filter(pk=self.pk, published_at=None)
        if not rows.update(published_at=timezone.now()):
            raise MoveRefused("Cette version est déjà publiée.")
        self.refresh_from_db()

    def hold(self) -> None:
        """Lock the draft until the transaction ends; refused once it is published."""
        rows = type(self).objects.select_for_update().order_by("pk")
        if not rows.filter(pk=self.pk, published_at=None).first():
            raise MoveRefused(PUBLISHED)

    @transaction.atomic
    def move_item(self, item: "ChecklistItem", steps: int) -> None:
        """One place up (-1) or down (1); at the end it stays. All points are numbered again."""
        self.hold()
        rows = list(self.items.order_by("position", "pk"))
        rows.insert(max(0, rows.index(item) + steps), rows.pop(rows.index(item)))
        for position, row in enumerate(rows, 1):
            row.position = position
        ChecklistItem.objects.bulk_update(rows, ["position"])

    def drop(self) -> None:
        """Give a draft up."""
        if not type(self).objects.filter(pk=self.pk, published_at=None).exists():
            raise MoveRefused(PUBLISHED)
        self.delete()


def item_code() -> str:
    return uuid.uuid4().hex[:12]


WEIGHT = [MinValueValidator(1), MaxValueValidator(20)]


class ChecklistItem(models.Model):
    """A point to look at. `code` is the same from one version to the next, and at entry and exit.

    `photo_from`: from this grade on (worse included) there must be a picture. `knock_out`: a bad grade makes the
    whole visit fail. `wear`: the row of the wear grid. `per_bedroom`: once for each bedroom of the home.
    """

    checklist = models.ForeignKey(Checklist, models.CASCADE, related_name="items", verbose_name="modèle")
    code = models.SlugField("code", max_length=40, default=item_code, editable=False)
    position = models.PositiveSmallIntegerField("ordre", default=0)
    section = models.CharField("partie ou pièce", max_length=60)
    label = models.CharField("point à contrôler", max_length=120)
    help = models.CharField("comment regarder", max_length=200, blank=True)
    scale = models.ForeignKey(Scale, models.PROTECT, related_name="+", verbose_name="échelle")
    weight = models.PositiveSmallIntegerField("poids", default=1, validators=WEIGHT)
    knock_out = models.BooleanField("éliminatoire", default=False)
    photo_from = models.ForeignKey(
        Grade, models.PROTECT, related_name="+", verbose_name="photo obligatoire à partir de", null=True,
        blank=True,
    )  # fmt: skip
    reference = models.ForeignKey(
        Picture, models.PROTECT, related_name="+", verbose_name="image de référence", null=True, blank=True
    )
    kind = models.ForeignKey(
        ComponentKind, models.PROTECT, related_name="+", verbose_name="type de composant", null=True, blank=True
    )
    wear = models.SlugField("ligne de la grille de vétusté", max_length=20, blank=True)
    per_bedroom = models.BooleanField("une fois par chambre", default=False)

    class Meta:
        verbose_name = "point à contrôler"
        verbose_name_plural = "points à contrôler"
        ordering = ["checklist", "position", "pk"]
        constraints = [
            models.UniqueConstraint("checklist", "code", name="checklist_item_once"),
            models.CheckConstraint(condition=Q(weight__range=(1, 20)), name="checklist_item_weight"),
        ]

    def __str__(self):
        return self.label

    def needs_photo(self, grade: Grade | None) -> bool:
        """Whether this grade is as bad as the one from which a picture is due."""
        if self.photo_from is None or grade is None or grade.points is None:
            return False
        return grade.points <= (self.photo_from.points or 0)
