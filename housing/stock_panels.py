"""The stock's own panels on the pages of residences and homes (`housing.panels`)."""

from dataclasses import dataclass, field

from django.db.models import Q
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from teams.roles import Role

from . import picture
from .models import (
    Component,
    Condition,
    Document,
    Equipment,
    ExternalReference,
    PlaceAlert,
    PlannedWork,
    Residence,
    Unit,
)
from .panels import Panel, register

COMPONENT_ROLES = (Role.ASSET_PLANNER, Role.TECHNICIAN, Role.PROXIMITY_MANAGER)
EQUIPMENT_ROLES = (*COMPONENT_ROLES, Role.CONTRACT_MANAGER)
ALERT_ROLES = (Role.ASSET_PLANNER, Role.PROXIMITY_MANAGER, Role.AGENCY_MANAGER, Role.TECHNICIAN)
DOCUMENT_ROLES = ALERT_ROLES
YEARS_SHOWN = 10
SOON = 3
"""Years before the end of a component's life when its replacement is to be decided."""
MOST_PRESSING, SHOWN, FEW = 12, 5, 3
"""Rows a list shows before the fold; a fold of `FEW` is not worth one."""
AUTHOR = ("added_by__first_name", "added_by__last_name", "added_by__email")


def placed(model, place, request, *beside: str):
    """Rows of `model` that matter to `place`: all of a residence's; for a home, its own and those around it."""
    rows = model.objects.visible_to(request.user).with_where(*beside)
    if isinstance(place, Residence):
        return rows.filter(residence=place)
    in_building = Q(staircase=None) & (Q(building=place.staircase.building_id) | Q(building=None))
    around = Q(unit=place) | Q(unit=None) & (Q(staircase=place.staircase_id) | in_building)
    return rows.filter(around, residence=place.residence_id)


def adding(kind: str, place, request, roles) -> str:
    """Where to add a row about this place; empty for those who may not."""
    if not request.user.has_role(*roles):
        return ""
    if isinstance(place, Unit):
        return f"{reverse(f'housing:{kind}_create', args=[place.residence_id])}?logement={place.pk}"
    return reverse(f"housing:{kind}_create", args=[place.pk])


def read_picture(residence, request):
    drawn = picture.read(residence)
    return {"picture": drawn, "states": picture.STATES}


def read_components(place, request):
    today = timezone.localdate()
    rows = placed(Component, place, request, "kind__label").select_related("kind").with_end_of_life(today)
    lives = [Life(component, today.year) for component in rows.order_by("end_year", "kind__label", "pk")]
    return {**split(lives), "add": adding("component", place, request, COMPONENT_ROLES)}


def split(lives: list["Life"]) -> dict:
    """What needs a decision first, the rest to unfold."""
    pressing = sorted((life for life in lives if life.pressing), key=lambda life: not life.dangerous)
    calm = [life for life in lives if not life.pressing]
    ordered, shown = pressing + calm, min(len(pressing), MOST_PRESSING) or FEW
    if len(lives) - shown <= FEW:
        shown = len(lives)
    return {"first": ordered[:shown], "rest": ordered[shown:], "pressing": len(pressing), "all": len(lives)}


@dataclass
class Life:
    """What remains of a component's life."""

    component: Component
    year: int

    @property
    def remaining(self) -> int | None:
        end = self.component.end_year  # type: ignore[attr-defined]
        return None if end is None else end - self.year

    @property
    def dangerous(self) -> bool:
        return self.component.condition == Condition.DANGEROUS

    @property
    def pressing(self) -> bool:
        """Past its life or soon, or in a bad condition."""
        soon = self.remaining is not None and self.remaining <= SOON
        return soon or self.component.condition in (Condition.POOR, Condition.DANGEROUS)

    @property
    def span(self) -> int:
        """Years from installation to the end, for the bar; 0 when one of them is unknown."""
        start = self.component.installed_year
        return max(0, self.component.end_year - start) if start and self.remaining is not None else 0  # type: ignore[attr-defined]

    @property
    def used(self) -> int:
        return min(self.span, max(0, self.year - (self.component.installed_year or self.year)))

    @property
    def text(self) -> str:
        if self.remaining is None:
            return "fin de vie inconnue"
        years = f"{abs(self.remaining)} an{'s' if abs(self.remaining) > 1 else ''}"
        if self.remaining < 0:
            return f"dépassée depuis {years}"
        return f"encore {years}" if self.remaining else "fin de vie cette année"

    @property
    def tone(self) -> str:
        if self.remaining is None:
            return "idle"
        return "bad" if self.remaining < 0 else "fair" if self.remaining < 3 else "good"


def read_equipment(place, request):
    return {
        **folded(placed(Equipment, place, request)),
        "add": adding("equipment", place, request, EQUIPMENT_ROLES),
    }


def read_alerts(place, request):
    rows = placed(PlaceAlert, place, request).in_force(timezone.localdate())
    return {"alerts": list(rows), "add": adding("alert", place, request, ALERT_ROLES)}


def read_documents(place, request):
    rows = placed(Document, place, request, *AUTHOR).select_related("added_by")
    return {"documents": list(rows), "add": adding("document", place, request, DOCUMENT_ROLES)}


def read_references(place, request):
    found = folded(placed(ExternalReference, place, request)[:100])
    return found if found["first"] else None


def folded(rows) -> dict:
    """The first rows, the rest to unfold; a rest of a few is shown at once."""
    known = list(rows)
    shown = len(known) if len(known) <= SHOWN + FEW else SHOWN
    return {"first": known[:shown], "rest": known[shown:]}


def read_plan(place, request):
    first = timezone.localdate().year
    works = [Chip(work, _link(work)) for work in placed(PlannedWork, place, request).live()]
    if isinstance(place, Unit) and not works:
        return None
    years = [Year(first + step) for step in range(YEARS_SHOWN)]
    late = [chip for chip in works if chip.work.year < first]
    later = [chip for chip in works if chip.work.year >= first + YEARS_SHOWN]
    for chip in works:
        if 0 <= chip.work.year - first < YEARS_SHOWN:
            years[chip.work.year - first].chips.append(chip)
    return {"years": years, "late": late, "later": later, "any": bool(works), "first": first}


@dataclass
class Chip:
    work: PlannedWork
    url: str


@dataclass
class Year:
    year: int
    chips: list[Chip] = field(default_factory=list)


def _link(work) -> str:
    try:
        return work.get_absolute_url()
    except NoReverseMatch:
        return ""


def register_all() -> None:
    folder = "housing/panels"
    both = [
        Panel("alertes", "Alertes", f"{folder}/alerts.html", read_alerts, order=10),
        Panel("plan", "Travaux prévus", f"{folder}/plan.html", read_plan, order=30, wide=True),
        Panel("composants", "Composants", f"{folder}/components.html", read_components, order=40, wide=True),
        Panel("equipements", "Équipements", f"{folder}/equipment.html", read_equipment, order=50),
        Panel("documents", "Documents", f"{folder}/documents.html", read_documents, order=60),
        Panel("references", "Références externes", f"{folder}/references.html", read_references, order=70),
    ]
    for panel in both:
        register(Residence, panel)
        register(Unit, panel)
    register(
        Residence, Panel("logements", "Logements", f"{folder}/picture.html", read_picture, order=20, wide=True)
    )
