"""The matrix that executes: who does this step, here, in this situation, and why."""

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import Q

from teams.models import Team, User
from teams.roles import Role

from .conditions import Facts, checked_facts, holds, in_words
from .models.processes import Process
from .models.responsibilities import Responsibility, ResponsibilityMatrix
from .processes import Step, step_of


@dataclass(frozen=True)
class Answer:
    """Whom the matrix names. Without `rule` nobody is named in this situation, and the process owner has it."""

    rule: Responsibility | None
    role: str
    team: Team | None
    candidates: list[User] = field(default_factory=list)
    facts: Facts = field(default_factory=dict)

    @property
    def sole_candidate(self) -> User | None:
        """The one person who can do it; several choose among themselves."""
        return self.candidates[0] if len(self.candidates) == 1 else None


def responsible_for(process: str, step: str, facts: Facts, place, on: dt.date) -> Answer:
    """The rule in force on that day for this situation, with its role, team and people at that place.

    `place` is a residence, or anything with a residence or an agency. IncompleteFacts when the step needs to know
    more; of two rules that both hold, which `publish` prevents, the oldest row counts.
    """
    declared = step_of(process, step)
    known = checked_facts(declared, facts)
    rule = rule_for(ResponsibilityMatrix.objects.in_force(on), process, step, known)
    role = rule.responsible if rule else Process.objects.get(pk=process).owner
    team = team_at(agency_of(place), role, rule.responsible_service if rule else "")
    return Answer(rule, role, team, candidates_at(agency_of(place), role, team), known)


def rule_for(matrix: ResponsibilityMatrix | None, process: str, step: str, facts: Facts) -> Responsibility | None:
    if matrix is None:
        return None
    rules = matrix.rules.filter(process=process, step=step).order_by("pk")
    return next((rule for rule in rules if holds(rule.condition, facts)), None)


def agency_of(place) -> int:
    return place.agency_id if hasattr(place, "agency_id") else place.residence.agency_id


def team_at(agency_id: int, role: str, service: str = "") -> Team | None:
    """The one team with an active member of that role: the agency's, else the landlord's; None if several."""
    teams = Team.objects.filter(members__is_active=True, members__roles__contains=[role])
    if service:
        teams = teams.filter(service=service)
    found = list(teams.filter(Q(agency=None) | Q(agency=agency_id)).distinct())
    own = [team for team in found if team.agency_id == agency_id] or found
    return own[0] if len(own) == 1 else None


def candidates_at(agency_id: int, role: str, team: Team | None) -> list[User]:
    people = User.objects.active().holding(Role(role)).filter(Q(all_agencies=True) | Q(agencies=agency_id))
    if team:
        people = people.filter(teams=team)
    return list(people.distinct())


def why(task, *, moved: bool | None = None) -> str:
    """« Pourquoi moi ? »: the rule, its version and the facts that made it hold, in French.

    `moved`: it changed hands since; looked up when it is not told.
    """
    step = step_of(task.case.process_id, task.step)
    if task.rule is None:
        return (
            f"Aucune règle ne désignait de responsable pour « {step.label} » : "
            f"la tâche revient au pilote du processus ({task.get_role_display()})."
        )
    rule, matrix = task.rule, task.rule.matrix
    sentences = [
        f"La matrice {matrix}, en vigueur depuis le {matrix.valid_from:%d/%m/%Y}, confie « {step.label} » "
        f"à : {rule.get_responsible_display()} ({in_words(rule.condition, step)}).",
        _known(step, task.facts),
        f"En répond : {rule.get_accountable_display()}.",
    ]
    if moved is None:
        moved = task.case.tasks.filter(step=task.step, outcome="reassigned", done_at=task.opened_at).exists()
    if moved:
        sentences.append("La tâche a ensuite changé de mains.")
    return " ".join(filter(None, sentences))


def _known(step: Step, facts: Facts) -> str:
    parts = []
    for fact in step.facts:
        if value := facts.get(fact.code):
            parts.append(f"{fact.label} = {value + ' €' if fact.is_amount else fact.label_of(value)}")
    return f"Faits retenus : {', '.join(parts)}." if parts else ""
