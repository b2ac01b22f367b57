"""What if: works of the plan moved to other years. Nothing is written until they are saved, all or none."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import transaction
from django.db.models import Case, Count, F, Q, When
from django.utils import timezone

from housing.models import Component, PlannedWork
from housing.plan_matrix import Matrix, matrix
from teams.workflow import MoveRefused

from . import plan_stakes
from .models import Need

SHOWN, YEARS = 40, 6
PREFIX, SINCE = "annee_", "depuis_"
MOVABLE = PlannedWork.MOVES["postpone"].sources


# --- what is asked


def asked(data: Mapping, works) -> dict[int, int]:
    """The years asked for, `annee_<works>=<year>`, where they differ from the plan's."""
    told = {name.removeprefix(PREFIX): data[name] for name in data if name.startswith(PREFIX)}
    wanted = {int(pk): int(year) for pk, year in told.items() if pk.isdecimal() and str(year).isdecimal()}
    first = timezone.localdate().year
    years = dict(works.filter(pk__in=wanted, state__in=MOVABLE).values_list("pk", "year"))
    return {
        pk: wanted[pk] for pk, year in years.items() if wanted[pk] != year and first <= wanted[pk] <= first + 30
    }  # fmt: skip


class Moved:
    """A set of planned works as it would be, for `housing.plan_matrix`."""

    def __init__(self, works, moves: dict[int, int]):
        self.works, self.moves = works, moves

    def by_year_and_nature(self) -> list[dict]:
        rows = {(row["year"], row["nature"]): dict(row) for row in self.works.by_year_and_nature()}
        for work in self.works.filter(pk__in=self.moves):
            for year, sign in ((work.year, -1), (self.moves[work.pk], 1)):
                row = rows.setdefault(
                    (year, work.nature),
                    {"year": year, "nature": work.nature, "count": 0, "amount": Decimal(0), "unpriced": 0},
                )
                row["count"] += sign
                row["amount"] += sign * (work.amount or 0)
                row["unpriced"] += sign * (work.amount is None)
        return [rows[key] for key in sorted(rows) if rows[key]["count"]]


# --- what it would do


@dataclass
class Card:
    """Works on the board, in the year they would be in."""

    work: PlannedWork
    year: int
    stakes: list[tuple[plan_stakes.Stake, int]]
    ends: int | None = None

    @property
    def moved(self) -> bool:
        return self.year != self.work.year

    @property
    def words(self) -> list[str]:
        return [stake.say(count) for stake, count in self.stakes]

    @property
    def risks(self) -> list[str]:
        """What a later year would leave as it is for longer."""
        if self.year <= self.work.year:
            return []
        told = [stake.say(count) for stake, count in self.stakes if stake.grave]
        if self.ends and self.ends < self.year:
            told.append(f"fin de vie en {self.ends}")
        return told


@dataclass
class Column:
    year: int
    cards: list[Card] = field(default_factory=list)
    amount: Decimal = Decimal(0)


@dataclass
class Simulation:
    """The plan as it would be, beside what it is. `more`: works that the board does not show."""

    matrix: Matrix
    changes: list[Decimal]
    board: list[Column]
    moved: list[Card]
    more: int
    needs: dict

    @property
    def chart(self) -> dict:
        """The years of the plan, and at the end what the needs without an answer would add."""
        chart = self.matrix.chart
        padded = [{**one, "data": [*one["data"], 0]} for one in chart["series"]]
        blank = [0] * len(chart["labels"])
        low, high = float(self.needs["low"]), float(self.needs["high"])
        return {
            "labels": [*chart["labels"], "Besoins"], "urls": [*chart["urls"], self.needs["url"]],
            "series": [
                *padded, {"label": "Besoins, au moins", "data": [*blank, low]},
                {"label": "Besoins, au plus", "data": [*blank, high - low]},
            ],
        }  # fmt: skip


def simulate(works, needs, moves: dict[int, int], *, url: str, needs_url: str, query) -> Simulation:
    """Seven queries, whatever the size of the plan; `works` and `needs` are what the person sees."""
    today = timezone.localdate()
    table = matrix(Moved(works, moves), today.year)
    table.link(query, url)
    changes = _changes(table, works, moves)
    cards, more = _cards(works, moves, today)
    board = [Column(year) for year in range(today.year, today.year + YEARS)]
    for card in cards:
        if column := next((one for one in board if one.year == max(card.year, today.year)), None):
            column.cards.append(card)
            column.amount += card.work.amount or 0
    moved = [card for card in cards if card.moved]
    return Simulation(table, changes, board, moved, more, {**needs.to_place().costs(), "url": needs_url})


def _changes(table: Matrix, works, moves: dict[int, int]) -> list[Decimal]:
    """By how much each column of the table differs from the plan; nothing when nothing moves."""
    if not moves:
        return []
    changes = [Decimal(0)] * len(table.columns)
    for work in works.filter(pk__in=moves):
        for index, column in enumerate(table.columns):
            amount = work.amount or Decimal(0)
            changes[index] += amount * (column.holds(moves[work.pk]) - column.holds(work.year))
    return changes


def _cards(works, moves: dict[int, int], today) -> tuple[list[Card], int]:
    """Those that move first, then the dearest that may."""
    last = today.year + YEARS - 1
    rows = works.filter(Q(pk__in=moves) | Q(state__in=MOVABLE, year__lte=last)).select_related("residence", "kind")
    moving = Case(When(pk__in=moves, then=0), default=1)
    rows = list(rows.order_by(moving, F("amount").desc(nulls_last=True), "pk")[: SHOWN + 1])
    shown = rows[:SHOWN]
    stakes = plan_stakes.of_works([work.pk for work in shown])
    ends = _ends_of_life(shown, today)
    cards = [
        Card(work, moves.get(work.pk, work.year), stakes.get(work.pk, []), ends.get(work.pk)) for work in shown
    ]
    return cards, len(rows) - len(shown)


def _ends_of_life(works: Iterable[PlannedWork], today) -> dict[int, int]:
    """The year in which the component ends, or the first of its kind in the residence."""
    works = [work for work in works if work.kind_id or work.component_id]
    rows = Component.objects.filter(residence__in={work.residence_id for work in works}).with_end_of_life(today)
    known = list(rows.exclude(end_year=None).values_list("pk", "residence_id", "kind_id", "end_year"))
    found = {}
    for work in works:
        years = [
            end for pk, residence, kind, end in known if pk == work.component_id
            or (not work.component_id and (residence, kind) == (work.residence_id, work.kind_id))
        ]  # fmt: skip
        if years:
            found[work.pk] = min(years)
    return found


# --- saved


@transaction.atomic
def save(works, moves: dict[int, int], since: dict[int, int], reason: str, *, by) -> int:
    """Move them by the plan's own verb. Refused, and nothing is moved, when one changed since it was shown."""
    if not moves:
        raise MoveRefused("Aucuns travaux ne changent d’année.")
    for work in works.filter(pk__in=moves).order_by("pk"):
        if since.get(work.pk) != work.year:
            raise MoveRefused(f"« {work} » a changé d’année entre-temps : rien n’a été enregistré.")
        work.replan(moves[work.pk], reason, by)
    return len(moves)


def needs_waiting(works) -> dict[int, int]:
    rows = Need.objects.open().filter(work__in=works).order_by()
    return dict(rows.values("work").annotate(count=Count("pk")).values_list("work", "count"))


def dangers_waiting(works) -> dict[int, int]:
    rows = Need.objects.open().filter(work__in=works, safety=True).order_by()
    return dict(rows.values("work").annotate(count=Count("pk")).values_list("work", "count"))


def register_stakes() -> None:
    plan_stakes.register(plan_stakes.Stake("needs", "besoin du terrain", "besoins du terrain", needs_waiting))
    plan_stakes.register(
        plan_stakes.Stake("dangers", "danger signalé", "dangers signalés", dangers_waiting, grave=True)
    )
