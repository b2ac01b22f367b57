"""Each week: which figures left their usual range, and a case for the strongest of them.

One alert tells one thing: at the widest place that shows it (the agency, then a team, then a residence), for one
measure of a family; at most so many an agency and week. The others are counted, and may come the week after.
"""

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

import structlog
from django.db import IntegrityError, transaction
from django.utils import timezone

from coordination.opening import open_case
from housing.models import Residence
from teams.models import Agency

from ..measures import MEASURES, Measure
from ..models import Alert, RollupRun, Watch
from ..periods import DAY, Weeks
from . import explaining
from .parameters import Thresholds, thresholds
from .series import HISTORY, Series, is_bad, of_agency
from .xmr import Chart, Signal

log = structlog.get_logger()
NAMESPACE = uuid.UUID("6f1d0f0e-5c1b-4d0c-9a55-0b6f6a4f3c7d")
WEEK = 7 * DAY


@dataclass(frozen=True)
class Candidate:
    series: Series
    chart: Chart
    signal: Signal
    strength: float

    @property
    def breadth(self) -> int:
        """The widest place first."""
        return 2 if self.series.residence else 1 if self.series.team else 0


def latest_week(today: dt.date) -> dt.date:
    """The Monday of the last week that is over."""
    return today - dt.timedelta(days=today.weekday()) - WEEK


def watch(week: dt.date | None = None, at: dt.datetime | None = None) -> Watch | None:
    """Look through a week that is over and counted, `at` some instant since: now. Nothing is done twice."""
    week = week or latest_week(timezone.localdate())
    last = RollupRun.objects.finished().thorough().first()
    if last is None or timezone.localdate(last.started_at) <= week + 6 * DAY:
        return None
    run, _ = Watch.objects.get_or_create(week=week)
    if run.finished_at:
        return run
    limits = thresholds(week)
    for agency in Agency.objects.filter(pk__gt=run.reached).order_by("pk"):
        _watch_agency(run, agency, limits, at or timezone.now())
    run.finished_at = timezone.now()
    run.save(update_fields=["finished_at"])
    log.info("kpis_watched", week=week, raised=run.raised, held_back=run.held_back)
    return run


@transaction.atomic
def _watch_agency(run: Watch, agency: Agency, limits: Thresholds, at: dt.datetime) -> None:
    found = sorted(candidates(agency, run.week, limits), key=lambda one: (one.breadth, -one.strength))
    chosen = _one_thing_each(agency, found)
    chosen.sort(key=lambda one: -one.strength)
    raised = sum(_raise(agency, one, run.week, at) for one in chosen[: limits.most])
    run.reached = agency.pk
    run.raised += raised
    run.held_back += len(found) - raised
    run.save(update_fields=["reached", "raised", "held_back"])


def candidates(agency: Agency, week: dt.date, limits: Thresholds) -> Iterator[Candidate]:
    """Series out of their range on the bad side, since what was told of them last."""
    told = _told(agency)
    weeks = Weeks(week + 6 * DAY, HISTORY)
    for measure in MEASURES.values():
        for series in of_agency(agency.pk, measure, weeks):
            key = (measure.code, series.residence, series.team)
            chart = series.chart(limits.rules, told.get(key))
            bad = [one for one in chart.signals if is_bad(measure, one)]
            if bad and series.points[-1].last == week and enough(measure, chart, bad[0], limits):
                yield Candidate(series, chart, bad[0], _strength(chart, bad[0]))


def enough(measure: Measure, chart: Chart, signal: Signal, limits: Thresholds) -> bool:
    """Of counts and shares: more files away from the usual than one or two."""
    if not (measure.is_count or measure.has_two_counts):
        return True
    factor = float(measure.value(1, 1))
    recent = chart.points[-signal.points :]
    away = sum(abs(one.value - signal.limits.mean) / factor * one.count for one in recent)
    return away >= limits.excess


def _strength(chart: Chart, signal: Signal) -> float:
    """How far away, in limits; a run is weighed by its mean."""
    recent = chart.points[-signal.points :]
    away = abs(sum(one.value for one in recent) / len(recent) - signal.limits.mean)
    return away / (signal.limits.spread or 1.0) * (len(recent) ** 0.5)


def _told(agency: Agency) -> dict[tuple, dt.date]:
    """Per series: the week of its last alert, or that in which it was closed."""
    rows = Alert.objects.filter(agency=agency).order_by("pk")
    found = {}
    for code, residence, team, week, closed in rows.values_list(
        "measure", "residence", "team", "week", "closed_at"
    ):
        ended = closed and timezone.localdate(closed)
        found[code, residence, team] = max(week, ended - ended.weekday() * DAY - WEEK) if ended else week
    return found


def _one_thing_each(agency: Agency, found: list[Candidate]) -> list[Candidate]:
    """Without what a wider place, or another measure of the family at the same place, says already."""
    standing = Alert.objects.filter(agency=agency).open().values_list("measure", "residence", "team")
    places: set[tuple] = set()
    widest: dict[str, int] = {}
    for code, residence, team in standing:
        places.add((_family(code), residence, team))
        widest[code] = min(widest.get(code, 9), 2 if residence else 1 if team else 0)
    chosen = []
    for one in found:
        code = one.series.measure.code
        place = (_family(code), one.series.residence, one.series.team)
        if place in places or widest.get(code, 9) < one.breadth:
            continue
        places.add(place)
        widest[code] = min(widest.get(code, 9), one.breadth)
        chosen.append(one)
    return chosen


def _family(code: str) -> str:
    return MEASURES[code].family if code in MEASURES else code


def _raise(agency: Agency, one: Candidate, week: dt.date, at: dt.datetime) -> bool:
    """One alert with its case; False when it is there already, or no home of the agency could bear it."""
    story = explaining.tell(agency, one.series, one.chart, one.signal, week)
    residence = Residence.objects.filter(pk=story.residence or 0).first()
    if residence is None:
        return False
    measure, place = one.series.measure, {"residence_id": one.series.residence, "team_id": one.series.team}
    key = uuid.uuid5(NAMESPACE, f"{measure.code} {agency.pk} {place} {week}")
    try:
        with transaction.atomic():
            case = open_case(
                "alert", "explain", residence, title=f"{measure.name} : {story.place}"[:200], by=None, key=key,
                facts={"owner": measure.owner.value}, text=story.whole, at=at,
            )  # fmt: skip
            Alert.objects.create(
                case=case, measure=measure.code, agency=agency, **place, rule=one.signal.rule.value,
                since=one.signal.since, week=week, value=story.value, count=story.count, usual=story.usual,
                low=story.low, high=story.high, sentence=story.sentence, cause=story.cause, found_at=at,
            )  # fmt: skip
    except IntegrityError:
        return False
    return True
