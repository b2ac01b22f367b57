"""bin/run as a newcomer lives it: what it refuses, and that it leaves nothing behind."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import psutil
import pytest

ROOT = Path(__file__).resolve().parents[2]
DROPPED = {
    "DJANGO_SETTINGS_MODULE",
    "DATABASE_URL",
    "REDIS_URL",
    "STATEMENT_TIMEOUT",
    "DEBUG",
    "DEMO",
    "SECRET_KEY",
}


@pytest.fixture
def room(tmp_path_factory):
    """Settings of a run whose servers keep their data in a folder of the test."""
    folder = tmp_path_factory.mktemp("run")
    kept = {name: value for name, value in os.environ.items() if name not in DROPPED}
    development = {"DEBUG": "true", "DEMO": "true", "SECRET_KEY": "dev-" + "x" * 50}
    return kept | development | {"PALIER_VAR": str(folder), "PALIER_THROW_AWAY": "1"}


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(room, *words, **options):
    command = [sys.executable, "-m", "config.dev.run", *words]
    return subprocess.Popen(command, cwd=ROOT, env=room, stdin=subprocess.DEVNULL, text=True, **options)


def still_there(room):
    """Processes that name the room in their command line or carry its mark."""
    found = []
    for process in psutil.process_iter():
        try:
            mine = room["PALIER_VAR"] in " ".join(process.cmdline())
            if mine or process.environ().get("PALIER_RUN") == room["PALIER_VAR"]:
                found.append(process.cmdline())
        except psutil.Error:
            continue
    return found


def test_a_taken_port_is_said_before_anything_starts(room):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        done = start(room, "--port", str(taken), stderr=subprocess.PIPE)
        _, said = done.communicate(timeout=60)
    assert done.returncode == 1
    assert f"le port {taken} est déjà pris" in said
    assert list(Path(room["PALIER_VAR"]).iterdir()) == []


@pytest.mark.slow
def test_starting_over_asks_first(room, port):
    done = start(room, "--port", str(port), "--reset", stderr=subprocess.PIPE)
    _, said = done.communicate(timeout=60)
    assert done.returncode == 1
    assert "--yes" in said


AGAIN = """
import psycopg
from config.dev import embedded, run

for _ in range(2):
    with psycopg.connect(embedded.postgres_url()) as connection:
        assert connection.execute("SELECT to_regclass('kept')").fetchone() == (None,)
        connection.execute("CREATE TABLE kept ()")
    run.reset(confirmed=True)
"""


@pytest.mark.slow
def test_started_over_in_one_breath_the_database_is_a_new_one(room):
    """`--reset` looks into the database before it asks: that server is gone when the new one starts."""
    done = subprocess.run([sys.executable, "-c", AGAIN], cwd=ROOT, env=room, text=True, capture_output=True)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.slow
def test_starting_over_never_touches_a_database_that_is_not_ours(room, port):
    room |= {"DATABASE_URL": "postgresql://elsewhere/palier"}
    done = start(room, "--port", str(port), "--reset", "--yes", stderr=subprocess.PIPE)
    _, said = done.communicate(timeout=60)
    assert done.returncode == 1
    assert "DATABASE_URL" in said


@pytest.mark.slow
def test_it_starts_says_who_may_sign_in_and_stops_without_leaving_anything(room, port, tmp_path):
    output = tmp_path / "output"
    with output.open("w") as out:
        run = start(room, "--port", str(port), stdout=out, stderr=subprocess.STDOUT)
        try:
            deadline = time.monotonic() + 600
            while "Palier est prêt" not in output.read_text() and run.poll() is None:
                assert time.monotonic() < deadline, output.read_text()
                time.sleep(0.5)
            text = output.read_text()
            assert f"http://localhost:{port}" in text, text
            assert "direction@demo.palier.test" in text
            with urllib.request.urlopen(f"http://localhost:{port}/healthz", timeout=30) as answer:
                assert answer.read() == b'{"database": true, "broker": true}'
        finally:
            run.send_signal(signal.SIGINT)
            run.wait(timeout=60)
    assert "Palier est arrêté." in output.read_text()
    assert still_there(room) == []
