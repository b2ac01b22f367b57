"""The map of processes: the chain of steps, who does what, and what waits where now."""

import datetime as dt
from dataclasses import dataclass, field

from .models import Case, Process, Responsibility, ResponsibilityMatrix, Task
from .processes import ProcessSteps, Step


@dataclass(frozen=True)
class Oldest:
    """The case that waits longest at a step, since its task arrived."""

    case: Case
    received_at: dt.datetime


@dataclass(frozen=True)
class Stop:
    """A step of the chain. `late` and `wait` are of its open tasks, `oldest` the one that waits longest."""

    process: ProcessSteps
    step: Step
    responsible: list[str]
    accountable: list[str]
    follows: list[tuple[str, str]]
    count: int = 0
    late: int = 0
    wait: dt.timedelta | None = None
    oldest: Oldest | None = None

    @property
    def code(self) -> str:
        """As the list of cases filters by it."""
        return f"{self.process.code}.{self.step.code}"


@dataclass(frozen=True)
class Chain:
    process: ProcessSteps
    stops: list[Stop] = field(default_factory=list)

    @property
    def worked(self) -> list[Stop]:
        return [stop for stop in self.stops if not stop.step.waits]

    @property
    def waiting(self) -> list[Stop]:
        return [stop for stop in self.stops if stop.step.waits]

    @property
    def count(self) -> int:
        return sum(stop.count for stop in self.stops)

    @property
    def branches(self) -> bool:
        """Outcomes say what follows; else whoever ends a step chooses."""
        return any(step.outcomes for step in self.process.steps)


def read(user, now: dt.datetime, day: dt.date) -> tuple[ResponsibilityMatrix | None, list[Chain]]:
    """Five queries, however many tasks there are; counts are of this person's perimeter."""
    matrix = ResponsibilityMatrix.objects.in_force(day)
    rules: dict[tuple[str, str], list[Responsibility]] = {}
    for rule in matrix.rules.order_by("pk") if matrix else ():
        rules.setdefault((rule.process_id, rule.step), []).append(rule)
    tasks = Task.objects.open().visible_to(user)
    counts = {(row.pop("process"), row.pop("step")): row for row in tasks.per_step(now)}
    first = {key: (int(case), now.fromtimestamp(at, now.tzinfo)) for key, row in counts.items()
             for at, case in [row.pop("oldest")]}  # fmt: skip
    cases = Case.objects.visible_to(user).only("reference", "title").in_bulk([case for case, _ in first.values()])
    oldest = {key: Oldest(cases[case], at) for key, (case, at) in first.items() if case in cases}
    chains = []
    for process in Process.objects.chains():
        keys = [(process.code, step.code) for step in process.steps]
        stops = [
            _stop(process, step, rules.get(key, []), counts.get(key, {}), oldest.get(key))
            for key, step in zip(keys, process.steps, strict=True)
        ]
        chains.append(Chain(process, stops))
    return matrix, chains


def _stop(process: ProcessSteps, step: Step, rules: list[Responsibility], counts: dict, oldest) -> Stop:
    return Stop(
        process,
        step,
        responsible=list(dict.fromkeys(rule.get_responsible_display() for rule in rules)),
        accountable=list(dict.fromkeys(rule.get_accountable_display() for rule in rules)),
        follows=[(one.label, _suite(process, one)) for one in step.outcomes],
        oldest=oldest,
        **counts,
    )


def _suite(process: ProcessSteps, outcome) -> str:
    if outcome.next:
        return "puis " + ", ".join(f"« {process.step(code).label} »" for code in outcome.next)
    if outcome.joins:
        labels = ", ".join(f"« {process.step(code).label} »" for code in outcome.joins)
        return f"puis {labels}, quand plus rien d’autre ne bloque"
    return "le dossier est clos" if outcome.close else "les autres tâches continuent"
