"""Delays and limits of orders and contracts: declared here, valued by dated rows (`coordination.parameters`)."""

from decimal import Decimal

from coordination import parameters
from coordination.models import ParameterUnit as Unit
from coordination.parameters import Declared, declare
from teams.roles import Role

APP = "Ordres de service et marchés"
DEFAULT = "Proposition de Palier, à valider"

ACKNOWLEDGE = "order.acknowledge"
DUE = "order.due"
SLOT = "order.slot"
LINK_LASTS = "order.link_lasts"
EXPIRING = "contract.expiring"
LIMITS = {
    Role.PROXIMITY_MANAGER: "order.limit.proximity_manager",
    Role.TECHNICIAN: "order.limit.technician",
    Role.CONTRACT_MANAGER: "order.limit.contract_manager",
    Role.AGENCY_MANAGER: "order.limit.agency_manager",
    Role.DIRECTOR: "order.limit.director",
}
LIMIT_HELP = "Montant HT au-delà duquel l’ordre est validé par quelqu’un d’autre."

DECLARED = [
    Declared(ACKNOWLEDGE, "Accusé de réception d’un ordre par l’entreprise", Unit.HOURS, APP,
             "Au-delà, l’ordre est signalé comme sans réponse."),
    Declared(DUE, "Délai d’intervention quand rien d’autre ne le dit", Unit.WORKING_DAYS, APP,
             "Ni le marché, ni le dossier n’ont de délai pour cette urgence."),
    Declared(SLOT, "Durée la plus longue d’un créneau d’entreprise", Unit.HOURS, APP,
             "Le locataire est prié d’être là entre le début et la fin."),
    Declared(LINK_LASTS, "Durée de vie du lien d’une entreprise", Unit.DAYS, APP,
             "Le lien du courriel s’éteint ensuite ; un nouvel ordre en donne un autre."),
    Declared(EXPIRING, "Marché signalé avant sa fin", Unit.DAYS, APP, "Le temps de consulter de nouveau."),
    *(Declared(code, f"Limite d’engagement HT : {role.label.lower()}", Unit.EUROS, APP, LIMIT_HELP)
      for role, code in LIMITS.items()),
]  # fmt: skip
FIRST_VALUES = [
    (ACKNOWLEDGE, "24", DEFAULT),
    (DUE, "10", DEFAULT),
    (SLOT, "4", DEFAULT),
    (LINK_LASTS, "90", DEFAULT),
    (EXPIRING, "180", DEFAULT),
    (LIMITS[Role.PROXIMITY_MANAGER], "1500", DEFAULT),
    (LIMITS[Role.TECHNICIAN], "3000", DEFAULT),
    (LIMITS[Role.CONTRACT_MANAGER], "10000", DEFAULT),
    (LIMITS[Role.AGENCY_MANAGER], "15000", DEFAULT),
    (LIMITS[Role.DIRECTOR], "500000", DEFAULT),
]


def declare_all() -> None:
    for parameter in DECLARED:
        declare(parameter)


def limit_of(user) -> Decimal:
    """Up to what amount this person may approve an order: the highest of their roles; zero for the others."""
    held = [code for role, code in LIMITS.items() if user.has_role(role)]
    return max(parameters.values(held).values(), default=Decimal(0)) if held else Decimal(0)
