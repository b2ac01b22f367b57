"""Components and equipment: each as old as its building or as its last renewal, worn accordingly."""

import datetime as dt
from collections.abc import Callable, Iterator
from random import Random
from typing import NamedTuple

from housing.models import Component, ComponentKind, ComponentLifetime, Condition, Equipment

from .places import BATCH, Estate
from .sites import BLOCK, HOUSES, STUDENT, TOWER, TOWN, Site


def _collective(site: Site) -> bool:
    return site.kind != HOUSES


def _common_heating(site: Site) -> bool:
    return site.heating == "network" or (site.heating == "gas" and site.kind in (TOWER, BLOCK))


def _flat_roof(site: Site) -> bool:
    return site.kind in (TOWER, STUDENT) or (site.kind == BLOCK and site.number % 2 == 0)


# Code of the kind → does a site have it; by building, or once for the residence.
BY_BUILDING: dict[str, Callable[[Site], bool]] = {
    "menuiseries-exterieures": lambda site: True,
    "etancheite": _flat_roof,
    "couverture-tuile": lambda site: not _flat_roof(site),
    "ravalement": lambda site: not site.renovated,
    "isolation-exterieure": lambda site: bool(site.renovated),
    "ascenseur": lambda site: site.has_lift,
    "portes-hall": _collective,
    "interphone": _collective,
    "vmc": lambda site: _collective(site) and site.year >= 1970,
    "colonnes-eau": _collective,
    "garde-corps": lambda site: site.kind in (TOWER, BLOCK),
    "peinture-communs": _collective,
    "sols-communs": _collective,
    "eclairage-communs": _collective,
}
BY_RESIDENCE: dict[str, Callable[[Site], bool]] = {
    "chauffage-collectif": _common_heating,
    "chaudiere-individuelle": lambda site: not _common_heating(site) and site.heating == "gas",
    "radiateurs": lambda site: True,
    "electricite": lambda site: True,
    "plomberie": lambda site: True,
    "detecteurs-fumee": lambda site: True,
    "portail": lambda site: site.kind == HOUSES or site.year >= 1990,
    "enrobes": lambda site: site.kind != TOWN,
}


class Kind(NamedTuple):
    kind: ComponentKind
    years: int


def kinds(today: dt.date) -> dict[str, Kind]:
    found = ComponentLifetime.objects.filter(period__contains=today).select_related("kind")
    return {life.kind.code: Kind(life.kind, life.planning_years) for life in found}


def install(found: list[Estate], seed: int, today: dt.date) -> list[Component]:
    known = kinds(today)
    made = []
    for estate in found:
        rng = Random(f"{seed}/components/{estate.site.number}")
        for code, has in BY_RESIDENCE.items():
            if has(estate.site):
                installed = _installed(estate.site, known[code], rng, today)
                made.append(_component(estate, None, known[code], installed, rng, today))
        for code, has in BY_BUILDING.items():
            if has(estate.site):
                made += _for_buildings(estate, known[code], rng, today)
    return Component.objects.bulk_create(made, BATCH)


def _for_buildings(estate: Estate, kind: Kind, rng: Random, today: dt.date) -> Iterator[Component]:
    """The buildings of a residence are renewed together; one in ten had its own turn."""
    together = _installed(estate.site, kind, rng, today)
    for building in estate.buildings:
        apart = rng.random() < 0.1
        installed = _installed(estate.site, kind, rng, today) if apart else together
        yield _component(estate, building, kind, installed, rng, today)


def _component(estate: Estate, building, kind: Kind, installed: int, rng: Random, today: dt.date) -> Component:
    condition = _condition((today.year - installed) / kind.years, rng)
    if kind.kind.code == "garde-corps" and estate.site.has_fragile_rails:
        condition = Condition.DANGEROUS
    seen = today - dt.timedelta(days=int(rng.expovariate(1 / 500))) if condition else None
    return Component(
        residence=estate.residence, building=building, kind=kind.kind, condition=condition, condition_on=seen,
        installed_year=None if rng.random() < 0.04 else installed,
    )  # fmt: skip


def _installed(site: Site, kind: Kind, rng: Random, today: dt.date) -> int:
    """The building's year, or the last renewal: most are made in time, one in seven is late."""
    code = kind.kind.code
    if code == "garde-corps" and site.has_fragile_rails:
        return site.year
    if code == "detecteurs-fumee":
        return max(2016, site.year)
    if site.renovated and code in ("menuiseries-exterieures", "isolation-exterieure", "radiateurs"):
        return site.renovated
    year = site.acquired
    while (renewal := year + round(kind.years * _delay(rng))) < today.year:
        year = renewal
    return year


def _delay(rng: Random) -> float:
    """How long a component is kept, in lives of its kind."""
    return rng.uniform(1.3, 1.8) if rng.random() < 0.15 else rng.uniform(0.95, 1.2)


def _condition(worn: float, rng: Random) -> str:
    """By the share of its life already spent. Some were never looked at."""
    if rng.random() < 0.12:
        return ""
    felt = worn + rng.uniform(-0.25, 0.25)
    return Condition.POOR if felt > 1.05 else Condition.FAIR if felt > 0.6 else Condition.GOOD


def equip(found: list[Estate], seed: int, today: dt.date) -> None:
    made: list[Equipment] = []
    for estate in found:
        rng = Random(f"{seed}/equipment/{estate.site.number}")
        since = max(estate.site.year, today.year - rng.randint(2, 24))
        for kind, code, detail, place in _equipment(estate, estate.site):
            reference = f"{code}-{estate.site.number:05}-{len(made) + 1:05}"
            fields = {"kind": kind, "reference": reference, "detail": detail, "installed_year": since}
            made.append(Equipment(residence=estate.residence, **fields, **place))
    Equipment.objects.bulk_create(made, BATCH)


def _equipment(estate: Estate, site: Site) -> Iterator[tuple]:
    """Kind, letters of its reference, detail, place within the residence."""
    kind = Equipment.Kind
    if _common_heating(site):
        network = "Sous-station du réseau de chaleur" if site.heating == "network" else "Gaz, deux chaudières"
        yield kind.COLLECTIVE_BOILER, "CH", network, {}
    if site.kind == HOUSES or site.year >= 1990:
        yield kind.GATE, "PO", "Portail coulissant du parking", {}
    for staircase in estate.staircases if site.has_lift else ():
        place = {"building_id": staircase.building_id, "staircase": staircase}
        yield kind.LIFT, "AS", "630 kg, 8 personnes", place
    for building in estate.buildings if _collective(site) else ():
        place = {"building": building}
        if site.year >= 1970:
            yield kind.VENTILATION, "VM", "Caisson en toiture", place
        if site.kind == TOWER:
            yield kind.PUMP, "SU", "Surpresseur d’eau froide", place
        if site.kind in (TOWER, STUDENT):
            yield kind.FIRE_SAFETY, "DE", "Désenfumage", place
