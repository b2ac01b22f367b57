"""Migrate, and load the demo on the first start. Prints the demo's sign-ins; progress goes to stderr."""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("STATEMENT_TIMEOUT", "0")

import django
from django.conf import settings
from django.core.management import call_command


def refuse_older_database() -> None:
    """The first migrations stand for those before them: a database in between knows neither."""
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader
    from django.db.migrations.recorder import MigrationRecorder

    known = set(MigrationRecorder(connection).applied_migrations())
    for key, migration in MigrationLoader(None).disk_migrations.items():
        told = known.intersection(migration.replaces)
        if key not in known and told and len(told) < len(migration.replaces):
            sys.exit(
                "Cette base vient d’une version plus ancienne que cette mise à jour n’en accepte. "
                "Passez d’abord par la version du 26 novembre 2026, ou recommencez : bin/run --reset"
            )


def load_demo() -> None:
    """Interrupted, it is taken up again at the next start: the mark is removed at the end only."""
    from teams.models import User

    unfinished = settings.VAR / "demo-unfinished"
    if not settings.DEMO or (User.objects.exists() and not unfinished.exists()):
        return
    print("Premier démarrage : chargement de la démonstration…", file=sys.stderr, flush=True)
    unfinished.touch()
    call_command("seed_demo", size="small", stdout=sys.stderr)
    unfinished.unlink()


def sign_ins() -> str:
    from teams import demo

    return demo.sign_ins() if settings.DEMO and demo.demo_accounts().exists() else ""


def main() -> None:
    django.setup()
    call_command("texts", "compile", verbosity=0, stdout=sys.stderr)
    refuse_older_database()
    call_command("migrate", interactive=False, verbosity=0)
    load_demo()
    print(sign_ins())


if __name__ == "__main__":
    main()
