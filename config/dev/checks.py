"""bin/test, bin/check and bin/fix: the steps, run one after the other, all of them even after a failure.

Tests get a PostgreSQL of their own, thrown away at the end: a running bin/run, or another bin/test, is
never disturbed and leaves nothing to trip over.
"""

import argparse
import contextlib
import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent.parent
RUNS = Path(os.environ.get("PALIER_VAR", ROOT / "var")) / "checks"
PYTEST = ["pytest", "-n", "2", "--dist", "loadgroup"]


@dataclass
class Step:
    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)


def python(*words: str) -> list[str]:
    return [sys.executable, "-m", *words]


def tool(name: str, *words: str) -> list[str]:
    """A command installed beside this Python."""
    return [str(Path(sys.executable).parent / name), *words]


def production() -> dict[str, str]:
    """Settings as a deployment gives them."""
    return {
        "DEBUG": "false",
        "DEMO": "false",
        "SECRET_KEY": secrets.token_urlsafe(60),
        "ALLOWED_HOSTS": "palier.example.org",
        "SITE_URL": "https://palier.example.org",
        "DATABASE_URL": os.environ.get("DATABASE_URL", "postgresql://palier@db/palier"),
        "REDIS_URL": "redis://redis/0",
    }


LINT = [
    Step("ruff", python("ruff", "check", ".")),
    Step("ruff format", python("ruff", "format", "--check", ".")),
    Step("djlint", tool("djlint", "templates", "--lint", "--check", "--quiet")),
    Step("import-linter", tool("lint-imports", "--no-cache")),
    Step("mypy", python("mypy", ".")),
    Step("migrations", [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"]),
]
DEPLOY = Step(
    "check --deploy", [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"], production()
)
# Migrated once; each test worker starts from a copy.
MOULD = Step("test database", [sys.executable, "manage.py", "migrate", "--verbosity", "0"])
FAST = Step("tests", python(*PYTEST, "-m", "not slow and not browser"))
ALL = Step("tests", python(*PYTEST))
FIX = [
    Step("ruff", python("ruff", "check", "--fix", ".")),
    Step("ruff format", python("ruff", "format", ".")),
    Step("djlint", tool("djlint", "templates", "--reformat", "--quiet")),
]


# --- A room of one's own


def end_room(room: Path) -> None:
    """Stop the servers of a room and remove it."""
    code = "from config.dev.embedded import stop_postgres, stop_redis; stop_postgres(); stop_redis()"
    environment = os.environ | {"PALIER_VAR": str(room)}
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, check=False)
    shutil.rmtree(room, ignore_errors=True)


@contextlib.contextmanager
def own_room() -> Iterator[dict[str, str]]:
    """A throw-away `var/`, named after this process. Rooms of runs that were killed are removed first."""
    for left in RUNS.glob("*"):
        if not psutil.pid_exists(int(left.name)):
            end_room(left)
    room = RUNS / str(os.getpid())
    room.mkdir(parents=True, exist_ok=True)
    try:
        yield {"PALIER_VAR": str(room), "PALIER_THROW_AWAY": "1"}
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_IGN)
        end_room(room)


# --- The browser


def install_browser() -> None:
    """Debian's Chromium, where this process may install it. Without it the browser tests say why they skip."""
    if any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome")):
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        print("Chromium manque : les tests dans le navigateur seront passés (apt install chromium).", flush=True)
        return
    print("Installation de Chromium (apt)…", flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
        subprocess.run(["apt-get", "-qq", *words], env=environment, stdout=subprocess.DEVNULL, check=False)


# --- Running


def run(steps: list[Step], environment: dict[str, str]) -> int:
    results = []
    base = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    for step in steps:
        print(f"\n── {step.name} " + "─" * max(3, 70 - len(step.name)), flush=True)
        began = time.monotonic()
        code = subprocess.run(
            step.command, cwd=ROOT, env=base | environment | step.environment, check=False
        ).returncode
        results.append((step.name, code, time.monotonic() - began))
    print("\n── Bilan " + "─" * 65)
    for name, code, seconds in results:
        print(f"  {'réussi' if code == 0 else 'ÉCHEC ':7} {name:18} {seconds:6.1f} s")
    failed = [name for name, code, _ in results if code]
    total = sum(seconds for _, _, seconds in results)
    print(f"  {'Tout est bon' if not failed else 'En échec : ' + ', '.join(failed)} ({total:.0f} s).", flush=True)
    return 1 if failed else 0


def options() -> tuple[argparse.Namespace, list[str]]:
    parser = argparse.ArgumentParser(prog="bin/test", description="Vérifie le code : voir chaque commande bin/.")
    parser.add_argument("mode", choices=["test", "check", "fix"])
    return parser.parse_known_args()


def main() -> int:
    asked, rest = options()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    if asked.mode == "fix":
        return run(FIX, {})
    if asked.mode == "test":
        install_browser()
    tests = ALL if asked.mode == "test" else FAST
    tests.command += rest
    database = []
    if "DATABASE_URL" not in os.environ:
        database, tests.environment["TEST_TEMPLATE"] = [MOULD], "palier"
    deploy = [DEPLOY] if asked.mode == "test" else []
    steps = [*LINT, *deploy, *database, tests]
    with own_room() as environment:
        return run(steps, environment)


if __name__ == "__main__":
    try:
        code = main()
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)
