"""« Mon travail », the list of cases and the screens that count them, with 100 000 open cases and as many closed.

Each page beside its own SQL, sent bare in the same run; queries counted against the same page with few cases.
"""

import logging
import time
from collections.abc import Iterator
from datetime import timedelta

from django.apps import apps
from django.db import connection
from django.test import Client, override_settings
from django.utils import timezone

from coordination.defaults import seed
from coordination.models import Case, ResponsibilityMatrix
from coordination.simulation import replay

from .cases import fill_cases, workers
from .figures import Bound, Figure
from .filling import fill
from .pages import BEYOND_SQL_MS, QUERIES
from .pages import measure as beyond_sql

HOMES = 120_000
OPEN = 100_000
FEW = 8_000
TIMES = 30
RATIO = 6
MILLISECONDS = 5_000
PAGES = {
    "Mon travail": "/travail/",
    "late work": "/travail/?quand=retard",
    "cases": "/dossiers/",
    "cases at a step": "/dossiers/?etape=request.handling",
    "map of processes": "/organisation/processus/",
    "matrix": "/organisation/matrice/",
}


def run(sizes: list[int]) -> Iterator[Figure | Bound]:
    logging.disable(logging.WARNING)
    fill(HOMES)
    seed(apps)
    few = {}
    for number in (FEW, OPEN):
        fill_cases(number, number)
        for role, user in workers().items():
            client = Client()
            client.force_login(user)
            for name, path in PAGES.items():
                page, bare, queries = beside_sql(client, path)
                if number == FEW:
                    few[role, name] = queries
                    continue
                known = f"{name}, {role}"
                note = f"{queries} queries"
                yield Figure(f"{known}: p95", page, bare, RATIO, "bare SQL", note)
                yield Bound(f"{known}: p95 beyond its SQL", beyond_sql(client, path)[0], BEYOND_SQL_MS, "ms")
                yield Bound(f"{known}: queries", queries, QUERIES)
                yield Bound(f"{known}: queries, many cases against few", queries - few[role, name], 0)
    yield Bound("simulation of the last quarter", 1000 * _simulate(), MILLISECONDS, "ms")


@override_settings(ALLOWED_HOSTS=["testserver"], SECURE_SSL_REDIRECT=False, DEBUG=False)
def beside_sql(client: Client, path: str) -> tuple[float, float, int]:
    """p95 of the page and of its SQL sent bare, in turns; and how many statements it sends."""
    _page(client, path)
    said = _Said()
    with connection.execute_wrapper(said):
        _page(client, path)
    pages, bare = [], []
    for _ in range(TIMES):
        pages.append(_page(client, path))
        bare.append(_bare(said.statements))
    return _p95(pages), _p95(bare), len(said.statements)


def _page(client: Client, path: str) -> float:
    start = time.perf_counter()
    response = client.get(path)
    if response.status_code != 200:
        raise RuntimeError(f"{path}: {response.status_code}")
    return time.perf_counter() - start


def _bare(statements: list[tuple]) -> float:
    """With the driver alone: no model, no template."""
    start = time.perf_counter()
    with connection.connection.cursor() as cursor:
        for sql, params in statements:
            cursor.execute(sql, params)
            if cursor.description:
                cursor.fetchall()
    return time.perf_counter() - start


def _p95(seconds: list[float]) -> float:
    return sorted(seconds)[int(0.95 * len(seconds)) - 1]


class _Said:
    def __init__(self):
        self.statements: list[tuple] = []

    def __call__(self, execute, sql, params, many, context):
        self.statements.append((sql, params))
        return execute(sql, params, many, context)


def _simulate() -> float:
    matrix = ResponsibilityMatrix.objects.get(organisation="trade")
    start = time.perf_counter()
    replay(matrix, Case.objects.filter(opened_at__gte=timezone.now() - timedelta(days=91)))
    return time.perf_counter() - start
