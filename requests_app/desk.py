"""Who records requests, and who reads of people in them (domain.md §10.4)."""

from teams.roles import Role

MAY_CAPTURE = (
    Role.CONTACT_CENTRE, Role.TENANCY_OFFICER, Role.LEASING_OFFICER, Role.PROXIMITY_MANAGER, Role.CARETAKER,
    Role.TECHNICIAN, Role.AGENCY_MANAGER, Role.SOCIAL_WORKER,
)  # fmt: skip
