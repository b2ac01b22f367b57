"""Merging and splitting residences: what people call one residence is theirs to decide, after the import's rule.

Buildings move with all that hangs on them (composite keys, ON UPDATE CASCADE); rows about the residence itself
are moved here, whatever app holds them. Nothing is deleted: a merged residence keeps its name, its history and
the key by which later imports find it, and names the one it was merged into.
"""

import contextlib
from collections.abc import Iterable, Iterator

import pghistory
from django.apps import apps
from django.db import IntegrityError, OperationalError, connection, transaction
from psycopg.errors import DeadlockDetected, LockNotAvailable

from . import facts
from .models import Building, Placed, Residence
from .rpls.importing import LOCK


class GroupingRefused(Exception):
    """The merge, split or move makes no sense; the text says why, in French."""


def merge(residence: Residence, into: Residence, *, by) -> None:
    """Move all that belongs to `residence` into `into`, whose agency then applies."""
    if residence.pk == into.pk:
        raise GroupingRefused("Une résidence ne se regroupe pas avec elle-même.")
    with _change("merge", by, residence.landlord_id, residence.pk, into.pk) as locked:
        source, target = locked[residence.pk], locked[into.pk]
        _check_open(source, target)
        Building.objects.filter(residence=source, name="").update(name=source.name)
        Building.objects.filter(residence=source).update(residence=target)
        for model in _placed_models():
            _carry(model, source, target)
        Residence.objects.filter(merged_into=source).update(merged_into=target)
        Residence.objects.filter(pk=source.pk).update(merged_into=target)
    residence.refresh_from_db()


def split(residence: Residence, buildings: Iterable[Building], *, name: str, by) -> Residence:
    """Take `buildings` out of `residence` into a new one of that name; rows about the residence stay."""
    wanted = {building.pk for building in buildings}
    if not wanted:
        raise GroupingRefused("Cochez au moins un bâtiment.")
    with _change("split", by, residence.landlord_id, residence.pk) as locked:
        source = locked[residence.pk]
        _check_open(source)
        there = set(source.buildings.values_list("pk", flat=True))
        if not wanted <= there:
            raise GroupingRefused("Un de ces bâtiments n’est plus dans cette résidence.")
        if wanted == there:
            raise GroupingRefused("Il doit rester au moins un bâtiment : renommez plutôt la résidence.")
        kept = ("landlord", "agency", "commune_code", "commune_name", "postal_code", "latitude", "longitude")
        new = Residence.objects.create(name=name, **{field: getattr(source, field) for field in kept})
        locked[new.pk] = new
        source.buildings.filter(pk__in=wanted).update(residence=new)
    new.refresh_from_db()
    return new


def move(building: Building, into: Residence, *, by) -> None:
    """Move one building to another residence of the landlord, which must leave some behind."""
    if building.residence_id == into.pk:
        raise GroupingRefused("Ce bâtiment est déjà dans cette résidence.")
    with _change("move", by, building.landlord_id, building.residence_id, into.pk) as locked:
        source, target = locked[building.residence_id], locked[into.pk]
        _check_open(source, target)
        if not source.buildings.exclude(pk=building.pk).exists():
            raise GroupingRefused("C’est le seul bâtiment de la résidence : regroupez plutôt les deux résidences.")
        if not source.buildings.filter(pk=building.pk).update(residence=target):
            raise GroupingRefused("Ce bâtiment a changé de résidence entre-temps.")
    building.refresh_from_db()


def attached(residence: Residence) -> list[tuple[str, int]]:
    """What is about the residence itself and follows a merge: (« composant », 1), (« alertes », 3)…"""
    found = []
    for model in _placed_models():
        if count := model._base_manager.filter(residence=residence, building=None).count():
            found.append((str(model._meta.verbose_name_plural if count > 1 else model._meta.verbose_name), count))
    return found


@contextlib.contextmanager
def _change(act: str, by, landlord_id: int, *pks: int) -> Iterator[dict[int, Residence]]:
    """One transaction over these residences, locked in one order whoever comes first; facts follow at the end."""
    try:
        with transaction.atomic(), pghistory.context(user=by.pk, act=act):
            _refuse_during_import(landlord_id)
            rows = Residence.objects.select_for_update().filter(pk__in=pks).order_by("pk")
            found = {residence.pk: residence for residence in rows}
            yield found
            facts.refresh(found)
    except OperationalError as error:
        if isinstance(error.__cause__, (LockNotAvailable, DeadlockDetected)):
            raise GroupingRefused("Quelqu’un d’autre change cette résidence. Réessayez.") from error
        raise


def _refuse_during_import(landlord_id: int) -> None:
    """An import decides where homes go at its start and writes at its end: nothing moves in between."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock_shared(%s, %s)", [LOCK, landlord_id])
        if not cursor.fetchone()[0]:
            raise GroupingRefused("Un import de ce bailleur est en cours. Réessayez quand il sera terminé.")


def _check_open(source: Residence, target: Residence | None = None) -> None:
    for residence in filter(None, (source, target)):
        if residence.merged_into_id:
            raise GroupingRefused(f"« {residence.name} » a déjà été regroupée avec une autre résidence.")
    if target and source.landlord_id != target.landlord_id:
        raise GroupingRefused("Ces résidences n’ont pas le même bailleur.")


def _carry(model: type[Placed], source: Residence, target: Residence) -> None:
    """Rows about the residence follow; where only one may stand, people settle it first."""
    try:
        with transaction.atomic():
            model._base_manager.filter(residence=source).update(residence=target)
    except IntegrityError as error:
        broken = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
        told = {one.name: str(one.violation_error_message) for one in model._meta.constraints}
        if broken not in told:
            raise
        raise GroupingRefused(f"{told[broken]} Réglez-le d’abord dans l’une des deux résidences.") from None


def _placed_models() -> list[type[Placed]]:
    """Every table of rows about a place, in whatever app."""
    return [model for model in apps.get_models() if issubclass(model, Placed) and not model._meta.proxy]
