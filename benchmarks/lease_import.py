"""The import of leases, against a bare COPY of the same file into a table of text columns.

Each line makes a lease, its people, telephones, amounts and occupancies, found by their words: a dozen rows in six
tables. The same file sent again is compared line by line and changes nothing.
"""

import csv
import datetime as dt
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection

from benchmarks import filling
from benchmarks.figures import Bound, Figure
from leasing.imports.columns import COLUMNS

BORN = dt.date(1945, 1, 1)
LIMIT, AGAIN = 180, 60
MEMORY = 250
COPY = "COPY bench_floor FROM STDIN (FORMAT csv, DELIMITER ';')"
NAMES = ("Martin", "Ben Salah", "Petit", "Traoré", "Lefèvre", "Nguyen", "Da Silva", "Moreau", "Haddad", "Garnier")
FIRST = ("Camille", "Samira", "Moussa", "Josette", "Thi Lan", "Rui", "Awa", "Nadia", "Karim", "Louise", "Paul")


def run(sizes: list[int]) -> Iterator[Figure | Bound]:
    for homes in sizes:
        filling.fill(homes)
        path = write(settings.VAR / "bench" / f"leases-{homes}.csv", homes)
        floor = min(bare_copy(path) for _ in range(3))
        for name, limit in (("lease import", LIMIT), ("the same file again", AGAIN)):
            told = imported(path)
            counts = f"{told['created']} new, {told['unchanged']} unchanged, {told['rejected']} refused"
            steps = ", ".join(
                f"{step} {seconds:.1f} s" for step, seconds in told["steps"].items() if seconds >= 0.05
            )
            yield Figure(
                f"{name}, {homes} lines", told["seconds"], floor, limit, "bare COPY", f"{counts} · {steps}"
            )
            yield Bound(f"peak memory, {homes} lines", told["peak"], MEMORY, "MB")


def write(path: Path, count: int) -> Path:
    """One lease for each home of `filling.fill`, two in five with a co-holder."""
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        sheet = csv.writer(file, delimiter=";")
        sheet.writerow([column.title for column in COLUMNS])
        sheet.writerows(_line(number) for number in range(1, count + 1))
    return path


def _line(number: int) -> list:
    dice = random.Random(number)
    start = dt.date(2000, 1, 1) + dt.timedelta(days=dice.randrange(9000))
    rent = 300 + dice.randrange(30_000) / 100
    told = {
        "number": f"L-{number:07}", "unit_ref": f"L{number:07}", "kind": "HLM conventionné APL",
        "signed_on": f"{start:%d/%m/%Y}", "starts_on": f"{start:%d/%m/%Y}", "last_name": dice.choice(NAMES),
        "first_name": dice.choice(FIRST), "birth_date": f"{BORN + dt.timedelta(days=number % 18_000):%d/%m/%Y}",
        "phone": f"06 39 98 {number // 100 % 100:02} {number % 100:02}", "email": f"p{number}@example.test",
        "occupants": 1 + number % 5, "rent": f"{rent:.2f}".replace(".", ","), "charges": "85,20",
        "deposit": f"{rent:.2f}".replace(".", ","), "deposit_from": "Locataire", "payment_mode": "Prélèvement",
        "payment_day": 5, "insured_until": "31/12/2026", "annexes": f"Cave {number % 90}",
    }  # fmt: skip
    if number % 5 < 2:
        told |= {"co_last_name": dice.choice(NAMES), "co_first_name": dice.choice(FIRST),
                 "co_birth_date": f"{number % 27 + 1:02}/03/1972"}  # fmt: skip
    return [told.get(column.key, "") for column in COLUMNS]


def bare_copy(path: Path) -> float:
    columns = ", ".join(f"f{i} text" for i in range(len(COLUMNS)))
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


def imported(path: Path) -> dict:
    """In a process of its own, so that its memory is its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.one_lease_import", str(path)],
        env=dict(os.environ), check=True, capture_output=True, text=True,
    )  # fmt: skip
    return json.loads(done.stdout.splitlines()[-1])
