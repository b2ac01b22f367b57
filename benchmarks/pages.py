"""The stock's pages: work of the server beyond the page's own SQL, and number of queries, at each size of stock.

Beyond SQL is counted in processor time, so that what else runs on the machine does not count, and without DEBUG,
which keeps and formats every query.
"""

import logging
import time
from collections.abc import Iterator

from django.db import connection
from django.test import Client, override_settings

from housing.models import Unit

from .figures import Bound
from .filling import fill, people

TIMES = 40
BEYOND_SQL_MS = 25
QUERIES = 12


def run(sizes: list[int]) -> Iterator[Bound]:
    logging.disable(logging.WARNING)
    counts: dict[str, set[int]] = {}
    for homes in sizes:
        fill(homes)
        client = Client()
        client.force_login(people()["caretaker"])
        for name, path in _pages().items():
            beyond, queries = measure(client, path)
            counts.setdefault(name, set()).add(queries)
            yield Bound(f"{name}, {homes} homes: p95 beyond its SQL", beyond, BEYOND_SQL_MS, "ms")
            yield Bound(f"{name}, {homes} homes: queries", queries, QUERIES)
    for name, seen in counts.items():
        yield Bound(f"{name}: queries, largest stock against smallest", max(seen) - min(seen), 0)


def _pages() -> dict[str, str]:
    """As a caretaker of one agency in forty sees them."""
    unit = Unit.objects.filter(residence__agency=7).order_by("pk")[10]
    return {
        "list": "/residences/",
        "list, filtered": "/residences/?q=lilas&tri=-logements&depuis=1960",
        "map points": "/residences/points.geojson",
        "residence": f"/residences/{unit.residence_id}/",
        "home": f"/logements/{unit.pk}/",
        "search": "/recherche/?q=lilas+bellecombe",
    }


@override_settings(ALLOWED_HOSTS=["testserver"], SECURE_SSL_REDIRECT=False, DEBUG=False)
def measure(client: Client, path: str) -> tuple[float, int]:
    """p95 of the time not spent in SQL, in milliseconds; queries of the page once warm."""
    beyond, queries = [], 0
    for _ in range(TIMES):
        watch = _Sql()
        with connection.execute_wrapper(watch):
            start = time.process_time()
            response = client.get(path)
            spent = time.process_time() - start
        if response.status_code != 200:
            raise RuntimeError(f"{path}: {response.status_code}")
        beyond.append(1000 * (spent - watch.seconds))
        queries = watch.queries
    return sorted(beyond)[int(0.95 * TIMES) - 1], queries


class _Sql:
    """Processor time spent in the driver, and number of the statements executed."""

    def __init__(self):
        self.seconds, self.queries = 0.0, 0

    def __call__(self, execute, sql, params, many, context):
        start = time.process_time()
        try:
            return execute(sql, params, many, context)
        finally:
            self.seconds += time.process_time() - start
            self.queries += 1
