"""The days of one relocation of the demo: when each step began and ended, what was promised."""

import datetime as dt
from dataclasses import dataclass, field
from random import Random

from ..models import Candidate, Vacancy

Works, State = Vacancy.Works, Candidate.State
WORKS = ((Works.NONE, 15), (Works.LIGHT, 45), (Works.MEDIUM, 28), (Works.HEAVY, 12))
TAKES = {Works.LIGHT: (4, 11), Works.MEDIUM: (10, 24), Works.HEAVY: (24, 52)}
CAUSES = ("R06", "R06", "R06", "R07", "R07", "R04", "R05", "R02")
REASONS = ("rent", "place", "floor", "size", "condition", "area", "situation")


@dataclass(frozen=True)
class Span:
    """One step from a day to another, in days from the exit."""

    step: str
    since: int
    until: int
    outcome: str


@dataclass
class Timeline:
    """All days are counted from the exit; `ready` and `entry` are the real ones, `told` what was promised when."""

    works: str
    spans: list[Span] = field(default_factory=list)
    told: list[tuple[int, int, str]] = field(default_factory=list)
    ready: int = 0
    accepted: int = 0
    entry: int = 0
    refusal: str = ""


def draw(dice: Random, notice: int) -> Timeline:
    """`notice`: how many days before the exit it came."""
    line = Timeline(dice.choices([kind for kind, _ in WORKS], [weight for _, weight in WORKS])[0])
    _technical(line, dice, notice)
    _commercial(line, dice, notice)
    line.entry = max(line.ready, _last(line, "signing")) + dice.choice((0, 0, 1, 2, 3, 5))
    line.spans.append(Span("check_in", max(line.ready, _last(line, "signing")), line.entry, "done"))
    line.spans.append(Span("courtesy_visit", line.entry, line.entry + dice.randint(20, 55), "done"))
    line.spans.append(Span("settlement", 0, dice.randint(20, 55), "done"))
    return line


def _technical(line: Timeline, dice: Random, notice: int) -> None:
    visit = -notice + dice.randint(2, max(3, min(notice - 1, 15)))
    line.spans += [Span("advice_visit", -notice, visit, "done"), Span("check_out", visit, 0, "done")]
    day, slip = 0, dice.choices((0, 3, 6, 12, 21), (60, 14, 12, 9, 5))[0]
    takes = TAKES.get(Works(line.works), (0, 0))
    for step, span, outcome in (
        ("costing", (1, 4), "works"), ("works_order", (1, 5), "ordered"), ("works", takes, "done"),
    ):  # fmt: skip
        if line.works == Works.NONE and step != "costing":
            continue
        end = day + dice.randint(*span) + (slip if step == "works" else 0)
        line.spans.append(Span(step, day, end, "none" if line.works == Works.NONE else outcome))
        day = end
    line.ready = day + dice.randint(1, 3)
    line.spans.append(Span("acceptance", day, line.ready, "good"))
    line.told = [(visit, line.ready - slip, "")]
    if slip and line.works != Works.NONE:
        line.told.append((max(day - slip - 1, visit + 1), line.ready, dice.choice(CAUSES)))
    else:
        line.told = [(visit, line.ready, "")]


def _commercial(line: Timeline, dice: Random, notice: int) -> None:
    """One household in five declines, and the next by rank is asked."""
    day = -notice
    for step, span, outcome in (("marketing", (14, 50), "candidates"), ("committee", (3, 14), "awarded")):
        line.spans.append(Span(step, day, day := day + dice.randint(*span), outcome))
    if dice.random() < 0.2:
        line.refusal = dice.choice(REASONS)
        day = _offer(line, dice, day, "next_rank")
    day = _offer(line, dice, day, "accepted")
    line.accepted = day
    line.spans.append(Span("signing", day, max(day + dice.randint(2, 8), line.ready - 4), "signed"))


def _offer(line: Timeline, dice: Random, day: int, outcome: str) -> int:
    sent = day + dice.randint(1, 3)
    line.spans.append(Span("offer", day, sent, "sent"))
    answered = sent + dice.randint(2, 10)
    line.spans.append(Span("answer", sent, answered, outcome))
    return answered


def _last(line: Timeline, step: str) -> int:
    return max((one.until for one in line.spans if one.step == step), default=0)


def day(exit_on: dt.date, offset: int) -> dt.date:
    return exit_on + dt.timedelta(days=offset)
