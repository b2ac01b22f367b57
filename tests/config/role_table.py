"""Who may call what: for each route, the roles that get through. `ALL` is every signed-in role.

A new route without a row here fails the sweep. The matrix test calls each route as each role.
"""

from teams.roles import Role

ALL = frozenset(Role)
PUBLIC: set[str] = {"favicon", "healthz", "teams:demo", "messaging:twilio_status", "messaging:twilio_inbound"}
MAY_IMPORT = frozenset({Role.ADMIN, Role.ASSET_PLANNER})
MAY_GROUP = frozenset({Role.AGENCY_MANAGER, Role.ASSET_PLANNER, Role.ADMIN})
PLANNER = frozenset({Role.ASSET_PLANNER})
MAY_NAME = frozenset({Role.AGENCY_MANAGER, Role.ADMIN})
MAY_PLACE = MAY_NAME | {Role.PROXIMITY_MANAGER}
FIELD = frozenset({Role.ASSET_PLANNER, Role.TECHNICIAN, Role.PROXIMITY_MANAGER})
EQUIPMENT = FIELD | {Role.CONTRACT_MANAGER}
ALERT = FIELD | {Role.AGENCY_MANAGER}
ADMIN = frozenset({Role.ADMIN})
MAY_SORT = frozenset({Role.CONTACT_CENTRE, Role.AGENCY_MANAGER, Role.ADMIN})
MAY_PRINT = MAY_SORT | {Role.TENANCY_OFFICER}
MAY_READ_MESSAGES = MAY_PRINT | {Role.PROXIMITY_MANAGER, Role.DIRECTOR}
MAY_WRITE = ALL - {Role.ASSET_PLANNER, Role.CONTRACT_MANAGER, Role.DIRECTOR}

ROLE_TABLE: dict[str, frozenset[Role]] = {
    "home": ALL,
    "housing:residences": ALL,
    "housing:residences_export": ALL,
    "housing:residences_map": ALL,
    "housing:residence_points": ALL,
    "housing:residence": ALL,
    "housing:residence_history": ALL,
    "housing:residence_rename": MAY_NAME,
    "housing:residence_position": MAY_PLACE,
    "housing:component_create": FIELD,
    "housing:component_change": FIELD,
    "housing:component_delete": FIELD,
    "housing:equipment_create": EQUIPMENT,
    "housing:equipment_change": EQUIPMENT,
    "housing:equipment_delete": EQUIPMENT,
    "housing:alert_create": ALERT,
    "housing:alert_change": ALERT,
    "housing:alert_delete": ALERT,
    "housing:document_create": ALERT,
    "housing:document": ALL,
    "housing:document_delete": ALERT,
    "housing:unit": ALL,
    "housing:unit_history": ALL,
    "housing:unit_correct": FIELD | {Role.LEASING_OFFICER},
    "housing:search": ALL,
    "housing:grouping": MAY_GROUP,
    "housing:residence_merge": MAY_GROUP,
    "housing:residence_split": MAY_GROUP,
    "housing:building_move": MAY_GROUP,
    "housing:plan": ALL,
    "housing:planned_works": ALL,
    "housing:plan_export": ALL,
    "housing:planned_work": ALL,
    "housing:planned_work_choose": PLANNER,
    "housing:planned_work_create": PLANNER,
    "housing:planned_work_change": PLANNER,
    "housing:planned_work_state": PLANNER,
    "housing:plan_upload": PLANNER,
    "housing:plan_template": PLANNER,
    "housing:plan_sheet": PLANNER,
    "housing:plan_sheet_confirm": PLANNER,
    "housing:plan_sheet_errors": PLANNER,
    "housing:kinds": ALL,
    "housing:kinds_export": ALL,
    "housing:kind": ALL,
    "housing:lifetime_create": PLANNER | {Role.ADMIN},
    "housing:quality": ALL,
    "housing:quality_export": ALL,
    "housing:residence_quality": ALL,
    "housing:residence_quality_export": ALL,
    "housing:quality_ages": ALL,
    "housing:quality_age_create": frozenset({Role.ADMIN}),
    "housing:imports": MAY_IMPORT,
    "housing:imports_sheet": MAY_IMPORT,
    "housing:import_new": MAY_IMPORT,
    "housing:import": MAY_IMPORT,
    "housing:import_confirm": MAY_IMPORT,
    "housing:import_drop": MAY_IMPORT,
    "housing:import_restart": MAY_IMPORT,
    "housing:import_complement": MAY_IMPORT,
    "housing:import_rejects": MAY_IMPORT,
    "housing:import_rejects_sheet": MAY_IMPORT,
    "housing:import_rejects_file": MAY_IMPORT,
    "housing:declaration": MAY_IMPORT,
    "messaging:messages": MAY_READ_MESSAGES,
    "messaging:messages_export": MAY_READ_MESSAGES,
    "messaging:message_again": MAY_SORT,
    "messaging:message_seen": MAY_WRITE,
    "messaging:to_sort": MAY_SORT,
    "messaging:message_into_case": MAY_SORT,
    "messaging:message_on_contact": MAY_SORT,
    "messaging:message_aside": MAY_SORT,
    "messaging:letters": MAY_PRINT,
    "messaging:letters_printed": MAY_PRINT,
    "messaging:letter": MAY_PRINT,
    "messaging:case_write": MAY_WRITE,
    "messaging:contact_write": MAY_WRITE,
    "messaging:simulator": ALL,
    "messaging:simulated_phone_create": ALL,
    "messaging:simulated_phone": ALL,
    "messaging:simulated_answer": ALL,
    "teams:account": ALL,
    "teams:session": ALL,
    "teams:home": ADMIN,
    "teams:users": ADMIN,
    "teams:users_sheet": ADMIN,
    "teams:invite": ADMIN,
    "teams:user": ADMIN,
    "teams:user_edit": ADMIN,
    "teams:user_invitation": ADMIN,
    "teams:user_deactivate": ADMIN,
    "teams:user_reactivate": ADMIN,
    "teams:user_second_factors": ADMIN,
    "teams:agencies": ADMIN,
    "teams:agencies_sheet": ADMIN,
    "teams:agency_add": ADMIN,
    "teams:agency": ADMIN,
    "teams:agency_delete": ADMIN,
    "teams:teams": ADMIN,
    "teams:teams_sheet": ADMIN,
    "teams:team_add": ADMIN,
    "teams:team": ADMIN,
    "teams:team_delete": ADMIN,
}
