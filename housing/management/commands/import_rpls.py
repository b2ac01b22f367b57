from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from housing.models import Landlord, StockImport
from housing.rpls import ImportRefused, run_import
from housing.rpls.layout import LABELS


class Command(BaseCommand):
    help = "Importe un fichier du répertoire des logements locatifs des bailleurs sociaux (RPLS)."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="fichier CSV, zip ou gzip")
        parser.add_argument("--landlord", required=True, help="raison sociale du bailleur, créé s’il est inconnu")
        parser.add_argument("--agency-from", default="", help="colonne du fichier qui nomme l’agence (ex. LIBCOM)")
        parser.add_argument("--agency", default="", help="agence des nouvelles résidences (sinon « Siège »)")
        parser.add_argument("--dry-run", action="store_true", help="analyser sans rien écrire dans le parc")
        parser.add_argument(
            "--complement", action="store_true", help="une partie du parc : ne marque aucune sortie"
        )
        parser.add_argument("--confirm-gone", action="store_true", help="accepter de nombreuses sorties du parc")

    def handle(self, file: Path, landlord: str, **options):
        if not file.is_file():
            raise CommandError(f"Fichier introuvable : {file}")
        owner, _ = Landlord.objects.get_or_create(name=landlord)
        names = ("agency_from", "agency", "complement", "confirm_gone")
        stock_import = StockImport.objects.create(
            landlord=owner, file_name=file.name[:200], size=file.stat().st_size,
            options={name: options[name] for name in names if options[name]},
        )  # fmt: skip
        try:
            run_import(
                stock_import, file, apply=not options["dry_run"], progress=self._progress(options["verbosity"])
            )
        except ImportRefused as refusal:
            raise CommandError(f"Import refusé. {refusal}") from refusal
        self._tell(stock_import, dry_run=options["dry_run"])

    def _progress(self, verbosity: int):
        last = ""

        def tell(step: str, share: float) -> None:
            nonlocal last
            if verbosity > 1 and step != last:
                self.stderr.write(f"{share:4.0%} {step}")
                last = step

        return tell

    def _tell(self, done: StockImport, *, dry_run: bool) -> None:
        report, grouping = done.report, done.report["grouping"]
        self.stdout.write(f"Format   : {LABELS[done.layout]}, encodage {done.encoding}")
        self.stdout.write(
            f"Parc     : {grouping['residences']} résidences, {grouping['buildings']} bâtiments, "
            f"{grouping['staircases']} escaliers"
        )
        for row in grouping["sample"][:10]:
            self.stdout.write(
                f"           {row['units']:>5} logements · {row['residence']} ({row['commune']}), {row['agency']}"
            )
        self.stdout.write(
            f"Logements: {done.created} nouveaux, {done.changed} modifiés, {done.unchanged} inchangés, "
            f"{done.gone} sortis du parc, {report['returned']} revenus"
        )
        for warning in report["warnings"]:
            self.stdout.write(f"Attention: {warning}")
        for line in done.rejected_lines.all()[:10]:
            self.stdout.write(f"Rejetée  : ligne {line.line_number}, {line.reason}")
        self.stdout.write(f"{done.lines_read} lignes lues = {done.dwellings} logements + {done.rejected} rejetées")
        if not (done.created or done.changed or done.gone):
            self.stdout.write("Rien n’a changé.")
        if dry_run:
            self.stdout.write("Analyse seulement : rien n’a été écrit dans le parc.")
