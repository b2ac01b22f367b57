"""Needs on the pages of cases, residences and planned works (`housing.panels`)."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.urls import reverse

from coordination.models import Case
from housing.models import PlannedWork, Residence
from housing.panels import Panel, register

from . import needs_telling
from .models import GuardDecision, Need
from .needs_access import MAY_ANSWER, MAY_ESTIMATE, MAY_REPORT, MAY_SEE

FEW, MOST = 6, 40
ANSWERS = (
    ("Programmer", "need_plan"), ("Mettre à l’étude", "need_study"), ("Regrouper", "need_merge"),
    ("Refuser", "need_refuse"), ("Demander un complément", "need_ask_more"),
)  # fmt: skip


def of_case(case: Case, request) -> dict[str, Any] | None:
    """The need, what the field saw, what was answered and who has read it."""
    if case.process_id != "need":
        return None
    rows = Need.objects.visible_to(request.user).filter(case=case)
    need = rows.select_related("kind", "component", "work", "into__case", "building", "residence").first()
    if need is None:
        return None
    need.case = case
    seen = needs_telling.findings_of(need).select_related("by", "building", "staircase", "unit")
    found = list(seen[: MOST + 1])
    return {
        "need": need, "findings": found[:MOST], "more": len(found) > MOST, "acts": _acts(need, request.user),
        "timeline": list(need.timeline.select_related("by")), "readers": needs_telling.read_by(need),
    }  # fmt: skip


def _acts(need: Need, user) -> list[tuple[str, str]]:
    """(label, address) of what this person may do now."""
    if not (need.is_open and need.case.is_open):
        return []
    names = [("Estimer", "need_estimate")] if user.has_role(*MAY_ESTIMATE) else []
    deciding = need.case.tasks.open().filter(step__in=("decision", "study"))
    if user.has_role(*MAY_ANSWER) and need.state != Need.State.PLANNED and deciding.exists():
        studied = need.state == Need.State.STUDIED
        names = [one for one in ANSWERS if not (studied and one[1] == "need_study")] + names
    return [(label, reverse(f"proximity:{name}", args=[need.pk])) for label, name in names]


def with_residence(user) -> dict[str, Any]:
    """Its open needs, read in the query of the residence: the page has none to spare."""
    told = JSONObject(
        reference="case__reference", kind="kind__label", building="building__name", safety="safety", state="state",
        year="year", seen="seen",
    )  # fmt: skip
    rows = Need.objects.of(OuterRef("pk")).with_seen().annotate(told=told).values("told")
    return {"open_needs": ArraySubquery(rows[: FEW + 1])}


def of_residence(residence: Residence, request) -> dict[str, Any] | None:
    """Those that are open, with the answer so far, and where to report one. No query."""
    told = getattr(residence, "open_needs", None)
    if told is None:
        return None
    may = request.user.has_role(*MAY_REPORT) and residence.merged_into_id is None
    found = [_told(one) for one in told]
    return {
        "needs": found[:FEW], "more": len(found) > FEW,
        "all": f"{reverse('proximity:needs')}?residence={residence.pk}",
        "new": reverse("proximity:need_report", args=[residence.pk]) if may else "",
    }  # fmt: skip


def _told(one: dict) -> dict:
    """With its address and its answer as the need itself would say them."""
    answer = Need(state=one["state"], year=one["year"]).answer
    return {**one, "answer": answer, "url": reverse("coordination:case", args=[one["reference"]])}


def of_work(work: PlannedWork, request) -> dict[str, Any] | None:
    """What waits for these works, and what was ordered without waiting."""
    needs = Need.objects.visible_to(request.user).open().filter(work=work)
    orders = GuardDecision.objects.visible_to(request.user).filter(work=work)
    data = {
        "needs": list(needs.select_related("case", "kind", "building", "residence").order_by("pk")[:MOST]),
        "orders": list(orders.select_related("case", "by")[:MOST]), "ordered": orders.spent().amount(),
    }  # fmt: skip
    return data if data["needs"] or data["orders"] else None


def register_all() -> None:
    roles = frozenset(MAY_SEE)
    register(Case, Panel(
        "besoin", "Le besoin", "proximity/needs/panel_case.html", of_case, order=3, wide=True,
    ))  # fmt: skip
    register(Residence, Panel(
        "besoins", "Besoins pour le plan", "proximity/needs/panel_residence.html", of_residence, order=12,
        roles=roles, beside=with_residence,
    ))  # fmt: skip
    register(PlannedWork, Panel(
        "besoins", "Besoins et commandes", "proximity/needs/panel_work.html", of_work, order=12, roles=roles,
    ))  # fmt: skip
