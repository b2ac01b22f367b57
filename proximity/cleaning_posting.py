"""Mail leaves by a task once the transaction stands; what is not sent then, the hourly one finds."""

import contextlib
from contextvars import ContextVar

from django.db import transaction

REPORT, REDO, NOTICE = "send_cleaning_report", "send_cleaning_redo", "send_penalty_notice"
_left: ContextVar[bool] = ContextVar("cleaning_left_to_the_hourly_task", default=False)


@contextlib.contextmanager
def left_to_the_hourly_task():
    """Make many checks at once without a task each."""
    token = _left.set(True)
    try:
        yield
    finally:
        _left.reset(token)


def post(name: str, pk: int) -> None:
    """Give it to the queue; a queue that is down stops nobody."""
    from . import tasks

    if not _left.get():
        transaction.on_commit(lambda: getattr(tasks, name).delay(pk), robust=True)
