"""Who says what is done about an alert: readers of figures, and whoever owns the measure."""

from ..access import MAY_READ
from ..processes import OWNERS

MAY_ACT = tuple(dict.fromkeys((*MAY_READ, *OWNERS)))
