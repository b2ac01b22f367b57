"""Scales: the grades that a point may get, the best first. Once a published version uses one, it never changes."""

import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db import IntegrityError, models, transaction
from django.db.models import F, ProtectedError, Q

from housing.models import Condition
from teams.workflow import MoveRefused

FROZEN = "Une version publiée suit cette échelle : copiez-la pour en faire une autre."
LEAST = 2


@dataclass(frozen=True)
class GradeSaid:
    """A grade as somebody wrote it. `pk`: the one it was until now."""

    label: str
    points: int | None
    condition: str
    usual: bool = False
    pk: int | None = None


class ScaleQuerySet(models.QuerySet["Scale"]):
    def with_use(self):
        """`frozen`: a published version follows it. `used`: a draft at least."""
        from .checklists import ChecklistItem

        items = ChecklistItem.objects.filter(scale=models.OuterRef("pk"))
        published = items.filter(checklist__published_at__isnull=False)
        return self.annotate(frozen=models.Exists(published), used=models.Exists(items))


class Scale(models.Model):
    """The grades that an item may get, the best first."""

    code = models.SlugField("code", max_length=30, unique=True)
    label = models.CharField("libellé", max_length=60)

    objects = ScaleQuerySet.as_manager()

    class Meta:
        verbose_name = "échelle"
        ordering = ["label", "pk"]

    def __str__(self):
        return self.label

    # --- verbs

    @classmethod
    def create(cls, label: str, grades: Sequence[GradeSaid], *, key: uuid.UUID) -> "Scale":
        """A new scale with its grades. The same `key` twice gives the same one."""
        code = key.hex[:20]
        try:
            with transaction.atomic():
                scale = cls.objects.create(code=code, label=label)
                scale._put(grades)
        except IntegrityError:
            return cls.objects.get(code=code)
        return scale

    @transaction.atomic
    def write(self, label: str, grades: Sequence[GradeSaid]) -> None:
        """Its name and its grades, in this order; those of before stay who they are."""
        self.hold()
        self.label = label
        self.save(update_fields=["label"])
        self._put(grades)

    @transaction.atomic
    def drop(self) -> None:
        """Made by mistake: no point uses it."""
        self.hold()
        try:
            self.delete()
        except ProtectedError:
            raise MoveRefused("Un point suit cette échelle : changez-le d’abord.") from None

    def hold(self) -> None:
        """Lock the row until the transaction ends; refused once a published version follows it."""
        rows = type(self).objects.select_for_update().order_by("pk")
        if not rows.filter(pk=self.pk).first():
            raise MoveRefused("Cette échelle n’existe plus.")
        if type(self).objects.with_use().get(pk=self.pk).frozen:
            raise MoveRefused(FROZEN)

    def _put(self, grades: Sequence[GradeSaid]) -> None:
        if why := problem(grades):
            raise MoveRefused(why)
        kept = {one.pk for one in grades if one.pk}
        if kept - set(self.grades.values_list("pk", flat=True)):
            raise MoveRefused("Ces notes ont changé entre-temps : rechargez la page.")
        try:
            self.grades.exclude(pk__in=kept).delete()
        except ProtectedError:
            raise MoveRefused("Un point demande une photo à partir d’une note retirée.") from None
        # Ranks and the usual grade are unique: out of the way first.
        self.grades.update(rank=F("rank") + 1000, usual=False)
        for rank, one in enumerate(grades):
            values = {**asdict(one), "rank": rank}
            pk = values.pop("pk")
            Grade.objects.update_or_create(pk=pk, defaults={**values, "scale": self})


def problem(grades: Sequence[GradeSaid]) -> str:
    """What is wrong with these grades; empty when nothing is."""
    counted = [one.points for one in grades if one.points is not None]
    labels = [one.label.casefold() for one in grades]
    if len(counted) < LEAST:
        return "Il faut au moins deux notes qui comptent."
    if len(set(labels)) < len(labels):
        return "Deux notes portent le même nom."
    if counted != sorted(counted, reverse=True):
        return "De la meilleure à la moins bonne : les points ne remontent pas."
    if any((one.points is None) is bool(one.condition) for one in grades):
        return "Une note qui compte a un état ; une note sans points n’en a pas."
    if sum(one.usual for one in grades) > 1:
        return "Une seule note est donnée par défaut."
    return ""


class Grade(models.Model):
    """One step of a scale. Without `points` it does not count (« sans objet »). `usual`: what one finds most
    often, given to all the rest at once."""

    scale = models.ForeignKey(Scale, models.CASCADE, related_name="grades", verbose_name="échelle")
    rank = models.PositiveSmallIntegerField("rang")
    label = models.CharField("libellé", max_length=30)
    points = models.PositiveSmallIntegerField("points sur 100", null=True, blank=True)
    condition = models.CharField("état", max_length=10, choices=Condition, blank=True)
    usual = models.BooleanField("donné par défaut", default=False)

    class Meta:
        verbose_name = "note"
        ordering = ["scale", "rank"]
        constraints = [
            models.UniqueConstraint("scale", "rank", name="grade_rank_once"),
            models.UniqueConstraint("scale", condition=Q(usual=True), name="grade_one_usual"),
            models.CheckConstraint(condition=Q(points__isnull=True) | Q(points__lte=100), name="grade_points"),
            models.CheckConstraint(
                condition=Q(points__isnull=True, condition="")
                | Q(points__isnull=False, condition__in=Condition.values),
                name="grade_counts_with_a_condition",
            ),
        ]

    def __str__(self):
        return self.label

    @property
    def is_bad(self) -> bool:
        return self.condition in (Condition.POOR, Condition.DANGEROUS)
