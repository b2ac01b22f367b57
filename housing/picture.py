"""A residence as a picture: building → staircase → floors from the top → doors, each home with its state."""

import re
from collections import Counter
from dataclasses import dataclass, field

from .models import Residence, Staircase, Unit

STATES = {
    "let": "loué",
    "vacant": "vacant",
    "works": "vide (travaux, vente, démolition)",
    "other": "occupé autrement",
    "unknown": "occupation inconnue",
    "left": "sorti du parc",
}
OCCUPANCY = {
    Unit.Occupancy.LET: "let",
    Unit.Occupancy.OFFERED: "vacant",
    Unit.Occupancy.EMPTY: "works",
    Unit.Occupancy.ASSOCIATION: "other",
    Unit.Occupancy.OTHERWISE: "other",
}
GROUND = {"rdc", "rez de chaussee", "rch", "rc", "r"}
FIRST_OPEN = 150
"""Buildings are drawn open until this many homes; the others open at a click."""


def state_of(occupancy: str, left_on) -> str:
    return "left" if left_on else OCCUPANCY.get(occupancy, "unknown")  # type: ignore[call-overload]


def natural(text: str) -> list:
    """« Escalier 2 » comes before « Escalier 10 »."""
    parts = re.split(r"(\d+)", text.casefold())
    return [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts if part]


def floor_level(label: str) -> int | None:
    """The level a file's floor says: « -1 », « 00 », « RDC », « R+2 », « 3e », « SS1 »; None when it says none."""
    plain = label.strip().casefold().replace("é", "e").replace("è", "e").replace("-de-", " de ")
    if plain in GROUND:
        return 0
    if found := re.fullmatch(r"(?:r ?\+ ?)?(\d{1,2})(?:er?|eme|ᵉ)?(?: ?etage)?", plain):
        return int(found[1])
    if found := re.fullmatch(r"(?:-|r ?- ?|ss|sous[- ]sol) ?(\d{0,2})", plain):
        return -int(found[1] or 1)
    return None


def floor_short(label: str) -> str:
    """« RDC », « 2 », « -1 », or the file's own words when they say no level."""
    level = floor_level(label)
    return label.strip() if level is None else "RDC" if level == 0 else str(level)


def floor_title(label: str) -> str:
    """« Rez-de-chaussée », « Étage 2 », « Sous-sol 1 », « Étage ENT », « Étage inconnu »."""
    level = floor_level(label)
    if level is None:
        return f"Étage {label.strip()}" if label.strip() else "Étage inconnu"
    if level < 0:
        return f"Sous-sol {-level}"
    return f"Étage {level}" if level else "Rez-de-chaussée"


@dataclass(frozen=True)
class Home:
    pk: int
    name: str
    typology: str
    state: str

    @property
    def state_label(self) -> str:
        return STATES[self.state]


@dataclass
class Floor:
    label: str
    level: int | None
    homes: list[Home] = field(default_factory=list)

    @property
    def title(self) -> str:
        return floor_title(self.label)

    @property
    def short(self) -> str:
        return floor_short(self.label)[:6] or "?"


@dataclass
class Stair:
    pk: int
    name: str
    address: str
    floors: list[Floor] = field(default_factory=list)

    @property
    def homes(self) -> list[Home]:
        return [home for floor in self.floors for home in floor.homes]


@dataclass
class Block:
    """A building, or the houses of a residence put together."""

    pk: int
    name: str
    houses: bool = False
    open: bool = False
    stairs: list[Stair] = field(default_factory=list)

    @property
    def homes(self) -> list[Home]:
        return [home for stair in self.stairs for home in stair.homes]

    @property
    def unlet(self) -> str:
        """« 1 vacant, 2 vides »; nothing when all homes are occupied."""
        counts = Counter(home.state for home in self.homes)
        told = [(counts["vacant"], "vacant"), (counts["works"], "vide")]
        return ", ".join(f"{count} {word}{'s' if count > 1 else ''}" for count, word in told if count)


COLUMNS = (
    "building_id", "building__name", "pk", "name", "street_number", "street",
    "units__pk", "units__floor", "units__door", "units__locator", "units__mailbox", "units__landlord_ref",
    "units__rpls_id", "units__rooms", "units__occupancy", "units__left_on", "units__energy_class",
    "units__construction",
)  # fmt: skip


@dataclass
class Picture:
    blocks: list[Block]
    counts: dict[str, int]
    energy: dict[str, int]

    @property
    def addresses(self) -> list[str]:
        """Each once, in the order of the picture."""
        told = (stair.address for block in self.blocks for stair in block.stairs)
        return list(dict.fromkeys(address for address in told if address))

    @property
    def total(self) -> int:
        return sum(self.counts.values()) - self.counts.get("left", 0)


def read(residence: Residence) -> Picture:
    """Everything the picture needs, in one query."""
    rows = Staircase.objects.filter(residence=residence).order_by().values(*COLUMNS)
    blocks: dict[int, Block] = {}
    stairs: dict[int, Stair] = {}
    houses: set[int] = set()
    counts = dict.fromkeys(STATES, 0)
    energy = dict.fromkeys([*"ABCDEFG", ""], 0)
    floors: dict[tuple[int, str], Floor] = {}
    for row in rows:
        block = blocks.setdefault(row["building_id"], Block(row["building_id"], row["building__name"]))
        stair = stairs.get(row["pk"])
        if not stair:
            stair = stairs[row["pk"]] = _stair(row)
            block.stairs.append(stair)
        if row["units__pk"]:
            home = _home(row)
            counts[home.state] += 1
            if home.state != "left":
                energy[row["units__energy_class"]] += 1
            if row["units__construction"] == Unit.Construction.INDIVIDUAL:
                houses.add(home.pk)
            _floor(floors, stair, row["units__floor"]).homes.append(home)
    return Picture(_open_first(_arrange(list(blocks.values()), houses)), counts, energy)


def _stair(row) -> Stair:
    return Stair(row["pk"], row["name"], f"{row['street_number']} {row['street']}".strip())


def _home(row) -> Home:
    name = next((row[f"units__{part}"] for part in ("door", "locator", "mailbox", "landlord_ref", "rpls_id")
                 if row[f"units__{part}"]), f"n° {row['units__pk']}")  # fmt: skip
    typology = f"T{row['units__rooms']}" if row["units__rooms"] else "T?"
    return Home(row["units__pk"], name, typology, state_of(row["units__occupancy"], row["units__left_on"]))


def _floor(known: dict[tuple[int, str], Floor], stair: Stair, label: str) -> Floor:
    """Floors of the same level are one, however the file writes them."""
    level = floor_level(label)
    key = (stair.pk, label.strip().casefold() if level is None else str(level))
    if key not in known:
        known[key] = Floor(label.strip(), level)
        stair.floors.append(known[key])
    return known[key]


def _arrange(blocks: list[Block], houses: set[int]) -> list[Block]:
    """Sort everything; put houses together as one block of doors with their addresses."""
    for block in blocks:
        block.stairs.sort(key=lambda stair: (natural(stair.name), natural(stair.address), stair.pk))
        for stair in block.stairs:
            stair.floors.sort(key=lambda floor: (floor.level is None, -(floor.level or 0), natural(floor.label)))
            for floor in stair.floors:
                floor.homes.sort(key=lambda home: (natural(home.name), home.pk))
    alone = [block for block in blocks if block.homes and _is_houses(block, houses)]
    others = [block for block in blocks if not block.homes or not _is_houses(block, houses)]
    others.sort(key=lambda block: (natural(block.name), block.pk))
    if alone:
        stairs = sorted(
            (stair for block in alone for stair in block.stairs), key=lambda s: (natural(s.address), s.pk)
        )
        others.append(Block(alone[0].pk, "Maisons", houses=True, stairs=stairs))
    return others


def _is_houses(block: Block, houses: set[int]) -> bool:
    return all(home.pk in houses for home in block.homes) and all(len(stair.homes) <= 1 for stair in block.stairs)


def _open_first(blocks: list[Block]) -> list[Block]:
    drawn = 0
    for block in blocks:
        block.open = drawn == 0 or drawn + len(block.homes) <= FIRST_OPEN
        drawn += len(block.homes)
    return blocks
