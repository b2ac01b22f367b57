"""Who may call what of the field: orders, visits and checks, cleanliness, needs (`role_table`)."""

from teams.roles import Role
from tests.config.role_sets import ADMIN, ALL, MAY_NAME, ON_SITE, PLANNER

MAY_ORDER = frozenset({
    Role.PROXIMITY_MANAGER, Role.TECHNICIAN, Role.CONTRACT_MANAGER, Role.AGENCY_MANAGER,
})  # fmt: skip
MAY_APPROVE = MAY_ORDER | {Role.DIRECTOR}
MAY_SEE_ORDERS = ALL - {Role.ARREARS_OFFICER, Role.SOCIAL_WORKER}
MAY_SEE_CONTRACTS = MAY_APPROVE | {Role.CARETAKER, Role.ASSET_PLANNER, Role.ADMIN}
MAY_KEEP_CONTRACTS = frozenset({Role.CONTRACT_MANAGER, Role.ADMIN})
ORDER_ACTS = ("accept", "acknowledge", "book", "cancel", "choose", "complete", "decline", "miss", "offer",
              "reduce", "reserve", "send", "start", "stop", "vary", "create", "prices")  # fmt: skip
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
INSPECTIONS: dict[str, frozenset[Role]] = {
    **dict.fromkeys((f"proximity:{name}" for name in (
        "inspections", "inspections_export", "inspection", "inspection_pdf", "inspection_picture",
        "inspection_thumbnail", "findings", "findings_export", "finding", "finding_picture", "finding_thumbnail",
        "checklists", "checklist", "checklist_reference", "checks", "checks_export", "check", "check_register",
        "check_kinds", "check_kind", "scales",
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
        "draft", "basis", "publish", "drop", "item_create", "item", "item_move", "item_delete",
    )), MAY_NAME),
    **dict.fromkeys((f"proximity:scale{name}" for name in ("", "_create", "_drop")), MAY_NAME),
    **dict.fromkeys((f"proximity:check_{name}" for name in ("record", "lift", "end", "create")),
                    MAY_RECORD_CHECKS),
    "proximity:checks_give_out": MAY_RECORD_CHECKS,
    "proximity:wear": INVENTORIES | ADMIN,
    "proximity:wear_create": ADMIN,
    **dict.fromkeys((f"proximity:check_kind_{name}" for name in ("begin", "create", "verify", "withdraw")), ADMIN),
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

FIELD_TABLE: dict[str, frozenset[Role]] = {
    **INSPECTIONS,
    "proximity:needs": NEEDS,
    "proximity:needs_export": NEEDS,
    "proximity:need_report": MAY_REPORT_NEEDS,
    "proximity:need_estimate": MAY_ESTIMATE,
    **{f"proximity:need_{act}": PLANNER for act in ("plan", "study", "merge", "refuse", "ask_more")},
    "proximity:plan_budget": BUDGET,
    "proximity:plan_attach": MAY_ORDER,
    "proximity:plan_budget_save": PLANNER,
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
}
