"""bin/run: one terminal, the whole of Palier. Development and trials only (production: docs/operations.md).

The web server is Django's own, which reloads changed code; production uses gunicorn.
"""

import argparse
import contextlib
import json
import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from typing import NoReturn

import honcho.manager
import psutil
from environs import Env

from config.dev.embedded import ROOT, VAR, postgres_url, start_redis, stop_postgres, stop_redis

# Every process of a run carries this mark, so that the next start finds what a killed one left behind.
MARK = "PALIER_RUN"
NOTE = VAR / "run.json"
DEMO_STARTED = VAR / "demo-unfinished"


def stop(message: str) -> NoReturn:
    sys.exit(f"bin/run : {message}")


def external(name: str) -> bool:
    return bool(os.environ.get(name) or os.environ.get(f"{name}_FILE"))


def manage(*words: str) -> list[str]:
    return [sys.executable, "manage.py", *words]


# --- Before anything starts


def running_port() -> int | None:
    """The port of a run of this same folder that is still alive."""
    try:
        note = json.loads(NOTE.read_text())
        process = psutil.Process(note["pid"])
    except (OSError, ValueError, psutil.NoSuchProcess):
        return None
    return note["port"] if abs(process.create_time() - note["created"]) < 1 else None


def refuse_second_run() -> None:
    if port := running_port():
        stop(f"Palier tourne déjà : http://localhost:{port} (Ctrl-C dans son terminal l’arrête).")


def refuse_taken_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            stop(f"le port {port} est déjà pris. Essayez : bin/run --port {port + 1}")


def end_leftovers() -> None:
    """End the web server, worker and scheduler of a run that was killed before it could stop them."""
    left = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if process.pid != os.getpid() and process.environ().get(MARK) == str(VAR):
                left.append(process)
    if not left:
        return
    print("Arrêt de ce qu’un démarrage précédent avait laissé…", flush=True)
    for process in left:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.terminate()
    for process in psutil.wait_procs(left, timeout=10)[1]:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()


# --- Starting over


def what_would_be_lost() -> str:
    import psycopg

    counts = []
    try:
        with psycopg.connect(postgres_url()) as connection:
            for table, word in (("teams_user", "comptes"), ("housing_residence", "résidences"),
                                ("housing_unit", "logements")):  # fmt: skip
                row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608
                counts.append(f"{row[0] if row else 0} {word}")
    except psycopg.Error:
        return "la base de données, les documents déposés et les tâches en attente"
    return f"la base de données ({', '.join(counts)}), les documents déposés et les tâches en attente"


def reset(confirmed: bool) -> None:
    if external("DATABASE_URL"):
        stop("--reset n’efface que la base embarquée ; DATABASE_URL en désigne une autre.")
    if not confirmed:
        if not sys.stdin.isatty():
            stop("--reset demande une confirmation : ajoutez --yes pour vous en passer.")
        print(f"Ceci efface pour toujours {what_would_be_lost()}, dans {VAR}.")
        if input("Écrivez « effacer » pour continuer : ").strip().lower() != "effacer":
            stop("rien n’a été effacé.")
    stop_servers()
    for name in ("postgres", "redis", "media", "beat"):
        shutil.rmtree(VAR / name, ignore_errors=True)
    DEMO_STARTED.unlink(missing_ok=True)
    print("Tout a été effacé.", flush=True)


# --- Servers and data


def start_servers() -> None:
    print("Démarrage de PostgreSQL et de Redis…", flush=True)
    if not external("REDIS_URL"):
        start_redis()
    if not external("DATABASE_URL"):
        postgres_url()


def stop_servers() -> None:
    if not external("REDIS_URL"):
        stop_redis()
    if not external("DATABASE_URL"):
        stop_postgres()


def prepare() -> str:
    """Migrate, load the demo on the first start; returns the demo's sign-ins."""
    done = subprocess.run([sys.executable, "-m", "config.dev.prepare"], stdout=subprocess.PIPE, text=True)
    if done.returncode:
        stop("la préparation de la base a échoué (voir ci-dessus).")
    return done.stdout


# --- The processes


class Supervisor(honcho.manager.Manager):
    """honcho's manager, which also says when the web server answers."""

    def __init__(self, port: int, sign_ins: str):
        super().__init__()
        self.port, self.sign_ins = port, sign_ins

    def _start(self) -> None:
        super()._start()
        threading.Thread(target=self.announce, daemon=True).start()

    def announce(self) -> None:
        address = f"http://localhost:{self.port}"
        while not web_answers(f"{address}/healthz"):
            time.sleep(0.3)
        print(f"\nPalier est prêt : {address}\n{self.sign_ins}\nCtrl-C arrête tout.\n", flush=True)


def web_answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=30):  # noqa: S310 - our own address
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def supervise(port: int, sign_ins: str) -> int:
    beat = VAR / "beat"
    beat.mkdir(exist_ok=True)
    # Root is usual in a container made for trials; a task's message here is JSON and carries no code.
    as_root = "ignore:You're running the worker with superuser privileges"
    celery = [sys.executable, "-W", as_root, "-m", "celery", "--quiet", "-A", "config"]
    worker = ["worker", "--loglevel", "info", "--without-mingle", "--without-gossip"]
    courier = [
        *worker,
        "--queues",
        "messages",
        "--hostname",
        "courier@%h",
        "--pool",
        "threads",
        "--concurrency",
        "4",
    ]
    commands = {
        "web": manage("runserver", str(port)),
        "worker": [*celery, *worker, "--concurrency", "2"],
        "courier": [*celery, *courier],
        "beat": [*celery, "beat", "--loglevel", "warning", "--schedule", str(beat / "schedule"), "--pidfile="],
    }
    environment = os.environ | {MARK: str(VAR), "PYTHONUNBUFFERED": "1"}
    honcho.manager.KILL_WAIT = 15
    supervisor = Supervisor(port, sign_ins)
    for name, command in commands.items():
        supervisor.add_process(name, "exec " + shlex.join(command), env=environment, cwd=str(ROOT))
    supervisor.loop()
    return supervisor.returncode or 0


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/run", description="Démarre Palier sur cette machine.")
    parser.add_argument("--port", type=int, default=8000, help="port du serveur web (8000)")
    parser.add_argument("--reset", action="store_true", help="tout effacer et recommencer, après confirmation")
    parser.add_argument("--yes", action="store_true", help="avec --reset : sans demander")
    return parser.parse_args()


def main() -> int:
    asked = options()
    os.chdir(ROOT)
    Env().read_env(ROOT / ".env", recurse=False)
    os.environ.setdefault("SITE_URL", f"http://localhost:{asked.port}")
    VAR.mkdir(parents=True, exist_ok=True)
    refuse_second_run()
    end_leftovers()
    refuse_taken_port(asked.port)
    NOTE.write_text(
        json.dumps({"pid": os.getpid(), "created": psutil.Process().create_time(), "port": asked.port})
    )
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        if asked.reset:
            reset(asked.yes)
        start_servers()
        return supervise(asked.port, prepare())
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):  # a second Ctrl-C must not leave servers behind
            signal.signal(number, signal.SIG_IGN)
        stop_servers()
        NOTE.unlink(missing_ok=True)
        print("Palier est arrêté.", flush=True)


if __name__ == "__main__":
    try:
        code = main()
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)
