"""The figures of today: what somebody does to a case is counted seconds later.

Counting one residence when a page is read would cost more than the page (`bin/bench kpis`), and as much for each
further one that changed. One task counts all those of a few seconds instead.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.cache import cache
from django.db import transaction

from coordination.signals import entry_written

KEY = "kpis.soon"
_asked_at = float("-inf")


def listen() -> None:
    entry_written.connect(follow, dispatch_uid=KEY)


@contextmanager
def counted_by_the_caller() -> Iterator[None]:
    """Whoever does very much at once counts it afterwards."""
    entry_written.disconnect(dispatch_uid=KEY)
    try:
        yield
    finally:
        listen()


def follow(sender, **kwargs) -> None:
    """Receiver of `entry_written`."""
    if settings.FIGURES_DELAY:
        transaction.on_commit(ask, robust=True)


def ask() -> None:
    """One task for all acts of the same few seconds. A process that has just asked does not ask the cache."""
    global _asked_at
    now, delay = time.monotonic(), settings.FIGURES_DELAY
    if now - _asked_at < delay / 2:
        return
    _asked_at = now
    if cache.add(KEY, 1, timeout=delay):
        from .tasks import count_soon

        count_soon.apply_async(countdown=delay)
