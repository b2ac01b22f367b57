"""Who may see and do what about cleanliness (domain.md §7.1, §10.4, §12)."""

from teams.roles import Role

MAY_CHECK = (Role.CARETAKER, Role.PROXIMITY_MANAGER, Role.CONTRACT_MANAGER, Role.AGENCY_MANAGER)
MAY_ACT = (*MAY_CHECK, Role.TECHNICIAN, Role.DIRECTOR)
"""Whose task a failed check may be; whether this one is theirs, the task says."""
MAY_SEE = (*MAY_ACT, Role.TENANCY_OFFICER, Role.CONTACT_CENTRE, Role.ASSET_PLANNER, Role.ADMIN)
MAY_SET = (Role.PROXIMITY_MANAGER, Role.CONTRACT_MANAGER, Role.AGENCY_MANAGER)
"""Who cleans what."""
MAY_ANSWER = (Role.PROXIMITY_MANAGER, Role.CONTRACT_MANAGER, Role.AGENCY_MANAGER, Role.DIRECTOR)
"""A contest, if they did not make the check themselves."""
MAY_SEE_PENALTIES = (*MAY_ANSWER, Role.ADMIN)
MAY_PROPOSE = (Role.PROXIMITY_MANAGER, Role.CONTRACT_MANAGER, Role.AGENCY_MANAGER)
MAY_DECIDE = (Role.CONTRACT_MANAGER, Role.AGENCY_MANAGER, Role.DIRECTOR)
MAY_CHANGE_GRID = (Role.ADMIN, Role.AGENCY_MANAGER)
