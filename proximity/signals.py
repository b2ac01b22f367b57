"""News of the field for the apps above, sent inside the transaction: a receiver that refuses undoes the act."""

from django.dispatch import Signal

technical_defect = Signal()
"""Something is broken where one came to look at cleanliness. `sender` is CleaningCheck; `check`, `words`, `by`. A
receiver returns its Case."""
