from . import homes, occupancy, promises, reletting, tenants
from .base import MEASURES, Direction, Measure, Missing, Part, Side, Unit
from .missing import MISSING

__all__ = [
    "MEASURES", "MISSING", "Direction", "Measure", "Missing", "Part", "Side", "Unit", "homes", "occupancy",
    "promises", "reletting", "tenants",
]  # fmt: skip
