from .alerts import Alert, AlertAction, Watch
from .digests import EVERYTHING, Digest, MutedMeasure
from .facts import DailyFact, Discrepancy, RollupRun
from .targets import Target

__all__ = [
    "EVERYTHING", "Alert", "AlertAction", "DailyFact", "Digest", "Discrepancy", "MutedMeasure", "RollupRun",
    "Target", "Watch",
]  # fmt: skip
