"""Residences of a perimeter held against what their homes, their size and their kind of works let expect."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection
from django.db.models import F, Value

from coordination.models import Case
from housing.models import Residence, Unit
from leasing.models import Vacancy
from requests_app.models import Request

from .fair import SIGNAL, WARNING, Cell, Funnel, Spread, Standing, funnel, standings
from .levels import Level
from .measures import Direction, Measure, Side
from .measures import Unit as Kind
from .periods import Period

SIZES = (20, 50)
"""Where a residence stops being small, then middle."""
LARGE_HOME = 5
KINDS = {Vacancy: "works", Request: "category__family"}
WORDS = {"worse": "moins bien", "better": "mieux", "watch": "à surveiller"}
WHY_NOT = (
    "Cet indicateur ne se ramène pas à un nombre de dossiers : il ne se compare pas d’une résidence à l’autre."
)


@dataclass(frozen=True)
class Compared:
    """One residence: its figure, what was expected, the figure made comparable, and where that lies."""

    residence: Residence
    count: int
    value: Decimal
    expected: Decimal
    adjusted: Decimal
    verdict: str
    few: bool

    @property
    def in_words(self) -> str:
        return WORDS.get(self.verdict, "comme attendu")


@dataclass(frozen=True)
class Comparison:
    rows: list[Compared]
    funnel: Funnel
    factor: float
    strata: str

    def limits(self, count: float) -> list[float]:
        """Inner and outer limits at so many files, in the unit of the measure."""
        inner, outer = (self.funnel.limits(count, width) for width in (WARNING, SIGNAL))
        return [round(one * self.factor, 3) for one in (outer[0], inner[0], inner[1], outer[1])]


def spread_of(measure: Measure) -> Spread | None:
    """None where a figure says nothing of single files: sums of money, plain numbers."""
    if not measure.counts_files or measure.is_alone:
        return None
    if measure.unit == Kind.PERCENT:
        return Spread.SHARE
    return Spread.EVENTS if measure.unit == Kind.PER_HUNDRED else Spread.MEAN


def compare(level: Level, measure: Measure, period: Period) -> Comparison | None:
    """Rates of everything this person may see, applied to the residences of the level: three queries at most."""
    spread = spread_of(measure)
    if spread is None:
        return None
    known = Residence.objects.visible_to(level.user).select_related("agency").order_by("name", "pk")
    places = {one.pk: one for one in known}
    cells = list(_cells(Level(level.user), measure, period, places))
    drawn, factor = funnel(cells, spread), float(measure.value(Decimal(1), Decimal(1)))
    rows = [
        _compared(places[one.place], one, drawn, measure, factor)
        for one in standings(cells, measure.minimum)
        if level.agency is None or places[one.place].agency_id == level.agency.pk
    ]
    sign = -1 if measure.direction == Direction.HIGHER else 1
    rows.sort(key=lambda one: (one.few, -sign * one.adjusted, one.residence.name))
    return Comparison(rows, drawn, factor, strata_of(measure))


def strata_of(measure: Measure) -> str:
    """Of what the expectation is made, in words."""
    kinds = {Vacancy: "les travaux, ", Request: "la catégorie, "}
    kind = kinds.get(measure.part(Side.DENOMINATOR).files().model, "") if _is_whole(measure) else ""
    return f"{kind}la typologie et la taille de la résidence"


# Each file's value is reckoned once, though it is used three times.
_TOLD = "told (place, rooms, kind, top, bottom)"
_SUMS = "SELECT place, kind, rooms, sum(top), sum(bottom), sum(top * top) FROM told GROUP BY 1, 2, 3"


def _cells(level: Level, measure: Measure, period: Period, places: Mapping[int, Residence]) -> Iterator[Cell]:
    """One query where numerator and denominator come from the same files, else one for each."""
    if _is_whole(measure):
        for place, stratum, sums in _grouped(level, measure, Side.DENOMINATOR, period, places):
            yield Cell(place, stratum, *sums)
        return
    for side in (Side.NUMERATOR, Side.DENOMINATOR):
        for place, stratum, (top, bottom, _) in _grouped(level, measure, side, period, places):
            yield Cell(place, stratum, *((top, 0.0) if side == Side.NUMERATOR else (0.0, bottom)))


def _grouped(level: Level, measure: Measure, side: str, period: Period, places: Mapping[int, Residence]):
    """(place, stratum, sums of numerators, of denominators and of the squares of numerators)."""
    part = measure.part(side)
    files = level.files(measure, side, period)
    home = _home(files.model)
    rooms = F(f"{home}rooms") if home is not None else Value(0)
    kind = F(KINDS[files.model]) if files.model in KINDS and _is_whole(measure) else Value("")
    told = files.values_list(part.residence, rooms, kind, "fact_numerator", "fact_denominator")
    sql, params = told.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {_TOLD} AS MATERIALIZED ({sql}) {_SUMS}", params)
        for place, sort, many, *sums in cursor.fetchall():
            if place in places:
                size = sum(places[place].unit_count >= one for one in SIZES)
                yield place, (sort, min(many or 0, LARGE_HOME), size), [float(one) for one in sums]


def _is_whole(measure: Measure) -> bool:
    return len(measure.parts_to_count) == 1


def _home(model) -> str | None:
    """The lookup from a row to its home; None for rows that have none."""
    if model is Unit:
        return ""
    ways = {field.name: field.related_model for field in model._meta.get_fields() if field.is_relation}
    if ways.get("unit") is Unit:
        return "unit__"
    return "case__unit__" if ways.get("case") is Case else None


def _compared(place: Residence, one: Standing, drawn: Funnel, measure: Measure, factor: float) -> Compared:
    few = one.weight < measure.minimum
    outside = drawn.outside(one.adjusted, one.weight, SIGNAL)
    watched = drawn.outside(one.adjusted, one.weight, WARNING)
    verdict = ""
    if not few and measure.direction != Direction.NEUTRAL:
        bad = 1 if measure.direction == Direction.LOWER else -1
        verdict = ("worse" if outside == bad else "better") if outside else "watch" if watched == bad else ""
    value, expected, adjusted = (
        Decimal(str(round(figure * factor, 4)))
        for figure in (one.observed / one.weight, one.expected / one.weight, one.adjusted)
    )
    return Compared(place, round(one.weight), value, expected, adjusted, verdict, few)
