"""Leases and people written by the thousand: how, so that it takes seconds."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from housing.rpls.filling import filled
from messaging import contact_words

OTHERS = (
    "messaging_phone", "messaging_occupancy", "leasing_lease", "leasing_leaseparty", "leasing_leaseline",
)  # fmt: skip


@contextmanager
def written_at_once(count: int, people: str) -> Iterator[None]:
    """Write about `count` leases inside. Tables still empty get their indexes afterwards; `people`, SQL that
    selects their keys, are found by their words when it ends."""
    with ExitStack() as stack:
        # Words are read through the indexes of the others, and written before the index of words is built.
        stack.enter_context(filled("messaging_contact", count, keys=False))
        stack.enter_context(contact_words.said_once(people))
        for table in OTHERS:
            stack.enter_context(filled(table, count, keys=False))
        yield
