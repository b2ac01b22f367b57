"""Who may see and change leases (domain.md §10.4)."""

from housing.unit_sheet import MAY_SEE_RENT
from messaging.people import MAY_SEE
from teams.roles import Role

MAY_WRITE = (Role.LEASING_OFFICER, Role.TENANCY_OFFICER)
MAY_IMPORT = (*MAY_WRITE, Role.ADMIN)
MAY_SET_ZONES = (Role.LEASING_OFFICER, Role.ADMIN)
__all__ = ["MAY_IMPORT", "MAY_SEE", "MAY_SET_ZONES", "MAY_WRITE", "sees_money"]


def sees_money(user) -> bool:
    """Rent, deposit and what others pay: not the field, whose business is the home; not the agency's manager, who
    sees totals."""
    return user.has_role(*MAY_SEE_RENT)
