from .components import Component, ComponentKind, ComponentLifetime, Condition, Equipment
from .documents import Document
from .imports import RejectedLine, StockImport
from .places import Placed
from .plan import PlannedWork, PlannedWorkMove
from .plan_sheets import PlanSheet
from .provenance import ExternalReference, FieldStatement
from .quality import QualityAge, ResidenceQuality
from .stock import Building, Landlord, Residence, Staircase
from .unit import Unit

from .alerts import PlaceAlert  # isort: skip

__all__ = [
    "Building",
    "Component",
    "ComponentKind",
    "ComponentLifetime",
    "Condition",
    "Document",
    "Equipment",
    "ExternalReference",
    "FieldStatement",
    "Landlord",
    "PlaceAlert",
    "Placed",
    "PlanSheet",
    "PlannedWork",
    "PlannedWorkMove",
    "QualityAge",
    "RejectedLine",
    "Residence",
    "ResidenceQuality",
    "Staircase",
    "StockImport",
    "Unit",
]
