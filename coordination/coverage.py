"""Holes and conflicts of a matrix: each situation of each declared step has one rule, no less, no more."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from .conditions import BadCondition, Condition, check, exactly, holds, in_words, joined, situations
from .models.responsibilities import Responsibility, ResponsibilityMatrix
from .processes import ProcessSteps, Step, UnknownStep, declared, process_steps, step_of


@dataclass(frozen=True)
class Problem:
    """A situation that nobody owns, or that several do; or a rule that makes no sense (`reason`).

    `condition` holds in this situation only.
    """

    process: str
    step: str
    facts: tuple[tuple[str, str], ...] = ()
    rules: tuple[Responsibility, ...] = ()
    reason: str = ""
    text: str = ""
    condition: Condition = field(default_factory=dict)

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
    conditions = [rule.condition for rule in rules]
    for facts in situations(step, conditions):
        owners = tuple(rule for rule in rules if holds(rule.condition, facts))
        if len(owners) != 1:
            condition = exactly(facts, step, conditions)
            text = _say(process, step, condition, owners)
            yield Problem(process.code, step.code, tuple(facts.items()), owners, text=text, condition=condition)


def gathered(found: Iterable[Problem]) -> list[Problem]:
    """The same problems in fewer lines: neighbouring situations of the same rules are told together."""
    lines, groups = [], defaultdict(list)
    for problem in found:
        if problem.reason:
            lines.append(problem)
        else:
            groups[problem.process, problem.step, problem.rules].append(problem.condition)
    for (process, step, rules), conditions in groups.items():
        declared_process, declared_step = process_steps(process), step_of(process, step)
        for condition in joined(conditions, declared_step):
            text = _say(declared_process, declared_step, condition, rules)
            lines.append(Problem(process, step, rules=rules, text=text, condition=condition))
    return lines


def _fault(rule: Responsibility) -> Problem | None:
    try:
        check(rule.condition, step_of(rule.process_id, rule.step))
    except (BadCondition, UnknownStep) as error:
        return Problem(rule.process_id, rule.step, rules=(rule,), reason=str(error), text=str(error))
    return None


def _say(process: ProcessSteps, step: Step, condition: Condition, owners: tuple[Responsibility, ...]) -> str:
    place = f"{process.label}, {step.label} ({in_words(condition, step)})"
    if not owners:
        return f"{place} : personne"
    return f"{place} : {len(owners)} règles ({', '.join(rule.get_responsible_display() for rule in owners)})"
