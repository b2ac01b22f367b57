"""News for the apps above, sent once the transaction is committed."""

from django.dispatch import Signal

# A planned work changed its state or its year. Arguments: work (PlannedWork, as it is now).
planned_work_changed = Signal()
