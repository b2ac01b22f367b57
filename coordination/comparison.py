"""What a version of the matrix changes of another: rows added, removed, changed."""

from dataclasses import dataclass, field

from teams.roles import Role

from .conditions import in_words
from .models import Responsibility, ResponsibilityMatrix
from .processes import UnknownStep, process_steps

TOLD = [
    ("Réalise", lambda rule: _with(rule.get_responsible_display(), rule.get_responsible_service_display())),
    ("Répond", lambda rule: _with(rule.get_accountable_display(), rule.get_accountable_service_display())),
    ("Consultés", lambda rule: roles(rule.consulted)),
    ("Informés", lambda rule: roles(rule.informed)),
    ("Délai", lambda rule: rule.delay or "celui du service"),
    ("À faire", lambda rule: rule.action),
]


@dataclass(frozen=True)
class Change:
    """A row that is not the same in both. `fields`: (what, before, after)."""

    rule: Responsibility
    kind: str
    fields: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def place(self) -> str:
        """« Propreté, Contrôle (qui nettoie : Gardien) »."""
        rule = self.rule
        try:
            process = process_steps(rule.process_id)
            step = process.step(rule.step)
        except UnknownStep:
            return f"{rule.process_id}, {rule.step}"
        return f"{process.label}, {step.label} ({in_words(rule.condition, step)})"


@dataclass(frozen=True)
class Comparison:
    added: list[Change]
    removed: list[Change]
    changed: list[Change]

    def __bool__(self):
        return bool(self.added or self.removed or self.changed)

    @property
    def told(self) -> list[tuple[str, list[Change]]]:
        return [("Changées", self.changed), ("Ajoutées", self.added), ("Retirées", self.removed)]


def compare(former: ResponsibilityMatrix | None, new: ResponsibilityMatrix) -> Comparison:
    """Rows are the same where they speak of the same situation of the same step."""
    old = {rule.key: rule for rule in former.rules.order_by("process__position", "pk")} if former else {}
    now = {rule.key: rule for rule in new.rules.order_by("process__position", "pk")}
    changed = [
        Change(rule, "changed", fields)
        for key, rule in now.items()
        if key in old and (fields := _differences(old[key], rule))
    ]
    return Comparison(
        added=[Change(rule, "added", _said(rule)) for key, rule in now.items() if key not in old],
        removed=[Change(rule, "removed", _said(rule)) for key, rule in old.items() if key not in now],
        changed=changed,
    )


def _differences(old: Responsibility, new: Responsibility) -> list[tuple[str, str, str]]:
    return [(label, tell(old), tell(new)) for label, tell in TOLD if tell(old) != tell(new)]


def _said(rule: Responsibility) -> list[tuple[str, str, str]]:
    return [(label, "", told) for label, tell in TOLD[:2] if (told := tell(rule))]


def roles(codes) -> str:
    """Their labels, in the order of `Role`."""
    return ", ".join(role.label for role in Role if role in codes)


def _with(role: str, service: str) -> str:
    return f"{role} ({service})" if service else role
