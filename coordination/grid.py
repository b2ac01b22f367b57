"""A matrix as a grid: steps and their situations down, roles across, a letter where they meet."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from teams.roles import Role

from .conditions import in_words
from .models import Process, Responsibility, ResponsibilityMatrix
from .processes import ProcessSteps, Step

ROLES = [role for role in Role if role != Role.ADMIN]
Use = dict[int, tuple[int, int]]


@dataclass(frozen=True)
class Marking:
    """From how many corrections on, and from which share of them (in percent), a rule is marked."""

    least: Decimal
    share: Decimal

    def marks(self, given: int, corrected: int) -> bool:
        return bool(given) and corrected >= self.least and 100 * corrected >= self.share * given


@dataclass(frozen=True)
class Row:
    """One rule. `letters`: one per role of the grid, empty where it plays no part."""

    rule: Responsibility
    step: Step
    given: int = 0
    corrected: int = 0
    marked: bool = False

    @property
    def situation(self) -> str:
        return in_words(self.rule.condition, self.step)

    @property
    def letters(self) -> list[tuple[str, str, str]]:
        """(role, letters, service that narrows it)."""
        return [(role.label, *self._of(role)) for role in ROLES]

    def _of(self, role: Role) -> tuple[str, str]:
        rule, letters, services = self.rule, [], []
        if rule.responsible == role:
            letters.append("R")
            services.append(rule.get_responsible_service_display())
        if rule.accountable == role:
            letters.append("A")
            services.append(rule.get_accountable_service_display())
        letters += ["C"] * (role in rule.consulted) + ["I"] * (role in rule.informed)
        return " ".join(letters), ", ".join(dict.fromkeys(filter(None, services)))

    @property
    def share(self) -> int:
        return round(100 * self.corrected / self.given) if self.given else 0


@dataclass(frozen=True)
class Group:
    """A step and its rules; without any, nobody does it."""

    step: Step
    rows: list[Row]


def grid(
    matrix: ResponsibilityMatrix, process: str = "", use: Use | None = None, marking: Marking | None = None
) -> list[tuple[ProcessSteps, list[Group]]]:
    """Two queries. Rules of a step that no app declares are left to the detector."""
    rules: dict[tuple[str, str], list[Responsibility]] = defaultdict(list)
    for rule in matrix.rules.order_by("pk"):
        rules[rule.process_id, rule.step].append(rule)
    found = []
    for one in Process.objects.chains():
        if process in ("", one.code):
            groups = [
                Group(step, [_row(rule, step, use or {}, marking) for rule in rules[one.code, step.code]])
                for step in one.steps
            ]
            found.append((one, groups))
    return found


def unowned(shown: list[tuple[ProcessSteps, list[Group]]]) -> list[str]:
    """The steps of the grid that no rule speaks of, in words: nobody is named, whatever the situation."""
    return [
        f"{process.label}, {group.step.label.lower()}"
        for process, groups in shown for group in groups if not group.rows
    ]  # fmt: skip


def rows(shown: list[tuple[ProcessSteps, list[Group]]]) -> Iterator[tuple[ProcessSteps, Row]]:
    """Every rule of the grid, with its process."""
    for process, groups in shown:
        for group in groups:
            for row in group.rows:
                yield process, row


def _row(rule: Responsibility, step: Step, use: Use, marking: Marking | None) -> Row:
    given, corrected = use.get(rule.pk, (0, 0))
    return Row(rule, step, given, corrected, bool(marking and marking.marks(given, corrected)))
