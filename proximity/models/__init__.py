from .scales import Grade, Scale  # isort: skip
from .checklists import Checklist, ChecklistItem  # isort: skip
from .inspections import Inspection, InspectionPoint, Signature  # isort: skip
from .findings import Finding, FollowUp  # isort: skip
from .inventories import Inventory, KeyCount, MeterReading  # isort: skip
from .estimates import CostLine, WearGrid, WearRule  # isort: skip
from .checks import CheckKind, CheckRecord, CheckRule, MandatoryCheck  # isort: skip
from .cleaning_checks import CleaningCheck
from .cleaning_contests import CleaningContest, CleaningRedo
from .cleaning_grid import CleaningGrid, CleaningItem, CleaningZone
from .cleaning_notes import CleaningNote, CleaningPhoto
from .cleaning_services import CleaningService
from .contracts import Contract, Contractor, ContractSite, PenaltyRule, RedoRule, ResponseTime
from .order_parts import Attempt, ContractorLink, OrderLine, OrderVersion, Slot
from .orders import OrderMove, Via, WorkOrder
from .penalties import Penalty, PenaltyLine, PenaltyMove
from .prices import PriceLine, PriceSheet

from .needs import Need, NeedMove  # isort: skip
from .guard import GuardDecision  # isort: skip

__all__ = [
    "Attempt", "CheckKind", "CheckRecord", "CheckRule", "Checklist", "ChecklistItem", "CleaningCheck",
    "CleaningContest", "CleaningGrid", "CleaningItem", "CleaningNote", "CleaningPhoto", "CleaningRedo",
    "CleaningService", "CleaningZone", "Contract", "ContractSite", "Contractor", "ContractorLink", "CostLine",
    "Finding", "FollowUp", "Grade", "GuardDecision", "Inspection", "InspectionPoint", "Inventory", "KeyCount",
    "MandatoryCheck", "MeterReading", "Need", "NeedMove", "OrderLine", "OrderMove", "OrderVersion", "Penalty",
    "PenaltyLine", "PenaltyMove", "PenaltyRule", "PriceLine", "PriceSheet", "RedoRule", "ResponseTime", "Scale",
    "Signature", "Slot", "Via", "WearGrid", "WearRule", "WorkOrder",
]  # fmt: skip
