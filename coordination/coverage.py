"""Holes and conflicts of a matrix: each situation of each declared step has one rule, no less, no more."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from .conditions import BadCondition, Facts, check, holds, in_words, situations
from .models.responsibilities import Responsibility, ResponsibilityMatrix
from .processes import ProcessSteps, Step, UnknownStep, declared, step_of


@dataclass(frozen=True)
class Problem:
    """A situation that nobody owns, or that several do; or a rule that makes no sense (`reason`)."""

    process: str
    step: str
    facts: tuple[tuple[str, str], ...] = ()
    rules: tuple[Responsibility, ...] = ()
    reason: str = ""
    text: str = ""

    @property
    def is_hole(self) -> bool:
        return not self.rules and not self.reason

    @property
    def is_conflict(self) -> bool:
        return len(self.rules) > 1

    def __str__(self):
        return self.text


def problems(matrix: ResponsibilityMatrix) -> list[Problem]:
    rules = defaultdict(list)
    found: list[Problem] = []
    for rule in matrix.rules.order_by("pk"):
        if fault := _fault(rule):
            found.append(fault)
        else:
            rules[rule.process_id, rule.step].append(rule)
    for process in declared():
        for step in process.steps:
            found += problems_of(process, step, rules[process.code, step.code])
    return found


def problems_of(process: ProcessSteps, step: Step, rules: list[Responsibility]) -> Iterator[Problem]:
    for facts in situations(step, [rule.condition for rule in rules]):
        owners = tuple(rule for rule in rules if holds(rule.condition, facts))
        if len(owners) != 1:
            yield Problem(
                process.code, step.code, tuple(facts.items()), owners, text=_say(process, step, facts, owners)
            )


def _fault(rule: Responsibility) -> Problem | None:
    try:
        check(rule.condition, step_of(rule.process_id, rule.step))
    except (BadCondition, UnknownStep) as error:
        return Problem(rule.process_id, rule.step, rules=(rule,), reason=str(error), text=str(error))
    return None


def _say(process: ProcessSteps, step: Step, facts: Facts, owners: tuple[Responsibility, ...]) -> str:
    words = {code: {"from": value} if (known := step.fact(code)) and known.is_amount else [value]
             for code, value in facts.items()}  # fmt: skip
    place = f"{process.label}, {step.label} ({in_words(words, step)})"
    if not owners:
        return f"{place} : personne"
    return f"{place} : {len(owners)} règles ({', '.join(rule.get_responsible_display() for rule in owners)})"
