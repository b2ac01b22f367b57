"""News for the apps above.

`entry_written` is sent inside the transaction of the verb: who must write something that stands or falls with the
event (a message to the tenant) listens here. The others are sent after commit: something leaves the process.
"""

from django.dispatch import Signal

entry_written = Signal()
"""`sender` is Case; `entry`. An exception undoes the verb."""

promise_made = Signal()
"""After commit. `sender` is Case; `promise`, whose `previous` is the one it replaces, or None."""

task_handed_over = Signal()
"""After commit. `sender` is Case; `task` that arrived, `former` that ended (or None), `entry`."""
