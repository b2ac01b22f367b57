"""Default matrices for both organisation models (domain.md §12.1, §12.2 and §7.3): proposals, to be edited.

Each row: process, step, condition, R, A, C, I, delay, first action. Where the table names the head of a direction
(trade model) the accountable is « Direction » with its service. Accounting (CPT) is no role of Palier: it is told
by exports. Delays come from domain.md §1.3 and §7.3; without one the service level of the case counts.
"""

from coordination.clock import Unit
from teams.models import Team
from teams.roles import Role

RA, CL, CG, REC = Role.AGENCY_MANAGER, Role.LEASING_OFFICER, Role.TENANCY_OFFICER, Role.ARREARS_OFFICER
CESF, RS, GA, TM = Role.SOCIAL_WORKER, Role.PROXIMITY_MANAGER, Role.CARETAKER, Role.TECHNICIAN
PAT, ACH, CRC, DIR = Role.ASSET_PLANNER, Role.CONTRACT_MANAGER, Role.CONTACT_CENTRE, Role.DIRECTOR

Service = Team.Service
LEASING, PROXIMITY, MAINTENANCE = (
    (DIR, Service.LEASING), (DIR, Service.PROXIMITY), (DIR, Service.MAINTENANCE)
)  # fmt: skip
ARREARS, CUSTOMER = (DIR, Service.SOCIAL), (DIR, Service.CUSTOMER)


def hours(amount):
    return amount, Unit.HOURS


def days(amount):
    return amount, Unit.DAYS


def working_days(amount):
    return amount, Unit.WORKING_DAYS


TECHNICAL = {"family": ["T1", "T2", "T3", "T4", "T5", "C1", "C2", "C3", "C4", "S1"]}
NEIGHBOURS, TENANCY = {"family": ["V1"]}, {"family": ["A1", "A2"]}
SOCIAL, QUALITY = {"family": ["S2"]}, {"family": ["Q1"]}
COMPANY, STAFF, CARETAKER = {"cleaner": ["company"]}, {"cleaner": ["staff"]}, {"cleaner": ["caretaker"]}
NOT_CARETAKER = {"cleaner": ["company", "staff"]}
IN_HOUSE = {"cleaner": ["staff", "caretaker"]}
SERVICE = {"cause": ["service"]}
FIRST, NOT_DONE, REPEATED = {"recurrence": ["first"]}, {"recurrence": ["not_done"]}, {"recurrence": ["repeated"]}
NOT_REPEATED = {"recurrence": ["first", "not_done"]}
FRONT, OTHER_ZONE = {"zone": ["front"]}, {"zone": ["other"]}
SMALL, LARGE = {"amount": {"below": "1500"}}, {"amount": {"from": "1500"}}

REDO = "Demander la reprise"
REFUND = "Réfaction du prix et reprise"
PLAN = "Réunion et plan d’actions"
TALK = "Reprise et entretien avec l’agent"
USAGE = "Nettoyage ponctuel, affichage, courrier, médiation"
CALL_TECHNICIAN = "Créer la demande technique (C1)"
TELL_THIRD = "Signaler à la collectivité, au syndic ou au concessionnaire"
EXPLAIN = "Ouvrir les dossiers, dire une hypothèse et une action"
REMOVE = "Faire enlever, refacturer si l’auteur est connu"


def _alerts(accountable):
    """The owner of the measure explains what moved and acts."""
    owners = (RA, RS, CL, CRC, REC, TM, ACH, PAT)
    told = [] if accountable == DIR else [DIR]
    return [
        *(("alert", "explain", {"owner": [one]}, one, accountable, [], told, working_days(10), EXPLAIN)
          for one in owners),
        ("alert", "effect", {}, accountable, accountable, [], told, None, ""),
    ]  # fmt: skip


def _cleaning_response(manager, agency, staff_owner):
    """Who acts first on a non-conformity (§7.3); `staff_owner` follows up the landlord's own cleaners."""
    step = ("cleaning", "response")
    return [
        (*step, COMPANY | SERVICE | FIRST | FRONT, RS, manager, [], [GA], hours(24), REDO),
        (*step, COMPANY | SERVICE | FIRST | OTHER_ZONE, RS, manager, [], [GA], hours(48), REDO),
        (*step, COMPANY | SERVICE | NOT_DONE, RS, manager, [ACH], [GA], hours(24), REFUND),
        (*step, COMPANY | SERVICE | REPEATED, RS, agency, [ACH], [GA], days(10), PLAN),
        (*step, STAFF | SERVICE | FRONT, staff_owner, manager, [], [GA], hours(24), TALK),
        (*step, STAFF | SERVICE | OTHER_ZONE, staff_owner, manager, [], [GA], hours(48), TALK),
        (*step, CARETAKER | SERVICE | FRONT, RS, manager, [], [GA], hours(24), TALK),
        (*step, CARETAKER | SERVICE | OTHER_ZONE, RS, manager, [], [GA], hours(48), TALK),
        (*step, {"cause": ["usage"]}, RS, manager, [CG], [GA], hours(48), USAGE),
        (*step, {"cause": ["technical"]}, TM, manager, [], [GA], None, CALL_TECHNICIAN),
        (*step, {"cause": ["third_party"]}, RS, manager, [], [GA], hours(48), TELL_THIRD),
        (*step, {"cause": ["bulky"]}, GA, manager, [], [], working_days(5), REMOVE),
    ]


APPROVE = "Approuver ou refuser la commande"
SIGN = "Relire l’ordre, le valider ou le refuser"


def _orders(technical, agency):
    """Who approves an order beyond the limit of whoever prepared it, and who answers for it."""
    owners = ((TM, technical), (RS, technical), (ACH, DIR), (RA, agency), (DIR, DIR))
    return [
        *(("order", "approval", {"approver": [role.value]}, role, head, [], [], working_days(1), SIGN)
          for role, head in owners),
        ("order", "replace", {}, RS, technical, [ACH], [], working_days(1), "Confier à une autre entreprise"),
    ]  # fmt: skip


TERRITORY = [
    ("vacancy", "notice", {}, CL, RA, [], [RS, GA, REC], working_days(2), ""),
    ("vacancy", "advice_visit", {}, GA, RS, [CL], [TM], days(15), ""),
    ("vacancy", "diagnostics", {}, TM, RS, [], [CL], days(10), ""),
    ("vacancy", "check_out", {}, GA, RS, [CL], [REC], None, ""),
    ("vacancy", "costing", {}, RS, RA, [TM], [CG, REC], working_days(2), ""),
    ("vacancy", "works_order", {}, RS, RA, [TM, ACH], [CL], working_days(2), ""),
    ("vacancy", "works", {"works": ["light"]}, RS, RA, [TM, ACH], [CL], days(7), ""),
    ("vacancy", "works", {"works": ["medium"]}, RS, RA, [TM, ACH], [CL], days(15), ""),
    ("vacancy", "works", {"works": ["heavy"]}, RS, RA, [TM, ACH], [CL], days(30), ""),
    ("vacancy", "acceptance", {}, RS, RA, [TM, ACH], [CL], days(2), ""),
    ("vacancy", "ready_date", {}, RS, RS, [TM], [CL, CRC], None, ""),
    ("vacancy", "marketing", {}, CL, RA, [CG], [RS], days(30), ""),
    ("vacancy", "committee", {}, CL, RA, [CG], [RS], days(15), ""),
    ("vacancy", "offer", {}, CL, RA, [], [RS], working_days(3), ""),
    ("vacancy", "answer", {}, CL, RA, [], [RS], None, ""),
    ("vacancy", "move_in", {}, CL, RA, [], [RS], working_days(1), "Prévenir, convenir d’une autre date"),
    ("vacancy", "signing", {}, CL, RA, [REC], [GA], days(5), ""),
    ("vacancy", "nominator", {}, CL, RA, [], [RS], working_days(2), "Relancer, ou reprendre le logement"),
    ("vacancy", "check_in", {}, GA, RS, [CL], [REC], None, ""),
    ("vacancy", "courtesy_visit", {}, GA, RS, [CL], [CG], days(60), ""),
    ("vacancy", "settlement", {}, CG, RA, [RS], [REC], days(30), ""),
    ("arrears", "amicable", {}, CG, RA, [REC], [GA], None, ""),
    ("arrears", "litigation", {}, REC, DIR, [RA], [CG], None, ""),
    ("request", "capture", {}, CRC, RA, [], [GA], None, ""),
    ("request", "handling", TECHNICAL, GA, RS, [TM], [CRC, CG], None, ""),
    ("request", "handling", NEIGHBOURS, RS, RA, [CG], [REC], None, ""),
    ("request", "handling", TENANCY, CG, RA, [], [CRC], None, ""),
    ("request", "handling", SOCIAL, CESF, RA, [], [], None, ""),
    ("request", "handling", QUALITY, RA, DIR, [], [CRC], None, ""),
    ("request", "information", TECHNICAL, GA, RS, [CRC], [], None, ""),
    ("request", "information", NEIGHBOURS, RS, RS, [CRC], [], None, ""),
    ("request", "information", TENANCY, CG, RA, [CRC], [], None, ""),
    ("request", "information", SOCIAL, CESF, RA, [], [], None, ""),
    ("request", "information", QUALITY, RA, DIR, [CRC], [], None, ""),
    ("request", "confirmation", {}, CRC, RS, [], [], None, ""),
    ("request", "planned", {}, PAT, DIR, [RS], [CRC, CG], None, ""),
    ("request", "joined", {}, RS, RA, [], [CRC], None, ""),
    ("incident", "handling", {}, RS, RA, [TM, GA], [CRC, CG], None, ""),
    ("cleaning", "check", NOT_CARETAKER, GA, RS, [], [ACH], None, ""),
    ("cleaning", "check", CARETAKER, RS, RS, [], [ACH], None, ""),
    *_cleaning_response(RS, RA, GA),
    ("cleaning", "recheck", NOT_CARETAKER, GA, RS, [], [], hours(48), ""),
    ("cleaning", "recheck", CARETAKER, RS, RS, [], [], hours(48), ""),
    ("cleaning", "penalty", {}, RS, RA, [ACH], [], None, ""),
    ("cleaning", "sanction", COMPANY | NOT_REPEATED, ACH, RA, [RS], [], days(30), "Notifier, appliquer le CCAP"),
    ("cleaning", "sanction", COMPANY | REPEATED, ACH, DIR, [RS, RA], [], days(30), "Mise en demeure, résiliation"),
    ("cleaning", "sanction", IN_HOUSE, RS, RA, [], [], days(15), "Accompagner, former, revoir le planning"),
    ("cleaning", "contract", {}, ACH, DIR, [RA], [RS], None, ""),
    ("inspection", "check", {}, TM, PAT, [RS], [RA], None, ""),
    ("need", "finding", {}, RS, RA, [TM], [PAT], None, ""),
    ("need", "decision", {}, PAT, DIR, [RA, TM], [RS, CG], working_days(15), "Répondre au terrain"),
    ("need", "study", {}, PAT, DIR, [RA, TM], [RS, CG], working_days(60), "Chiffrer, puis répondre"),
    ("need", "planned", {}, PAT, DIR, [RA], [RS, CG], None, ""),
    ("need", "answer", {}, RS, RA, [], [], None, "Lire la réponse, prévenir sur place"),
    ("need", "order_check", SMALL, RS, RA, [PAT], [CG], working_days(2), ""),
    ("need", "order_check", LARGE, PAT, RA, [RS], [CG], working_days(2), APPROVE),
    *_orders(RA, RA),
    ("review", "weekly", {}, RA, RA, [RS, CL], [DIR], None, ""),
    *_alerts(RA),
]

TRADE = [
    ("vacancy", "notice", {}, CL, LEASING, [], [RS, TM], working_days(2), ""),
    ("vacancy", "advice_visit", {}, GA, PROXIMITY, [CL], [TM, REC], days(15), ""),
    ("vacancy", "diagnostics", {}, TM, MAINTENANCE, [], [CL], days(10), ""),
    ("vacancy", "check_out", {}, RS, PROXIMITY, [CL], [CG], None, ""),
    ("vacancy", "costing", {}, TM, MAINTENANCE, [RS], [CG, REC], working_days(2), ""),
    ("vacancy", "works_order", {}, TM, MAINTENANCE, [RS, ACH], [CL], working_days(2), ""),
    ("vacancy", "works", {"works": ["light"]}, TM, MAINTENANCE, [RS, ACH], [CL], days(7), ""),
    ("vacancy", "works", {"works": ["medium"]}, TM, MAINTENANCE, [RS, ACH], [CL], days(15), ""),
    ("vacancy", "works", {"works": ["heavy"]}, TM, MAINTENANCE, [RS, ACH], [CL], days(30), ""),
    ("vacancy", "acceptance", {}, TM, MAINTENANCE, [RS, ACH], [CL], days(2), ""),
    ("vacancy", "ready_date", {}, TM, MAINTENANCE, [RS], [CL], None, ""),
    ("vacancy", "marketing", {}, CL, LEASING, [], [RS], days(30), ""),
    ("vacancy", "committee", {}, CL, LEASING, [], [RS], days(15), ""),
    ("vacancy", "offer", {}, CL, LEASING, [], [RS], working_days(3), ""),
    ("vacancy", "answer", {}, CL, LEASING, [], [RS], None, ""),
    ("vacancy", "move_in", {}, CL, LEASING, [], [RS], working_days(1), "Prévenir, convenir d’une autre date"),
    ("vacancy", "signing", {}, CL, LEASING, [REC], [RS], days(5), ""),
    ("vacancy", "nominator", {}, CL, LEASING, [], [RS], working_days(2), "Relancer, ou reprendre le logement"),
    ("vacancy", "check_in", {}, RS, PROXIMITY, [CL], [CG], None, ""),
    ("vacancy", "courtesy_visit", {}, RS, PROXIMITY, [CL], [CG], days(60), ""),
    ("vacancy", "settlement", {}, CG, LEASING, [TM], [], days(30), ""),
    ("arrears", "amicable", {}, REC, ARREARS, [CG], [RS], None, ""),
    ("arrears", "litigation", {}, REC, DIR, [CG], [], None, ""),
    ("request", "capture", {}, CRC, CUSTOMER, [], [RS], None, ""),
    ("request", "handling", TECHNICAL, RS, PROXIMITY, [TM], [CRC, CG], None, ""),
    ("request", "handling", NEIGHBOURS, RS, PROXIMITY, [CG], [REC], None, ""),
    ("request", "handling", TENANCY, CG, LEASING, [], [CRC], None, ""),
    ("request", "handling", SOCIAL, CESF, ARREARS, [], [], None, ""),
    ("request", "handling", QUALITY, CRC, CUSTOMER, [], [], None, ""),
    ("request", "information", TECHNICAL, RS, PROXIMITY, [CRC], [], None, ""),
    ("request", "information", NEIGHBOURS, RS, PROXIMITY, [CRC], [], None, ""),
    ("request", "information", TENANCY, CG, LEASING, [CRC], [], None, ""),
    ("request", "information", SOCIAL, CESF, ARREARS, [], [], None, ""),
    ("request", "information", QUALITY, CRC, CUSTOMER, [], [], None, ""),
    ("request", "confirmation", {}, CRC, CUSTOMER, [], [], None, ""),
    ("request", "planned", {}, PAT, DIR, [RS], [CRC, CG], None, ""),
    ("request", "joined", {}, RS, PROXIMITY, [], [CRC], None, ""),
    ("incident", "handling", {}, RS, PROXIMITY, [TM, GA], [CRC, CG], None, ""),
    ("cleaning", "check", {}, RS, PROXIMITY, [], [ACH], None, ""),
    *_cleaning_response(PROXIMITY, PROXIMITY, RS),
    ("cleaning", "recheck", {}, RS, PROXIMITY, [], [], hours(48), ""),
    ("cleaning", "penalty", {}, ACH, ACH, [RS], [], None, ""),
    ("cleaning", "sanction", COMPANY | NOT_REPEATED, ACH, ACH, [RS], [], days(30), "Notifier, appliquer le CCAP"),
    ("cleaning", "sanction", COMPANY | REPEATED, ACH, DIR, [RS], [], days(30), "Mise en demeure, résiliation"),
    ("cleaning", "sanction", IN_HOUSE, RS, PROXIMITY, [], [], days(15), "Accompagner, former, revoir le planning"),
    ("cleaning", "contract", {}, ACH, DIR, [RS], [], None, ""),
    ("inspection", "check", {}, TM, MAINTENANCE, [RS], [PAT], None, ""),
    ("need", "finding", {}, RS, PROXIMITY, [TM], [PAT], None, ""),
    ("need", "decision", {}, PAT, DIR, [], [RS, CL], working_days(15), "Répondre au terrain"),
    ("need", "study", {}, PAT, DIR, [], [RS, CL], working_days(60), "Chiffrer, puis répondre"),
    ("need", "planned", {}, PAT, DIR, [], [RS, CL], None, ""),
    ("need", "answer", {}, RS, PROXIMITY, [], [], None, "Lire la réponse, prévenir sur place"),
    ("need", "order_check", SMALL, RS, MAINTENANCE, [PAT], [CL], working_days(2), ""),
    ("need", "order_check", LARGE, PAT, MAINTENANCE, [RS], [CL], working_days(2), APPROVE),
    *_orders(MAINTENANCE, DIR),
    ("review", "weekly", {}, DIR, DIR, [], [], None, ""),
    *_alerts(DIR),
]
