"""What a draft matrix would have changed: past cases played again, and whose load moves."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db.models import Count

from teams.roles import Role

from .conditions import IncompleteFacts, checked_facts, holds
from .models.cases import CaseQuerySet
from .models.responsibilities import Responsibility, ResponsibilityMatrix
from .models.tasks import Task
from .processes import UnknownStep, process_steps, step_of

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


@dataclass(frozen=True)
class Told:
    """A replay in words, for a screen. `most`: the greatest load, the length of a whole bar."""

    loads: list[tuple[str, int, int, str]]
    moved: list[tuple[str, str, str, str, int]]
    unowned: list[tuple[str, str, int]]
    count: int
    most: int

    @property
    def left(self) -> int:
        return sum(count for *_, count in self.unowned)


def told(found: Replay) -> Told:
    return Told(
        loads=[(_role(role), before, after, _signed(after - before)) for role, before, after in found.loads()],
        moved=[
            (*_place(process, step), _role(before), _role(after), count)
            for (process, step, before, after), count in found.moved.most_common()
        ],
        unowned=[(*_place(process, step), count) for (process, step), count in found.unowned.most_common()],
        count=found.before.total(),
        most=max([*found.before.values(), *found.after.values()], default=0),
    )


def _signed(change: int) -> str:
    return f"+ {change}" if change > 0 else f"− {-change}" if change else "0"


def _role(code: str) -> str:
    return str(Role(code).label)


def _place(process: str, step: str) -> tuple[str, str]:
    """Labels; the codes of a step that no app declares any more."""
    try:
        return process_steps(process).label, step_of(process, step).label
    except UnknownStep:
        return process, step
