"""Run the benches in a database of their own, `palier_bench`: never the user's data."""

import argparse
import importlib
import os
import pkgutil
import re
import sys
from pathlib import Path

HELPERS = {
    "__main__", "cases", "facts", "figures", "filling", "one_import", "one_lease_import", "sms_worker", "stock",
}  # fmt: skip
SIZES = [120_000, 1_000_000]
DATABASE = "palier_bench"


def main() -> int:
    known = sorted(module.name for module in pkgutil.iter_modules([str(Path(__file__).parent)]))
    known = [name for name in known if name not in HELPERS]
    parser = argparse.ArgumentParser(prog="bin/bench", description="Speed against floors of the same run.")
    parser.add_argument("names", nargs="*", metavar="name", help=f"which (default: all): {', '.join(known)}")
    parser.add_argument("--lines", nargs="*", type=int, default=SIZES, help="sizes of the stock, in homes")
    arguments = parser.parse_args()
    if unknown := set(arguments.names) - set(known):
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    _prepare()
    late = 0
    for name in arguments.names or known:
        print(f"— {name}", flush=True)
        for figure in importlib.import_module(f"benchmarks.{name}").run(arguments.lines):
            print(figure, flush=True)
            late += not figure.passes
    return 1 if late else 0


def _prepare() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ["STATEMENT_TIMEOUT"] = os.environ["LOCK_TIMEOUT"] = "0"
    os.environ["DATABASE_URL"] = _database()
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    importlib.import_module("config.wsgi")  # as a worker of the server is


def _database() -> str:
    """Beside the one of DATABASE_URL, or on the embedded server."""
    if not (address := os.environ.get("DATABASE_URL")):
        from config.dev.embedded import postgres_url

        return postgres_url(DATABASE)
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            connection.execute(f"CREATE DATABASE {DATABASE}")
    return re.sub(r"/[^/?]*(\?|$)", rf"/{DATABASE}\1", address, count=1) if "://" in address else address


if __name__ == "__main__":
    sys.exit(main())
