from .categories import Category, ItemCover, RepairItem, UrgencySign, Zone  # isort: skip
from .requests import Cause, Channel, Payer, Request  # isort: skip
from .visits import Appointment, NoAccess  # isort: skip
from .parkings import Parking  # isort: skip
from .incidents import Broadcast, Incident, Membership  # isort: skip
from .links import Poster, TenantLink, Visitor  # isort: skip
from .surveys import Survey  # isort: skip

__all__ = [
    "Appointment",
    "Broadcast",
    "Category",
    "Cause",
    "Channel",
    "Incident",
    "ItemCover",
    "Membership",
    "NoAccess",
    "Parking",
    "Payer",
    "Poster",
    "RepairItem",
    "Request",
    "Survey",
    "TenantLink",
    "UrgencySign",
    "Visitor",
    "Zone",
]
