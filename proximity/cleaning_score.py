"""The score of a check (domain.md §7.2): notes from 0 to 3 weighed by zone, and what they add up to.

`Σ weight · note / (3 · Σ weight) × 100`. The weight of a zone is shared between its points; a point that does not
apply takes its share away. Exact until the last line: the official figure has one decimal.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction

BEST = 3
BAD = 1
"""From this note down there must be a photo and a cause."""
SERVICE = "service"


class Result(StrEnum):
    GOOD = "good"
    FAIR = "fair"
    FAILED = "failed"


@dataclass(frozen=True)
class Mark:
    """One point of the grid as it was found. `note` None: it does not apply. `cause`: why it is not clean."""

    zone: str
    weight: Fraction
    note: int | None
    cause: str = ""
    knock_out: bool = False
    front: bool = False

    @property
    def is_bad(self) -> bool:
        return self.note is not None and self.note <= BAD

    @property
    def lost(self) -> Fraction:
        return self.weight * (BEST - self.note) if self.note is not None else Fraction(0)

    @property
    def of_service(self) -> bool:
        """Whether it counts for or against whoever cleans; without a cause it does, and so does what is clean."""
        return self.note == BEST or self.cause in ("", SERVICE)


@dataclass(frozen=True)
class Limits:
    good: Decimal
    fair: Decimal


@dataclass(frozen=True)
class Verdict:
    """`score` is the place's; `service_score` is the cleaner's: what has another cause is left out of it, and it
    is None when nothing is left. `cause`: why the place failed."""

    score: Decimal
    service_score: Decimal | None
    result: Result
    service_result: Result
    knocked_out: bool
    cause: str
    front: bool


def score_of(marks: Iterable[Mark]) -> Decimal | None:
    """None when nothing applies."""
    rated = [(mark.weight, mark.note) for mark in marks if mark.note is not None]
    weights = sum((weight for weight, _ in rated), Fraction(0))
    if not weights:
        return None
    exact = sum((weight * note for weight, note in rated), Fraction(0)) / (BEST * weights) * 100
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def judge(marks: Iterable[Mark], limits: Limits) -> Verdict | None:
    """What the check says; None when no point applies."""
    known = list(marks)
    score = score_of(known)
    if score is None:
        return None
    own = [mark for mark in known if mark.of_service]
    service_score = score_of(own)
    out, own_out = _knocked_out(known), _knocked_out(own)
    result = _result(score, out, limits)
    service_result = _result(service_score, own_out, limits)
    cause = _cause(known, service_result) if result is Result.FAILED else ""
    blamed = [mark for mark in known if mark.is_bad and (mark.cause or SERVICE) == cause]
    return Verdict(
        score, service_score, result, service_result, out, cause, any(mark.front for mark in blamed)
    )  # fmt: skip


def _knocked_out(marks: list[Mark]) -> bool:
    return any(mark.knock_out and mark.note == 0 for mark in marks)


def _result(score: Decimal | None, knocked_out: bool, limits: Limits) -> Result:
    if knocked_out or (score is not None and score < limits.fair):
        return Result.FAILED
    return Result.GOOD if score is None or score >= limits.good else Result.FAIR


def _cause(marks: list[Mark], service_result: Result) -> str:
    """The cleaner's doing when that alone fails; else the other cause that knocked out, or cost most."""
    if service_result is Result.FAILED:
        return SERVICE
    lost: dict[str, tuple[bool, Fraction]] = {}
    for mark in marks:
        if mark.note is not None and not mark.of_service:
            out, cost = lost.get(mark.cause, (False, Fraction(0)))
            lost[mark.cause] = (out or (mark.knock_out and mark.note == 0), cost + mark.lost)
    return max(sorted(lost), key=lost.__getitem__)
