import datetime as dt
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from housing.models import Landlord
from housing.rpls import export_declaration
from housing.rpls.exporting import file_name


class Command(BaseCommand):
    help = "Écrit la déclaration annuelle RPLS (12 champs d’en-tête, puis 64 champs par logement)."

    def add_arguments(self, parser):
        parser.add_argument("--year", type=int, required=True, help="année de l’enquête")
        parser.add_argument("--landlord", default="", help="raison sociale ; inutile s’il n’y a qu’un bailleur")
        parser.add_argument("--output", type=Path, default=None, help="fichier à écrire")

    def handle(self, year: int, landlord: str, output: Path | None, **options):
        if not 2000 <= year <= dt.date.today().year + 1:
            raise CommandError(f"Année {year} : une année d’enquête est attendue (2000 à l’an prochain).")
        owner = self._owner(landlord)
        output = output or Path(file_name(owner, year))
        with output.open("wb") as out:
            count = export_declaration(owner, year, out)
        self.stdout.write(f"{output} : {count} logements de {owner}, enquête {year}.")

    def _owner(self, name: str) -> Landlord:
        found = list(Landlord.objects.filter(name=name) if name else Landlord.objects.all()[:2])
        if len(found) == 1:
            return found[0]
        if name:
            raise CommandError(f"Bailleur inconnu : {name}")
        raise CommandError(
            "Donnez le bailleur avec --landlord." if found else "Aucun bailleur : importez d’abord."
        )
