"""The processes of the field, one file each."""

from .cleaning import CLEANING
from .inspections import INSPECTION
from .needs import NEED
from .orders import ORDER

ALL = (CLEANING, INSPECTION, NEED, ORDER)
