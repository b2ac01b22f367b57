"""Nothing half-imported: an import killed while it writes leaves the stock as it was."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection

from housing.models import Building, Residence, StockImport, Unit
from housing.rpls import ImportRefused
from housing.rpls.importing import LOCK
from tests.housing.factories import LandlordFactory
from tests.housing.rpls import counts, declaration, declared, take

CHILD = """
import sys, time
import django
django.setup()
from pathlib import Path
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[1]
from housing.models import StockImport
from housing.rpls import run_import

def progress(step, share):
    print(step, flush=True)
    if step == "Mise à jour des résidences":
        time.sleep(600)

run_import(StockImport.objects.get(pk=sys.argv[2]), Path(sys.argv[3]), apply=True, progress=progress)
"""


def importing_child(row: StockImport, path: Path) -> subprocess.Popen:
    """An import in a process of its own, up to where the homes are written but not committed."""
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, connection.settings_dict["NAME"], str(row.pk), str(path)],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings_test"}, text=True,
        stdout=subprocess.PIPE, cwd=Path(__file__).resolve().parents[2],
    )  # fmt: skip
    for line in child.stdout:
        if line.startswith("Mise à jour"):
            return child
    raise AssertionError("the import ended before it could be killed")


def wait_for_the_lock(landlord) -> None:
    """The server notices by itself that the process is dead."""
    with connection.cursor() as cursor:
        for _ in range(300):
            cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCK, landlord.pk])
            if cursor.fetchone()[0]:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCK, landlord.pk])
                return
            time.sleep(0.1)
    raise AssertionError("the dead import still holds its lock")


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_an_import_killed_while_it_writes_leaves_the_stock_as_it_was(tmp_path):
    landlord = LandlordFactory(siren="", name="Habitat des Lilas")
    homes = [declared(IDENT_INT=f"L{i}", NUMAPPT=str(i)) for i in range(2000)]
    take(declaration(*homes[:10]), landlord)
    before = list(Unit.objects.order_by("pk").values())
    path = tmp_path / "parc.csv"
    path.write_bytes(declaration(*homes))
    row = StockImport.objects.create(landlord=landlord, file_name="parc.csv")
    child = importing_child(row, path)
    with pytest.raises(ImportRefused, match="en cours"):
        take(declaration(*homes), landlord)
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    child.stdout.close()
    wait_for_the_lock(landlord)
    assert list(Unit.objects.order_by("pk").values()) == before
    assert (Residence.objects.count(), Building.objects.count()) == (1, 1)
    row.refresh_from_db()
    assert (row.state, row.dwellings) == ("uploaded", 0)
    assert counts(take(path, landlord)) == (1990, 0, 10, 0)
