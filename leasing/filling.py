"""Leases and people written by the thousand: how, so that it takes seconds."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from housing.rpls.filling import filled
from messaging import contact_words

OTHERS = {
    "messaging_phone": "id, contact_id", "messaging_occupancy": "id, contact_id, unit_id",
    "leasing_lease": "id, number, unit_id", "leasing_leaseparty": "id, lease_id, contact_id",
    "leasing_leaseline": "id, lease_id",
}  # fmt: skip
"""The tables written beside contacts, and the columns that lead from one to another."""


@contextmanager
def written_at_once(count: int, people: str) -> Iterator[None]:
    """Write about `count` leases inside. Tables still empty get their indexes afterwards; `people`, SQL that
    selects their keys, are found by their words when it ends."""
    with ExitStack() as stack:
        # Words are read through the indexes of the others, and written before the index of words is built.
        stack.enter_context(filled("messaging_contact", count, "id", foreign=False))
        stack.enter_context(contact_words.said_once(people))
        for table, keys in OTHERS.items():
            stack.enter_context(filled(table, count, keys, foreign=False))
        yield
