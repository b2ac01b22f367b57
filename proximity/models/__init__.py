from .findings import Finding, FollowUp

__all__ = ["Finding", "FollowUp"]
