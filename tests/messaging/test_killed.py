"""No message lost, none sent twice: workers killed with -9 at any moment, Redis emptied, the provider timing out.

Real Celery workers and scheduler, a real Redis, the test's own PostgreSQL, and a local server in Twilio's place
that counts what it accepted.
"""

import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import psutil
import pytest
import redis
from django.db import connection

from config.dev.embedded import _redis_binary
from messaging import reports
from messaging.models import Message
from messaging.states import AT_PROVIDER, State
from tests.messaging.twilio_standin import ACCOUNT, TOKEN

ROOT = Path(__file__).resolve().parents[2]
MESSAGES = 120
STORM = 12
"""Seconds of killing."""
PATIENCE = 60
"""Seconds in which the rest must be sent; far more than it takes."""
FAULTS_SEED = 7

WRITER = """
import sys, time, django
django.setup()
from django.db import transaction
from messaging import outbox
for n in range(int(sys.argv[1])):
    with transaction.atomic():
        outbox.write(key=f"kill:{n}", channel="sms", number=f"+336399{80000 + n // 2:05}",
        body=f"Message {n // 4}",
                     urgent=True, purpose="requests")
    time.sleep(0.06)
"""


def database_url() -> str:
    connection.ensure_connection()
    told = connection.connection.info
    return f"postgresql://{told.user}:{told.password}@/{told.dbname}?host={told.host}&port={told.port}"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Room:
    """The processes of this test, all ended with it."""

    def __init__(self, folder):
        self.folder, self.started = folder, []
        self.redis_socket, self.port = folder / "r.sock", free_port()
        self.environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "config.settings", "DEBUG": "true", "DEMO": "false",
            "SECRET_KEY": "dev-tests",
            "DATABASE_URL": database_url(), "REDIS_URL": f"unix://{self.redis_socket}", "SMS_GATEWAY": "twilio",
            "TWILIO_ACCOUNT_SID": ACCOUNT, "TWILIO_AUTH_TOKEN": TOKEN, "SMS_SENDER": "36173", "SMS_TIMEOUT": "0.8",
            "TWILIO_BASE_URL": f"http://127.0.0.1:{self.port}", "OUTBOX_LEASE": "4", "OUTBOX_DOUBT": "1",
            "OUTBOX_PATIENCE": "2", "OUTBOX_BACKOFF": "0.5", "OUTBOX_SWEEP": "0.7", "READABLE_LOGS": "true",
        }  # fmt: skip
        self.log = (folder / "log").open("wb")

    def start(self, *command):
        process = subprocess.Popen(
            command, cwd=ROOT, env=self.environment, stdout=self.log, stderr=self.log, start_new_session=True
        )
        self.started.append(process)
        return process

    def python(self, *words):
        return self.start(sys.executable, *words)

    def worker(self):
        as_root = "ignore:You're running the worker with superuser privileges"
        return self.python("-W", as_root, "-m", "celery", "--quiet", "-A", "config", "worker", "-Q", "messages",
                           "--concurrency", "2", "--loglevel", "warning", "--without-mingle", "--without-gossip",
                           "--without-heartbeat")  # fmt: skip

    def open(self):
        self.start(_redis_binary(), "--port", "0", "--unixsocket", str(self.redis_socket), "--save", "",
                   "--dir", str(self.folder))  # fmt: skip
        self.python("-m", "tests.messaging.twilio_standin", str(self.port), str(FAULTS_SEED))
        wait_for(lambda: self.redis_socket.exists() and self.provider_answers(), 20)
        self.python("-m", "celery", "--quiet", "-A", "config", "beat", "--loglevel", "warning", "--pidfile=",
                    "--schedule", str(self.folder / "beat"))  # fmt: skip

    def provider_answers(self):
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def accepted(self) -> Counter:
        import requests

        return Counter(
            tuple(sms) for sms in requests.get(f"http://127.0.0.1:{self.port}/accepted", timeout=5).json()
        )

    def close(self):
        for process in self.started:
            kill_tree(process.pid)
            process.wait()
        self.log.close()


def kill_tree(pid: int) -> None:
    """A worker and its children, at once, without a word."""
    try:
        root = psutil.Process(pid)
        family = [root, *root.children(recursive=True)]
    except psutil.NoSuchProcess:
        return
    for process in family:
        try:
            process.send_signal(signal.SIGKILL)
        except psutil.NoSuchProcess:
            continue


def kill_a_child(pid: int, dice: random.Random) -> None:
    try:
        children = psutil.Process(pid).children()
        if children:
            dice.choice(children).kill()
    except psutil.NoSuchProcess:
        return


def wait_for(condition, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.1)
    return False


@pytest.fixture
def room(tmp_path_factory):
    made = Room(tmp_path_factory.mktemp("k"))
    try:
        made.open()
        yield made
    finally:
        made.close()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_no_message_is_lost_and_none_is_sent_twice(room):
    dice = random.Random(3)
    workers = [room.worker(), room.worker()]
    writer = room.python("-c", WRITER, str(MESSAGES))
    wait_for(lambda: room.accepted(), 30)
    kills, end = 0, time.monotonic() + STORM
    while time.monotonic() < end or writer.poll() is None:
        time.sleep(dice.uniform(0.1, 0.5))
        which = dice.randrange(2)
        if dice.random() < 0.2:
            kill_tree(workers[which].pid)
            workers[which] = room.worker()
        else:
            kill_a_child(workers[which].pid, dice)
        kills += 1
        if dice.random() < 0.2:
            redis.Redis(unix_socket_path=str(room.redis_socket)).flushall()
    done = Message.objects.filter(state__in=AT_PROVIDER)
    finished = wait_for(lambda: done.count() == MESSAGES, PATIENCE)
    states = Counter(Message.objects.values_list("state", "error_code"))
    assert finished, (states, (room.folder / "log").read_text()[-3000:])
    wanted = Counter(Message.objects.values_list("number", "body"))
    accepted = room.accepted()
    assert (accepted - wanted, wanted - accepted) == (Counter(), Counter())
    assert len(set(Message.objects.values_list("provider_sid", flat=True))) == MESSAGES
    assert kills > 10
    assert Message.objects.filter(attempts__gt=1).exists()
    for sid in done.values_list("provider_sid", flat=True):
        reports.receive("twilio", sid, "delivered")
    assert Message.objects.filter(state=State.DELIVERED).count() == MESSAGES
