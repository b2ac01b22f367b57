"""Sending SMS, against a bare Celery task that makes the same UPDATEs with psycopg and the same HTTP call.

Both run on the same worker, in turn, the best of several rounds. The queue is filled before the clock starts.
"""

import logging
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from .figures import Figure

ROOT = Path(__file__).resolve().parent.parent
WARM_UP, COUNT, ROUNDS = 200, 1500, 3
SHARE = 0.7
"""Of the bare task's rate, at least."""
ACCOUNT, TOKEN = "AC" + "0" * 32, "a-token-of-tests"


def run(sizes: list[int]) -> Iterator[Figure]:
    logging.disable(logging.WARNING)
    with servers() as app:
        for pool, processes in (("prefork", 2), ("threads", 8)):
            with worker_of(app, pool, processes) as worker:
                own, floor = compared(app, worker)
            note = f"{COUNT / own:.0f} a second, {100 * floor / own:.0f} % of the bare task's {COUNT / floor:.0f}"
            yield Figure(f"{COUNT} SMS, {pool} {processes}", own, floor, 1 / SHARE, "bare task", note)


def compared(app, worker: str) -> tuple[float, float]:
    """Seconds of our task and of the bare one, the best of some rounds of each in turn."""
    from messaging.tasks import deliver_message

    from .sms_worker import bare

    own, floor = [], []
    for count in (WARM_UP, *[COUNT] * ROUNDS):
        floor.append(timed(app, worker, bare, count))
        own.append(timed(app, worker, deliver_message, count))
    return min(own[1:]), min(floor[1:])


def timed(app, worker: str, task, count: int) -> float:
    """Seconds from the moment the worker may take the messages until the last is at the provider."""
    pks = messages(count)
    queue = f"bench-{pks[0]}"
    with app.connection_for_write() as broker:
        for pk in pks:
            task.apply_async((pk,), queue=queue, connection=broker)
    start = time.perf_counter()
    app.control.add_consumer(queue, destination=[worker], reply=True, timeout=5)
    wait(lambda: sent(pks) == count, 120)
    seconds = time.perf_counter() - start
    app.control.cancel_consumer(queue, destination=[worker], reply=True, timeout=5)
    return seconds


def messages(count: int) -> list[int]:
    """Daytime texts, each to another number, as the outbox writes them; not urgent, so that every rule is
    asked."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE messaging_message CASCADE")
        cursor.execute(
            """
            INSERT INTO messaging_message (direction, channel, key, number, body, event, purpose, language,
            subject,
                encoding, segments, urgent, asks, created_at, state, not_before, due_at, attempts, provider,
                error_code, state_at, disturbs, email)
            SELECT 'out', 'sms', 'bench:' || n, '+3363998' || lpad(n::text, 4, '0'),
                'Votre demande est enregistree. Suivi: https://exemple.fr/s/' || n, 'bench', 'requests', 'fr', '',
                'gsm7', 1, true, false, now(), 'waiting', now(), now() + interval '1 hour', 0, '', '', now(),
                true, ''
            FROM generate_series(1, %s) n RETURNING id
            """,
            [count],
        )
        return [pk for (pk,) in cursor.fetchall()]


def sent(pks: list[int]) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM messaging_message WHERE id = ANY(%s) AND state = 'queued'", [pks])
        row = cursor.fetchone()
    return row[0] if row else 0


def wait(condition: Callable[[], bool], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise SystemExit("The worker does not send.")
        time.sleep(0.02)


@contextmanager
def servers():
    """A Redis and a provider of this bench alone; the Celery application that speaks to them."""
    from config.dev.embedded import _redis_binary

    with tempfile.TemporaryDirectory(prefix="pb") as folder:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        address = Path(folder) / "r.sock"
        os.environ |= {
            "REDIS_URL": f"unix://{address}", "SMS_GATEWAY": "twilio", "TWILIO_ACCOUNT_SID": ACCOUNT,
            "TWILIO_AUTH_TOKEN": TOKEN, "SMS_SENDER": "OPH Val", "TWILIO_BASE_URL": f"http://127.0.0.1:{port}",
        }  # fmt: skip
        redis = [_redis_binary(), "--port", "0", "--unixsocket", str(address), "--save", "", "--dir", folder]
        provider = [sys.executable, "-m", "tests.messaging.twilio_standin", str(port)]
        with running(redis), running(provider):
            wait(address.exists, 10)
            from config.celery import app

            app.conf.broker_url = f"redis+socket://{address}"
            yield app


@contextmanager
def worker_of(app, pool: str, processes: int):
    name = f"{pool}@bench"
    command = [
        sys.executable, "-W", "ignore:You're running the worker with superuser privileges", "-m", "celery",
        "--quiet", "-A", "benchmarks.sms_worker", "worker", "--pool", pool, "--concurrency", str(processes),
        "--queues", "bench-none", "--hostname", name, "--loglevel", "error", "--without-gossip",
        "--without-mingle",
    ]  # fmt: skip
    with running(command):
        wait(lambda: bool(app.control.ping([name], timeout=0.5)), 40)
        yield name


@contextmanager
def running(command: list[str]):
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.terminate()
        process.wait()
