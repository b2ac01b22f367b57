"""News of leases and notices, sent inside the transaction of the verb: an exception undoes it."""

from django.dispatch import Signal

notice_written = Signal()
"""`notice`, received or corrected (it `supersedes` another then); `by`."""
notice_withdrawn = Signal()
"""`notice`, `why`, `by`."""
keys_returned = Signal()
"""`notice`, whose keys came back."""
lease_signed = Signal()
"""`lease`, new on its home."""
