"""An inspection: a checklist gone through at a place, saved point by point, signed, never changed afterwards."""

import datetime as dt
import uuid
from decimal import ROUND_HALF_UP, Decimal

from django.conf import settings
from django.db import models, transaction
from django.db.models import Count, Exists, F, Q, Sum
from django.urls import reverse
from django.utils import timezone

from coordination import parameters
from coordination.models import Case, Picture
from housing.models import Placed
from housing.models.places import PlacedQuerySet
from teams.workflow import MoveRefused

from ..inspection_access import MAY_SEE_INVENTORIES
from ..inspection_parameters import LEAST_SCORE
from .checklists import Checklist, ChecklistItem
from .scales import Grade

OVER = "Cette visite est terminée : elle ne se modifie plus."


class InspectionQuerySet(PlacedQuerySet):
    def visible_to(self, user):
        """An inventory names the household: not everybody's business (domain.md §10.4)."""
        found = super().visible_to(user)
        if user.has_role(*MAY_SEE_INVENTORIES):
            return found
        return found.exclude(checklist__kind__in=Checklist.INVENTORIES)

    def running(self):
        return self.filter(finished_at=None, dropped_at=None)

    def finished(self):
        return self.filter(finished_at__isnull=False)

    def with_old_photos(self, before: dt.datetime, inventories: dt.datetime):
        """Over before that day, no case of theirs is open. An inventory of entry waits for its exits, and both for
        the time in which one may dispute them."""
        from .findings import Finding
        from .inventories import Inventory

        dropped = Q(dropped_at__lt=before)
        visit = Q(finished_at__lt=before) & ~Q(checklist__kind__in=Checklist.INVENTORIES)
        leaving = Q(checklist__kind=Checklist.Kind.MOVE_OUT, finished_at__lt=inventories)
        exits = Inventory.objects.filter(entry=models.OuterRef("pk"), inspection__dropped_at=None)
        late = exits.filter(Q(inspection__finished_at=None) | Q(inspection__finished_at__gte=inventories))
        entry = Q(Exists(exits), ~Exists(late), checklist__kind=Checklist.Kind.MOVE_IN)
        its = Finding.objects.filter(inspection=models.OuterRef("pk"))
        taken = InspectionPoint.objects.filter(inspection=models.OuterRef("pk"), pictures__isnull=False)
        return self.filter(
            dropped | visit | leaving | entry, Exists(taken) | Exists(its.filter(pictures__isnull=False)),
            ~Exists(its.in_open_case()), Q(case=None) | Q(case__closed_at__isnull=False),
        )  # fmt: skip


class Inspection(Placed):
    """`score` (out of 100) and `passed` are set when it is finished; an inventory has neither."""

    checklist = models.ForeignKey(
        Checklist, models.PROTECT, related_name="inspections", verbose_name="modèle de visite"
    )
    case = models.ForeignKey(
        Case, models.PROTECT, related_name="inspections", verbose_name="dossier", null=True, blank=True
    )
    started_at = models.DateTimeField("commencée le", default=timezone.now)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="par", null=True, blank=True
    )
    finished_at = models.DateTimeField("terminée le", null=True, blank=True, editable=False)
    finished_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="terminée par",
        null=True, blank=True, editable=False,
    )  # fmt: skip
    dropped_at = models.DateTimeField("abandonnée le", null=True, blank=True, editable=False)
    photos_erased_at = models.DateTimeField("photos effacées le", null=True, blank=True, editable=False)
    remarks = models.TextField("remarques", max_length=2000, blank=True)
    score = models.DecimalField("note", max_digits=4, decimal_places=1, null=True, blank=True, editable=False)
    passed = models.BooleanField("conforme", null=True, blank=True, editable=False)
    key = models.UUIDField("clé d’envoi", null=True, blank=True, editable=False)
    end_key = models.UUIDField("clé de fin", null=True, blank=True, editable=False)

    objects = InspectionQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Placed.Meta):
        verbose_name = "visite"
        ordering = ["-started_at", "-pk"]
        constraints = [
            *Placed.Meta.constraints,
            models.UniqueConstraint("key", name="inspection_key_once"),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True) | Q(dropped_at__isnull=True), name="inspection_one_end"
            ),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True) | Q(finished_at__gte=F("started_at")),
                name="inspection_ends_after",
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__range=(0, 100), finished_at__isnull=False),
                name="inspection_score",
            ),
        ]
        indexes = [models.Index(F("started_at").desc(), "id", name="inspection_latest")]

    def __str__(self):
        return f"{self.checklist.get_kind_display()} du {timezone.localtime(self.started_at):%d/%m/%Y}"

    def get_absolute_url(self):
        return reverse("proximity:inspection", args=[self.pk])

    @property
    def is_running(self) -> bool:
        return self.finished_at is None and self.dropped_at is None

    @property
    def state_label(self) -> str:
        if self.dropped_at:
            return "Abandonnée"
        if self.finished_at is None:
            return "En cours"
        return "Terminée" if self.passed is None else "Conforme" if self.passed else "Non conforme"

    # --- verbs

    def hold(self) -> "Inspection":
        """Lock the row until the transaction ends; refused once the visit is over."""
        rows = type(self).objects.select_for_update(of=("self",), no_key=True).order_by("pk")
        self.refresh_from_db(fields=["finished_at", "dropped_at", "end_key"], from_queryset=rows)
        if not self.is_running:
            raise MoveRefused(OVER)
        return self

    @transaction.atomic
    def answer(self, point: "InspectionPoint", *, grade: Grade | None, words="", pictures=(), by) -> None:
        """Save one point; said again, the last word stands. Pictures are added to those there are."""
        self.hold()
        if grade is not None and grade.scale_id != point.item.scale_id:
            raise MoveRefused("Cette note n’est pas de l’échelle de ce point.")
        point.grade, point.words, point.answered_at, point.by = grade, words, timezone.now(), by
        point.save(update_fields=["grade", "words", "answered_at", "by"])
        point.pictures.add(*pictures)

    @transaction.atomic
    def replace_picture(self, point: "InspectionPoint", old: Picture, new: Picture) -> None:
        """What was drawn on a picture takes its place."""
        self.hold()
        point.pictures.remove(old)
        point.pictures.add(new)

    @transaction.atomic
    def answer_rest(self, *, by, room: str | None = None) -> int:
        """By exception: what was not looked at one by one is as usual, in this room or everywhere."""
        self.hold()
        rows = self.points.filter(grade=None)
        if room is not None:
            rows = rows.filter(room=room)
        usual = ChecklistItem.objects.filter(pk=models.OuterRef("item"), scale__grades__usual=True)
        return rows.filter(item__scale__grades__usual=True).update(
            grade=models.Subquery(usual.values("scale__grades")[:1]), answered_at=timezone.now(), by=by
        )

    def missing(self) -> list["InspectionPoint"]:
        """Points without a grade, or whose grade asks for a picture that is not there."""
        taken = InspectionPoint.pictures.through.objects.filter(inspectionpoint=models.OuterRef("pk"))
        bad = Q(
            item__photo_from__isnull=False, grade__points__lte=F("item__photo_from__points"),
        ) & ~models.Exists(taken)  # fmt: skip
        return list(self.points.filter(Q(grade=None) | bad).select_related("item", "grade").order_by("position"))

    @transaction.atomic
    def finish(self, *, by, key: uuid.UUID | None = None) -> None:
        """Nothing is missing: the visit gets its score, and each bad point becomes a finding."""
        rows = type(self).objects.select_for_update(of=("self",), no_key=True).order_by("pk")
        self.refresh_from_db(fields=["finished_at", "dropped_at", "end_key"], from_queryset=rows)
        if key is not None and self.end_key == key:
            return
        if not self.is_running:
            raise MoveRefused(OVER)
        if missing := self.missing():
            raise MoveRefused(_missing_words(missing))
        self.finished_at, self.finished_by, self.end_key = timezone.now(), by, key
        if not self.checklist.is_inventory:
            self.score, self.passed = self._score()
        self.save(update_fields=["finished_at", "finished_by", "end_key", "score", "passed", "remarks"])
        self._find()

    def drop(self, *, by) -> None:
        """Begun by mistake."""
        rows = type(self).objects.running().filter(pk=self.pk)
        if not rows.update(dropped_at=timezone.now()):
            raise MoveRefused(OVER)
        self.refresh_from_db(fields=["dropped_at"])

    def _score(self) -> tuple[Decimal, bool]:
        counted = self.points.filter(grade__points__isnull=False)
        sums = counted.aggregate(
            all=Sum("item__weight"), got=Sum(F("item__weight") * F("grade__points")),
            out=Count("pk", filter=Q(item__knock_out=True, grade__condition__in=("poor", "dangerous"))),
        )  # fmt: skip
        score = Decimal(100) if not sums["all"] else Decimal(sums["got"]) / sums["all"]
        score = score.quantize(Decimal("0.1"), ROUND_HALF_UP)
        return score, not sums["out"] and score >= parameters.value(LEAST_SCORE)

    def _find(self) -> None:
        from .findings import Finding

        bad = self.points.filter(grade__condition__in=("poor", "dangerous")).annotate(state=F("grade__condition"))
        for point in bad.select_related("item__kind").prefetch_related("pictures").order_by("position"):
            found = Finding.objects.create(
                residence_id=self.residence_id, building_id=self.building_id, staircase_id=self.staircase_id,
                unit_id=self.unit_id, inspection=self, point=point, kind=point.item.kind, case_id=self.case_id,
                label=f"{point.room} : {point.item.label}"[:160], grade=point.state, words=point.words,
                safety=point.state == "dangerous", seen_at=self.finished_at or timezone.now(), by=point.by,
            )  # fmt: skip
            found.pictures.set(point.pictures.all())


def _missing_words(missing: list["InspectionPoint"]) -> str:
    first = missing[0]
    what = "photo manquante" if first.grade else "sans note"
    rest = len(missing) - 1
    others = f", et {rest} autre{'s' if rest > 1 else ''}" if rest else ""
    return f"Il manque quelque chose : {first.room}, {first.item.label.lower()} ({what}){others}."


class InspectionPoint(models.Model):
    """One point of an inspection, in one room: its grade when somebody looked."""

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="points", verbose_name="visite")
    item = models.ForeignKey(ChecklistItem, models.PROTECT, related_name="+", verbose_name="point à contrôler")
    position = models.PositiveSmallIntegerField("ordre")
    room = models.CharField("partie ou pièce", max_length=60)
    grade = models.ForeignKey(Grade, models.PROTECT, related_name="+", verbose_name="note", null=True, blank=True)
    words = models.CharField("précision", max_length=500, blank=True)
    pictures = models.ManyToManyField(Picture, related_name="inspection_points", verbose_name="photos", blank=True)
    answered_at = models.DateTimeField("vu le", null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="par", null=True, blank=True
    )

    class Meta:
        verbose_name = "point d’une visite"
        ordering = ["inspection", "position"]
        constraints = [
            models.UniqueConstraint("inspection", "position", name="inspection_point_once"),
            models.CheckConstraint(
                condition=Q(grade__isnull=True) | Q(answered_at__isnull=False), name="inspection_point_dated"
            ),
        ]

    def __str__(self):
        return f"{self.room} : {self.item}"


class Signature(models.Model):
    """Who signed, or was not there to sign. Drawn with a finger and kept as a picture."""

    class Party(models.TextChoices):
        LANDLORD = "landlord", "Pour le bailleur"
        TENANT = "tenant", "Locataire"
        COMPANY = "company", "Entreprise"
        BAILIFF = "bailiff", "Commissaire de justice"

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="signatures", verbose_name="visite")
    party = models.CharField("partie", max_length=10, choices=Party)
    name = models.CharField("nom", max_length=120)
    picture = models.ForeignKey(
        Picture, models.PROTECT, related_name="+", verbose_name="signature", null=True, blank=True
    )
    absent = models.BooleanField("absent ou refuse de signer", default=False)
    at = models.DateTimeField("le", default=timezone.now)

    class Meta:
        verbose_name = "signature"
        ordering = ["inspection", "party"]
        constraints = [
            models.UniqueConstraint("inspection", "party", name="signature_one_per_party"),
            models.CheckConstraint(
                condition=Q(picture__isnull=True, absent=True) | Q(picture__isnull=False, absent=False),
                name="signature_or_absent", violation_error_message="Signez, ou cochez « absent ».",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.get_party_display()} : {self.name}"
