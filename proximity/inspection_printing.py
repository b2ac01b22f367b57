"""Visits, inventories and the register of mandatory checks on paper."""

from django.conf import settings
from django.utils import timezone

from messaging.letters import pdf

from .inspection_page import read
from .models import CheckRecord, CheckRule, Inspection
from .models.checks import RED, Status
from .models.inventories import compare

STYLE = settings.BASE_DIR / "static" / "css" / "inspection-print.css"
MOST_PICTURES = 60
"""On paper: the report stays of a size one can send."""


def sheet(inspection: Inspection) -> bytes:
    """The report of a visit; of an exit, beside its entry. NoPango when the machine cannot make PDF."""
    context = read(inspection, fills=False)
    inventory = context["inventory"]
    if inventory is not None and inventory.entry:
        context["pairs"] = compare(inspection, inventory.entry.inspection)
    context |= {"landlord": settings.LANDLORD_NAME, "printed_at": timezone.now()}
    return pdf("proximity/inspections/sheet.html", context, style=STYLE, pictures=_pictures(context))


def _pictures(context) -> dict[str, bytes]:
    """The thumbnails of points and the signatures, by the address the template gives them."""
    lines = [line for room in context["rooms"] for line in room.lines]
    shown = [picture for line in lines for picture in line.pictures][:MOST_PICTURES]
    files = {f"picture:{one.sha256}": one.thumbnail for one in shown}
    signed = [one.picture for one in context["signatures"] if one.picture]
    files |= {f"picture:{one.sha256}": one.file for one in signed}
    found = {}
    for address, kept in files.items():
        with kept.open("rb") as file:
            found[address] = file.read()
    return found


def register(residence, checks) -> bytes:
    """For an auditor: each check with its state and its last proofs. `checks` bear their status."""
    rows = list(checks.order_by("kind__code", "equipment__reference", "pk").prefetch_related("records__document"))
    today = timezone.localdate()
    rules = {one.kind_id: one for one in CheckRule.objects.filter(period__contains=today)}
    for one in rows:
        one.rule = rules.get(one.kind_id)
        one.status_label = Status(one.status).label
        one.result_label = CheckRecord.Result(one.result).label if one.result else ""
    context = {
        "residence": residence, "checks": rows, "landlord": settings.LANDLORD_NAME, "today": today,
        "red": sum(one.status in RED for one in rows),
    }  # fmt: skip
    return pdf("proximity/checks/register.html", context, style=STYLE)
