"""The import of a yearly declaration, against a bare COPY of the same file into a table of text columns."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection

from . import stock
from .figures import Bound, Figure

LIMIT = 8
MEMORY = 250
COLUMNS = 64
REPEATED = 200_000
"""Up to so many lines the best of three imports, beyond it of two; the floors between them give their best too."""
SEEDED = ("housing_componentkind", "housing_componentlifetime", "housing_qualityage")
"""What migrations wrote: not the stock's."""
COPY = "COPY bench_floor FROM STDIN (FORMAT csv, DELIMITER ';')"


def run(sizes: list[int]) -> Iterator[Figure | Bound]:
    peaks = []
    for lines in sizes:
        path = stock.write(settings.VAR / "bench" / f"declaration-{lines}.csv", lines)
        floors, imports = [bare_copy(path)], []
        for _ in range(3 if lines <= REPEATED else 2):
            imports.append(measured(path))
            floors.append(bare_copy(path))
        told = min(imports, key=lambda one: one["seconds"])
        peaks.append(told["peak"])
        name = f"RPLS import, {lines} lines"
        yield Figure(name, told["seconds"], min(floors), LIMIT, "bare COPY", _phases(told))
        yield Bound(f"peak memory, {lines} lines", told["peak"], MEMORY, "MB")
    if len(peaks) > 1:
        yield Bound("memory, largest against smallest", max(peaks) - min(peaks), 20, "MB")


def bare_copy(path: Path) -> float:
    """Seconds of the floor: the lines of the file, as they are, into one table of text columns."""
    columns = ", ".join(f"f{i} text" for i in range(COLUMNS))
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE bench_floor ({columns})")
        start = time.perf_counter()
        with path.open("rb") as file, cursor.copy(COPY) as copy:
            file.readline()
            while data := file.read(1 << 20):
                copy.write(data)
        seconds = time.perf_counter() - start
        cursor.execute("DROP TABLE bench_floor")
    return seconds


def measured(path: Path) -> dict:
    """Import the file into an empty stock, in a process of its own so that its memory is its own."""
    _empty()
    environment = dict(os.environ)
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.one_import", str(path)],
        env=environment, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return json.loads(done.stdout.splitlines()[-1])


def _empty() -> None:
    """An empty stock. TRUNCATE would give a new file to each table and index that leads to a landlord, hundreds of
    them, and for a minute ext4 searches long for the place of any new file: time that is not the import's."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for table in connection.introspection.table_names(cursor):
            if table.startswith(("housing_", "teams_agency")) and not table.startswith(SEEDED):
                cursor.execute(f"DELETE FROM {table}")
                if cursor.rowcount:
                    cursor.execute(f"VACUUM {table}")
        cursor.execute("RESET session_replication_role")
        cursor.execute("CHECKPOINT")


def _phases(told: dict) -> str:
    return ", ".join(f"{step} {seconds:.1f} s" for step, seconds in told["steps"].items() if seconds >= 0.05)
