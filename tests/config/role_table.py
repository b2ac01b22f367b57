"""Who may call what: for each route, the roles that get through. `ALL` is every signed-in role.

A new route without a row here fails the sweep. The matrix test calls each route as each role.
"""

from teams.roles import Role

ALL = frozenset(Role)
PUBLIC: set[str] = {
    "favicon", "healthz", "teams:demo", "messaging:twilio_status", "messaging:twilio_inbound",
    "coordination:agenda_feed",
    *(f"requests_app:tenant{act}" for act in (
        "", "_availability", "_contest", "_identify", "_language", "_new_link", "_not_solved", "_opened", "_photo",
        "_rate", "_solved", "_write",
    )),
    "requests_app:report",
    *(f"proximity:firm{act}" for act in (
        "", "_acknowledge", "_book", "_complete", "_miss", "_offer", "_order", "_pdf", "_start",
    )),
}  # fmt: skip
MAY_IMPORT = frozenset({Role.ADMIN, Role.ASSET_PLANNER})
MAY_GROUP = frozenset({Role.AGENCY_MANAGER, Role.ASSET_PLANNER, Role.ADMIN})
PLANNER = frozenset({Role.ASSET_PLANNER})
MAY_NAME = frozenset({Role.AGENCY_MANAGER, Role.ADMIN})
MAY_PLACE = MAY_NAME | {Role.PROXIMITY_MANAGER}
FIELD = frozenset({Role.ASSET_PLANNER, Role.TECHNICIAN, Role.PROXIMITY_MANAGER})
EQUIPMENT = FIELD | {Role.CONTRACT_MANAGER}
ALERT = FIELD | {Role.AGENCY_MANAGER}
ADMIN = frozenset({Role.ADMIN})
KEEPERS = ADMIN | {Role.DIRECTOR}
MAY_SORT = frozenset({Role.CONTACT_CENTRE, Role.AGENCY_MANAGER, Role.ADMIN})
MAY_PRINT = MAY_SORT | {Role.TENANCY_OFFICER}
MAY_READ_MESSAGES = MAY_PRINT | {Role.PROXIMITY_MANAGER, Role.DIRECTOR}
MAY_HAND_OVER_MANY = frozenset({
    Role.CONTACT_CENTRE, Role.PROXIMITY_MANAGER, Role.TENANCY_OFFICER, Role.LEASING_OFFICER, Role.AGENCY_MANAGER,
    Role.DIRECTOR,
})  # fmt: skip
MAY_INFORM = frozenset({Role.CONTACT_CENTRE, Role.PROXIMITY_MANAGER, Role.AGENCY_MANAGER})
ON_SITE = frozenset({Role.CARETAKER, Role.PROXIMITY_MANAGER, Role.TECHNICIAN})
MAY_SEE_PEOPLE = ALL - {Role.ASSET_PLANNER, Role.CONTRACT_MANAGER}
MAY_CHANGE_PEOPLE = frozenset({
    Role.LEASING_OFFICER, Role.TENANCY_OFFICER, Role.PROXIMITY_MANAGER, Role.CONTACT_CENTRE, Role.ADMIN,
})  # fmt: skip
MAY_CAPTURE = frozenset({
    Role.CONTACT_CENTRE, Role.TENANCY_OFFICER, Role.LEASING_OFFICER, Role.PROXIMITY_MANAGER, Role.CARETAKER,
    Role.TECHNICIAN, Role.AGENCY_MANAGER, Role.SOCIAL_WORKER,
})  # fmt: skip
MAY_POST = frozenset({Role.PROXIMITY_MANAGER, Role.CARETAKER, Role.AGENCY_MANAGER, Role.CONTACT_CENTRE})
MAY_WRITE = ALL - {Role.ASSET_PLANNER, Role.CONTRACT_MANAGER, Role.DIRECTOR}

LEASES = frozenset({Role.LEASING_OFFICER, Role.TENANCY_OFFICER})
LEASE_IMPORTS = LEASES | ADMIN
ZONES = frozenset({Role.LEASING_OFFICER, Role.ADMIN})
MAY_CONFIRM = frozenset({Role.PROXIMITY_MANAGER, Role.TECHNICIAN, Role.AGENCY_MANAGER})
VACANCY_ACTS = ("book", "sign", "nominate", "propose", "present", "decide")
RELETTING = LEASES | ON_SITE | {Role.AGENCY_MANAGER, Role.DIRECTOR, Role.ASSET_PLANNER, Role.ADMIN}
MAY_ORDER = frozenset({
    Role.PROXIMITY_MANAGER, Role.TECHNICIAN, Role.CONTRACT_MANAGER, Role.AGENCY_MANAGER,
})  # fmt: skip
MAY_APPROVE = MAY_ORDER | {Role.DIRECTOR}
MAY_SEE_ORDERS = ALL - {Role.ARREARS_OFFICER, Role.SOCIAL_WORKER}
MAY_SEE_CONTRACTS = MAY_APPROVE | {Role.CARETAKER, Role.ASSET_PLANNER, Role.ADMIN}
MAY_KEEP_CONTRACTS = frozenset({Role.CONTRACT_MANAGER, Role.ADMIN})
ORDER_ACTS = ("accept", "acknowledge", "book", "cancel", "choose", "complete", "miss", "offer", "reserve", "send",
              "start", "vary", "create", "prices")  # fmt: skip
KEPT = ("contractor_change", "contractor_create", "contractor_link", "contractor_link_revoke", "contract_change",
        "contract_create", "contract_penalty_create", "contract_penalty_delete", "contract_response",
        "contract_site_create", "contract_site_delete", "price_sheet", "price_sheet_confirm",
        "price_sheet_errors", "price_template", "price_upload")  # fmt: skip

MAY_REPORT_NEEDS = ON_SITE | {Role.AGENCY_MANAGER, Role.ASSET_PLANNER}
MAY_ESTIMATE = MAY_REPORT_NEEDS - {Role.CARETAKER}
NEEDS = MAY_REPORT_NEEDS | {Role.DIRECTOR, Role.CONTRACT_MANAGER, Role.ADMIN}
BUDGET = frozenset({Role.ASSET_PLANNER, Role.AGENCY_MANAGER, Role.DIRECTOR, Role.ADMIN})

MAY_RECORD_CHECKS = frozenset({
    Role.TECHNICIAN, Role.PROXIMITY_MANAGER, Role.ASSET_PLANNER, Role.CONTRACT_MANAGER,
})  # fmt: skip
INVENTORIES = ON_SITE | {
    Role.LEASING_OFFICER, Role.TENANCY_OFFICER, Role.ARREARS_OFFICER, Role.AGENCY_MANAGER, Role.DIRECTOR,
}  # fmt: skip
INSPECTIONS = {
    **dict.fromkeys((f"proximity:{name}" for name in (
        "inspections", "inspections_export", "inspection", "inspection_pdf", "inspection_picture",
        "inspection_thumbnail", "findings", "findings_export", "finding", "finding_picture", "finding_thumbnail",
        "checklists", "checklist", "checklist_reference", "checks", "checks_export", "check", "check_register",
        "check_kinds", "check_kind",
    )), ALL),
    **dict.fromkeys((f"proximity:{name}" for name in (
        "inspection_create", "inspection_point", "inspection_draw", "inspection_rest", "inspection_observe",
        "inspection_sign", "inspection_finish", "inspection_drop", "inventory_people", "inventory_readings",
        "inventory_keys", "costing_add", "costing_remove", "costing_send",
    )), ON_SITE),
    **dict.fromkeys((f"proximity:finding_{name}" for name in ("note", "need", "repair", "order")),
                    ON_SITE | {Role.AGENCY_MANAGER}),
    **dict.fromkeys((f"proximity:{name}" for name in ("inventory_comparison", "costing")), INVENTORIES),
    **dict.fromkeys((f"proximity:checklist_{name}" for name in (
        "draft", "basis", "publish", "drop", "item_create", "item", "item_delete",
    )), MAY_NAME),
    **dict.fromkeys((f"proximity:check_{name}" for name in ("record", "lift", "end", "create")),
                    MAY_RECORD_CHECKS),
    "proximity:wear": INVENTORIES | ADMIN,
    "proximity:wear_create": ADMIN,
    **dict.fromkeys((f"proximity:check_kind_{name}" for name in ("create", "verify", "withdraw")), ADMIN),
}  # fmt: skip

CLEANING_CHECK = frozenset({
    Role.CARETAKER, Role.PROXIMITY_MANAGER, Role.CONTRACT_MANAGER, Role.AGENCY_MANAGER,
})  # fmt: skip
CLEANING_SET = CLEANING_CHECK - {Role.CARETAKER}
CLEANING_ACT = CLEANING_CHECK | {Role.TECHNICIAN, Role.DIRECTOR}
CLEANING = CLEANING_ACT | {Role.TENANCY_OFFICER, Role.CONTACT_CENTRE, Role.ASSET_PLANNER, Role.ADMIN}
CLEANING_ANSWER = CLEANING_SET | {Role.DIRECTOR}
CLEANING_PAGES = (
    "checks", "checks_export", "places", "places_export", "residence", "panel", "grid", "check", "report", "photo",
    "thumbnail",
)  # fmt: skip

FIGURES = LEASES | {Role.DIRECTOR, Role.AGENCY_MANAGER, Role.PROXIMITY_MANAGER}

ROLE_TABLE: dict[str, frozenset[Role]] = {
    **INSPECTIONS,
    "home": ALL,
    **dict.fromkeys(
        (
            f"kpis:{name}"
            for name in (
                "dashboard",
                "dashboard_export",
                "definitions",
                "measure",
                "files",
                "files_export",
            )
        ),
        FIGURES,
    ),
    "coordination:work": ALL,
    "coordination:work_export": ALL,
    "coordination:agenda": ALL,
    "coordination:agenda_link": ALL,
    "coordination:agenda_revoke": ALL,
    "coordination:task_acknowledge": ALL,
    "coordination:task_finish": ALL,
    "coordination:task_hand_over": ALL,
    "coordination:task_pause": ALL,
    "coordination:task_resume": ALL,
    "coordination:cases": ALL,
    "coordination:cases_export": ALL,
    "coordination:cases_hand_over": MAY_HAND_OVER_MANY,
    "coordination:case": ALL,
    "coordination:case_note": ALL,
    "coordination:case_promise": ALL,
    "coordination:case_priority": ALL,
    "coordination:case_ask": ALL,
    "coordination:case_close": ALL,
    "coordination:case_reopen": ALL,
    "coordination:organisation": ALL,
    "coordination:matrix": ALL,
    "coordination:matrix_export": ALL,
    "coordination:matrix_versions": ALL,
    "coordination:corrections": ALL,
    "coordination:corrections_export": ALL,
    "coordination:matrix_draft_create": KEEPERS,
    "coordination:matrix_draft": KEEPERS,
    "coordination:matrix_draft_drop": KEEPERS,
    "coordination:matrix_simulation": KEEPERS,
    "coordination:matrix_publish": KEEPERS,
    "coordination:rule_create": KEEPERS,
    "coordination:rule_change": KEEPERS,
    "coordination:rule_delete": KEEPERS,
    "coordination:processes": ALL,
    "coordination:processes_export": ALL,
    "coordination:delays": ALL,
    "coordination:delays_export": ALL,
    "coordination:level": ALL,
    "coordination:level_create": ADMIN,
    "coordination:level_verify": ADMIN,
    "coordination:level_withdraw": ADMIN,
    "coordination:hours": ALL,
    "coordination:hours_create": ADMIN,
    "coordination:hours_verify": ADMIN,
    "coordination:hours_withdraw": ADMIN,
    "coordination:parameters": ALL,
    "coordination:parameters_export": ALL,
    "coordination:parameter": ALL,
    "coordination:parameter_create": ADMIN,
    "coordination:parameter_verify": ADMIN,
    "coordination:parameter_withdraw": ADMIN,
    "coordination:photo": ALL,
    "coordination:photo_thumbnail": ALL,
    "requests_app:link_renew": MAY_WRITE,
    "requests_app:link_revoke": MAY_WRITE,
    "requests_app:posters": MAY_POST,
    "requests_app:posters_export": MAY_POST,
    "requests_app:poster_create": MAY_POST,
    "requests_app:poster_pdf": MAY_POST,
    "requests_app:poster_revoke": MAY_POST,
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
    "leasing:leases": MAY_SEE_PEOPLE,
    "leasing:leases_export": MAY_SEE_PEOPLE,
    "leasing:lease": MAY_SEE_PEOPLE,
    "leasing:lease_create": LEASES,
    "leasing:lease_person": LEASES,
    "leasing:lease_change": LEASES,
    "leasing:lease_people": LEASES,
    "leasing:lease_amount": LEASES,
    "leasing:notice": LEASES,
    "leasing:notice_reckoning": LEASES,
    "leasing:notice_correct": LEASES,
    "leasing:notice_withdraw": LEASES,
    "leasing:notice_keys": LEASES,
    "leasing:imports": LEASE_IMPORTS,
    "leasing:import_template": LEASE_IMPORTS,
    "leasing:import_export": LEASE_IMPORTS,
    "leasing:import": LEASE_IMPORTS,
    "leasing:import_confirm": LEASE_IMPORTS,
    "leasing:import_drop": LEASE_IMPORTS,
    "leasing:import_rejects": LEASE_IMPORTS,
    "leasing:zones": ZONES,
    "leasing:zone_end": ZONES,
    "proximity:needs": NEEDS,
    "proximity:needs_export": NEEDS,
    "proximity:need_report": MAY_REPORT_NEEDS,
    "proximity:need_estimate": MAY_ESTIMATE,
    **{f"proximity:need_{act}": PLANNER for act in ("plan", "study", "merge", "refuse", "ask_more")},
    "proximity:plan_budget": BUDGET,
    "proximity:plan_attach": MAY_ORDER,
    "proximity:plan_budget_save": PLANNER,
    "leasing:relocations": RELETTING,
    "leasing:relocations_export": RELETTING,
    **dict.fromkeys(("leasing:nominators", "leasing:nominators_export"), RELETTING),
    **dict.fromkeys(("leasing:causes", "leasing:causes_export"), RELETTING),
    **dict.fromkeys(("leasing:nominator", "leasing:nominator_create"), ZONES | {Role.AGENCY_MANAGER}),
    **dict.fromkeys(("leasing:cause", "leasing:cause_create"), MAY_NAME),
    "leasing:vacancy_open": LEASES | {Role.AGENCY_MANAGER},
    "leasing:vacancy_visit": ON_SITE,
    "leasing:vacancy_costing": ON_SITE,
    "leasing:vacancy_expect": ON_SITE,
    "leasing:vacancy_date": MAY_CONFIRM | {Role.LEASING_OFFICER},
    "leasing:vacancy_confirm": MAY_CONFIRM,
    "leasing:vacancy_freeze": LEASES | {Role.AGENCY_MANAGER, Role.ASSET_PLANNER},
    **dict.fromkeys((f"leasing:vacancy_{act}" for act in VACANCY_ACTS), LEASES),
    **dict.fromkeys((f"leasing:candidate_{act}" for act in ("offer", "reply", "withdraw")), LEASES),
    **dict.fromkeys(
        ("proximity:orders", "proximity:orders_export", "proximity:order", "proximity:order_pdf"), MAY_SEE_ORDERS
    ),
    **dict.fromkeys((f"proximity:order_{act}" for act in ORDER_ACTS), MAY_ORDER),
    "proximity:order_approve": MAY_APPROVE,
    "proximity:order_refuse": MAY_APPROVE,
    "proximity:order_invoice": frozenset({Role.CONTRACT_MANAGER, Role.AGENCY_MANAGER}),
    **dict.fromkeys(
        (
            "proximity:contractors",
            "proximity:contractors_export",
            "proximity:contractor",
            "proximity:contracts",
            "proximity:contracts_export",
            "proximity:contract",
            "proximity:contract_prices_export",
        ),
        MAY_SEE_CONTRACTS,
    ),
    **dict.fromkeys((f"proximity:{name}" for name in KEPT), MAY_KEEP_CONTRACTS),
    **dict.fromkeys((f"proximity:cleaning_{page}" for page in CLEANING_PAGES), CLEANING),
    **dict.fromkeys(
        (f"proximity:cleaning_{act}" for act in ("start", "zone", "close", "contest")), CLEANING_CHECK
    ),
    "proximity:cleaning_grid_create": frozenset({Role.ADMIN, Role.AGENCY_MANAGER}),
    "proximity:cleaning_contest_answer": CLEANING_ANSWER,
    "proximity:cleaning_redo": CLEANING_ACT,
    "proximity:cleaning_redone": CLEANING_ACT,
    "proximity:cleaning_penalty_propose": CLEANING_SET,
    "proximity:cleaning_service_create": CLEANING_SET,
    "proximity:cleaning_service_end": CLEANING_SET,
    "proximity:cleaning_penalties": CLEANING_ANSWER | ADMIN,
    "proximity:cleaning_penalties_export": CLEANING_ANSWER | ADMIN,
    "proximity:cleaning_penalty": CLEANING_ANSWER | ADMIN,
    "proximity:cleaning_penalty_move": CLEANING_ANSWER - {Role.PROXIMITY_MANAGER},
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
    "messaging:texts": ADMIN,
    "messaging:texts_export": ADMIN,
    "messaging:text": ADMIN,
    "messaging:text_change": ADMIN,
    "messaging:text_reset": ADMIN,
    "messaging:case_write": MAY_WRITE,
    "messaging:contacts": MAY_SEE_PEOPLE,
    "messaging:contacts_export": frozenset({Role.AGENCY_MANAGER, Role.DIRECTOR, Role.ADMIN}),
    "messaging:contact": MAY_SEE_PEOPLE,
    "messaging:contact_create": MAY_CHANGE_PEOPLE,
    "messaging:contact_change": MAY_CHANGE_PEOPLE,
    "messaging:contact_move_in": MAY_CHANGE_PEOPLE,
    "messaging:contact_move_out": MAY_CHANGE_PEOPLE,
    "messaging:contact_write": MAY_WRITE,
    "messaging:simulator": ALL,
    "messaging:simulated_phone_create": ALL,
    "messaging:simulated_phone": ALL,
    "messaging:simulated_answer": ALL,
    "requests_app:visit_appoint": ALL,
    "requests_app:visit_cancel": ALL,
    "requests_app:visit_keep": ALL,
    "requests_app:visit_no_access": ALL,
    "requests_app:visit_close": ALL,
    "requests_app:park": ALL,
    "requests_app:unpark": ALL,
    "requests_app:join": ALL,
    "requests_app:leave": ALL,
    "requests_app:inform": MAY_INFORM,
    "requests_app:incidents": ALL,
    "requests_app:incidents_export": ALL,
    "requests_app:incident_gather": MAY_INFORM | ON_SITE,
    "requests_app:silences": ALL,
    "requests_app:silences_export": ALL,
    "requests_app:round": ON_SITE,
    "requests_app:round_task": ON_SITE,
    "requests_app:round_take": ON_SITE,
    "requests_app:round_note": ON_SITE,
    "requests_app:round_no_access": ON_SITE,
    "requests_app:round_expect": ON_SITE,
    "requests_app:round_finish": ON_SITE,
    "teams:account": ALL,
    "teams:session": ALL,
    "teams:wording": ALL,
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
    "requests_app:requests": ALL,
    "requests_app:requests_export": ALL,
    "requests_app:new": MAY_CAPTURE,
    "requests_app:new_find": MAY_CAPTURE,
    "requests_app:new_look": MAY_CAPTURE,
    "requests_app:requalify": MAY_CAPTURE,
    "requests_app:categories": ADMIN,
    "requests_app:categories_export": ADMIN,
    "requests_app:category_create": ADMIN,
    "requests_app:category": ADMIN,
    "requests_app:sign_create": ADMIN,
    "requests_app:sign": ADMIN,
    "requests_app:repairs": ADMIN,
    "requests_app:repairs_export": ADMIN,
    "requests_app:repair": ADMIN,
    "requests_app:cover_create": ADMIN,
    "requests_app:cover_end": ADMIN,
}
