from .facts import DailyFact, Discrepancy, RollupRun
from .targets import Target

__all__ = ["DailyFact", "Discrepancy", "RollupRun", "Target"]
