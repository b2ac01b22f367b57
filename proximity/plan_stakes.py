"""What hangs on planned works, so that one sees it before moving them to another year.

An app above adds what it knows from its `AppConfig.ready`:

    from proximity.plan_stakes import Stake, register

    register(Stake("requests", "demande en attente", "demandes en attente", count_parked))

`count(works)` gives how many there are for each of these primary keys, in one query.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Stake:
    """`grave`: a later year is a risk for people."""

    key: str
    one: str
    many: str
    count: Callable[[Sequence[int]], dict[int, int]]
    grave: bool = False

    def say(self, count: int) -> str:
        return f"{count} {self.many if count > 1 else self.one}"


_stakes: dict[str, Stake] = {}


def register(stake: Stake) -> None:
    """The same key replaces (a reload registers twice)."""
    _stakes[stake.key] = stake


def of_works(works: Sequence[int]) -> dict[int, list[tuple[Stake, int]]]:
    """For each of the works, what hangs on it: one query per kind of stake, whatever the number of works."""
    found: dict[int, list[tuple[Stake, int]]] = {}
    for stake in _stakes.values():
        for work, count in stake.count(works).items():
            if count:
                found.setdefault(work, []).append((stake, count))
    return found
