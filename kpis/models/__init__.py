from .alerts import Alert, AlertAction, Watch
from .facts import DailyFact, Discrepancy, RollupRun
from .targets import Target

__all__ = ["Alert", "AlertAction", "DailyFact", "Discrepancy", "RollupRun", "Target", "Watch"]
