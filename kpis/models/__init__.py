from .facts import DailyFact, Discrepancy, RollupRun
from .targets import Target
from .totals import DayTotal

__all__ = ["DailyFact", "DayTotal", "Discrepancy", "RollupRun", "Target"]
