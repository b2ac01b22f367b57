"""News of the field, sent inside the transaction of the verb: an exception undoes it.

A receiver that opens a case for what was found returns it: the finding then says which.
"""

from django.dispatch import Signal

finding_reported = Signal()
"""For the asset plan to answer. `sender` is Finding; `finding`, `by`, `key`. A receiver returns its Case."""

request_wanted = Signal()
"""For somebody to put right. `sender` is Finding; `finding`, `by`, `key`. A receiver returns its Case."""

attached_to_plan = Signal()
"""Nothing is ordered, planned works will do it. `sender` is GuardDecision; `decision`, `by`."""
