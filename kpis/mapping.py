"""Residences on a map, in three classes that have a name and a shape of text beside their colour."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from housing.models import Residence

from . import figures
from .figures import Place
from .levels import Level
from .measures import Direction, Measure
from .models import Target
from .periods import Period
from .templatetags.kpis import shown

GOOD, MIDDLE, BAD, FEW = "good", "middle", "bad", "few"
LETTERS = {GOOD: "A", MIDDLE: "B", BAD: "C", FEW: "–"}
FEW_FILES = "Trop peu de dossiers pour conclure"
THIRDS = 3


@dataclass(frozen=True)
class Class:
    """One colour of the legend: its letter and words say the same."""

    tone: str
    words: str
    count: int

    @property
    def letter(self) -> str:
        return LETTERS[self.tone]


def tones(places: Sequence[Place], measure: Measure, target: Target | None) -> dict[int, str]:
    """Against the target where there is one; else by thirds of residences with enough files, the worst first."""
    known = [one for one in places if not one.figure.is_small]
    found = {one.pk: FEW for one in places}
    if target is not None:
        return found | {one.pk: _beside(one.figure.value, measure, target) for one in known}
    return found | {
        one.pk: (BAD, MIDDLE, GOOD)[rank * THIRDS // len(known)] for rank, one in enumerate(known)
    }  # fmt: skip


def _beside(value: Decimal | None, measure: Measure, target: Target) -> str:
    if value is None:
        return FEW
    kept = value <= target.value if measure.direction == Direction.LOWER else value >= target.value
    return GOOD if kept else BAD


def legend(toned: dict[int, str], measure: Measure, target: Target | None) -> list[Class]:
    if target is not None:
        aim = shown(target.value, measure)
        words = {GOOD: f"Cible atteinte ({aim})", BAD: f"Cible non atteinte ({aim})"}
    elif measure.direction == Direction.NEUTRAL:
        words = {GOOD: "Tiers le plus bas", MIDDLE: "Tiers du milieu", BAD: "Tiers le plus haut"}
    else:
        words = {GOOD: "Meilleur tiers", MIDDLE: "Tiers du milieu", BAD: "Moins bon tiers"}
    counts = list(toned.values())
    return [Class(tone, said, counts.count(tone)) for tone, said in (words | {FEW: FEW_FILES}).items()]


def drawn(
    level: Level, measure: Measure, period: Period, target: Target | None
) -> tuple[Sequence[Place], dict[int, str]]:
    found = figures.places(level, measure, period)
    return found, tones(found, measure, target)


def features(level: Level, measure: Measure, period: Period, target: Target | None) -> list[dict]:
    """GeoJSON of those that have a position. Two queries."""
    found, toned = drawn(level, measure, period, target)
    rows = Residence.objects.visible_to(level.user).filter(latitude__isnull=False)
    spots = {
        pk: rest
        for pk, *rest in rows.order_by("pk").values_list(
            "pk", "commune_name", "unit_count", "latitude", "longitude"
        )
    }
    return [_feature(one, measure, toned[one.pk], *spots[one.pk]) for one in found if one.pk in spots]


def _feature(one: Place, measure: Measure, tone: str, commune, homes, latitude, longitude) -> dict:
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
        "properties": {
            "id": one.pk, "name": one.name, "commune": commune, "homes": homes, "tone": tone,
            "letter": LETTERS[tone], "value": shown(one.figure.value, measure), "query": one.query,
        },
    }  # fmt: skip
