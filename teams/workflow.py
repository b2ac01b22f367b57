"""State as data: a table of moves, one guarded UPDATE, one timeline row, in one transaction (STYLE §2)."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models, transaction
from django.utils import timezone

from .roles import Role

if TYPE_CHECKING:
    from .models import User


class MoveRefused(Exception):
    """The record has left the state from which this move is allowed."""


@dataclass(frozen=True)
class Move:
    sources: frozenset[str]
    target: str
    label: str
    roles: frozenset[Role] = field(default_factory=frozenset)


class WorkflowModel(models.Model):
    """A model whose `state` changes only through `MOVES`.

    The concrete class gives `state`, `MOVES`, and a `timeline` (reverse relation to rows with
    `move`, `before`, `after`, `by`).
    """

    MOVES: ClassVar[dict[str, Move]] = {}
    state: Any
    timeline: Any
    state_since = models.DateTimeField("dans cet état depuis", default=timezone.now, editable=False)

    class Meta:
        abstract = True

    def moves_for(self, user: "User") -> dict[str, Move]:
        """The moves this person may make now: buttons, permission and rule have one source."""
        return {
            name: move
            for name, move in self.MOVES.items()
            if self.state in move.sources and (not move.roles or user.has_role(*move.roles))
        }

    def move(
        self, name: str, *, by: "User | None" = None, note: str = "", line: dict[str, Any] | None = None,
        **changes: Any,
    ) -> None:  # fmt: skip
        """Make the move, or raise MoveRefused when somebody was faster or the state forbids it. `line`: what else
        the timeline of this model says."""
        step = self.MOVES[name]
        with transaction.atomic():
            before = self.state
            rows: models.QuerySet[Any] = type(self)._base_manager.all()  # `state` is a field of the concrete class
            moved = rows.filter(pk=self.pk, state=before, state__in=step.sources).update(
                state=step.target, state_since=timezone.now(), **changes
            )
            if not moved:
                raise MoveRefused(f"« {step.label} » n’est plus possible.")
            self.refresh_from_db()
            self.timeline.create(move=name, before=before, after=step.target, by=by, note=note, **(line or {}))
