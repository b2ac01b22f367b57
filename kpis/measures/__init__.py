from . import cleanliness, mandatory, occupancy, orders, plan, promises, reletting, tenants
from .base import MEASURES, Direction, Measure, Missing, Part, Side, Unit
from .missing import MISSING

FAMILIES = tuple(
    one.FAMILY for one in (reletting, occupancy, tenants, orders, cleanliness, mandatory, plan, promises)
)
IN_ORDER = sorted(MEASURES.values(), key=lambda one: FAMILIES.index(one.family))
"""As pages show them."""

__all__ = ["IN_ORDER", "MEASURES", "MISSING", "Direction", "Measure", "Missing", "Part", "Side", "Unit"]
