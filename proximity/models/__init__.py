from .contracts import Contract, Contractor, ContractSite, PenaltyRule, PriceLine, ResponseTime
from .order_parts import Attempt, ContractorLink, OrderLine, OrderVersion, Slot
from .orders import OrderMove, Via, WorkOrder

__all__ = [
    "Attempt",
    "Contract",
    "ContractSite",
    "Contractor",
    "ContractorLink",
    "OrderLine",
    "OrderMove",
    "OrderVersion",
    "PenaltyRule",
    "PriceLine",
    "ResponseTime",
    "Slot",
    "Via",
    "WorkOrder",
]
