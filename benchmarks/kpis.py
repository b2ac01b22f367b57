"""The counting of measures, whole and by what changed, beside the bare aggregates; and the pages of figures. All
kinds of facts, over three years."""

import logging
import time
from collections.abc import Iterator

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.utils import timezone

from coordination.defaults import seed
from coordination.models import Case, Entry
from kpis import rollup, touched
from kpis.counting import counted
from kpis.measures import MEASURES
from kpis.models import DailyFact
from requests_app.defaults import seed as seed_categories

from .facts import fill_facts
from .figures import Bound, Figure
from .filling import fill
from .work import beside_sql

OPEN, CLOSED = 5_000, 30_000
CHANGED = 500
RATIO, PAGE_MS, QUERIES = 2, 100, 8
COMPARISON, COMPARISON_MS = "/indicateurs/REQ02/comparaison/?periode=12mois", 1000
"""It reads each file of a year again, for the squares that facts do not hold."""
PAGES = {
    "all figures": "/indicateurs/?periode=12mois",
    "one agency": "/indicateurs/?agence=7&periode=mois",
    "one measure": "/indicateurs/REL01/?periode=12mois",
    "one measure of requests": "/indicateurs/REQ02/?periode=12mois",
    "one stock of requests": "/indicateurs/REQ05/?periode=12mois",
}


def run(sizes: list[int]) -> Iterator[Figure | Bound]:
    logging.disable(logging.WARNING)
    fill(sizes[0])
    seed(apps)
    seed_categories(apps)
    fill_facts(sizes[0], OPEN, CLOSED)
    _empty()
    everywhere = touched.all_residences()
    whole, floor = _seconds(_rebuild), _bare(everywhere)
    yield Figure("rebuild", whole, floor, RATIO, "bare aggregates", f"{DailyFact.objects.count()} facts")
    again, floor = _seconds(_rebuild), _bare(everywhere)
    yield Figure("rebuild when nothing changed", again, floor, RATIO, "bare aggregates")
    changed = _change()
    yield Figure("increment", _seconds(rollup.run), _bare(changed), RATIO, "bare aggregates",
                 f"{len(changed)} residences of {len(everywhere)}")  # fmt: skip
    live = 1000 * _seconds(lambda: [_read_live(one) for one in MEASURES.values()])
    changed = sorted({*changed, *_change(1)})
    yield Figure("acts of the last minute, seconds later", _seconds(lambda: rollup.run(soon=True)), _bare(changed),
                 RATIO, "bare aggregates")  # fmt: skip
    yield Bound("one residence: if each page counted it", live, 10 * PAGE_MS, "ms")
    yield from _pages()


def _empty() -> None:
    """As on a first day: rows of a bench before this one, deleted but not swept away, would slow its writing."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE kpis_dailyfact, kpis_rolluprun CASCADE")


def _rebuild() -> None:
    """As the command does it."""
    rollup.run(rebuild=True)
    rollup.tidy()


def _read_live(measure) -> None:
    """What a page would add for one residence that changed since the last counting."""
    with connection.cursor() as cursor:
        cursor.execute(*counted(measure, [1]))
        cursor.fetchall()


def _change(number: int = CHANGED) -> list[int]:
    """A line in the journal of some cases; the residences they are in."""
    cases = list(Case.objects.order_by("pk")[:number])
    now = timezone.now()
    Entry.objects.bulk_create(Entry(case=one, kind=Entry.Kind.NOTED, text="Vu", at=now) for one in cases)
    return sorted({one.residence_id for one in cases})


def _seconds(act) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def _bare(residences: list[int]) -> float:
    """Each measure's own SELECT, read to its end in the database, by the same batches."""

    def read():
        with connection.cursor() as cursor:
            for first in range(0, len(residences), rollup.BATCH):
                for one in MEASURES.values():
                    sql, params = counted(one, residences[first : first + rollup.BATCH])
                    cursor.execute(f"SELECT count(*) FROM ({sql}) AS facts", params)

    return _seconds(read)


def _pages() -> Iterator[Bound]:
    reader, _ = get_user_model().objects.get_or_create(
        email="mesure.indicateurs@exemple.fr",
        defaults={"first_name": "D", "last_name": "M", "roles": ["director"], "all_agencies": True},
    )
    client = Client()
    client.force_login(reader)
    for name, path in PAGES.items():
        page, _, queries = beside_sql(client, path)
        yield Bound(f"{name}: queries", queries, QUERIES)
        yield Bound(f"{name}: p95", page * 1000, PAGE_MS, "ms")
    comparison, _, _ = beside_sql(client, COMPARISON)
    yield Bound("comparison of residences by their requests: p95", comparison * 1000, COMPARISON_MS, "ms")
