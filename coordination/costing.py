"""What putting a home back in order costs: said by whoever costs it, heard by whoever lets it, in their case.

    tell(case, Costing(Decimal("1200"), Decimal("300"), "light"), by=user)   # the field
    heard(entry)                                                             # → Costing, or None

The amounts travel as data of a line of the journal, so that neither side knows the other.
"""

import uuid
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from teams.workflow import MoveRefused

from .models import Case, Entry

STEP = "costing"
NO_WORKS = "none"


@dataclass(frozen=True)
class Costing:
    """`works`: their size (none, light, medium, heavy), which says how long they last."""

    total: Decimal
    tenant_share: Decimal
    works: str


@transaction.atomic
def tell(case: Case, costing: Costing, *, by, text: str = "", key: uuid.UUID | None = None) -> Entry:
    """Write the costing in the journal and finish the step that waits for it. Refused when nothing waits."""
    case.hold()
    task = case.tasks.open().filter(step=STEP).first()
    known = key and Entry.objects.filter(key=key).exists()
    if task is None and not known:
        raise MoveRefused("Ce dossier n’attend pas de chiffrage.")
    if costing.tenant_share > costing.total:
        raise MoveRefused("La part du locataire dépasse le montant des travaux.")
    data = {"total": str(costing.total), "tenant_share": str(costing.tenant_share), "works": costing.works}
    entry = case.note(
        text or f"Chiffrage : {costing.total} €, dont locataire {costing.tenant_share} €.",
        data={"costing": data}, by=by, key=key,
    )  # fmt: skip
    if task is not None:
        task.case = case
        wanted = costing.works != NO_WORKS
        task.answer("works" if wanted else "none", facts={"works": costing.works} if wanted else None, by=by)
    return entry


def heard(entry: Entry) -> Costing | None:
    """The costing that this line tells."""
    said = entry.data.get("costing") if entry.kind == Entry.Kind.NOTED else None
    return said and Costing(Decimal(said["total"]), Decimal(said["tenant_share"]), said["works"])
