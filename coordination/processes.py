"""What the steps of each process are, and on which facts their owner may depend.

The app that runs a process declares it here, once, in its `AppConfig.ready`. Who does a step, and how fast, is
data: the responsibility matrix. Facts have finite values, so that every situation can be listed and checked.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Fact:
    """A named fact with its values: `cleaner` is a company, staff or the caretaker. Without values: an amount."""

    code: str
    label: str
    values: tuple[tuple[str, str], ...] = ()

    @property
    def is_amount(self) -> bool:
        return not self.values

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(code for code, _ in self.values)

    def label_of(self, code: str) -> str:
        return dict(self.values).get(code, code)


@dataclass(frozen=True)
class Outcome:
    """What one may answer when a task ends: it opens the steps `next`, or closes the case with `close`.

    With neither, the task ends and the case's other tasks go on. `asks`: one must say something more.
    Branches that run beside each other meet by `joins`: steps that open once no other blocking task is open; and
    end by `ends`: the case closes with it once no task at all is open.
    """

    code: str
    label: str
    next: tuple[str, ...] = ()
    close: str = ""
    asks: bool = False
    joins: tuple[str, ...] = ()
    ends: str = ""


@dataclass(frozen=True)
class ByOrder:
    """With which outcome a contractor's order ends a step: once it left (`sent`), once its works are done, once
    they are accepted, when they are refused with reserves, or when nobody comes any more (`off`: cancelled,
    declined, stopped). Empty: a person says so."""

    sent: str = ""
    done: str = ""
    accepted: str = ""
    reserves: str = ""
    off: str = ""

    @property
    def outcomes(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.sent, self.done, self.accepted, self.reserves, self.off)))

    @property
    def awaits_works(self) -> bool:
        """The day of the works is the day on which the step ends."""
        return bool(self.done or self.accepted)


@dataclass(frozen=True)
class Step:
    """`waits`: the case waits for something else (the tenant's word, planned works, a collective incident).

    Somebody still answers for it, but nobody has anything to do: it is on no list of work and has no delay.
    `blocks`: branches that meet wait for it. `by_order`: contractors may serve it.
    """

    code: str
    label: str
    facts: tuple[Fact, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    waits: bool = False
    blocks: bool = True
    by_order: ByOrder = ByOrder()

    def fact(self, code: str) -> Fact | None:
        return next((fact for fact in self.facts if fact.code == code), None)

    def outcome(self, code: str) -> Outcome:
        for outcome in self.outcomes:
            if outcome.code == code:
                return outcome
        raise UnknownStep(f"« {self.label} » ne finit pas par « {code} ».")


CLOSINGS = (("done", "Traité"), ("void", "Sans suite"))


@dataclass(frozen=True)
class ProcessSteps:
    """The steps of a process, and the outcomes (`closings`: code, label) its cases may be closed with."""

    code: str
    label: str
    steps: tuple[Step, ...] = field(default_factory=tuple)
    closings: tuple[tuple[str, str], ...] = CLOSINGS

    def closing_label(self, code: str) -> str:
        return dict((*CLOSINGS, *self.closings)).get(code, code)

    def step(self, code: str) -> Step:
        for step in self.steps:
            if step.code == code:
                return step
        raise UnknownStep(f"« {self.label} » n’a pas d’étape « {code} ».")


class UnknownStep(LookupError):
    """No app declares this process, or this step of it."""


_declared: dict[str, ProcessSteps] = {}


def declare(process: ProcessSteps) -> None:
    for step in process.steps:
        for code in step.by_order.outcomes:
            step.outcome(code)
        for outcome in step.outcomes:
            for following in (*outcome.next, *outcome.joins):
                process.step(following)
    if _declared.setdefault(process.code, process) != process:
        raise ValueError(f"Process {process.code} is declared twice.")


def declared() -> Iterator[ProcessSteps]:
    yield from _declared.values()


def process_steps(code: str) -> ProcessSteps:
    try:
        return _declared[code]
    except KeyError:
        raise UnknownStep(f"Aucun service ne mène le processus « {code} ».") from None


def suites(process: str, step: str) -> list[tuple[str, str]]:
    """What may come after a step that declares no outcome: any other step, or the end (code, label)."""
    known = process_steps(process)
    others = [(f"next:{one.code}", f"Passer à : {one.label}") for one in known.steps if one.code != step]
    return [*others, *((f"close:{code}", f"Clôturer : {label}") for code, label in known.closings)]


def step_of(process: str, step: str) -> Step:
    return process_steps(process).step(step)
