from .cleaning_checks import CleaningCheck, CleaningNote, CleaningPhoto
from .cleaning_contests import CleaningContest, CleaningRedo
from .cleaning_grid import CleaningGrid, CleaningItem, CleaningZone
from .cleaning_services import CleaningService
from .contracts import Contract, Contractor, ContractSite, PenaltyRule, PriceLine, ResponseTime
from .order_parts import Attempt, ContractorLink, OrderLine, OrderVersion, Slot
from .orders import OrderMove, Via, WorkOrder
from .penalties import Penalty, PenaltyLine, PenaltyMove

__all__ = [
    "Attempt",
    "CleaningCheck",
    "CleaningContest",
    "CleaningGrid",
    "CleaningItem",
    "CleaningNote",
    "CleaningPhoto",
    "CleaningRedo",
    "CleaningService",
    "CleaningZone",
    "Contract",
    "ContractSite",
    "Contractor",
    "ContractorLink",
    "OrderLine",
    "OrderMove",
    "OrderVersion",
    "Penalty",
    "PenaltyLine",
    "PenaltyMove",
    "PenaltyRule",
    "PriceLine",
    "ResponseTime",
    "Slot",
    "Via",
    "WorkOrder",
]
