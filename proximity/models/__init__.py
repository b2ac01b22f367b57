from .findings import Finding, FollowUp
from .guard import GuardDecision
from .needs import Need, NeedMove

__all__ = ["Finding", "FollowUp", "GuardDecision", "Need", "NeedMove"]
