"""Nothing half-counted: a counting killed between two batches goes on, and leaves the table it would have left."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from kpis import rollup
from kpis.models import DailyFact, RollupRun
from tests.kpis.conftest import table

pytestmark = pytest.mark.django_db(transaction=True)

CHILD = """
import sys, time
import django
django.setup()
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[1]
from kpis import rollup

write, calls = rollup.write, []

def slow(*args):
    calls.append(args)
    written = write(*args)
    if len(calls) == 3:
        print("inside", flush=True)
        time.sleep(600)
    return written

rollup.write = slow
rollup.run(batch=1)
"""


def kill_inside_the_third_batch() -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, connection.settings_dict["NAME"]], text=True, stdout=subprocess.PIPE,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings_test"},
        cwd=Path(__file__).resolve().parents[2],
    )  # fmt: skip
    assert any(line.startswith("inside") for line in child.stdout)
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    child.stdout.close()
    with connection.cursor() as cursor:  # the server notices by itself: this waits for the dead one's lock
        cursor.execute("SELECT pg_advisory_lock(%s)", [rollup.LOCK])
        cursor.execute("SELECT pg_advisory_unlock(%s)", [rollup.LOCK])


def test_killed_it_goes_on_where_it_stood(town, counted):
    expected = counted()
    DailyFact.objects.all().delete()
    RollupRun.objects.all().delete()
    kill_inside_the_third_batch()
    stopped = RollupRun.objects.get()
    assert (stopped.finished_at, stopped.residences) == (None, 2)
    assert set(DailyFact.objects.values_list("residence", flat=True)) == {town[0].pk, town[1].pk}
    rollup.run(batch=1)
    rollup.tidy()
    assert table() == expected
    assert RollupRun.objects.get(pk=stopped.pk).residences == len(town)
