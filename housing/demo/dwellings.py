"""The 64 fields of each made-up home, and what a year changes in them."""

from collections.abc import Iterator
from functools import cache
from random import Random

from .names import MINISTRY_ID
from .sites import BLOCK, HOUSES, STUDENT, TOWER, TOWN, Site

FIELDS = (
    "IDENT_REP", "IDENT_INT", "DROIT", "DEPCOM", "CODEPOSTAL", "LIBCOM", "NUMVOIE", "INDREP", "TYPVOIE",
    "NOMVOIE", "NUMAPPT", "NUMBOITE", "ESC", "COULOIR", "ETAGE", "COMPLIDENT", "ENTREE", "BAT", "IMMEU",
    "COMPLGEO", "LIEUDIT", "QPV", "TYPECONST", "NBPIECE", "SURFHAB", "CONSTRUCT", "LOCAT", "PATRIMOINE",
    "ORIGINE", "RSEXPRO", "SIRETEXPRO", "FINAN", "FINANAUTRE", "CONV", "NUMCONV", "DATCONV", "SORTIEPATRIM",
    "OLDLOGT", "NEWLOGT", "MODE", "BAIL", "MODESURF", "SURFMODE", "LOYERPRINC", "LOYERACC", "CONTRIB", "CUS",
    "DPEDATE", "DPEENERGIE", "DPESERRE", "SRU_EXPIR", "SRU_ALINEA", "IDENTGES", "CODSEGPATRIM", "LIBSEGPATRIM",
    "LOYERMAXAPL", "LOYERMAXCUS", "QUALACQ", "MISCOMMERCIAL", "PRIXVENTE", "PRODFIN", "REMLOCDATE",
    "CONTRESLOG", "COMMENTAIRE",
)  # fmt: skip
Home = dict[str, str]

LET, OFFERED, EMPTY, ASSOCIATION, OTHERWISE = "12345"
ROOMS = {
    TOWER: (3, 4, 3, 2, 4, 5), BLOCK: (3, 4, 2, 3, 5, 3, 4), HOUSES: (4, 5, 4, 3), STUDENT: (1,), TOWN: (2, 3, 1),
}  # fmt: skip
AREA = {1: 29, 2: 46, 3: 62, 4: 76, 5: 91}
PLAFONDS = {"10": "11", "11": "11", "14": "14", "16": "16"}
QUOTAS = ("1", "2", "2", "2", "3", "3", "3", "4", "4", "7", "7", "5")
CLASSES = "ABCDEFG"
METHOD_OF_2021 = 2021 * 12 + 6
GAPS = ("NBPIECE", "SURFHAB", "NUMAPPT", "CONSTRUCT", "ETAGE")


@cache
def month(count: int) -> str:
    """« mm/yyyy » of a number of months since year 0."""
    return f"{count % 12 + 1:02}/{count // 12}"


def homes_of(site: Site, seed: int, first_year: int, year: int, change_rate: float) -> Iterator[Home]:
    """The lines of a residence on 1 January of `year`, after the changes of each year since `first_year`."""
    rng = Random(f"{seed}/homes/{site.number}")
    layout = _layout(site, rng)
    common = _common(site, rng)
    opening = max(first_year, site.year + 1)
    years = [(later, Random(f"{seed}/homes/{site.number}/{later}")) for later in range(opening + 1, year + 1)]
    last = site.building_names()[-1]
    for rank, door in enumerate(site.doors_of(), start=1):
        rooms, area = layout[door.stack % len(layout)]
        home = common | {
            "IDENT_REP": f"96{site.number:05}{rank:03}" if site.acquired < year - 1 else "",
            "IDENT_INT": f"{site.number:05}-{rank:03}",
            "NUMVOIE": str(door.number), "NUMAPPT": door.door, "COULOIR": door.corridor, "ESC": door.staircase,
            "ETAGE": door.level, "BAT": door.building, "NBPIECE": str(rooms), "SURFHAB": str(area),
        }  # fmt: skip
        _finance(home, site, rng)
        _occupy(home, site, rng, opening, emptied=site.emptied and door.building == last)
        _rent(home, site, area)
        _diagnose(home, site, rng, opening, exposed=door.level in ("0", str(site.levels - 1)))
        if rng.random() < (0.3 if site.kind == TOWN else 0.015):
            home[GAPS[int(rng.random() * len(GAPS))]] = ""
        if all(_live_a_year(home, later, dice, change_rate) for later, dice in years):
            yield home


def _layout(site: Site, rng: Random) -> list[tuple[int, int]]:
    """Rooms and area of each stack of homes."""
    wanted = ROOMS[site.kind]
    start = rng.randrange(len(wanted))
    stacks = 4 if site.kind == HOUSES else site.staircases * site.doors
    layout = []
    for stack in range(stacks):
        rooms = wanted[(start + stack) % len(wanted)]
        area = rng.randint(18, 23) if site.kind == STUDENT else AREA[rooms] + rng.randint(-4, 5)
        layout.append((rooms, area + 8 if site.kind == HOUSES else area))
    return layout


def _common(site: Site, rng: Random) -> Home:
    """What all homes of the residence share."""
    bought = site.acquired > site.year
    agreed = max(site.acquired, rng.randint(1979, 1994))
    shared = {
        "DROIT": "1", "DEPCOM": site.commune.code, "CODEPOSTAL": site.commune.postal_code,
        "LIBCOM": site.commune.name, "TYPVOIE": site.street[0], "NOMVOIE": site.street[1], "COMPLGEO": site.name,
        "QPV": "1" if site.priority_district else "2",
        "TYPECONST": {HOUSES: "I", STUDENT: "E"}.get(site.kind, "C"), "CONSTRUCT": str(site.year),
        "LOCAT": str(site.acquired), "PATRIMOINE": str(site.acquired),
        "ORIGINE": "2" if bought else "4" if site.year >= 2012 and rng.random() < 0.5 else "1",
        "CONV": "1", "NUMCONV": f"96{site.number:05} {agreed} 8 {MINISTRY_ID[-3:]}", "DATCONV": f"01/07/{agreed}",
        "SORTIEPATRIM": "9", "MODESURF": "2" if site.year < 1996 else "1", "CONTRIB": "999", "SRU_ALINEA": "2",
        "IDENTGES": MINISTRY_ID, "CODSEGPATRIM": f"AG{site.agency + 1:02}", "LIBSEGPATRIM": site.agency_name,
        "MISCOMMERCIAL": "2",
    }  # fmt: skip
    return dict.fromkeys(FIELDS, "") | shared


def _finance(home: Home, site: Site, rng: Random) -> None:
    draw = rng.random()
    if site.kind == STUDENT:
        code = "14"
    elif site.acquired < 1977:
        code = "52" if site.number % 5 else "51"
    elif site.acquired < 2000:
        code = "12" if draw < 0.9 else "11"
    else:
        code = "13" if draw < 0.65 else "10" if draw < 0.92 else "14"
    home["FINAN"] = code
    home["CUS"] = PLAFONDS.get(code, "13")


def _occupy(home: Home, site: Site, rng: Random, year: int, *, emptied: bool) -> None:
    """95 of 100 are let; a stay lasts nine years on average, two in a student residence."""
    draw = rng.random()
    mode = EMPTY if emptied else (
        LET if draw < 0.95 else OFFERED if draw < 0.975 else EMPTY if draw < 0.988 else
        ASSOCIATION if draw < 0.996 else OTHERWISE
    )  # fmt: skip
    home["MODE"] = mode
    home["CONTRESLOG"] = QUOTAS[int(rng.random() * len(QUOTAS))]
    stay = int(rng.expovariate(1 / (24 if site.kind == STUDENT else 108)))
    since = month(max(year * 12 - 1 - stay, site.acquired * 12 + 6))
    if mode == LET:
        home["BAIL"] = home["REMLOCDATE"] = since


def _rent(home: Home, site: Site, area: int) -> None:
    """Euros a month, by age and financing; corrected area before 1996, useful area since."""
    rate = {"10": 5.6, "11": 5.5, "14": 8.4}.get(home["FINAN"], 5.2 + max(0, site.acquired - 1970) * 0.03)
    rent = round(area * rate * (1.55 if site.kind == STUDENT else 1))
    home["SURFMODE"] = str(min(998, round(area * 1.6))) if site.year < 1996 else str(area + 4)
    home["LOYERPRINC"] = "9999" if home["MODE"] in (EMPTY, OTHERWISE) else str(rent)
    home["LOYERACC"] = "35" if site.kind == HOUSES else "999"
    home["LOYERMAXAPL"] = str(round(rent * 1.12))
    home["LOYERMAXCUS"] = str(round(rent * 1.09))


def _class_of(site: Site) -> int:
    """0 for A … 6 for G, by the year of building or of renovation."""
    if site.renovated:
        return 2
    for before, energy in ((1975, 4), (1983, 4), (1990, 3), (2006, 3), (2013, 2), (2021, 1)):
        if site.year < before:
            return energy + (site.number % 4 == 0 and energy == 4)
    return 0


def _diagnose(home: Home, site: Site, rng: Random, year: int, *, exposed: bool) -> None:
    """Ground and top floors lose more heat. Electric heating emits less."""
    draw, when = rng.random(), rng.random()
    if draw < 0.03:
        home["DPEDATE"] = "01/1900"
        return
    energy = _class_of(site) + (exposed and draw < 0.5) - (draw > 0.9)
    gas = energy - {"gas": 0, "network": 1, "electric": 2}[site.heating]
    home["DPEENERGIE"] = CLASSES[max(0, min(6, energy))]
    home["DPESERRE"] = CLASSES[max(0, min(6, gas))]
    built = max(2012, site.renovated or 0, site.acquired - 1) * 12
    # Most certificates were made again since the rules of July 2021; the others have run out.
    oldest = max(built, METHOD_OF_2021) if when < 0.85 else built
    home["DPEDATE"] = month(oldest + int(when * 97) % max(1, year * 12 - oldest))


def _live_a_year(home: Home, year: int, dice: Random, change_rate: float) -> bool:
    """What happened to the home in the year before: False when it is not in the file any more."""
    draw, what, when = dice.random(), dice.random(), dice.random()
    if home["SORTIEPATRIM"] != "9":
        return False
    if draw >= change_rate:
        return True
    last = month((year - 1) * 12 + int(when * 12))
    if what < 0.04:
        return False
    if what < 0.08:
        price = str(90_000 + int(when * 60) * 1000)
        home |= {"SORTIEPATRIM": "1", "MODE": "9", "QUALACQ": "01", "MISCOMMERCIAL": "1", "BAIL": "",
                 "LOYERPRINC": "9999", "PRIXVENTE": price, "PRODFIN": "48000"}  # fmt: skip
    elif what < 0.16:
        home |= {"MODE": OFFERED, "BAIL": ""}
    elif what < 0.22:
        home |= {"MODE": EMPTY, "BAIL": "", "LOYERPRINC": "9999"}
    elif what < 0.45:
        home["DPEDATE"] = last
        home["DPEENERGIE"] = CLASSES[max(0, CLASSES.index(home["DPEENERGIE"] or "D") - 1)]
        home["DPESERRE"] = home["DPESERRE"] or "C"
    else:
        home |= {"MODE": LET, "BAIL": last, "REMLOCDATE": last,
                 "LOYERPRINC": home["LOYERMAXCUS"] or home["LOYERPRINC"]}  # fmt: skip
    return True
