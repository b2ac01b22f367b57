"""What requests show on pages of cases, homes, residences and people (`housing.panels`)."""

from typing import Any

from django.urls import reverse

from coordination.models import Case, Priority
from housing.models import Residence, Unit
from housing.panels import Panel, register
from messaging.models import Contact
from messaging.people import MAY_SEE

from .desk import MAY_CAPTURE
from .models import Request

FEW = 8
FILE = ("category__item", "contact", "equipment", "follows__case", "case")


def of_case(case: Case, request) -> dict[str, Any] | None:
    """What was told, who asked, who pays, and why it is that urgent."""
    if case.process_id != "request":
        return None
    found = Request.objects.visible_to(request.user).filter(case=case).select_related(*FILE)
    one = found.prefetch_related("signs", "contact__phones", "surveys", "followed_by__case").first()
    if one is None:
        return None
    proposed = one.suggested_priority
    return {
        "request": one,
        "may_see_people": request.user.has_role(*MAY_SEE),
        "may_change": case.is_open and request.user.has_role(*MAY_CAPTURE),
        "proposed": Priority(proposed).label if proposed and proposed != case.priority else "",
        "scores": [survey for survey in one.surveys.all() if survey.score],
    }


def of_residence(residence: Residence, request) -> dict[str, Any]:
    rows = Request.objects.visible_to(request.user).open().filter(case__residence=residence)
    return _open(rows, request, f"residence={residence.pk}", f"residence={residence.pk}")


def of_unit(unit: Unit, request) -> dict[str, Any]:
    rows = Request.objects.visible_to(request.user).open().filter(case__unit=unit)
    return _open(rows, request, f"logement={unit.pk}", f"residence={unit.residence_id}")


def of_contact(contact: Contact, request) -> dict[str, Any]:
    """Open ones first; what was asked before helps too."""
    rows = Request.objects.visible_to(request.user).filter(contact=contact)
    return _open(rows.order_by("-case__opened_at", "-pk"), request, f"contact={contact.pk}", "")


def _open(rows, request, prefill: str, listed: str) -> dict[str, Any]:
    """One query: the most endangered first."""
    if not rows.query.order_by:
        rows = rows.order_by("case__promised_on", "case__opened_at", "pk")
    found = list(rows.with_owner()[: FEW + 1])
    return {
        "requests": found[:FEW], "more": len(found) > FEW,
        "new": f"{reverse('requests_app:new')}?{prefill}" if request.user.has_role(*MAY_CAPTURE) else "",
        "all": f"{reverse('requests_app:requests')}?{listed}" if listed else "",
    }  # fmt: skip


def register_all() -> None:
    file = "requests_app/_case_panel.html"
    register(Case, Panel("demande", "La demande", file, of_case, order=5))
    for model, read in ((Residence, of_residence), (Unit, of_unit), (Contact, of_contact)):
        register(model, Panel("demandes", "Demandes", "requests_app/_place_panel.html", read, order=15))
