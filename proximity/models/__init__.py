from .guard import GuardDecision
from .needs import Need, NeedMove

__all__ = ["GuardDecision", "Need", "NeedMove"]
