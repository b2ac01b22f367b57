"""What visits, inventories and mandatory checks show on pages of residences and cases (`housing.panels`)."""

import datetime as dt
from typing import Any

from django.db.models import Count, Min, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils import timezone

from coordination.costing import prepared_by
from coordination.models import Case
from housing.models import Residence, Unit
from housing.panels import Panel, register

from .inspection_access import MAY_INSPECT, MAY_RECORD_CHECKS, MAY_SEE_INVENTORIES
from .inventorying import PROCESS, STEPS
from .models import Checklist, Inspection, Inventory, MandatoryCheck
from .models.checks import RED, Status


def with_residence(user) -> dict[str, Any]:
    """How its checks stand, read in the query of the residence: the page has none to spare."""
    today = timezone.localdate()
    told = JSONObject(
        all=Count("pk"), red=Count("pk", filter=Q(status__in=RED)),
        soon=Count("pk", filter=Q(status=Status.SOON)), next=Min("due_on", filter=Q(due_on__gte=today)),
    )  # fmt: skip
    rows = MandatoryCheck.objects.standing().filter(residence=OuterRef("pk")).with_status(today)
    grouped = rows.order_by().values("residence").annotate(told=told).values("told")
    return {"check_standing": Subquery(grouped)}


def checks_of(residence: Residence, request) -> dict[str, Any]:
    """No query: what `with_residence` read."""
    user, said = request.user, residence.check_standing or {"all": 0}  # type: ignore[attr-defined]
    add, visit = user.has_role(*MAY_RECORD_CHECKS), user.has_role(*MAY_INSPECT)
    return said | {
        "next": dt.date.fromisoformat(said["next"]) if said.get("next") else None,
        "list": f"{reverse('proximity:checks')}?residence={residence.pk}",
        "register": reverse("proximity:check_register", args=[residence.pk]),
        "add": reverse("proximity:check_create", args=[residence.pk]) if add else "",
        "visits": f"{reverse('proximity:inspections')}?residence={residence.pk}",
        "visit": f"{reverse('proximity:inspection_create')}?residence={residence.pk}" if visit else "",
    }


def of_home(unit: Unit, request) -> dict[str, Any]:
    """Ways only: the page of a home has no query to spare."""
    begin = request.user.has_role(*MAY_INSPECT)
    return {
        "all": f"{reverse('proximity:inspections')}?logement={unit.pk}",
        "new": f"{reverse('proximity:inspection_create')}?logement={unit.pk}" if begin else "",
    }


def of_case(case: Case, request) -> dict[str, Any] | None:
    """Inventories of a vacancy, the checks of a mandatory one, visits of any case that has some."""
    inspections = list(
        Inspection.objects.visible_to(request.user).filter(case=case).select_related("checklist").order_by("-pk")
    )
    for one in inspections:
        exit_ = one.checklist.kind == one.checklist.Kind.MOVE_OUT
        one.costing = reverse("proximity:costing", args=[one.pk]) if exit_ else ""
    checks: list[MandatoryCheck] = []
    if case.process_id == "inspection":
        checks = list(MandatoryCheck.objects.visible_to(request.user).filter(case=case).select_related(*CHECK))
    new, label = _new(case, request.user)
    if not inspections and not checks and not new:
        return None
    return {"inspections": inspections, "checks": checks, "new": new, "new_label": label}


def costing_of(case: Case, user) -> str:
    """Where the lines of an exit are worked out, until they are sent."""
    if not user.has_role(*MAY_SEE_INVENTORIES):
        return ""
    waiting = Inventory.objects.visible_to(user).filter(inspection__case=case, inspection__dropped_at=None)
    leaving = waiting.filter(inspection__checklist__kind=Checklist.Kind.MOVE_OUT, costed_at=None)
    found = leaving.order_by("-pk").values_list("pk", flat=True).first()
    return reverse("proximity:costing", args=[found]) if found else ""


CHECK = ("kind", "equipment")


def _new(case: Case, user) -> tuple[str, str]:
    """The inventory that the open step of a vacancy waits for, unless one is begun."""
    if case.process_id != PROCESS or not case.unit_id or not user.has_role(*MAY_INSPECT):
        return "", ""
    waiting = set(case.tasks.open().values_list("step", flat=True))
    begun = set(case.inspections.filter(dropped_at=None).values_list("checklist__kind", flat=True))
    for kind, step in STEPS.items():
        if step in waiting and kind not in begun:
            query = f"logement={case.unit_id}&dossier={case.reference}&type={kind}"
            return f"{reverse('proximity:inspection_create')}?{query}", f"Commencer : {Checklist.Kind(kind).label}"
    return "", ""


def register_all() -> None:
    register(Residence, Panel(
        "controles", "Contrôles et visites", "proximity/panels/checks.html", checks_of, order=55,
        beside=with_residence,
    ))  # fmt: skip
    register(Unit, Panel(
        "etats-des-lieux", "États des lieux", "proximity/panels/home.html", of_home, order=55,
        roles=frozenset(MAY_SEE_INVENTORIES),
    ))  # fmt: skip
    prepared_by(costing_of)
    register(Case, Panel("visites", "Visites et contrôles", "proximity/panels/case.html", of_case, order=6))
