"""Who may see and change leases (domain.md §10.4)."""

from housing.unit_sheet import MAY_SEE_RENT
from messaging.people import MAY_SEE
from teams.roles import Role

MAY_WRITE = (Role.LEASING_OFFICER, Role.TENANCY_OFFICER)
MAY_IMPORT = (*MAY_WRITE, Role.ADMIN)
MAY_SET_ZONES = (Role.LEASING_OFFICER, Role.ADMIN)
MAY_VISIT = (Role.CARETAKER, Role.PROXIMITY_MANAGER, Role.TECHNICIAN)
MAY_COST = (*MAY_VISIT, Role.LEASING_OFFICER)
"""Amounts of an exit: the field in the home, or leasing when nobody went."""
MAY_CONFIRM = (Role.PROXIMITY_MANAGER, Role.TECHNICIAN, Role.AGENCY_MANAGER)
MAY_DATE = (*MAY_CONFIRM, Role.LEASING_OFFICER)
MAY_OPEN = (*MAY_WRITE, Role.AGENCY_MANAGER)
MAY_FREEZE = (*MAY_OPEN, Role.ASSET_PLANNER)
MAY_SEE_RELETTING = (*MAY_WRITE, *MAY_VISIT, Role.AGENCY_MANAGER, Role.DIRECTOR, Role.ASSET_PLANNER, Role.ADMIN)
MAY_SEE_CANDIDATES = (*MAY_WRITE, Role.AGENCY_MANAGER, Role.DIRECTOR)
"""Names of those who may get the home: not the field's business."""
MAY_SEE_COSTING = (*MAY_SEE_CANDIDATES, *MAY_VISIT)
"""What whoever left owes: not the business of the asset plan."""
MAY_KEEP_NOMINATORS = (Role.LEASING_OFFICER, Role.AGENCY_MANAGER, Role.ADMIN)
MAY_KEEP_CAUSES = (Role.AGENCY_MANAGER, Role.ADMIN)
"""Both registers serve all agencies; whoever sees vacancies reads them."""
__all__ = [
    "MAY_CONFIRM", "MAY_COST", "MAY_DATE", "MAY_FREEZE", "MAY_IMPORT", "MAY_KEEP_CAUSES", "MAY_KEEP_NOMINATORS",
    "MAY_OPEN", "MAY_SEE", "MAY_SEE_CANDIDATES", "MAY_SEE_COSTING", "MAY_SEE_RELETTING", "MAY_SET_ZONES",
    "MAY_VISIT", "MAY_WRITE", "sees_money",
]  # fmt: skip


def sees_money(user) -> bool:
    """Rent, deposit and what others pay: not the field, whose business is the home; not the agency's manager, who
    sees totals."""
    return user.has_role(*MAY_SEE_RENT)
