"""Load the fictional landlord of the demo: people, stock, components, ten-year plan, tenants and leases."""

import datetime as dt
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from housing.demo import build as housing
from housing.demo.declaration import Declaration
from kpis import demo as figures
from kpis import rollup, soon
from kpis.alerts import demo as alerts
from leasing.demo import build as leasing
from leasing.demo import vacancies
from proximity.demo import checks, cleaning, endings, inventories, needs, orders, visits
from requests_app.demo import build as requests
from teams import demo as teams

SIZES = {"small": None, "reference": 120_000}


class Command(BaseCommand):
    help = "Charge la démonstration : un bailleur fictif, ses équipes, son patrimoine, ses locataires."

    def add_arguments(self, parser):
        parser.add_argument("--size", choices=SIZES, default="small", help="1 200 ou 120 000 logements")
        parser.add_argument("--seed", type=int, default=42, help="même graine et même jour, mêmes données")
        parser.add_argument("--today", type=dt.date.fromisoformat, help="le jour du récit, AAAA-MM-JJ")

    def handle(self, *, size, seed, today, **options):
        if not settings.DEMO:
            raise CommandError("Les comptes de démonstration sont ouverts à tous : il faut DEMO=true, et DEBUG.")
        if housing.is_built():
            self.stdout.write("La démonstration est déjà chargée ; rien n’a changé.")
            return
        today = today or timezone.localdate()
        declaration = Declaration(seed, today.year, today.year, homes=SIZES[size], dirt=size == "small")
        folder = Path(settings.VAR) / "demo"
        with soon.counted_by_the_caller(), transaction.atomic():
            teams.build(declaration.agency_names())
            housing.build(declaration, folder, today, teams.account("patrimoine"), self.stdout.write)
            leasing.build(seed, today, self.stdout.write)
            vacancies.build(seed, today, self.stdout.write)
            requests.build(seed, today, self.stdout.write)
            for part in (orders, visits, inventories, checks, needs, cleaning, endings):
                part.build(seed, today, self.stdout.write)
        rollup.run(rebuild=True)
        with soon.counted_by_the_caller():
            alerts.build(seed, today, self.stdout.write)
        figures.build(self.stdout.write)
        self._tell(declaration, folder)

    def _tell(self, declaration: Declaration, folder: Path) -> None:
        later = declaration.next_year()
        later.write(folder / later.file_name)
        self.stdout.write(
            f"Fichiers de déclaration : {folder / declaration.file_name} (importé)\n"
            f"                          {folder / later.file_name} (l’année suivante, à importer à l’écran)\n"
            f"{teams.sign_ins()}"
        )
