"""What a draft matrix would have changed: past cases played again, and whose load moves."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db.models import Count

from .conditions import IncompleteFacts, checked_facts, holds
from .models.cases import CaseQuerySet
from .models.responsibilities import Responsibility, ResponsibilityMatrix
from .models.tasks import Task
from .processes import UnknownStep, step_of

Rules = dict[tuple[str, str], list[Responsibility]]


@dataclass
class Replay:
    """Tasks per role, as they were and as the draft would give them.

    `moved`: per (process, step, role before, role after). `unowned`: per (process, step), those it gives nobody.
    """

    before: Counter = field(default_factory=Counter)
    after: Counter = field(default_factory=Counter)
    moved: Counter = field(default_factory=Counter)
    unowned: Counter = field(default_factory=Counter)

    def loads(self) -> list[tuple[str, int, int]]:
        """(role, tasks before, tasks after), the greatest change first."""
        roles = sorted(set(self.before) | set(self.after))
        rows = [(role, self.before[role], self.after[role]) for role in roles]
        return sorted(rows, key=lambda row: -abs(row[2] - row[1]))


def replay(matrix: ResponsibilityMatrix, cases: CaseQuerySet) -> Replay:
    """Give every task of these cases again, by the rules of `matrix`.

    A task reassigned counts once, one that waited for something else is no work. The database counts what is
    alike, and its answer streams: facts as fine as an amount may make as many lines as tasks.
    """
    rules: Rules = defaultdict(list)
    for rule in matrix.rules.order_by("pk"):
        rules[rule.process_id, rule.step].append(rule)
    found = Replay()
    tasks = Task.objects.filter(case__in=cases, waits=False).exclude(outcome="reassigned").order_by()
    kinds = tasks.values_list("process", "step", "role", "facts", "case__facts").annotate(count=Count("pk"))
    for process, step, role, facts, known, count in kinds.iterator(chunk_size=5000):
        found.before[role] += count
        chosen = _rule(rules[process, step], process, step, {**known, **facts})
        if chosen is None:
            found.unowned[process, step] += count
            continue
        found.after[chosen.responsible] += count
        if chosen.responsible != role:
            found.moved[process, step, role, chosen.responsible] += count
    return found


def _rule(rules: list[Responsibility], process: str, step: str, facts: dict[str, str]) -> Responsibility | None:
    try:
        known = checked_facts(step_of(process, step), facts)
    except (IncompleteFacts, UnknownStep):
        return None
    return next((rule for rule in rules if holds(rule.condition, known)), None)
