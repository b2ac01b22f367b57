"""État des lieux: begun with what is known of the home, ended with both parties, costed line by line.

It meets the vacancy in its case: the end of an inventory finishes the step that waits for it, and the costing
travels as `coordination.costing`.
"""

import uuid
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from coordination import costing, parameters
from coordination.models import Case, Entry
from messaging.models import Occupancy
from teams.workflow import MoveRefused

from . import inspecting
from .inspection_parameters import WEAR_BY_MONTH
from .models import Checklist, CostLine, Inventory, Signature, WearGrid

Kind = Checklist.Kind
PROCESS = "vacancy"
STEPS: dict[str, str] = {Kind.MOVE_OUT: "check_out", Kind.MOVE_IN: "check_in"}
"""The step of the case that an inventory ends."""


@transaction.atomic
def start(kind: str, unit, *, by, case: Case | None = None, key: uuid.UUID | None = None) -> Inventory:
    """Begin one, with who lives there and the entry to compare with. The same `key` twice gives the same one."""
    inspection = inspecting.start(kind, unit, by=by, case=case, key=key)
    if known := Inventory.objects.filter(pk=inspection.pk).first():
        return known
    living = Occupancy.objects.current().filter(unit=unit).select_related("contact").order_by("since", "pk")
    people = [one.contact for one in living] if kind == Kind.MOVE_OUT else []
    entry = Inventory.objects.last_entry(unit, inspection.started_at) if kind == Kind.MOVE_OUT else None
    return Inventory.objects.create(
        inspection=inspection, entry=entry, tenant=people[0] if people else None,
        tenant_name=", ".join(str(one) for one in people)[:160],
    )  # fmt: skip


@transaction.atomic
def sign(inspection, *, party: str, name: str, picture=None, absent: bool = False) -> Signature:
    """Signed again, the last one stands."""
    inspection.hold()
    if absent == (picture is not None):
        raise MoveRefused("Signez, ou cochez « absent ».")
    said = {"name": name, "picture": picture, "absent": absent, "at": timezone.now()}
    return Signature.objects.update_or_create(inspection=inspection, party=party, defaults=said)[0]


@transaction.atomic
def finish(inventory: Inventory, *, by, key: uuid.UUID | None = None) -> None:
    """Whole and signed, it never changes again; the case goes on."""
    inspection = inventory.inspection
    if key is not None and inspection.end_key == key:
        return
    inventory.must_be_whole()
    inspection.finish(by=by, key=key)
    if inspection.case is None:
        return
    kind, words = inspection.checklist.get_kind_display(), _readings(inventory)
    task = inspection.case.tasks.open().filter(step=STEPS[inspection.checklist.kind]).first()
    if task is None:
        inspection.case.note(f"{kind} terminé. {words}", by=by)
        return
    task.case = inspection.case
    task.answer("done", text=f"{kind} signé. {words}", by=by)


def _readings(inventory: Inventory) -> str:
    keys = inventory.keys.aggregate(all=Sum("count"))["all"] or 0
    readings = ", ".join(str(one) for one in inventory.readings.order_by("pk"))
    return f"Clés : {keys}. Compteurs : {readings}."


# --- what it costs


@transaction.atomic
def add_line(inventory: Inventory, line: CostLine) -> CostLine:
    """One more line, its shares worked out with the grid of the day of the exit."""
    _not_costed(inventory)
    line.inventory = inventory
    line.price(by_month=bool(parameters.value(WEAR_BY_MONTH)))
    line.save(force_insert=True)
    return line


@transaction.atomic
def remove_line(inventory: Inventory, pk: int) -> bool:
    _not_costed(inventory)
    return bool(inventory.cost_lines.filter(pk=pk).delete()[0])


def costing_of(inventory: Inventory, works: str = "", diagnostics: Decimal | None = None) -> costing.Costing:
    """All its lines, and the page where they are worked out."""
    lines = tuple(line.as_costed for line in inventory.cost_lines.order_by("pk"))
    return costing.Costing(works, lines, diagnostics, ("proximity:costing", inventory.pk))


@transaction.atomic
def send_costing(
    inventory: Inventory, works: str, *, diagnostics: Decimal | None = None, by, key: uuid.UUID | None = None
) -> Entry:
    """The costing goes to the vacancy, in its case: works are ordered, or the home is accepted as it is."""
    case = inventory.inspection.case
    if key and (known := Entry.objects.filter(key=key).first()):
        return known
    if case is None:
        raise MoveRefused("Cet état des lieux n’est rattaché à aucun dossier.")
    if inventory.inspection.is_running:
        raise MoveRefused("Terminez d’abord l’état des lieux.")
    _not_costed(inventory)
    told = costing_of(inventory, works, diagnostics)
    if not told.total and works != costing.NO_WORKS:
        raise MoveRefused("Ajoutez au moins une ligne, ou dites « aucun » travaux.")
    entry = costing.tell(case, told, by=by, key=key)
    inventory.works, inventory.costed_at = works, timezone.now()
    inventory.save(update_fields=["works", "costed_at"])
    return entry


def _not_costed(inventory: Inventory) -> None:
    """Held, and still open to change."""
    Inventory.objects.select_for_update(no_key=True).get(pk=inventory.pk)
    if not Inventory.objects.filter(pk=inventory.pk, costed_at=None).exists():
        raise MoveRefused("Le chiffrage a été envoyé : il ne se modifie plus.")


def grid_of(inventory: Inventory) -> WearGrid | None:
    return WearGrid.objects.on(timezone.localdate(inventory.inspection.started_at))
