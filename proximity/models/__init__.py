from .checklists import Checklist, ChecklistItem, Grade, Scale  # isort: skip
from .inspections import Inspection, InspectionPoint, Signature  # isort: skip
from .findings import Finding, FollowUp  # isort: skip
from .inventories import Inventory, KeyCount, MeterReading  # isort: skip
from .estimates import CostLine, WearGrid, WearRule  # isort: skip
from .checks import CheckKind, CheckRecord, CheckRule, MandatoryCheck  # isort: skip

__all__ = [
    "CheckKind", "CheckRecord", "CheckRule", "Checklist", "ChecklistItem", "CostLine", "Finding", "FollowUp",
    "Grade", "Inspection", "InspectionPoint", "Inventory", "KeyCount", "MandatoryCheck", "MeterReading", "Scale",
    "Signature", "WearGrid", "WearRule",
]  # fmt: skip
