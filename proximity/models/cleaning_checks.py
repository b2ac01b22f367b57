"""A cleanliness check: what was found point by point, who signed it, what it says (domain.md §7.2)."""

import datetime as dt
from typing import TYPE_CHECKING

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from coordination.models import Case, CasePhoto, Picture
from teams.visibility import VisibleQuerySet

from .cleaning_grid import CleaningGrid
from .cleaning_services import CleaningService

BAD_NOTES_HAVE_PHOTOS = """
    IF NEW.closed_at IS NOT NULL AND EXISTS (
        SELECT FROM proximity_cleaningnote n WHERE n.check_made_id = NEW.id AND n.note <= 1 AND NOT EXISTS (
            SELECT FROM proximity_cleaningphoto p WHERE p.check_made_id = NEW.id AND p.item_id = n.item_id
        )
    ) THEN
        RAISE EXCEPTION 'A bad note has a photo'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'cleaning_bad_note_has_photo';
    END IF;
    RETURN NEW;
"""
PLACE = ("residence__agency", "building", "staircase", "contract__contractor", "employee")

if TYPE_CHECKING:
    from .cleaning_contests import CleaningContest


class CheckQuerySet(VisibleQuerySet):
    PERIMETER = "service__residence__agency"

    def open(self):
        """Planned, or begun."""
        return self.filter(closed_at=None)

    def closed(self):
        return self.filter(closed_at__isnull=False)

    def standing(self):
        """Closed, and not annulled by a contest that was right."""
        return self.closed().exclude(contest__upheld=False)

    def failed(self):
        return self.standing().filter(result=CleaningCheck.Result.FAILED)

    def with_old_photos(self, before: dt.datetime, disputed: dt.datetime):
        """Closed before that day, with photos of their own or in their case; contested or penalised, before the
        other one. Never while their case is open, or a contest or a penalty waits."""
        from .cleaning_contests import CleaningContest
        from .cleaning_notes import CleaningPhoto
        from .penalties import Penalty

        its = Q(check_made=OuterRef("pk")) | Q(check_made__case=OuterRef("case"))
        contests, penalties = CleaningContest.objects.filter(its), Penalty.objects.filter(case=OuterRef("case"))
        argued = Exists(contests) | Exists(penalties)
        waits = Exists(contests.filter(upheld=None)) | Exists(penalties.unsettled())
        own = CleaningPhoto.objects.filter(check_made=OuterRef("pk"))
        of_case = CasePhoto.objects.filter(case=OuterRef("case"))
        return self.filter(
            Q(closed_at__lt=disputed) | Q(closed_at__lt=before) & ~argued, ~waits,
            Q(case=None) | Q(case__closed_at__isnull=False), Exists(own) | Exists(of_case), photos_erased_at=None,
        )  # fmt: skip

    def with_place(self):
        """With what a list says of each."""
        named = [f"service__{level}" for level in PLACE]
        return self.select_related("service", *named, "checker", "case", "contest")


class CleaningCheck(models.Model):
    """Planned while nobody has started it, a draft while it is made (on the server after each zone); once closed
    its notes never change. A place has one at most that is not closed.

    `score` is the place's, `service_score` the cleaner's: what other people or the building did is left out.
    `previous`: the check whose redo it looks at. `signed_by` says who was there for the cleaner; nobody: absent.
    `drawn`: by lot, beside the calendar.
    """

    class Result(models.TextChoices):
        GOOD = "good", "Conforme"
        FAIR = "fair", "À améliorer"
        FAILED = "failed", "Non conforme"

    class Cause(models.TextChoices):
        SERVICE = "service", "Prestation"
        USAGE = "usage", "Usage"
        TECHNICAL = "technical", "Technique"
        THIRD_PARTY = "third_party", "Tiers"
        BULKY = "bulky", "Encombrants"

    service = models.ForeignKey(
        CleaningService, models.PROTECT, related_name="checks", verbose_name="prestation", db_index=False
    )
    grid = models.ForeignKey(CleaningGrid, models.PROTECT, related_name="checks", verbose_name="grille")
    previous = models.OneToOneField(
        "self", models.PROTECT, related_name="recheck", verbose_name="recontrôle de", null=True, blank=True
    )
    case = models.ForeignKey(
        Case, models.PROTECT, related_name="cleaning_checks", verbose_name="dossier", null=True, blank=True
    )
    checker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="cleaning_checks", verbose_name="contrôlé par",
        null=True, blank=True,
    )  # fmt: skip
    planned_at = models.DateTimeField("prévu le", default=timezone.now)
    drawn = models.BooleanField("tiré au sort", default=False, editable=False)
    started_at = models.DateTimeField("commencé le", null=True, blank=True)
    closed_at = models.DateTimeField("clos le", null=True, blank=True)
    not_done = models.BooleanField("prestation non réalisée", default=False)
    words = models.CharField("remarques", max_length=500, blank=True)
    score = models.DecimalField("note", max_digits=4, decimal_places=1, null=True, blank=True)
    service_score = models.DecimalField(
        "note de la prestation", max_digits=4, decimal_places=1, null=True, blank=True
    )
    result = models.CharField("résultat", max_length=6, choices=Result, blank=True)
    service_result = models.CharField("résultat de la prestation", max_length=6, choices=Result, blank=True)
    knocked_out = models.BooleanField("point éliminatoire", default=False)
    cause = models.CharField("cause", max_length=12, choices=Cause, blank=True)
    front = models.BooleanField("zone à reprise rapide", default=False)
    signed_by = models.CharField("signé par", max_length=80, blank=True)
    signature = models.ForeignKey(
        Picture, models.PROTECT, related_name="+", verbose_name="signature", null=True, blank=True
    )
    contest_until = models.DateTimeField("contestable jusqu’au", null=True, blank=True)
    photos_erased_at = models.DateTimeField("photos effacées le", null=True, blank=True, editable=False)
    report_sent_at = models.DateTimeField("compte rendu envoyé le", null=True, blank=True)
    request_case = models.ForeignKey(
        Case, models.PROTECT, related_name="+", verbose_name="demande technique", null=True, blank=True
    )

    objects = CheckQuerySet.as_manager()
    contest: "CleaningContest"

    class Meta:
        verbose_name = "contrôle de propreté"
        verbose_name_plural = "contrôles de propreté"
        ordering = ["-planned_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "service", condition=Q(closed_at__isnull=True), name="cleaning_one_open",
                violation_error_message="Un contrôle est déjà en cours ici.",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, score__isnull=True, result="", service_result="", cause="",
                            contest_until__isnull=True)
                | Q(closed_at__isnull=False, score__isnull=False, contest_until__isnull=False)
                & ~Q(result="") & ~Q(service_result=""),
                name="cleaning_closed_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__range=(0, 100)), name="cleaning_score_range"
            ),
            models.CheckConstraint(
                condition=Q(service_score__isnull=True) | Q(service_score__range=(0, 100)),
                name="cleaning_service_score_range",
            ),
            models.CheckConstraint(
                condition=Q(result="failed") & ~Q(cause="") | ~Q(result="failed") & Q(cause=""),
                name="cleaning_failed_has_cause",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | ~Q(result="failed") | Q(case__isnull=False),
                name="cleaning_failed_has_case",
            ),
            models.CheckConstraint(
                condition=Q(signature__isnull=True) | ~Q(signed_by=""), name="cleaning_signed_by_someone"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("started_at")), name="cleaning_in_order"
            ),
            models.CheckConstraint(
                condition=Q(started_at__isnull=True, checker__isnull=True, closed_at__isnull=True)
                | Q(started_at__isnull=False, checker__isnull=False),
                name="cleaning_started_by_someone",
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Trigger(
                name="photos_of_bad_notes", when=pgtrigger.Before, operation=pgtrigger.UpdateOf("closed_at"),
                func=BAD_NOTES_HAVE_PHOTOS,
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["service", "-closed_at", "-id"], name="cleaning_of_service"),
            models.Index("result", "closed_at", name="cleaning_by_result"),
        ]

    def __str__(self):
        return f"Contrôle du {timezone.localtime(self.closed_at or self.started_at or self.planned_at):%d/%m/%Y}"

    def get_absolute_url(self):
        return reverse("proximity:cleaning_check", args=[self.pk])

    @property
    def reference(self) -> str:
        """What an act on a check that has no case says of it, with `title`."""
        return f"Contrôle n° {self.pk}"

    @property
    def title(self) -> str:
        return self.service.spot

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def is_planned(self) -> bool:
        return self.started_at is None

    @property
    def is_recheck(self) -> bool:
        return self.previous_id is not None

    @property
    def was_present(self) -> bool:
        return bool(self.signed_by)

    @property
    def own_contest(self) -> "CleaningContest | None":
        return getattr(self, "contest", None)

    @property
    def stands(self) -> bool:
        """False once a contest was found right."""
        contest = self.own_contest
        return contest is None or contest.upheld is not False

    def may_be_contested(self, now: dt.datetime | None = None) -> bool:
        open_until = self.contest_until
        return self.own_contest is None and open_until is not None and (now or timezone.now()) < open_until
