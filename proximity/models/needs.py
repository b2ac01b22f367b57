"""A need (besoin): what the field saw and the asset plan must answer (domain.md §8.2)."""

from decimal import Decimal

import pghistory
from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from coordination.models import Case
from housing.models import Component, ComponentKind, Placed, PlannedWork
from housing.models.places import PlacedQuerySet
from teams.roles import Role
from teams.workflow import Move, WorkflowModel

from .findings import FollowUp


class NeedQuerySet(PlacedQuerySet):
    def open(self):
        """Waiting for an answer, under study, or waiting for works."""
        return self.filter(state__in=Need.OPEN)

    def to_place(self):
        """Not in the plan yet: what they cost comes on top of it."""
        return self.filter(state__in=(Need.State.WAITING, Need.State.STUDIED))

    def around(self, residence_id: int, building_id: int | None, kind):
        """Open, on this kind of component: of the building, else of its whole residence; its own first."""
        place = Q(building=None) | Q(building=building_id) if building_id else Q(building=None)
        found = self.open().filter(place, residence=residence_id, kind=kind)
        return found.order_by(F("building").asc(nulls_last=True))

    def of(self, residence):
        """Open there, the dangerous ones first."""
        rows = self.open().filter(residence=residence).select_related("case", "kind", "building")
        return rows.order_by("-safety", "kind__label", "pk")

    def with_seen(self):
        """Annotate `seen`: how many findings it holds."""
        told = FollowUp.objects.filter(kind=FollowUp.Kind.NEED, case=models.OuterRef("case")).order_by()
        count = told.values("case").annotate(count=models.Count("pk")).values("count")
        return self.annotate(seen=Coalesce(models.Subquery(count), 0))

    def costs(self) -> dict[str, Decimal]:
        """The sum of the low and of the high estimates; `unpriced`, how many have none."""
        return self.aggregate(
            low=Sum("cost_low", default=0), high=Sum("cost_high", default=0), count=models.Count("pk"),
            unpriced=models.Count("pk", filter=Q(cost_low=None)),
        )  # fmt: skip


def _move(sources: str, target: str, label: str) -> Move:
    return Move(frozenset(sources.split()), target, label, frozenset({Role.ASSET_PLANNER}))


EUROS = {"max_digits": 12, "decimal_places": 2, "null": True, "blank": True, "validators": [MinValueValidator(0)]}


@pghistory.track()
class Need(WorkflowModel, Placed):
    """One per building (or residence) and kind of component as long as it is open. Its case says its urgency and
    who must answer; `year` is the year that was told, which the plan may leave later."""

    class State(models.TextChoices):
        WAITING = "waiting", "À décider"
        STUDIED = "studied", "À l’étude"
        PLANNED = "planned", "Programmé"
        MERGED = "merged", "Regroupé"
        REFUSED = "refused", "Refusé"
        DONE = "done", "Réalisé"
        VOID = "void", "Sans suite"

    class Because(models.TextChoices):
        DIRECT = "direct", "Signalé par une personne"
        SCOPE = "scope", "Toute la résidence est concernée"
        REPEATED = "repeated", "Constats répétés sur le même composant"
        SAFETY = "safety", "Composant de sécurité en mauvais état"

    OPEN = (State.WAITING, State.STUDIED, State.PLANNED)
    MOVES = {
        "plan": _move("waiting studied", "planned", "Programmer"),
        "study": _move("waiting", "studied", "Mettre à l’étude"),
        "merge": _move("waiting studied", "merged", "Regrouper"),
        "refuse": _move("waiting studied", "refused", "Refuser"),
        "ask_more": _move("waiting studied", "waiting", "Demander un complément"),
        "come_back": _move("planned", "waiting", "Remettre à décider"),
        "finish": _move("planned", "done", "Constater la fin des travaux"),
        "drop": _move("waiting studied planned", "void", "Classer sans suite"),
        "reopen": _move("merged refused done void", "waiting", "Rouvrir"),
    }

    case = models.OneToOneField(Case, models.PROTECT, related_name="need", verbose_name="dossier")
    kind = models.ForeignKey(ComponentKind, models.PROTECT, related_name="needs", verbose_name="type de composant")
    component = models.ForeignKey(
        Component, models.SET_NULL, related_name="needs", verbose_name="composant", null=True, blank=True
    )
    because = models.CharField("origine", max_length=10, choices=Because)
    safety = models.BooleanField("danger pour les personnes", default=False)
    count = models.PositiveIntegerField("nombre d’éléments", null=True, blank=True)
    cost_low = models.DecimalField("coût, au moins (€ TTC)", **EUROS)  # type: ignore[arg-type]
    cost_high = models.DecimalField("coût, au plus (€ TTC)", **EUROS)  # type: ignore[arg-type]
    state = models.CharField("état", max_length=10, choices=State, default=State.WAITING, editable=False)
    year = models.PositiveSmallIntegerField("année annoncée", null=True, blank=True)
    work = models.ForeignKey(
        PlannedWork, models.PROTECT, related_name="needs", verbose_name="travaux", null=True, blank=True
    )
    into = models.ForeignKey(
        "self", models.PROTECT, related_name="merged", verbose_name="regroupé avec", null=True, blank=True
    )
    opened_at = models.DateTimeField("signalé le", default=timezone.now)

    objects = NeedQuerySet.as_manager()  # type: ignore[misc]
    seen: int

    class Meta(Placed.Meta):
        verbose_name = "besoin"
        ordering = ["-opened_at", "-pk"]
        constraints = [
            *Placed.Meta.constraints,
            models.UniqueConstraint(
                fields=["residence", "building", "kind"], nulls_distinct=False, name="need_one_open",
                condition=Q(state__in=["waiting", "studied", "planned"]),
                violation_error_message="Un besoin est déjà ouvert pour ce composant, ici.",
            ),
            models.CheckConstraint(condition=Q(staircase=None, unit=None), name="need_of_a_building"),
            models.CheckConstraint(
                condition=Q(cost_low=None, cost_high=None) | Q(cost_low__gte=0, cost_high__gte=F("cost_low")),
                name="need_cost_range", violation_error_message="Le coût le plus bas vient d’abord.",
            ),
            models.CheckConstraint(condition=Q(count=None) | Q(count__gt=0), name="need_counts_something"),
            models.CheckConstraint(
                condition=~Q(state="planned") | Q(work__isnull=False, year__isnull=False), name="need_planned_when"
            ),
            models.CheckConstraint(
                condition=~Q(state="merged") | Q(into__isnull=False) & ~Q(into=F("id")), name="need_merged_into"
            ),
        ]  # fmt: skip
        indexes = [models.Index("state", "opened_at", name="need_by_state")]

    def __str__(self):
        return f"{self.kind} — {self.building or self.residence}"

    def get_absolute_url(self):
        return self.case.get_absolute_url()

    def move(self, name, *, by=None, note="", **changes):
        """As every move; the case that was locked stays the same."""
        case = self.case
        super().move(name, by=by, note=note, **changes)
        self.case = case

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @property
    def answer(self) -> str:
        """« Programmé en 2027 », « À l’étude »; empty as long as nobody answered."""
        if self.state == self.State.WAITING:
            return ""
        return (
            f"{self.get_state_display()} en {self.year}" if self.state == "planned" else self.get_state_display()
        )


class NeedMove(models.Model):
    """An answer of the plan, or what became of it: who, when, with which words."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="timeline", verbose_name="besoin")
    move = models.CharField(max_length=20)
    before = models.CharField("de", max_length=10, choices=Need.State)
    after = models.CharField("à", max_length=10, choices=Need.State)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, verbose_name="par"
    )
    at = models.DateTimeField("le", default=timezone.now)
    note = models.CharField("motif", max_length=1000, blank=True)

    class Meta:
        verbose_name = "réponse à un besoin"
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.before} → {self.after}"
