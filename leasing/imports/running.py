"""One import, from the file to the leases, in one transaction."""

from collections.abc import Callable
from typing import BinaryIO

from django.db import IntegrityError, transaction
from django.utils import timezone

from config.web.tables import Unreadable

from ..models import LeaseImport, RejectedLease
from . import comparing, judging, staging, writing
from .columns import COLUMNS
from .reading import SEPARATOR, open_lines, staged

Progress = Callable[[str, float], None]
LOCK = 0x4C454153
State = LeaseImport.State
REJECTS = """
INSERT INTO leasing_rejectedlease (lease_import_id, line_number, reason, cells)
SELECT %(key)s, n, string_agg(reason, ' ' ORDER BY reason), to_jsonb(string_to_array(min(raw), %(separator)s))
FROM li_problem JOIN li_line USING (n) GROUP BY n ORDER BY n
"""


class ImportRefused(Exception):
    """The file as a whole cannot be taken; the text says why, in French."""


def run_import(row: LeaseImport, file: BinaryIO, *, apply: bool, progress: Progress | None = None) -> LeaseImport:
    """Read the file and say what it would do; with `apply`, do it. All or nothing: when it fails, nothing changed
    but the row, which says why."""
    tell = progress or (lambda step, share: None)
    try:
        with transaction.atomic():
            _do(row, file, apply, tell)
    except (ImportRefused, Unreadable) as refusal:
        _fail(row, str(refusal))
        raise ImportRefused(str(refusal)) from None
    except IntegrityError:
        _fail(row, "Des baux ont changé pendant l’import, ou deux lignes se contredisent : rien n’a été écrit.")
        raise ImportRefused(row.error) from None
    except Exception:
        _fail(row, "L’import s’est arrêté sur une erreur imprévue : rien n’a été écrit.")
        raise
    return row


def _do(row: LeaseImport, file: BinaryIO, apply: bool, tell: Progress) -> None:
    staging.prepare()
    if apply:
        staging.run("SELECT pg_advisory_xact_lock(%(lock)s, 0)", {"lock": LOCK})
    tell("Lecture du fichier", 0.0)
    known, lines = open_lines(file)
    row.lines_read = staging.load(staged(known, lines), lambda count: tell(f"{count} lignes lues", 0.2))
    if not row.lines_read:
        raise ImportRefused("Ce fichier n’a aucune ligne sous ses titres.")
    tell("Contrôle des lignes", 0.3)
    today = timezone.localdate()
    judging.find(row.requested_by, today)
    judging.judge(today)
    tell("Comparaison avec les baux", 0.5)
    counts = comparing.compare()
    row.report = comparing.report()
    _keep_rejects(row)
    if apply and counts["created"] + counts["changed"]:
        tell("Écriture des baux", 0.6)
        writing.write(counts["created"])
    tell("Terminé", 1.0)
    row.created, row.changed, row.unchanged = counts["created"], counts["changed"], counts["unchanged"]
    row.state, row.error = (State.APPLIED if apply else State.READY), ""
    row.ended_at = timezone.now()
    row.save()


def _keep_rejects(row: LeaseImport) -> None:
    RejectedLease.objects.filter(lease_import=row).delete()
    row.rejected = staging.run(REJECTS, {"key": row.pk, "separator": SEPARATOR})


def _fail(row: LeaseImport, error: str) -> None:
    row.refresh_from_db()
    row.state, row.error, row.ended_at = State.FAILED, error, timezone.now()
    row.save(update_fields=["state", "error", "ended_at"])


def rejected_rows(row: LeaseImport):
    """(the cells as they came, line number, what to correct)."""
    width = len(COLUMNS)
    for line in row.rejects.order_by("line_number").iterator(chunk_size=2000):
        yield [*(line.cells + [""] * width)[:width], line.line_number, line.reason]
