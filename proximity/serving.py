"""What an order means for the tasks of its case: each step says so itself (`coordination.processes.ByOrder`)."""

import datetime as dt
from collections.abc import Iterator

from coordination.models import Case, Task

from .models import WorkOrder
from .order_verbs import seen_by

State = WorkOrder.State
STILL_TO_DO = (State.PREPARED, State.APPROVED, *WorkOrder.WITH_CONTRACTOR)
NOT_ACCEPTED = (*STILL_TO_DO, State.DONE)


def serve(order: WorkOrder, event: str, text: str, *, by, at) -> list[Task]:
    """End the tasks that this news of the order ends: works ordered, done, accepted, refused with reserves,
    given up.

    Works are done, or accepted, once no other order of the case is behind. The tasks that ended.
    """
    if not order.case.is_open or _others_behind(order, event):
        return []
    ended = []
    for task in _open_tasks(order.case):
        if outcome := getattr(task.declared.by_order, event):
            task.answer(outcome, text=text, visibility=seen_by(order), by=by, at=at)
            ended.append(task)
    return ended


def follow_day(order: WorkOrder, text: str, *, by, at, former: dt.date | None = None) -> None:
    """The day of the works, the last of all orders of the case, is the day on which its task is expected to end.
    A day that no order set, and none takes back, is left alone."""
    if not order.case.is_open:
        return
    days = order.case.orders.filter(state__in=STILL_TO_DO, expected_on__isnull=False)
    on = days.order_by("-expected_on").values_list("expected_on", flat=True).first()
    for task in _open_tasks(order.case):
        known = task.expected_on
        if task.declared.by_order.awaits_works and known != on and (on or known == former):
            task.expect(on, text=text, visibility=seen_by(order), by=by, at=at)


def _others_behind(order: WorkOrder, event: str) -> bool:
    behind = {"done": STILL_TO_DO, "accepted": NOT_ACCEPTED, "off": NOT_ACCEPTED}.get(event, ())
    return order.case.orders.filter(state__in=behind).exclude(pk=order.pk).exists()


def _open_tasks(case: Case) -> Iterator[Task]:
    for task in case.tasks.open().select_related("team", "assignee", "rule").order_by("pk"):
        task.case = case
        yield task
