"""The yearly declaration (RPLS) of the made-up landlord: one header line, then 64 fields for each home.

The same seed and years give the same bytes. Lines are made one at a time, so that a million cost no memory.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from . import names, sites
from .dwellings import FIELDS, Home, homes_of
from .sites import Site

CHANGE_RATE = 0.12
END = "\r\n"


@dataclass(frozen=True)
class Declaration:
    """`homes` None: the told stock of the small demo; else exactly that many homes, in the first year.

    `change_rate`: the share of homes to which something happens in a year.
    """

    seed: int
    first_year: int
    year: int
    homes: int | None = None
    change_rate: float = CHANGE_RATE
    dirt: bool = False

    @property
    def file_name(self) -> str:
        """As the ministry wants it: year, sender, owner, number of the file."""
        return f"{self.year}_{names.MINISTRY_ID}_{names.MINISTRY_ID}_1.CSV"

    def next_year(self) -> "Declaration":
        return replace(self, year=self.year + 1, dirt=False)

    def agency_names(self) -> list[str]:
        return sites.agency_names(self.homes) if self.homes else list(sites.AGENCIES)

    def sites(self) -> Iterator[Site]:
        known = sites.many(self.seed, self.homes) if self.homes else sites.small(self.seed)
        models: list[Site] = []
        number = 0
        for site in known:
            number = site.number
            if len(models) < 20:
                models.append(site)
            yield site
        for later in range(self.first_year + 1, self.year + 1):
            number += 1
            yield sites.delivered(self.seed, later, number, models[later % len(models)])

    def dwellings(self) -> Iterator[Home]:
        every = (
            home
            for site in self.sites()
            for home in homes_of(site, self.seed, self.first_year, self.year, self.change_rate)
        )
        return islice(every, self.homes) if self.homes and self.year == self.first_year else every

    def lines(self) -> Iterator[str]:
        """The lines of the homes; with `dirt`, some of them spoilt."""
        for rank, home in enumerate(self.dwellings()):
            spoilt = home | DIRT[rank] if self.dirt and rank in DIRT else home
            fields = [spoilt[field] for field in FIELDS]
            yield ";".join(fields[:40] if self.dirt and rank == CUT else fields)

    def write(self, path: Path) -> int:
        """Write the file and return its number of lines of homes."""
        count = 0
        with path.open("wb") as file:
            file.write(self._header(0).encode())
            for line in self.lines():
                file.write(f"{line}{END}".encode())
                count += 1
            file.seek(0)
            file.write(self._header(count).encode())
        return count

    def _header(self, count: int) -> str:
        """Of one length whatever the count, which is known at the end only."""
        width = 6 if not self.homes or self.homes < 900_000 else 8
        return (
            f"{self.year};{names.MINISTRY_ID};{names.LANDLORD};{names.TRADE_NAME};;;1 place du Confluent;;"
            f"96000 Montorvel;{names.SIRET};{count:0{width}};Données fictives{END}"
        )


# Rank of a home → what is wrong with its line. The first five and the cut one cannot be imported.
DIRT: dict[int, dict[str, str]] = {
    57: {"SURFHAB": "6O"},
    388: {"NBPIECE": "T3"},
    540: {"DEPCOM": ""},
    803: {"DEPCOM": "9603"},
    1107: {"IDENT_INT": "00001-004"},
    301: {"DPEENERGIE": "H"},
    945: {"BAIL": "13/2019"},
}
CUT = 212
REJECTED = 6
