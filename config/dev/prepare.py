"""Migrate, and load the demo on the first start. Prints the demo's sign-ins; progress goes to stderr."""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("STATEMENT_TIMEOUT", "0")

import django
from django.conf import settings
from django.core.management import call_command


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
    from config import history

    call_command("texts", "compile", verbosity=0, stdout=sys.stderr)
    for refusal in history.known(databases=["default"]):
        sys.exit(refusal.msg)
    call_command("migrate", interactive=False, verbosity=0)
    load_demo()
    print(sign_ins())


if __name__ == "__main__":
    main()
