"""The asset plan (plan stratégique de patrimoine, PSP): planned works and their states (domain.md §8.2)."""

import calendar
import datetime as dt
from functools import partial

import pghistory
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import connection, models, transaction
from django.db.models import Count, F, Q, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from teams.roles import Role
from teams.workflow import Move, MoveRefused, WorkflowModel

from ..signals import planned_work_changed
from .components import Component, ComponentKind
from .places import Placed, PlacedQuerySet

QUARTERS = {1: "1er trimestre", 2: "2e trimestre", 3: "3e trimestre", 4: "4e trimestre"}
WORK_TOTALS = {
    "count": Count("pk"),
    "unpriced": Count("pk", filter=Q(amount=None)),
    "amount": Sum("amount", default=0),
}


class PlannedWorkQuerySet(PlacedQuerySet):
    def live(self):
        """Neither refused, cancelled nor settled."""
        return self.exclude(state__in=PlannedWork.ENDED)

    def to_come(self):
        """Live, and not done yet."""
        return self.live().exclude(state=PlannedWork.State.RECEIVED)

    def touching(self, place, kind, component=None):
        """On this kind of component, at this place (a `Placed` row), around it or within it."""
        here = Q(residence=place.residence_id)
        for level in ("building", "staircase", "unit"):
            if narrow := getattr(place, f"{level}_id"):
                here &= Q(**{level: None}) | Q(**{level: narrow})
        about = Q(kind=kind) | Q(component__kind=kind)
        return self.filter(here, about, Q(component=None) | Q(component=component) if component else Q())

    def starting_within(self, months: int, day: dt.date):
        """Planned to start before so many months are over, or late already."""
        starts = F("year") * 12 + (Coalesce("quarter", 1) - 1) * 3
        return self.alias(starts=starts).filter(starts__lte=day.year * 12 + day.month - 1 + months)

    def totals(self) -> dict:
        """How many works, their amount, and how many have none."""
        return self.aggregate(**WORK_TOTALS)

    def by_year_and_nature(self):
        """One row per (year, nature): `count`, `amount`, and `unpriced`, how many have none."""
        rows = self.order_by().values("year", "nature").annotate(**WORK_TOTALS)
        return rows.order_by("year", "nature")


def next_references(count: int, without: frozenset[str] = frozenset()) -> list[str]:
    """« PSP-2026-00001 »…, from a database sequence: two people never get the same, nor one of `without`."""
    found: list[str] = []
    while len(found) < count:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT nextval('housing_plannedwork_reference') FROM generate_series(1, %s)", [count - len(found)]
            )
            asked = [f"PSP-{timezone.localdate().year}-{number:05}" for (number,) in cursor.fetchall()]
        taken = set(PlannedWork.objects.filter(reference__in=asked).values_list("reference", flat=True))
        found += [reference for reference in asked if reference not in taken | without]
    return found


def _move(sources: str, target: str, label: str) -> Move:
    return Move(frozenset(sources.split()), target, label, frozenset({Role.ASSET_PLANNER}))


@pghistory.track()
class PlannedWork(WorkflowModel, Placed):
    """One line of the plan: what, where, which year, how much (euros, all taxes), in which state."""

    class Nature(models.TextChoices):
        ROUTINE = "EC", "Entretien courant"
        MAJOR = "GE", "Gros entretien"
        REPLACEMENT = "RC", "Remplacement de composant"
        IMPROVEMENT = "AM", "Amélioration"
        REHABILITATION = "RH", "Réhabilitation"
        DEMOLITION = "DEM", "Démolition"
        SALE = "VTE", "Vente"

    class State(models.TextChoices):
        REPORTED = "reported", "Signalé"
        PROPOSED = "proposed", "Proposé"
        STUDIED = "studied", "À l’étude"
        RETAINED = "retained", "Retenu"
        POSTPONED = "postponed", "Reporté"
        REFUSED = "refused", "Refusé"
        BUDGETED = "budgeted", "Budgété"
        SCHEDULED = "scheduled", "Programmé"
        TENDERING = "tendering", "En consultation"
        AWARDED = "awarded", "Notifié"
        RUNNING = "running", "En cours"
        RECEIVED = "received", "Réceptionné"
        SETTLED = "settled", "Soldé"
        CANCELLED = "cancelled", "Annulé"

    MOVES = {
        "propose": _move("reported", "proposed", "Proposer"),
        "study": _move("reported proposed postponed", "studied", "Mettre à l’étude"),
        "retain": _move("reported proposed studied postponed", "retained", "Retenir"),
        "postpone": _move(
            "reported proposed studied retained budgeted scheduled tendering postponed", "postponed", "Reporter"
        ),
        "refuse": _move("reported proposed studied postponed", "refused", "Refuser"),
        "budget": _move("retained", "budgeted", "Budgéter"),
        "schedule": _move("budgeted", "scheduled", "Programmer"),
        "tender": _move("scheduled", "tendering", "Lancer la consultation"),
        "award": _move("tendering", "awarded", "Notifier"),
        "start": _move("awarded", "running", "Démarrer"),
        "receive": _move("running", "received", "Réceptionner"),
        "settle": _move("received", "settled", "Solder"),
        "cancel": _move("retained postponed budgeted scheduled tendering awarded running", "cancelled", "Annuler"),
        "reopen": _move("refused cancelled", "proposed", "Rouvrir"),
    }
    NEEDS_REASON = frozenset({"refuse", "cancel", "postpone"})
    ENDED = ("refused", "cancelled", "settled")

    class Source(models.TextChoices):
        AGENCY = "agency", "Proposition d’agence"
        SURVEY = "survey", "Diagnostic technique"
        PLAN = "plan", "Plan précédent"
        FIELD = "field", "Constat de terrain"
        IMPORT = "import", "Import"

    reference = models.CharField("référence", max_length=30, unique=True)
    title = models.CharField("travaux", max_length=160)
    nature = models.CharField("nature", max_length=3, choices=Nature)
    kind = models.ForeignKey(
        ComponentKind,
        models.PROTECT,
        related_name="works",
        verbose_name="type de composant",
        null=True,
        blank=True,
    )
    component = models.ForeignKey(
        Component, models.PROTECT, related_name="works", verbose_name="composant", null=True, blank=True
    )
    year = models.PositiveSmallIntegerField(
        "année prévue", validators=[MinValueValidator(2000), MaxValueValidator(2100)]
    )
    quarter = models.PositiveSmallIntegerField(
        "trimestre", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(4)]
    )
    amount = models.DecimalField(
        "montant TTC (€)",
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    unit_count = models.PositiveIntegerField("logements concernés", null=True, blank=True)
    source = models.CharField("origine", max_length=10, choices=Source, default=Source.PLAN)
    state = models.CharField("état", max_length=10, choices=State, default=State.PROPOSED, editable=False)
    reason = models.CharField("motif", max_length=300, blank=True)
    note = models.TextField("note", blank=True)

    objects = PlannedWorkQuerySet.as_manager()  # type: ignore[misc]
    _year_in_plan: int | None = None

    class Meta(Placed.Meta):
        verbose_name = "travaux programmés"
        verbose_name_plural = "travaux programmés"
        ordering = ["year", "quarter", "reference"]
        constraints = [
            *Placed.Meta.constraints,
            models.CheckConstraint(condition=Q(year__range=(2000, 2100)), name="work_year"),
            models.CheckConstraint(
                condition=Q(quarter__isnull=True) | Q(quarter__range=(1, 4)), name="work_quarter"
            ),
            models.CheckConstraint(condition=Q(amount__isnull=True) | Q(amount__gte=0), name="work_amount"),
            models.CheckConstraint(
                condition=~Q(state__in=["refused", "cancelled", "postponed"]) | ~Q(reason=""),
                name="work_reason", violation_error_message="Donnez le motif.",
            ),
        ]  # fmt: skip
        indexes = [models.Index("year", "state", name="work_by_year")]

    def __str__(self):
        return f"{self.reference} {self.title}"

    @property
    def quarter_label(self) -> str:
        return QUARTERS.get(self.quarter or 0, "")

    @property
    def ends_on(self) -> dt.date:
        """The last day of that quarter, or of the year."""
        month = 3 * (self.quarter or 4)
        return dt.date(self.year, month, calendar.monthrange(self.year, month)[1])

    @classmethod
    def from_db(cls, *args, **kwargs):
        work = super().from_db(*args, **kwargs)
        work._year_in_plan = work.__dict__.get("year")
        return work

    def save(self, *args, **kwargs):
        """A work without a reference takes the next one; a new year is told once committed."""
        self.reference = self.reference or next_references(1)[0]
        known = not self._state.adding
        super().save(*args, **kwargs)
        if known:
            self.tell_new_year()
        self._year_in_plan = self.year

    def tell_new_year(self) -> None:
        """News of a year that differs from the one read: after `save`, or after writing in bulk."""
        if self.year != self._year_in_plan:
            self._year_in_plan = self.year
            self._tell()

    def get_absolute_url(self):
        return reverse("housing:planned_work", args=[self.pk])

    def move(self, name, *, by=None, note="", **changes):
        """As every move; the reason stays on the work while its state needs one, and leaves with it."""
        if name in self.NEEDS_REASON and not note.strip():
            raise ValidationError({"reason": "Donnez le motif."})
        changes["reason"] = note if name in self.NEEDS_REASON else ""
        super().move(name, by=by, note=note, **changes)
        self._year_in_plan = self.year
        self._tell()

    def postpone(self, to_year: int, reason: str, by) -> None:
        """To a later year. Of two people doing so at once, the second is told."""
        with transaction.atomic():
            self._hold()
            if to_year <= self.year:
                raise ValidationError({"to_year": f"Une année après {self.year}."})
            self.move("postpone", by=by, note=reason, year=to_year, quarter=None)

    def replan(self, to_year: int, reason: str, by) -> None:
        """Move the work to another year: put off, or sooner in the same state."""
        if to_year > self.year:
            return self.postpone(to_year, reason, by)
        with transaction.atomic():
            self._hold()
            if not reason.strip():
                raise ValidationError({"reason": "Donnez le motif."})
            if self.state not in self.MOVES["postpone"].sources or to_year == self.year:
                raise MoveRefused(f"« {self} » ne change plus d’année.")
            self.timeline.create(move="advance", before=self.state, after=self.state, by=by, note=reason)
            self.year, self.quarter = to_year, None
            self.save(update_fields=["year", "quarter"])

    def _hold(self) -> None:
        """Refused when somebody moved the work since it was read."""
        now = type(self).objects.select_for_update(of=("self",)).get(pk=self.pk)
        if (now.state, now.year) != (self.state, self.year):
            raise MoveRefused(f"« {self.MOVES['postpone'].label} » n’est plus possible.")

    def refuse(self, reason: str, by) -> None:
        self.move("refuse", by=by, note=reason)

    def cancel(self, reason: str, by) -> None:
        self.move("cancel", by=by, note=reason)

    def _tell(self):
        transaction.on_commit(partial(planned_work_changed.send, sender=type(self), work=self))


class PlannedWorkMove(models.Model):
    """Who moved a planned work, from which state to which, when and why."""

    work = models.ForeignKey(PlannedWork, models.CASCADE, related_name="timeline", verbose_name="travaux")
    move = models.CharField(max_length=20)
    before = models.CharField("de", max_length=10, choices=PlannedWork.State)
    after = models.CharField("à", max_length=10, choices=PlannedWork.State)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, verbose_name="par"
    )
    at = models.DateTimeField("le", default=timezone.now)
    note = models.CharField("motif", max_length=300, blank=True)

    class Meta:
        verbose_name = "changement d’état"
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.before} → {self.after}"
