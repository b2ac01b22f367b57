"""The shape of each made-up residence: how many buildings, staircases, floors and doors, how old, how heated."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from random import Random
from typing import Any, NamedTuple

from . import names
from .names import STREETS, TREES, Commune

TOWER, BLOCK, HOUSES, STUDENT, TOWN = "tower", "block", "houses", "student", "town"
AGENCIES = ("Agence de Montorvel", "Agence du Val d’Orvelle", "Agence de la Tressine")


class Door(NamedTuple):
    building: str
    staircase: str
    number: int
    level: str
    door: str
    corridor: str
    stack: int
    """Homes one above the other have the same plan."""


@dataclass(frozen=True, slots=True)
class Site:
    number: int
    kind: str
    name: str
    agency: int
    agency_name: str
    commune: Commune
    street: tuple[str, str]
    first_number: int
    year: int
    buildings: int
    staircases: int
    levels: int
    doors: int
    priority_district: bool
    heating: str
    renovated: int | None
    acquired: int
    """Year of entry in the stock; after `year` for a building bought later."""
    emptied: bool
    """The last building is emptied before its demolition."""
    latitude: float
    longitude: float

    @property
    def homes(self) -> int:
        return self.buildings * self.staircases * self.levels * self.doors

    @property
    def has_lift(self) -> bool:
        return self.kind in (TOWER, STUDENT) or (self.kind == BLOCK and self.levels > 4 and self.year >= 1975)

    @property
    def has_fragile_rails(self) -> bool:
        """Balconies to beware of: the guard-rails are dangerous, an alert says so."""
        return self.kind == BLOCK and self.year < 1976 and self.number % 8 == 3

    def building_names(self) -> list[str]:
        return [chr(ord("A") + rank) for rank in range(self.buildings)] if self.buildings > 1 else [""]

    def doors_of(self) -> Iterator[Door]:
        if self.kind == HOUSES:
            for rank in range(self.homes):
                yield Door("", "", self.first_number + 2 * rank, "", "", "", rank % 4)
            return
        entrances = count(self.first_number, 2)
        for building in self.building_names():
            for staircase in range(self.staircases):
                number = next(entrances)
                label = str(staircase + 1) if self.staircases > 1 else ""
                for level in range(self.levels):
                    for position in range(self.doors):
                        door, corridor = self._door(level, position)
                        stack = staircase * self.doors + position
                        yield Door(building, label, number, str(level), door, corridor, stack)

    def _door(self, level: int, position: int) -> tuple[str, str]:
        """Old staircases count their doors; recent ones say the floor."""
        if self.kind == STUDENT:
            return f"{level}{position + 1:02}", "AB"[position * 2 // self.doors]
        if self.year < 1985:
            return str(level * self.doors + position + 1), ""
        return f"{level}{position + 1:02}", ""


def _site(number, rng: Random, *, kind, name, agency, agency_name, commune, year, shape, **known) -> Site:
    buildings, staircases, levels, doors = shape
    renovated = rng.randint(2008, 2022) if year < 1985 and rng.random() < 0.4 else None
    heating = "gas" if rng.random() < 0.6 else "electric" if kind in (HOUSES, STUDENT, TOWN) else "network"
    facts = {
        "street": rng.choice(STREETS), "first_number": rng.randint(1, 60), "priority_district": False,
        "heating": heating, "renovated": renovated, "acquired": year, "emptied": False,
        "latitude": round(commune.latitude + rng.uniform(-0.012, 0.012), 6),
        "longitude": round(commune.longitude + rng.uniform(-0.016, 0.016), 6),
    } | known  # fmt: skip
    return Site(
        number=number, kind=kind, name=name, agency=agency, agency_name=agency_name, commune=commune, year=year,
        buildings=buildings, staircases=staircases, levels=levels, doors=doors, **facts,
    )  # fmt: skip


# Kind, name, agency, commune, year, (buildings, staircases, levels, doors of a landing), what is special.
QPV: dict[str, Any] = {"priority_district": True}
SMALL: tuple[tuple[str, str, int, Commune, int, tuple[int, int, int, int], dict[str, Any]], ...] = (
    (BLOCK, "Les Tilleuls", 0, names.MONTORVEL, 1974, (1, 3, 5, 2), {"street": ("rue", "des Tilleuls")}),
    (TOWER, "Le Grand Pré", 0, names.MONTORVEL, 1966, (2, 1, 12, 4), QPV | {"renovated": 2017}),
    (BLOCK, "Les Lilas", 0, names.MONTORVEL, 1968, (3, 2, 5, 3), QPV | {
        "street": ("rue", "des Lilas"), "first_number": 2, "renovated": None}),
    (TOWER, "Tour Belvédère", 0, names.MONTORVEL, 1971, (1, 1, 16, 4), QPV | {"renovated": None}),
    (BLOCK, "Les Acacias", 0, names.MONTORVEL, 1982, (2, 2, 4, 3), {"street": ("allée", "des Acacias")}),
    (BLOCK, "Cité Jean-Moulin", 0, names.MONTORVEL, 1957, (4, 2, 4, 2), {
        "emptied": True, "street": ("avenue", "Jean Moulin"), "renovated": None}),
    (STUDENT, "Résidence Marie-Curie", 0, names.MONTORVEL, 2012, (1, 1, 6, 12), {
        "street": ("rue", "Marie Curie")}),
    (BLOCK, "Les Terrasses de l’Orvelle", 0, names.MONTORVEL, 2018, (2, 1, 5, 4), {}),
    (TOWN, "Place du Marché", 0, names.MONTORVEL, 1962, (1, 1, 4, 2), {
        "acquired": 2004, "street": ("place", "du Marché")}),
    (BLOCK, "Le Cours Gambetta", 0, names.MONTORVEL, 2009, (1, 2, 5, 3), {"street": ("boulevard", "Gambetta")}),
    (HOUSES, "Le Clos des Vignes", 1, names.VILLENEUVE, 1996, (1, 1, 1, 18), {
        "street": ("impasse", "des Vignes")}),
    (HOUSES, "Les Coquelicots", 1, names.AULNETTES, 2004, (1, 1, 1, 24), {}),
    (BLOCK, "Les Peupliers", 1, names.VILLENEUVE, 1976, (3, 2, 5, 2), {"street": ("allée", "des Peupliers")}),
    (BLOCK, "Les Bleuets", 1, names.SAINT_CYPRIN, 1989, (2, 1, 4, 3), {}),
    (BLOCK, "Le Moulin", 1, names.SAINT_CYPRIN, 1978, (2, 2, 4, 2), {"street": ("chemin", "du Moulin")}),
    (BLOCK, "La Roseraie", 1, names.VILLENEUVE, 2015, (1, 2, 4, 3), {}),
    (HOUSES, "Les Cerisiers", 1, names.AULNETTES, 1984, (1, 1, 1, 16), {}),
    (TOWER, "Les Hirondelles", 1, names.VILLENEUVE, 1969, (2, 1, 10, 4), QPV),
    (BLOCK, "Les Érables", 2, names.PONT_TRESSINE, 1972, (4, 2, 5, 3), {}),
    (TOWER, "Le Parc", 2, names.PONT_TRESSINE, 1964, (2, 2, 9, 3), QPV | {"renovated": 2019}),
    (HOUSES, "Les Glycines", 2, names.CASTELVERT, 2011, (1, 1, 1, 26), {}),
    (BLOCK, "Bellevue", 2, names.ROCHE_TRESSINE, 1986, (2, 2, 4, 3), {}),
    (TOWN, "La Fontaine", 2, names.CASTELVERT, 1958, (1, 1, 3, 2), {"acquired": 1999}),
    (BLOCK, "Les Mésanges", 2, names.ROCHE_TRESSINE, 1993, (3, 2, 4, 3), {}),
)  # fmt: skip


def small(seed: int) -> Iterator[Site]:
    """24 residences of 3 agencies, 1 200 homes: shapes are told, details come from the seed."""
    for number, (kind, name, agency, commune, year, shape, known) in enumerate(SMALL, start=1):
        yield _site(
            number, Random(f"{seed}/site/{number}"), kind=kind, name=name, agency=agency,
            agency_name=AGENCIES[agency], commune=commune, year=year, shape=shape, **known,
        )  # fmt: skip


def agency_names(homes: int) -> list[str]:
    """An agency for 2 000 homes, 60 at most, named after their first commune."""
    return [f"Agence de {names.commune(rank * 5).name}" for rank in range(max(3, min(60, homes // 2000)))]


def many(seed: int, homes: int) -> Iterator[Site]:
    """As many residences as it takes for `homes` homes, about 50 each."""
    agencies = agency_names(homes)
    reached = 0
    for number in count(1):
        rng = Random(f"{seed}/site/{number}")
        agency = (number - 1) % len(agencies)
        rank = (number - 1) // len(agencies)
        place = names.commune(agency * 5 + rank % 5)
        word, turn = TREES[rank // 5 % len(TREES)], rank // 5 // len(TREES)
        kind = rng.choices((TOWER, BLOCK, HOUSES, STUDENT, TOWN), (10, 58, 20, 3, 9))[0]
        year = _year(kind, rng)
        bought = {"acquired": rng.randint(1990, 2020)} if kind == TOWN else {}
        site = _site(
            number, rng, kind=kind, name=f"{word} {turn + 1}" if turn else word, agency=agency,
            agency_name=agencies[agency], commune=place, year=year, shape=_shape(kind, rng),
            priority_district=kind == TOWER and rng.random() < 0.6, **bought,
        )  # fmt: skip
        yield site
        reached += site.homes
        if reached >= homes:
            return


def delivered(seed: int, year: int, number: int, like: Site) -> Site:
    """A residence that enters the stock in `year`, near a known one."""
    return _site(
        number, Random(f"{seed}/site/{number}"), kind=BLOCK, name=f"Les Jardins de {like.name.split()[-1]}",
        agency=like.agency, agency_name=like.agency_name, commune=like.commune, year=year - 1, shape=(1, 2, 4, 2),
    )  # fmt: skip


_YEARS = {
    TOWER: (1960, 1976),
    BLOCK: (1955, 2024),
    HOUSES: (1978, 2022),
    STUDENT: (2005, 2023),
    TOWN: (1955, 1965),
}


def _year(kind: str, rng: Random) -> int:
    """Half of the small blocks date from the great building years."""
    if kind == BLOCK and rng.random() < 0.5:
        return rng.randint(1958, 1980)
    return rng.randint(*_YEARS[kind])


def _shape(kind: str, rng: Random) -> tuple[int, int, int, int]:
    if kind == TOWER:
        return rng.randint(1, 3), rng.randint(1, 2), rng.randint(8, 16), rng.choice((3, 4))
    if kind == BLOCK:
        return (
            rng.choice((1, 1, 1, 2, 2, 3, 4)),
            rng.choice((1, 2, 2, 3)),
            rng.randint(3, 6),
            rng.choice((2, 2, 3)),
        )
    if kind == HOUSES:
        return 1, 1, 1, rng.randint(6, 30)
    if kind == STUDENT:
        return 1, 1, rng.randint(4, 6), rng.randint(8, 16)
    return 1, 1, rng.randint(3, 4), rng.randint(1, 3)
