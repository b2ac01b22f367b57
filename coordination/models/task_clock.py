"""The team's clock of a task: its delay, its pauses, when it is due (domain.md §6.2)."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest

from teams.workflow import MoveRefused

from .. import clock
from ..verbs import verb
from .calendars import Delay
from .entries import Entry
from .pauses import Pause


class TaskClock:
    """What a task knows of time. A change needs the case held."""

    if TYPE_CHECKING:
        pk: Any
        case: Any
        rule: Any
        pauses: Any
        continues_id: int | None
        received_at: dt.datetime
        done_at: dt.datetime | None
        amount: Any
        unit: str
        waits: bool
        due_at: dt.datetime | None
        opened_at: dt.datetime

        def _must_be_open(self) -> None: ...
        def _still(self, **state) -> Any: ...

    def set_delay(self, *, save=True) -> None:
        """The rule's own delay, else the service level of the case; then the due time. None while it waits."""
        self.amount, self.unit = self._delay() or (None, "")
        self.due_at = self.due()
        if save:
            self._still().update(amount=self.amount, unit=self.unit, due_at=self.due_at)

    def _delay(self) -> Delay | None:
        if self.waits:
            return None
        rule = self.rule
        return Delay(rule.amount, rule.unit) if rule and rule.amount else self.case.service_level()

    def due(self) -> dt.datetime | None:
        """The team's clock: from when the task arrived, its pauses subtracted; None while it stands still."""
        if self.amount is None:
            return None
        return clock.due_at(self.received_at, self.amount, self.unit, self.case.calendar(), self.own_pauses())

    def own_pauses(self):
        """Its pauses and those of the same team's tasks it goes on with."""
        first = self.continues_id or self.pk
        return Pause.objects.filter(Q(task=first) | Q(task__continues=first)).spans() if first else []

    def waited(self, until: dt.datetime) -> dt.timedelta:
        """Time on the team's clock so far, in the unit of its delay."""
        unit = self.unit or clock.Unit.WORKING_HOURS
        return clock.elapsed(
            self.received_at, self.done_at or until, self.case.calendar(), self.own_pauses(), unit
        )

    def _set_clocks(self) -> None:
        self.set_delay()
        self.case.set_due()

    def _pause_bounds(self):
        bounds = self.pauses.aggregate(models.Max("started_at"), models.Max("ended_at"))
        return list(bounds.values())

    def _end_pause(self, at) -> int:
        return self.pauses.open().update(ended_at=Greatest(F("started_at"), models.Value(at)))

    # --- verbs

    @verb(Entry.Kind.PAUSED)
    def pause(self, *, text="", visibility="internal", by, at):
        """We wait for the tenant: both clocks stand still."""
        self._must_be_open()
        if self.pauses.open().exists():
            raise MoveRefused("Cette tâche est déjà en pause.")
        last = self.pauses.aggregate(models.Max("ended_at"))["ended_at__max"]
        self.pauses.create(started_at=max(filter(None, (at, self.opened_at, last))))
        self._set_clocks()
        return {"task": self, "text": text, "visibility": visibility}

    @verb(Entry.Kind.RESUMED)
    def resume(self, *, text="", visibility="internal", by, at):
        self._must_be_open()
        if not self._end_pause(at):
            raise MoveRefused("Cette tâche n’est pas en pause.")
        self._set_clocks()
        return {"task": self, "text": text, "visibility": visibility}
