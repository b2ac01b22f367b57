"""The search of the header on two stocks: blocks of flats, and nothing but houses (each its own staircase)."""

import statistics
import time
from collections.abc import Iterator

from housing.search import search

from .figures import Bound
from .filling import fill, people

LIMIT_MS = 50
TIMES = 5
QUERIES = [
    "l", "r", "12", "ru", "rue", "lil", "lilas", "rue des lilas", "les lilas 12", "lilas 12 b3", "b3 12 lilas",
    "bellecombe", "bellecombe b3", "12 rue des lilas bellecombe", "20001", "rue", "avenue de la republique",
    "12 b3",
    "L00001", "L0000123", "00000123", "residence", "résidence", "lylas", "tileuls bellecombe", "introuvable xyz",
    "rue rue", "a", "a b c", "1 2 3", "résidence les tilleuls", "république 45 c12",
]  # fmt: skip


def run(sizes: list[int]) -> Iterator[Bound]:
    for homes in sizes:
        for houses in (False, True):
            fill(homes, houses)
            name = f"{homes} {'houses' if houses else 'flats'}"
            for role, user in people().items():
                times = {query: _milliseconds(query, user) for query in QUERIES}
                slowest = max(times, key=times.__getitem__)
                yield Bound(
                    f"search, {name}, {role}, median query", statistics.median(times.values()), LIMIT_MS, "ms"
                )
                yield Bound(f"search, {name}, {role}, slowest (« {slowest} »)", times[slowest], LIMIT_MS, "ms")


def _milliseconds(query: str, user) -> float:
    """The slowest but one of a few runs: what somebody typing feels."""
    spent = []
    for _ in range(TIMES):
        start = time.perf_counter()
        search(query, user)
        spent.append(1000 * (time.perf_counter() - start))
    return sorted(spent)[-2]
