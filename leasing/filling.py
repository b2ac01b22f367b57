"""Leases and people written by the thousand: how, so that it takes seconds."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from housing.rpls.filling import filled
from messaging import contact_words

PEOPLE = "messaging_contact"
LEASES = "leasing_lease"
OTHERS = {
    "messaging_phone": ("id, contact_id", (PEOPLE,)),
    "messaging_occupancy": ("id, contact_id, unit_id", ()),
    LEASES: ("id, number, unit_id", ()),
    "leasing_leaseparty": ("id, lease_id, contact_id", (PEOPLE, LEASES)),
    "leasing_leaseline": ("id, lease_id", (LEASES,)),
}
"""The tables written beside contacts: the columns that lead from one to another, and all the tables that these
lead to, when nobody else reads them now. Homes are read by everybody: keys that lead there stay."""


@contextmanager
def written_at_once(count: int, people: str) -> Iterator[None]:
    """Write about `count` leases inside. Tables still empty get their indexes afterwards; `people`, SQL that
    selects their keys, are found by their words when it ends."""
    with ExitStack() as stack:
        # Words are read through the indexes of the others, and written before the index of words is built.
        ours = {PEOPLE: stack.enter_context(filled(PEOPLE, count, "id", foreign=False))}
        stack.enter_context(contact_words.said_once(people))
        for table, (keys, led_to) in OTHERS.items():
            alone = bool(led_to) and all(ours[other] for other in led_to)
            ours[table] = stack.enter_context(filled(table, count, keys, foreign=alone))
        yield
