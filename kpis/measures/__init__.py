from . import occupancy, promises, reletting, tenants
from .base import MEASURES, Direction, Measure, Missing, Part, Side, Unit
from .missing import MISSING

FAMILIES = (reletting.FAMILY, occupancy.FAMILY, tenants.FAMILY, promises.FAMILY)
IN_ORDER = sorted(MEASURES.values(), key=lambda one: FAMILIES.index(one.family))
"""As pages show them."""

__all__ = ["IN_ORDER", "MEASURES", "MISSING", "Direction", "Measure", "Missing", "Part", "Side", "Unit"]
