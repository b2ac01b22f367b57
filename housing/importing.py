"""An import of the register on screen: a file deposited, analysed by a worker, confirmed, applied by a worker.

The engine (`housing.rpls`) reads and writes in one transaction, so its progress goes through the cache. Moves
from one state to another are guarded UPDATEs: of two people who confirm, exactly one starts the work. A worker
holds the landlord's lock while it runs: a task delivered twice, or two files of one landlord, never run at once.
"""

import contextlib
import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.core.cache import cache
from django.core.files.uploadedfile import UploadedFile
from django.db import Error, connection, transaction
from django.utils import timezone

from . import tasks
from .models import Landlord, StockImport
from .rpls import ImportRefused, run_import
from .rpls.importing import GUARD, LOCK

State = StockImport.State
RUNNING = (State.UPLOADED, State.ANALYSING, State.APPLYING)
"""States in which a worker has, or will have, something to do."""
STALLED_AFTER = timedelta(minutes=15)
TOLD_EVERY = 0.3
"""Seconds between two writes of the progress: the page asks once a second."""


class NotNow(Exception):
    """The import has left the state from which this is possible; the text says so, in French."""


class Busy(Exception):
    """Another worker runs an import of this landlord: come back later."""


def receive(
    file: UploadedFile, landlord: Landlord, *, by, options: dict, parent: StockImport | None = None
) -> tuple[StockImport, bool]:
    """Keep the file and have it analysed. The same content still under way is not taken twice: (import, new)."""
    sha256 = _sha256(file)
    with transaction.atomic():
        Landlord.objects.select_for_update().get(pk=landlord.pk)
        open_states = [*RUNNING, State.READY]
        same = StockImport.objects.filter(landlord=landlord, sha256=sha256, parent=parent, state__in=open_states)
        if known := same.first():
            return known, False
        received = StockImport(
            landlord=landlord, parent=parent, file_name=(file.name or "fichier")[-200:], sha256=sha256,
            size=file.size or 0, options=options, requested_by=by,
        )  # fmt: skip
        received.file.save(received.key.hex, file, save=False)
        received.save()
        _start(received)
    return received, True


def confirm(stock_import: StockImport, *, by, confirm_gone: bool = False) -> None:
    """Apply what the preview showed. Of two people exactly one starts it; the other is told."""
    if too_many_gone(stock_import) and not confirm_gone:
        raise NotNow("Cochez la case qui confirme les sorties du parc.")
    options = {**stock_import.options, "confirmed_by": by.pk}
    if confirm_gone:
        options["confirm_gone"] = True
    with transaction.atomic():
        _move(stock_import, [State.READY], State.APPLYING, options=options, ended_at=None)
        _start(stock_import)


def drop(stock_import: StockImport) -> None:
    """Give the import up and delete its file; the row stays, to say what was tried."""
    states = [State.READY, State.FAILED, *(RUNNING if is_stalled(stock_import) else ())]
    name, storage = stock_import.file.name, stock_import.file.storage
    try:
        with _landlord_lock(stock_import.landlord_id), transaction.atomic():
            _move(stock_import, states, State.DROPPED, ended_at=timezone.now(), file="")
            if name:
                transaction.on_commit(lambda: storage.delete(name))
    except Busy:
        raise NotNow("Un import de ce bailleur est en cours. Attendez qu’il soit terminé.") from None


def restart(stock_import: StockImport) -> None:
    """Give a stalled import to a worker again. Nothing was written: the transaction died with the worker."""
    if not is_stalled(stock_import):
        raise NotNow("Cet import avance, ou il est terminé : il n’y a rien à relancer.")
    _start(stock_import)


def run(pk: int) -> None:
    """What the worker does: analyse or apply, whichever the state asks for. Run again, it does nothing more."""
    stock_import = StockImport.objects.select_related("landlord").get(pk=pk)
    with _landlord_lock(stock_import.landlord_id):
        stock_import.refresh_from_db()
        if stock_import.state == State.UPLOADED:
            _move(stock_import, [State.UPLOADED], State.ANALYSING)
            stock_import.refresh_from_db()
        if stock_import.state not in (State.ANALYSING, State.APPLYING):
            return
        apply = stock_import.state == State.APPLYING
        try:
            source = stock_import.file.open("rb")
        except (OSError, ValueError):
            gone = {"error": "Le fichier déposé a disparu. Déposez-le de nouveau.", "ended_at": timezone.now()}
            _move(stock_import, [stock_import.state], State.FAILED, **gone)
            return
        with source, contextlib.suppress(ImportRefused):
            run_import(stock_import, source.file, apply=apply, progress=_teller(pk))


def too_many_gone(stock_import: StockImport) -> bool:
    """More homes would leave the stock than a person may overlook: the engine's guard, told before."""
    compared = stock_import.report.get("compared", 0)
    return bool(compared) and stock_import.gone > compared * GUARD


@dataclass
class Progress:
    step: str
    share: float
    told_at: float

    @property
    def percent(self) -> int:
        return round(self.share * 100)


def progress_of(stock_import: StockImport) -> Progress | None:
    """What the worker last said; None when nothing is known (never started, or long ago)."""
    told = cache.get(_key(stock_import.pk))
    return Progress(*told) if told else None


def is_stalled(stock_import: StockImport) -> bool:
    """A worker should be at it, and has said nothing for a quarter of an hour."""
    if stock_import.state not in RUNNING:
        return False
    told = progress_of(stock_import)
    last = told.told_at if told else stock_import.requested_at.timestamp()
    return time.time() - last > STALLED_AFTER.total_seconds()


def _start(stock_import: StockImport) -> None:
    """Queue the work once this transaction is committed. Should the queue be down, a person restarts it."""
    _tell(stock_import.pk, "En attente d’un poste de travail", 0.0)
    pk = stock_import.pk
    transaction.on_commit(lambda: tasks.run_stock_import.delay(pk), robust=True)


def _move(stock_import: StockImport, sources, target: str, **changes) -> None:
    moved = StockImport.objects.filter(pk=stock_import.pk, state__in=sources).update(state=target, **changes)
    if not moved:
        raise NotNow("Quelqu’un d’autre a déjà fait avancer cet import. Voici où il en est.")


@contextlib.contextmanager
def _landlord_lock(landlord_id: int) -> Iterator[None]:
    """The engine's own lock, for the whole session: it ends with the worker, however that ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCK, landlord_id])
        if not cursor.fetchone()[0]:
            raise Busy
    try:
        yield
    finally:
        with contextlib.suppress(Error), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCK, landlord_id])


def _teller(pk: int):
    """A progress callback that writes each new step, and otherwise a few times a second."""
    last_step, last_at = "", 0.0

    def tell(step: str, share: float) -> None:
        nonlocal last_step, last_at
        if step != last_step or time.monotonic() - last_at > TOLD_EVERY:
            last_step, last_at = step, time.monotonic()
            _tell(pk, step, share)

    return tell


def _tell(pk: int, step: str, share: float) -> None:
    cache.set(_key(pk), (step, share, time.time()), timeout=24 * 3600)


def _key(pk: int) -> str:
    return f"stock-import-{pk}"


def _sha256(file: UploadedFile) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
