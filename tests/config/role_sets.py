"""Sets of roles that several tables of `role_table` name."""

from teams.roles import Role

ALL = frozenset(Role)
PLANNER = frozenset({Role.ASSET_PLANNER})
MAY_NAME = frozenset({Role.AGENCY_MANAGER, Role.ADMIN})
ADMIN = frozenset({Role.ADMIN})
ON_SITE = frozenset({Role.CARETAKER, Role.PROXIMITY_MANAGER, Role.TECHNICIAN})
