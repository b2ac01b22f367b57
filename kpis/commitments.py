"""Each commitment beside its figure, its trend and its proofs; and what of it the public may read."""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils import timezone

from . import figures
from .figures import Figure
from .levels import Level
from .models import Charter, Commitment, Proof, Publication, SurveyReading
from .periods import Period, Span
from .templatetags.kpis import THIN, shown

HARD = "\u00a0"


@dataclass(frozen=True)
class Line:
    """A commitment as it stands. A measure gives `figure`, a question its last reading."""

    commitment: Commitment
    figure: Figure | None = None
    readings: list[SurveyReading] = field(default_factory=list)
    proofs: list[Proof] = field(default_factory=list)

    @property
    def value(self) -> Decimal | None:
        if self.figure:
            return self.figure.value
        return self.readings[0].share if self.readings else None

    @property
    def said(self) -> str:
        return self._in_words(self.value)

    @property
    def target(self) -> Decimal | None:
        if self.commitment.target is not None:
            return self.commitment.target
        return self.figure.target.value if self.figure and self.figure.target else None

    @property
    def target_said(self) -> str:
        return "" if self.target is None else self._in_words(self.target)

    def _in_words(self, value: Decimal | None) -> str:
        if self.figure:
            return shown(value, self.figure.measure)
        return "–" if value is None else f"{value:.0f}{HARD}%"

    @property
    def count(self) -> Decimal | int:
        """How many files or answers are behind it."""
        if self.figure:
            return self.figure.count
        return self.readings[0].answers if self.readings else 0

    @property
    def is_small(self) -> bool:
        return bool(self.figure and self.figure.is_small)

    @property
    def kept(self) -> bool | None:
        """None: nothing to say, or too few files to say it."""
        if self.value is None or self.target is None or self.is_small:
            return None
        lower = self.figure is not None and self.figure.measure.direction == "lower"
        return self.value <= self.target if lower else self.value >= self.target


def year_until(today: dt.date) -> Period:
    return Period.read({"periode": Span.ROLLING}, today)


def lines(charter: Charter, level: Level, today: dt.date | None = None) -> list[Line]:
    """Over twelve months. Five queries, whatever the number of commitments."""
    today = today or timezone.localdate()
    known = charter.commitments.prefetch_related("readings", "proofs")
    found = {one.measure.code: one for one in figures.figures(level, year_until(today), today)}
    return [
        Line(one, found.get(one.measure), list(one.readings.all()), list(one.proofs.all()))
        for one in known
    ]  # fmt: skip


def extract(charter: Charter, level: Level, today: dt.date | None = None) -> dict:
    """What the public reads: commitments to tenants only, in words; nothing of a person or a place."""
    today = today or timezone.localdate()
    tenants = [
        one for one in lines(charter, level, today) if one.commitment.population == Commitment.Population.TENANTS
    ]
    return {
        "name": charter.name, "words": charter.words, "landlord": str(charter.landlord),
        "period": year_until(today).label, "lines": [_published(one) for one in tenants],
    }  # fmt: skip


def published(pk: int) -> Publication | None:
    """For whoever has no account: an extract that stands."""
    return Publication.objects.standing().filter(pk=pk).first()


def _published(line: Line) -> dict:
    kept = {True: "tenu", False: "pas encore tenu", None: ""}[line.kept]
    count = f"{line.count:,.0f}".replace(",", THIN)
    unit = f"{line.figure.measure.noun}s" if line.figure else "réponses"
    return {
        "code": line.commitment.code, "text": line.commitment.text, "value": line.said, "target": line.target_said,
        "kept": kept, "count": f"{count} {unit}",
        "how": line.figure.measure.formula if line.figure else line.commitment.question,
    }  # fmt: skip
