"""Who reads figures of teams and places: those who manage, and those whose work they are about."""

from teams.models import User
from teams.roles import Role

from .measures import MEASURES, Measure

MAY_READ = (
    Role.DIRECTOR, Role.AGENCY_MANAGER, Role.PROXIMITY_MANAGER, Role.LEASING_OFFICER, Role.TENANCY_OFFICER,
    Role.CONTRACT_MANAGER, Role.ASSET_PLANNER, Role.CONTACT_CENTRE, Role.TECHNICIAN,
)  # fmt: skip
MAY_AIM = tuple(sorted({Role.DIRECTOR, *(one.owner for one in MEASURES.values())}))
"""Who sets targets: of each measure its owner, and the direction."""


MAY_COMMIT = (Role.DIRECTOR,)
"""Who writes what the landlord commits to, and publishes it."""


def may_aim(user: User, measure: Measure, place) -> bool:
    """The landlord's own targets are for those who see all of it."""
    return user.has_role(Role.DIRECTOR, measure.owner) and (place is not None or user.sees_everything)
