"""What the page of a home says of it, field by field, with who says so and since when."""

from dataclasses import dataclass, field

from django.utils import timezone

from teams.roles import Role

from .corrections import FIELDS
from .models import FieldStatement, Unit
from .picture import STATES, state_of
from .unit_values import label, told

MAY_CORRECT = (Role.PROXIMITY_MANAGER, Role.TECHNICIAN, Role.ASSET_PLANNER, Role.LEASING_OFFICER)
MAY_SEE_RENT = (
    Role.LEASING_OFFICER,
    Role.TENANCY_OFFICER,
    Role.ARREARS_OFFICER,
    Role.SOCIAL_WORKER,
    Role.DIRECTOR,
    Role.ADMIN,
)
"""Domain.md §10.4: the agency manager sees rents as totals only, field teams do not see them."""

GROUPS = [
    ("Le logement", ["rooms", "living_area", "floor", "door", "mailbox", "locator", "construction"]),
    ("Énergie", ["energy_class", "ghg_class", "dpe_date"]),
    ("Financement et convention", ["financing", "apl_agreement", "apl_number", "apl_from", "financing_other",
                                  "cus_ceiling", "sru_expiry", "sru_paragraph", "segment_label"]),
    ("Histoire", ["built_year", "first_let_year", "acquired_year", "origin", "right", "priority_district",
                  "previous_owner", "new_kind", "lost_kind", "put_on_sale", "buyer_kind"]),
]  # fmt: skip
RENT = ("Loyer et occupation", ["lease_month", "relet_month", "rent", "extra_rent", "rent_area", "apl_max_rent",
                                "cus_max_rent", "nominator_quota"])  # fmt: skip
ALWAYS = {"rooms", "living_area", "floor", "door", "energy_class", "ghg_class", "dpe_date", "financing",
          "apl_agreement", "built_year", "priority_district", "construction", "rent", "lease_month"}  # fmt: skip
"""Shown even when unknown; the others only when a source says them."""


@dataclass
class Line:
    name: str
    label: str
    value: str
    note: str = ""
    provenance: str = ""
    corrected: FieldStatement | None = None
    may_correct: bool = False
    letter: str = ""
    replaced: str = ""


@dataclass
class Group:
    title: str
    lines: list[Line] = field(default_factory=list)


def read(unit: Unit, user) -> list[Group]:
    """The groups this person may see. One query."""
    standing = unit.statements.filter(ended_at=None).select_related("stated_by")
    corrected = {statement.field: statement for statement in standing}
    groups = [*GROUPS, RENT] if user.has_role(*MAY_SEE_RENT) else GROUPS
    may = user.has_role(*MAY_CORRECT)
    found = []
    for title, names in groups:
        lines = [_line(unit, name, corrected.get(name), may and name in FIELDS) for name in names]
        kept = [line for line in lines if line.value or line.name in ALWAYS or line.corrected]
        if any(line.value for line in kept) or title != RENT[0]:
            found.append(Group(title, kept))
    return found


def state(unit: Unit) -> tuple[str, str]:
    """Its state in the picture, and in words."""
    code = state_of(unit.occupancy, unit.left_on)
    return code, unit.get_occupancy_display() if code in ("let", "vacant", "works", "other") else STATES[code]


def sources(groups: list[Group]) -> dict[str, list[str]]:
    """Where each value of these groups comes from: who or which file, and the names of its fields."""
    found: dict[str, list[str]] = {}
    for line in (line for group in groups for line in group.lines if line.provenance):
        found.setdefault(line.provenance, []).append(line.label)
    return found


def _line(unit, name, statement, may) -> Line:
    column = Unit._meta.get_field(name)
    raw = getattr(unit, name)
    letter = raw if name in ("energy_class", "ghg_class") else ""
    if name == "put_on_sale" and not raw:
        raw = None
    value = unit.typology if name == "rooms" and raw else told(column, raw)
    line = Line(name, label(column), value, _note(unit, name, raw), corrected=statement, may_correct=may,
                letter=letter)  # fmt: skip
    line.provenance = _correction(statement) if statement else file_of(unit) if line.value else ""
    if statement:
        line.replaced = told(column, column.to_python(statement.replaced or None))  # type: ignore[union-attr]
    return line


def _note(unit, name, raw) -> str:
    if name == "dpe_date" and raw:
        return _age(raw)
    if name == "rent_area" and raw and unit.rent_area_kind:
        return told(Unit._meta.get_field("rent_area_kind"), unit.rent_area_kind).lower()
    return ""


def _age(day) -> str:
    years = (timezone.localdate() - day).days // 365
    return f"il y a {years} an{'s' if years > 1 else ''}" if years > 0 else "moins d’un an"


def _correction(statement: FieldStatement) -> str:
    who = f"corrigé par {statement.stated_by} le {statement.stated_on:%d/%m/%Y}"
    return f"{who}, d’après {statement.source}" if statement.source else who


def file_of(unit: Unit) -> str:
    """« d’après l’import RPLS du 12/03/2026 », or « au 12/03/2026 » when no file is known."""
    if unit.stated_by:
        return f"d’après l’import RPLS du {unit.stated_by.requested_at:%d/%m/%Y}"
    return f"au {unit.stated_on:%d/%m/%Y}"
