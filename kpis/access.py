"""Who reads figures: those who manage, and those whose work they are about. Teams and places, never persons."""

from teams.roles import Role

MAY_READ = (
    Role.DIRECTOR, Role.AGENCY_MANAGER, Role.PROXIMITY_MANAGER, Role.LEASING_OFFICER, Role.TENANCY_OFFICER,
)  # fmt: skip
