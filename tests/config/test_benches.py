"""Benches still run: each on a few homes, in a transaction that is rolled back.

They fill tables with SQL of their own, which nobody else would try before somebody measures.
"""

import importlib
import logging
import pkgutil
import re
import sys

import django
import pytest
from django.db import connection

from benchmarks import __main__ as program
from benchmarks import filling, lease_import, one_import, one_lease_import, pages, sms, stock, work
from kpis.measures import MEASURES

HOMES = 600
"""Twelve residences, one of them of the agency that readers belong to."""


def _seen(client, path):
    """Instead of `beside_sql`: the page is asked for once."""
    assert client.get(path).status_code == 200
    return 1, 1, 0


ONCE = {"beside_sql": _seen, "beyond_sql": lambda client, path: (0, 0)}
FEW: dict[str, dict] = {
    "alerts": {"SERIES": 1},
    "board": {"HOMES": HOMES, "FEW": 4, "OPEN": 8, "CLOSED": 12, **ONCE},
    "kpis": {"OPEN": 20, "CLOSED": 40, "CHANGED": 2, "MEASURES": {"REQ02": MEASURES["REQ02"]}},
    "pages": {},
    "plan": {"HOMES": HOMES, "WORKS": 60, "FINDINGS": 90, "NEEDS": 30, "TIMES": 2},
    "round": {"FEW": 0.7, **ONCE},
    "search": {"QUERIES": ["lilas 12"], "TIMES": 2},
    "work": {"HOMES": HOMES, "FEW": 12, "OPEN": 24, **ONCE},
}
"""What stands for how many, in each bench."""
APART = {"lease_import", "rpls_import", "sms"}
"""They measure other processes, which see nothing of our transaction: tried below by their parts."""
VACUUM = re.compile(r"VACUUM \(?ANALYZE\)?")
"""What a transaction refuses."""
WRITES = re.compile(r"\s*(INSERT INTO|CREATE TEMPORARY TABLE) (\w+)")


@pytest.fixture
def written(db, monkeypatch):
    """Tables in which a bench wrote; each of its statements at least one row."""
    tables = set()

    def watch(execute, sql, params, many, context):
        done = execute(VACUUM.sub("ANALYZE", sql), params, many, context)
        if (found := WRITES.match(sql)) and _is_of_a_bench(sys._getframe(1)):
            assert context["cursor"].rowcount > 0, f"Nothing written: {sql}"
            tables.add(found[2])
        return done

    monkeypatch.setattr(logging, "disable", lambda level: None)  # benches mean the whole process
    monkeypatch.setattr(django, "setup", lambda: None)
    with connection.cursor() as cursor:  # ALTER TABLE refuses while a foreign key is still to be looked at
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with connection.execute_wrapper(watch):
        yield tables


def _is_of_a_bench(frame) -> bool:
    while frame.f_globals["__name__"].startswith("django."):
        frame = frame.f_back
    return frame.f_globals["__name__"].startswith("benchmarks.")


def test_each_bench_is_tried_here():
    names = {module.name for module in pkgutil.iter_modules(["benchmarks"])} - program.HELPERS
    assert names == set(FEW) | APART


@pytest.mark.parametrize("name", FEW)
def test_a_bench_runs_on_a_few_homes(name, written, monkeypatch):
    bench = importlib.import_module(f"benchmarks.{name}")
    for module in (pages, work):
        monkeypatch.setattr(module, "TIMES", 1)
    for constant, value in FEW[name].items():
        monkeypatch.setattr(bench, constant, value)
    assert list(bench.run([HOMES]))
    assert name == "alerts" or "housing_unit" in written


def test_the_bench_of_messages_fills_its_queue(written):
    assert len(sms.messages(3)) == 3
    assert written == {"messaging_message"}


def test_the_bench_of_leases_writes_a_file_that_is_imported(written, tmp_path, capsys):
    filling.fill(HOMES)
    one_lease_import.main(lease_import.write(tmp_path / "leases.csv", 20))
    assert '"created": 20' in capsys.readouterr().out


def test_the_bench_of_declarations_writes_a_file_that_is_imported(written, tmp_path, capsys):
    one_import.main(stock.write(tmp_path / "declaration.csv", 60))
    assert '"homes": 60' in capsys.readouterr().out
