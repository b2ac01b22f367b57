"""Who may see and do what with orders and contracts (domain.md §10.4, §12)."""

from teams.roles import Role

MAY_ORDER = (Role.PROXIMITY_MANAGER, Role.TECHNICIAN, Role.CONTRACT_MANAGER, Role.AGENCY_MANAGER)
MAY_APPROVE = (*MAY_ORDER, Role.DIRECTOR)
"""Up to what amount: `parameters.LIMITS`."""
MAY_PAY = (Role.CONTRACT_MANAGER, Role.AGENCY_MANAGER)
MAY_SEE_ORDERS = (*MAY_APPROVE, Role.CARETAKER, Role.CONTACT_CENTRE, Role.LEASING_OFFICER, Role.TENANCY_OFFICER,
                  Role.ASSET_PLANNER, Role.ADMIN)  # fmt: skip
MAY_SEE_CONTRACTS = (*MAY_APPROVE, Role.CARETAKER, Role.ASSET_PLANNER, Role.ADMIN)
MAY_KEEP_CONTRACTS = (Role.CONTRACT_MANAGER, Role.ADMIN)
