from .imports import LeaseImport, RejectedLease
from .leases import Lease
from .lines import LeaseLine
from .notices import Notice, NoticeWithdrawal
from .parties import LeaseParty
from .zones import PressureZone

__all__ = [
    "Lease",
    "LeaseImport",
    "LeaseLine",
    "LeaseParty",
    "Notice",
    "NoticeWithdrawal",
    "PressureZone",
    "RejectedLease",
]
