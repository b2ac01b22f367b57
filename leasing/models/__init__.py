from .leases import Lease, LeaseLine, LeaseParty
from .notices import Notice, NoticeWithdrawal
from .zones import PressureZone

__all__ = ["Lease", "LeaseLine", "LeaseParty", "Notice", "NoticeWithdrawal", "PressureZone"]
