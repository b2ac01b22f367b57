"""A deterministic declaration of any size, with the mix of a real one: towers, small blocks, houses."""

import random
from collections.abc import Iterator
from pathlib import Path

HEADER = "2026;123456789;HABITAT DE MESURE;;;;1 RUE DU PORT;;20200 BASTIA;12345678900011;{count};\r\n"
NAMES = (
    "LILAS", "TILLEULS", "GENETS", "CYPRES", "PLATANES", "ARBOUSIERS", "ACACIAS", "CHENES", "MAGNOLIAS",
    "ORANGERS", "CEDRES", "PINS", "OLIVIERS", "LAURIERS",
)  # fmt: skip
KINDS = ("RESIDENCE LES {}", "LES JARDINS DES {}", "CITE DES {}", "LE CLOS DES {}", "HAMEAU DES {}", "LES {}")
STREETS = (
    "DES FUSILLES",
    "JEAN JAURES",
    "DU PORT",
    "DE LA GARE",
    "VICTOR HUGO",
    "DU STADE",
    "PASTEUR",
    "DE LA MER",
)
TYPES = ("RUE", "AVENUE", "BOULEVARD", "CHEMIN", "ALLEE")
FINANCING = ("10", "12", "13", "13", "13", "14", "52", "52")
AREAS = {1: 28, 2: 46, 3: 62, 4: 76, 5: 92}


def lines(count: int, seed: int = 1) -> Iterator[str]:
    dice = random.Random(seed)
    number, residence = 0, 0
    while number < count:
        residence += 1
        for home in _residence(dice, residence):
            if number == count:
                return
            number += 1
            yield f"{number:010};{number * 7919 % 100_000_007:09};{home}"


def _residence(dice: random.Random, residence: int) -> Iterator[str]:
    commune = residence % 300
    town = f"{20000 + commune:05};{20000 + commune:05};COMMUNE {commune:03}"
    estate = f"{KINDS[residence % 6].format(NAMES[residence % 14])} {residence // 84 + 1}"
    street = f"{dice.choice(TYPES)};{dice.choice(STREETS)}"
    year = dice.choice((1958, 1966, 1972, 1978, 1985, 1994, 2004, 2014, 2021))
    money = dice.choice(FINANCING)
    agreement = f"{money};;1;20{residence:07}1987{dice.randrange(10**6):06};16/12/{max(year, 1980)}"
    energy = (
        f"{dice.randrange(1, 13):02}/{dice.randrange(2009, 2024)};{dice.choice('BCDDEEF')};{dice.choice('CDE')}"
    )
    district = dice.choice("122")
    houses = residence % 6 == 4
    site = (town, estate, street, year, agreement, energy, district, houses)
    blocks = 1 if houses else dice.randrange(1, 4)
    for block in range(blocks):
        for stairs in range(1 if houses else dice.randrange(1, 4)):
            gate = block * 4 + stairs + 1
            for home in range(dice.randrange(8, 25)):
                yield _home(dice, site, block, stairs, gate, home)


def _home(dice: random.Random, site: tuple, block: int, stairs: int, gate: int, home: int) -> str:
    town, estate, street, year, agreement, energy, district, houses = site
    rooms = dice.choice((1, 2, 2, 3, 3, 3, 4, 4, 5))
    area = AREAS[rooms] + dice.randrange(-6, 9)
    number = gate * 2 + (home * 2 if houses else 0)
    place = f";{home + 1}" if houses else f"{'ABCD'[block]}{home:02};{home + 1}"
    door = f"{place};{'' if houses else stairs + 1};;{0 if houses else home // 4};;"
    building = ";;" if houses else f";BATIMENT {'ABCD'[block]};"
    rent = area * 6 + dice.randrange(60)
    let = dice.random() < 0.95
    lease = f"{dice.randrange(1, 13):02}/{dice.randrange(1995, 2026)}" if let else ""
    kind, mode, extra = "I" if houses else "C", 1 if let else 2, dice.randrange(40)
    return (
        f"1;{town};{number};;{street};{door}{building};{estate};;{district};{kind};{rooms};{area};"
        f"{year};{year};{year};1;;;{agreement};9;;;{mode};{lease};3;{area};{rent};{extra};0;13;"
        f"{energy};;2;;S{town[2:5]};SECTEUR {town[2:5]};{rent + 40};{rent + 55};;2;;;{lease};7;"
    )


def write(path: Path, count: int, seed: int = 1) -> Path:
    """The file, unless it is already there."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".part")
        with draft.open("w", newline="") as file:
            file.write(HEADER.format(count=count))
            file.writelines(f"{line}\r\n" for line in lines(count, seed))
        draft.rename(path)
    return path
