from .contracts import Contract, Contractor, ContractSite, PenaltyRule, PriceLine, ResponseTime
from .findings import Finding, FollowUp
from .guard import GuardDecision
from .needs import Need, NeedMove
from .order_parts import Attempt, ContractorLink, OrderLine, OrderVersion, Slot
from .orders import OrderMove, Via, WorkOrder
from .price_sheets import PriceSheet

__all__ = [
    "Attempt",
    "Contract",
    "ContractSite",
    "Contractor",
    "ContractorLink",
    "Finding",
    "FollowUp",
    "GuardDecision",
    "Need",
    "NeedMove",
    "OrderLine",
    "OrderMove",
    "OrderVersion",
    "PenaltyRule",
    "PriceLine",
    "PriceSheet",
    "ResponseTime",
    "Slot",
    "Via",
    "WorkOrder",
]
