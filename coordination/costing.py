"""What putting a home back in order costs: said by whoever costs it, heard by whoever lets it, in their case.

    tell(case, Costing("light", (Line("Peinture", Decimal(300), tenant=Decimal(210)),)), by=user)
    heard(entry)   # → Costing, or None
    last(case)     # → the line of the journal that told the costing in force, or None

There is no other way to cost an exit: an inventory's lines and amounts that an office types both end here. They
travel as data of a line of the journal, so that neither side knows the other.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.urls import reverse

from config.web.templatetags.palier import euros
from teams.workflow import MoveRefused

from .models import Case, Entry

STEP = "costing"
NO_WORKS = "none"
MOST = Decimal("99999999.99")
ZERO = Decimal(0)


@dataclass(frozen=True)
class Line:
    """One thing to do, for how much, at whose account. What neither the tenant nor another (a contract, an
    insurer) pays is the landlord's: shares sum to the amount."""

    label: str
    amount: Decimal
    tenant: Decimal = ZERO
    other: Decimal = ZERO

    @property
    def landlord(self) -> Decimal:
        return self.amount - self.tenant - self.other

    @property
    def is_sound(self) -> bool:
        return min(self.amount, self.tenant, self.other, self.landlord) >= 0


@dataclass(frozen=True)
class Costing:
    """`works`: their size (none, light, medium, heavy), which says how long they last. `diagnostics`: None when
    whoever costs does not know. `page`: the route and key of the page where the lines were worked out."""

    works: str
    lines: tuple[Line, ...] = ()
    diagnostics: Decimal | None = None
    page: tuple[str, int] | None = None

    @property
    def total(self) -> Decimal:
        return sum((line.amount for line in self.lines), ZERO)

    @property
    def tenant_share(self) -> Decimal:
        return sum((line.tenant for line in self.lines), ZERO)

    @property
    def other_share(self) -> Decimal:
        return sum((line.other for line in self.lines), ZERO)

    @property
    def landlord_share(self) -> Decimal:
        return sum((line.landlord for line in self.lines), ZERO)

    @property
    def url(self) -> str:
        return reverse(self.page[0], args=[self.page[1]]) if self.page else ""

    @property
    def text(self) -> str:
        said = f"Chiffrage : {euros(self.total)}, dont locataire {euros(self.tenant_share)}."
        return f"{said} Diagnostics : {euros(self.diagnostics)}." if self.diagnostics else said

    @property
    def data(self) -> dict[str, Any]:
        """As it is kept in the journal."""
        lines = [[one.label, str(one.amount), str(one.tenant), str(one.other)] for one in self.lines]
        known = None if self.diagnostics is None else str(self.diagnostics)
        return {"costing": {"works": self.works, "lines": lines, "diagnostics": known, "page": self.page}}


@transaction.atomic
def tell(case: Case, costing: Costing, *, by, text: str = "", key: uuid.UUID | None = None) -> Entry:
    """Write the costing in the journal and finish the step that waits for it. Refused when nothing waits."""
    case.hold()
    task = case.tasks.open().filter(step=STEP).first()
    known = key and Entry.objects.filter(key=key).exists()
    if task is None and not known:
        raise MoveRefused("Ce dossier n’attend pas de chiffrage.")
    if not all(line.is_sound for line in costing.lines):
        raise MoveRefused("La part du locataire dépasse le montant des travaux.")
    if costing.total > MOST:
        raise MoveRefused("Le total dépasse ce que le dossier peut porter : vérifiez les montants.")
    entry = write(case, costing, by=by, text=text, key=key)
    if task is not None and not known:
        task.case = case
        wanted = costing.works != NO_WORKS
        task.answer("works" if wanted else "none", facts={"works": costing.works} if wanted else None, by=by)
    return entry


def write(case: Case, costing: Costing, *, by, text: str = "", **how) -> Entry:
    """The line of the journal, and nothing else."""
    return case.note(" ".join(filter(None, (costing.text, text))), data=costing.data, by=by, **how)


def heard(entry: Entry) -> Costing | None:
    """The costing that this line tells."""
    said = entry.data.get("costing") if entry.kind == Entry.Kind.NOTED else None
    if not said:
        return None
    if "lines" not in said:  # told before there were lines
        whole = Line("Travaux", Decimal(said["total"]), tenant=Decimal(said["tenant_share"]))
        return Costing(said["works"], (whole,))
    lines = tuple(Line(label, *map(Decimal, amounts)) for label, *amounts in said["lines"])
    known = said["diagnostics"]
    page = said["page"] and (said["page"][0], said["page"][1])
    return Costing(said["works"], lines, known and Decimal(known), page)


def last(case: Case) -> Entry | None:
    """The one in force: a later one replaces it."""
    told = case.entries.filter(kind=Entry.Kind.NOTED, data__has_key="costing")
    return told.select_related("by").order_by("-pk").first()


_finders: list[Callable[[Case, Any], str]] = []


def prepared_by(finder: Callable[[Case, Any], str]) -> None:
    """An app above says where the lines of a case are being worked out, for this user: a URL, or nothing."""
    _finders.append(finder)


def prepared(case: Case, user) -> str:
    return next(filter(None, (finder(case, user) for finder in _finders)), "")
