"""One import, from the file to the stock, in one transaction (docs/rpls.md)."""

import gc
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from django.db import transaction
from django.utils import timezone

from housing import facts
from housing.models import Landlord, StockImport, Unit

from . import agencies, matching, positions, reporting, staging
from .filling import BIG
from .naming import plain
from .reading import Reader
from .refusal import ImportRefused
from .source import Source, opened
from .writing import Writer

Progress = Callable[[str, float], None]
LOCK = 0x52504C53
"""First key of the advisory lock; the landlord is the second."""
GUARD = 0.10
"""Above this share of gone homes a person must confirm: it is more often the wrong file than a demolition."""


def run_import(
    stock_import: StockImport, source: BinaryIO | Path, *, apply: bool, progress: Progress | None = None
) -> StockImport:
    """Analyse the file, and with `apply` write it into the stock. All or nothing.

    Without `apply` the stock is only read; counts, report and rejected lines are saved for the preview.
    Raises `ImportRefused` with the French reason, saved on the row, when the file cannot be taken.
    """
    file = opened(source)
    try:
        with _uncollected(), transaction.atomic():
            _Run(stock_import, file, apply=apply, progress=progress or (lambda step, share: None)).do()
    except ImportRefused as refusal:
        _fail(stock_import, str(refusal))
        raise
    except Exception:
        _fail(stock_import, "L’import s’est arrêté sur une erreur imprévue ; le parc n’a pas changé.")
        raise
    finally:
        if isinstance(source, Path):
            file.close()
    return stock_import


@contextmanager
def _uncollected() -> Iterator[None]:
    """An import makes no cycles: the collector would walk through its rows for nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _fail(stock_import: StockImport, error: str) -> None:
    stock_import.refresh_from_db()
    stock_import.state, stock_import.error = StockImport.State.FAILED, error
    stock_import.ended_at = timezone.now()
    stock_import.save(update_fields=["state", "error", "ended_at"])


class _Run:
    def __init__(self, stock_import: StockImport, file: BinaryIO, *, apply: bool, progress: Progress):
        self.stock_import, self.apply, self.progress = stock_import, apply, progress
        self.landlord: Landlord = stock_import.landlord
        self.source = Source(file, lambda share: progress("Lecture du fichier", 0.35 * share))
        self.reader = Reader(self.source)
        self.warnings: list[str] = []
        self.matched = False
        self.gone = ""

    def do(self) -> None:
        self._lock()
        staging.prepare()
        self.layout = self.reader.head()
        self._check_landlord()
        staging.load(self.layout, self.reader)
        self.progress("Tri des lignes", 0.35)
        options = self.stock_import.options
        staging.sort_out(self.layout, options.get("agency_from", ""), self.reader.rejected)
        self.progress("Regroupement en résidences", 0.45)
        staging.find_places(self.layout)
        self.warnings += agencies.find(self.layout, options)
        self._match()
        self._report()
        if self.apply:
            self._guard()
            self._write()
        self._save()
        staging.finish()
        self.progress("Terminé", 1.0)

    def _lock(self) -> None:
        if not staging.value(
            "SELECT pg_try_advisory_xact_lock(%(lock)s, %(landlord)s)",
            {"lock": LOCK, "landlord": self.landlord.pk},
        ):
            raise ImportRefused(
                f"Un autre import de {self.landlord} est en cours. Attendez qu’il soit terminé, puis recommencez."
            )

    def _check_landlord(self) -> None:
        told, known = self.layout.landlord.get("siret", ""), self.landlord.siret
        if told and known and re.sub(r"\D", "", told) != known:
            raise ImportRefused(
                f"Cette déclaration est celle du SIRET {told} ({self.layout.landlord.get('name', '')}) ;"
                f" {self.landlord} a le SIRET {known}. Choisissez le bon bailleur ou le bon fichier."
            )

    # --- what the file changes

    def _match(self) -> None:
        self.matched = Unit.objects.filter(residence__landlord=self.landlord).exists()
        if self.matched:
            self.progress("Rapprochement avec le parc", 0.55)
            matching.compare(self.layout, self.landlord)
        self.progress("Comparaison", 0.65)
        row = self.stock_import
        row.rejected = staging.value("SELECT count(*) FROM rpls_reject")
        row.dwellings = staging.value("SELECT count(*) FROM rpls_home")
        row.lines_read = self.reader.lines
        row.changed = row.unchanged = row.gone = 0
        self.compared = 0
        if self.matched:
            row.changed, row.unchanged = staging.rows(
                "SELECT count(*) FILTER (WHERE changed), count(*) FILTER (WHERE NOT changed) FROM rpls_match"
            )[0]
            self._find_gone()
        row.created = row.dwellings - row.changed - row.unchanged

    def _find_gone(self) -> None:
        """Homes present in the stock, in the communes of the file, that the file does not know any more."""
        if self.reader.complement or self.stock_import.options.get("complement"):
            return
        here = "left_on IS NULL AND commune_code IN (SELECT DISTINCT commune_code FROM rpls_typed)"
        self.compared = staging.value(f"SELECT count(*) FROM rpls_stock WHERE {here}")
        absent = f"SELECT id FROM rpls_stock stock WHERE {here} AND {matching._free(homes='stock')}"
        if self.stock_import.rejected:
            absent = self._spare_rejected(absent)
        if absent:
            self.gone = absent
            self.stock_import.gone = staging.value(f"SELECT count(*) FROM ({absent}) gone")

    def _spare_rejected(self, absent: str) -> str:
        """A home whose line was rejected is not gone. Where a rejected line names none, nobody is."""
        keys = [self.layout.position(code) for code in ("IDENT_INT", "IDENT_REP")]
        told = [f"btrim(split_part(raw, ';', {key + 1}), ' \"')" for key in keys if key is not None]
        nameless = f"NOT ({' OR '.join(f'{key} <> {chr(39) * 2}' for key in told)})" if told else "true"
        if staging.value(f"SELECT EXISTS (SELECT FROM rpls_reject WHERE {nameless})"):
            if staging.value(f"SELECT EXISTS ({absent})"):
                self.warnings.append(
                    "Des lignes rejetées ne disent pas de quel logement elles parlent : aucun logement n’est"
                    " marqué sorti du parc. Corrigez-les, puis importez de nouveau le fichier entier."
                )
            return ""
        names = [name for name, key in zip(("landlord_ref", "rpls_id"), keys, strict=True) if key is not None]
        spared = " OR ".join(
            f"(stock.{name} <> '' AND stock.{name} IN (SELECT {key} FROM rpls_reject))"
            for name, key in zip(names, told, strict=True)
        )
        return f"{absent} AND NOT ({spared})"

    def _guard(self) -> None:
        gone, confirmed = self.stock_import.gone, self.stock_import.options.get("confirm_gone")
        if self.compared and gone > self.compared * GUARD and not confirmed:
            raise ImportRefused(
                f"{gone} logements sur {self.compared} du parc sont absents de ce fichier et seraient marqués"
                " sortis du parc. Vérifiez que c’est le bon fichier et qu’il est entier ; si c’est bien cela,"
                " confirmez les sorties (case « Confirmer les sorties », ou --confirm-gone)."
            )

    # --- report

    def _report(self) -> None:
        self.progress("Rapport", 0.68)
        self._warn()
        report = {
            "grouping": reporting.grouping(self.stock_import),
            "new_sample": reporting.new_sample(self.layout, matched=self.matched),
            "changed_fields": {}, "changed_sample": [], "gone_sample": [], "returned": 0, "kept_corrections": 0,
            "landlord": self.layout.landlord, "header": self.layout.header, "compared": self.compared,
        }  # fmt: skip
        if self.matched:
            report |= reporting.changes(self.layout) | {
                "kept_corrections": reporting.kept_corrections(self.layout)
            }
            if count := reporting.address_changes(self.layout):
                self.warnings.append(
                    f"{count} logement{'s changent' if count > 1 else ' change'} d’adresse dans le fichier ; "
                    "chacun reste dans sa résidence et son escalier."
                )
        if self.stock_import.gone:
            report["gone_sample"] = reporting.gone_sample(self.gone)
        report["warnings"] = self.warnings
        self.stock_import.report = report

    def _warn(self) -> None:
        self.warnings += self.reader.warnings()
        announced = self.layout.landlord.get("announced", "")
        if announced.isdigit() and int(announced) != self.reader.lines and not self.reader.complement:
            self.warnings.append(
                f"L’en-tête annonce {announced} logements ; le fichier a {self.reader.lines} lignes."
            )
        name = self.layout.landlord.get("name", "")
        if name and plain(name) != plain(self.landlord.name):
            self.warnings.append(f"L’en-tête nomme « {name} » ; l’import est fait pour {self.landlord}.")

    # --- writing

    def _write(self) -> None:
        writer = Writer(self.layout, self.stock_import, matched=self.matched)
        staging.run("SET LOCAL default_statistics_target = 30")
        self._write_stock(writer)
        if self.stock_import.created + self.stock_import.changed > BIG and not writer.looked_at:
            writer.look()

    def _write_stock(self, writer: Writer) -> None:
        row = self.stock_import
        if row.created:
            self.progress("Création des résidences", 0.70)
            agencies.create(self.landlord.pk)
            writer.places()
        self.progress("Écriture des logements", 0.72)
        if row.changed:
            writer.change()
        if row.created:
            writer.create()
        if row.gone:
            writer.leave(self.gone)
        positions.locate(self.layout, self.landlord.pk)
        if reporting.learn(self.landlord, self.layout.landlord):
            self.landlord.save()
        self.progress("Mise à jour des résidences", 0.92)
        if row.created or row.changed or row.gone:
            touched = self._touched()
            facts.count_homes(touched)
            if self.matched:
                facts.say_staircases(touched)

    def _touched(self) -> list[int]:
        if not self.matched:
            return list(self.landlord.residences.values_list("pk", flat=True))
        homes = Unit.objects.filter(stated_by=self.stock_import).order_by()
        return list(homes.values_list("residence", flat=True).distinct())

    def _save(self) -> None:
        row = self.stock_import
        row.layout, row.encoding, row.sha256 = self.layout.kind, self.source.encoding, self.source.sha256
        row.state = StockImport.State.APPLIED if self.apply else StockImport.State.READY
        row.error, row.ended_at = "", timezone.now()
        row.save()
        row.rejected_lines.all().delete()
        staging.run(
            """
            INSERT INTO housing_rejectedline (stock_import_id, line_number, reason, raw)
            SELECT %(import)s, n, left(reason, 200), raw FROM rpls_reject
            """,
            {"import": row.pk},
        )
