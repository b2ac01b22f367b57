import datetime as dt

from django.core.management.base import BaseCommand, CommandError

from kpis import rollup


class Command(BaseCommand):
    help = "Calcule les indicateurs de chaque jour : ce qui a changé depuis le dernier calcul, ou tout."

    def add_arguments(self, parser):
        parser.add_argument("--rebuild", action="store_true", help="tout recalculer")
        parser.add_argument("--from", dest="from_day", type=dt.date.fromisoformat, help="à partir du, AAAA-MM-JJ")

    def handle(self, *, rebuild, from_day, **options):
        try:
            run = rollup.run(rebuild=rebuild, from_day=from_day)
        except rollup.Busy:
            raise CommandError("Un calcul est déjà en cours.") from None
        rollup.tidy()
        self.stdout.write(f"{run.residences} résidences calculées, {run.changed} faits changés.")
