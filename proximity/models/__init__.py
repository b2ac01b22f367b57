from .contracts import Contract, Contractor, ContractSite, PenaltyRule, ResponseTime
from .order_parts import Attempt, ContractorLink, OrderLine, OrderVersion, Slot
from .orders import OrderMove, Via, WorkOrder
from .prices import PriceLine, PriceSheet

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
    "PriceSheet",
    "ResponseTime",
    "Slot",
    "Via",
    "WorkOrder",
]
