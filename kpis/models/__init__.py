from .alerts import Alert, AlertAction, Watch
from .charters import Charter, Commitment, Proof, Publication, SurveyReading
from .digests import EVERYTHING, Digest, MutedMeasure
from .facts import DailyFact, Discrepancy, RollupRun
from .targets import Target
from .totals import Balance, DayTotal

__all__ = [
    "EVERYTHING", "Alert", "AlertAction", "Balance", "Charter", "Commitment", "DailyFact", "DayTotal", "Digest",
    "Discrepancy", "MutedMeasure", "Proof", "Publication", "RollupRun", "SurveyReading", "Target", "Watch",
]  # fmt: skip
