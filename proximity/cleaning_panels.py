"""What cleanliness shows on the pages of cases, residences and contracts (`housing.panels`)."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from coordination.models import Case
from housing.models import Residence
from housing.panels import Panel, register

from .cleaning_access import MAY_CHECK, MAY_PROPOSE, MAY_SEE, MAY_SEE_PENALTIES
from .cleaning_score import SERVICE
from .models import CleaningCheck, CleaningRedo, Contract, Penalty
from .penalty_procedure import credits_of

PROPOSALS = (
    ("Proposer une pénalité", "penalty_propose"), ("Proposer une réfaction", "reduce"),
    ("Exécution aux frais et risques", "execute"),
)  # fmt: skip


@dataclass(frozen=True)
class Act:
    label: str
    url: str


def of_case(case: Case, request) -> dict[str, Any] | None:
    """Where the check stands, and what this person may do about it now."""
    if case.process_id != "cleaning":
        return None
    checks = CleaningCheck.objects.visible_to(request.user).filter(case=case).with_place()
    found = list(checks.select_related("request_case", "contest").order_by("planned_at", "pk"))
    if not found:
        return None
    user, last = request.user, found[-1]
    task = next(iter(case.tasks.open().select_related("rule", "process")), None)
    if task:
        task.case = case
    moves = task is not None and task.may_be_moved_by(user)
    redos = list(CleaningRedo.objects.filter(case=case).order_by("pk"))
    redo = redos[-1] if redos else None
    penalties = Penalty.objects.visible_to(user).filter(case=case)
    penalty = penalties.first() if user.has_role(*MAY_SEE_PENALTIES) else None
    return {
        "service": last.service, "checks": found, "redo": redo, "redos": len(redos), "penalty": penalty,
        "request_case": next((one.request_case for one in found if one.request_case), None),
        "action": task.rule.action if task and task.rule and task.step == "response" else "",
        "start": task is not None and task.step in ("check", "recheck") and user.has_role(*MAY_CHECK),
        "acts": _acts(task, found, redo, user) if moves else [],
        "moves": penalty.moves_for(user) if penalty else {},
    }  # fmt: skip


def _acts(task, checks, redo, user) -> list[Act]:
    """The form that the open step needs; the rest of it ends in « Terminer »."""
    reference = task.case.reference
    failed = [check for check in checks if check.result == CleaningCheck.Result.FAILED and check.stands]
    if task.step == "response" and failed and failed[-1].cause == SERVICE:
        if redo and redo.check_made_id == failed[-1].pk:
            return [Act("Reprise faite", reverse("proximity:cleaning_redone", args=[reference]))]
        return [Act("Demander la reprise", reverse("proximity:cleaning_redo", args=[reference]))]
    if task.step == "penalty" and user.has_role(*MAY_PROPOSE):
        return [Act(label, reverse(f"proximity:cleaning_{name}", args=[reference])) for label, name in PROPOSALS]
    return []


def of_residence(residence: Residence, request) -> dict[str, Any]:
    """Addresses only: the inside is fetched afterwards, so that the page keeps its budget of queries."""
    return {
        "url": reverse("proximity:cleaning_residence", args=[residence.pk]),
        "inside": reverse("proximity:cleaning_panel", args=[residence.pk]),
    }


def of_contract(contract: Contract, request) -> dict[str, Any] | None:
    """What is to be taken off, and what was."""
    if contract.kind != Contract.Kind.CLEANING:
        return None
    found = credits_of(Penalty.objects.visible_to(request.user).filter(contract=contract))
    return {"credits": found, "url": f"{reverse('proximity:cleaning_penalties')}?marche={contract.pk}"}


def register_all() -> None:
    folder, roles = "proximity/cleaning/panels", frozenset(MAY_SEE)
    register(Case, Panel("proprete", "Propreté", f"{folder}/case.html", of_case, order=4, wide=True, roles=roles))
    register(Residence, Panel(
        "proprete", "Propreté", f"{folder}/residence.html", of_residence, order=45, roles=roles,
    ))  # fmt: skip
    register(Contract, Panel(
        "avoirs", "Pénalités à déduire", f"{folder}/contract.html", of_contract, order=30,
        roles=frozenset(MAY_SEE_PENALTIES),
    ))  # fmt: skip
