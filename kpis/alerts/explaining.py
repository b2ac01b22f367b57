"""An alert in French: what moved, since when, how much, and which step, category or residence explains most."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from housing.models import Residence, Unit
from teams.models import Agency, Team

from ..causes import Cause, causes
from ..levels import Level
from ..measures import Direction, Measure, Side
from ..periods import DAY, Period, Span
from ..templatetags.kpis import shown
from .series import Series, excess_by_residence, is_weekly, value_between
from .xmr import Chart, Rule, Signal

BEFORE = 26 * 7 * DAY
FOUR = Decimal("0.0001")
RULES = {Rule.BEYOND: "Hors des limites habituelles.", Rule.RUN: "{points} points de suite du même côté."}


class Night:
    """Who reads figures at night: everything, for measures leave confidential cases out whoever reads."""

    is_active = sees_everything = True

    def has_role(self, *roles) -> bool:
        return True


@dataclass(frozen=True)
class Story:
    """What an alert keeps of what was seen. `residence` bears the case: where most of it comes from."""

    residence: int | None
    place: str
    value: Decimal
    count: Decimal
    usual: Decimal
    low: Decimal
    high: Decimal
    sentence: str
    cause: str

    @property
    def whole(self) -> str:
        return f"{self.sentence} {self.cause}".strip()


def tell(agency: Agency, series: Series, chart: Chart, signal: Signal, week: dt.date) -> Story:
    """The story of one series; a handful of queries."""
    level = level_of(agency, series.residence, series.team)
    measure, end = series.measure, week + 6 * DAY
    value, count = value_between(level.facts(), measure, signal.since, end)
    low, usual, high = (Decimal(str(round(one, 4))) for one in chart.bounds[-1])
    worst = series.residence or _worst(level, measure, usual, signal.since, end)
    now, before = _days(signal.since, end), _days(signal.since - BEFORE, signal.since - DAY)
    cause = _main_cause(level, measure, now, before) or _place(level, measure, worst, now)
    place = str(level.residence or level.team or agency)
    words = [
        f"{measure.name}, {place} : {_amount(value, measure)} depuis la semaine du {signal.since:%d/%m/%Y}",
        f"{_files(measure, count)}, contre {shown(usual, measure)} d’habitude",
        f" (entre {shown(measure.within(low), measure)} et {shown(measure.within(high), measure)}).",
        f" {RULES[signal.rule].format(points=signal.points)}",
        " La saison est prise en compte." if chart.is_seasonal else "",
    ]
    kept = (value or Decimal()).quantize(FOUR)
    return Story(worst, place, kept, count, usual, low, high, "".join(words), cause)


def level_of(agency: Agency, residence: int | None, team: int | None) -> Level:
    known = Residence.objects.select_related("agency").get(pk=residence) if residence else None
    night: Any = Night()
    return Level(night, agency, known, Team.objects.get(pk=team) if team else None)


def _days(start: dt.date, end: dt.date) -> Period:
    return Period(Span.DATES, start, end)


def _amount(value: Decimal | None, measure: Measure) -> str:
    return f"{shown(value, measure)}{' par semaine' if is_weekly(measure) else ''}"


def _files(measure: Measure, count: Decimal) -> str:
    if not measure.counts_files or measure.is_count or measure.part(Side.DENOMINATOR).subject is Unit:
        return ""
    return f" ({count:.0f} {measure.noun}{'s' if count > 1 else ''})"


def _worst(level: Level, measure: Measure, usual: Decimal, start: dt.date, end: dt.date) -> int | None:
    """The residence that weighs most in it."""
    weights = excess_by_residence(level, measure, usual, start, end)
    if not weights:
        return level.facts().order_by("residence").values_list("residence", flat=True).first()
    return max(sorted(weights), key=lambda pk: weights[pk])


def _main_cause(level: Level, measure: Measure, now: Period, before: Period) -> str:
    """The step or family whose share of the figure grew most."""
    found, former = causes(level, measure, now), {_key(one): one for one in causes(level, measure, before)}
    if not found:
        return ""
    files = (_many(level, measure, now, found), _many(level, measure, before, list(former.values())))
    worst = -1 if measure.direction == Direction.HIGHER else 1
    grown = {
        _key(one): worst * (_weight(one) / files[0] - _weight(former.get(_key(one))) / files[1]) for one in found
    }
    one = max(found, key=lambda cause: grown[_key(cause)])
    if grown[_key(one)] <= 0:
        return ""
    was = former.get(_key(one))
    unit = "jours" if one.service else ""
    told = _told(one, measure, unit) + (f" au lieu de {_told(was, measure, unit)}" if was else "")
    kind = f"l’étape « {one.label} » ({one.service})" if one.service else f"la catégorie « {one.label} »"
    return f"Ce qui pèse le plus : {kind}, {told}."


def _key(one: Cause) -> tuple[str, str]:
    return one.label, one.service


def _weight(one: Cause | None) -> Decimal:
    return (one.value or Decimal()) * one.count if one else Decimal()


def _many(level: Level, measure: Measure, period: Period, found: list[Cause]) -> Decimal:
    """Files that the figure is of: families divide them, steps come several to a file."""
    if found and found[0].service:
        return Decimal(max(level.files(measure, Side.DENOMINATOR, period).count(), 1))
    return Decimal(max(sum(one.count for one in found), 1))


def _told(one: Cause, measure: Measure, unit: str) -> str:
    if unit:
        return f"{one.value or 0:.1f}".replace(".", ",") + f" {unit} en moyenne"
    return shown(one.value, measure)


def _place(level: Level, measure: Measure, worst: int | None, now: Period) -> str:
    if level.residence or not worst:
        return ""
    place = Residence.objects.get(pk=worst)
    here = level.facts().filter(residence=place)
    figure, _ = value_between(here, measure, now.start, now.end)
    return f"Ce qui pèse le plus : {place}, {shown(figure, measure)}." if figure is not None else ""
