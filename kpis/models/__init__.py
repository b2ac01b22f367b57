from .charters import Charter, Commitment, Proof, Publication, SurveyReading
from .facts import DailyFact, Discrepancy, RollupRun
from .targets import Target
from .totals import DayTotal

__all__ = [
    "Charter", "Commitment", "DailyFact", "DayTotal", "Discrepancy", "Proof", "Publication", "RollupRun",
    "SurveyReading", "Target",
]  # fmt: skip
