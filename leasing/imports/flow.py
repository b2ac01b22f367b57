"""An import on screen: a file deposited, analysed by a worker, confirmed, applied by a worker.

A worker writes in one transaction, so its progress goes through the cache. Moves are guarded UPDATEs: of two
people who confirm, one starts the work; a task delivered twice does it once.
"""

import contextlib
import time
from collections.abc import Iterator

from django.core.cache import cache
from django.db import Error, connection, transaction
from django.utils import timezone

from teams.workflow import MoveRefused

from ..models import LeaseImport
from .running import LOCK, ImportRefused, run_import

State = LeaseImport.State
TOLD_EVERY = 0.3
"""Seconds between two writes of the progress."""
KEPT = 24 * 3600


def receive(file, *, by) -> LeaseImport:
    """Keep the file and have it analysed."""
    with transaction.atomic():
        received = LeaseImport(file_name=(file.name or "fichier")[-200:], requested_by=by)
        received.file.save(received.key.hex, file, save=False)
        received.save()
        _start(received)
    return received


def confirm(row: LeaseImport) -> None:
    with transaction.atomic():
        _move(row, [State.READY], State.APPLYING, ended_at=None)
        _start(row)


def drop(row: LeaseImport) -> None:
    """Give it up and delete its file; the row stays, to say what was tried."""
    name, storage = row.file.name, row.file.storage
    with transaction.atomic():
        _move(row, [State.READY, State.FAILED], State.DROPPED, ended_at=timezone.now(), file="")
        if name:
            transaction.on_commit(lambda: storage.delete(name))


def run(pk: int) -> None:
    """What the worker does: analyse or apply, whichever the state asks for."""
    with _alone(pk) as alone:
        row = LeaseImport.objects.select_related("requested_by").get(pk=pk)
        if alone and row.is_running:
            apply = row.state == State.APPLYING
            with contextlib.suppress(ImportRefused), row.file.open("rb") as source:
                run_import(row, source.file, apply=apply, progress=_teller(pk))


@contextlib.contextmanager
def _alone(pk: int) -> Iterator[bool]:
    """False while another worker is at this import; the lock ends with the worker, however that ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCK, pk])
        held = cursor.fetchone()[0]
    try:
        yield held
    finally:
        if held:
            with contextlib.suppress(Error), connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCK, pk])


def progress_of(row: LeaseImport) -> tuple[str, int]:
    """(step, percent) that the worker last told."""
    step, share = cache.get(_key(row.pk)) or ("En attente d’un poste de travail", 0.0)
    return step, round(share * 100)


def _start(row: LeaseImport) -> None:
    from ..tasks import run_lease_import

    pk = row.pk
    transaction.on_commit(lambda: run_lease_import.delay(pk), robust=True)


def _move(row: LeaseImport, sources, target: str, **changes) -> None:
    if not LeaseImport.objects.filter(pk=row.pk, state__in=sources).update(state=target, **changes):
        raise MoveRefused("Quelqu’un d’autre a déjà fait avancer cet import. Voici où il en est.")


def _teller(pk: int):
    last_step, last_at = "", 0.0

    def tell(step: str, share: float) -> None:
        nonlocal last_step, last_at
        if (step != last_step and time.monotonic() - last_at > TOLD_EVERY) or share == 1.0:
            last_step, last_at = step, time.monotonic()
            cache.set(_key(pk), (step, share), timeout=KEPT)

    return tell


def _key(pk: int) -> str:
    return f"lease-import-{pk}"
