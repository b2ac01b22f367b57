"""Who may see and do what on site (domain.md §10.4)."""

from teams.roles import Role

MAY_INSPECT = (Role.CARETAKER, Role.PROXIMITY_MANAGER, Role.TECHNICIAN)
MAY_SEE_INVENTORIES = (
    *MAY_INSPECT, Role.LEASING_OFFICER, Role.TENANCY_OFFICER, Role.ARREARS_OFFICER, Role.AGENCY_MANAGER,
    Role.DIRECTOR,
)  # fmt: skip
"""Inventories and their costing: who lived there, what they owe."""
MAY_FOLLOW = (*MAY_INSPECT, Role.AGENCY_MANAGER)
"""Make something of a finding."""
MAY_WRITE_CHECKLISTS = (Role.ADMIN, Role.AGENCY_MANAGER)
MAY_RECORD_CHECKS = (Role.TECHNICIAN, Role.PROXIMITY_MANAGER, Role.ASSET_PLANNER, Role.CONTRACT_MANAGER)
"""Mandatory checks: whoever receives the report."""
