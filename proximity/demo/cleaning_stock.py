"""Who cleans the demo's staircases: two firms, the landlord's own people, caretakers."""

import datetime as dt
from random import Random
from typing import NamedTuple

from django.db.backends.postgresql.psycopg_any import DateRange

from housing.models import Residence, Staircase
from teams.models import User
from teams.roles import Role

from ..models import CleaningService, Contract, Contractor, ContractSite, PenaltyRule

DAY = dt.timedelta(days=1)
MOST_RESIDENCES, MOST_STAIRCASES = 24, 3
PHONE = "+336399{:05}"
Performer, Rule = CleaningService.Performer, PenaltyRule.Kind


class Firm(NamedTuple):
    """`quality`: how likely a point is found clean. `drift`: what it loses over the year."""

    name: str
    siren: str
    mailbox: str
    quality: float
    drift: float


FIRMS = (
    Firm("Net Horizon", "812345676", "nethorizon", 0.95, 0.02),
    Firm("Éclat Service", "823456785", "eclat", 0.9, 0.36),
)
OWN = (0.94, 0.0)
RULES = (
    {"kind": Rule.EVENT, "code": "reprise", "label": "Reprise non faite dans le délai", "amount": 50,
     "per_day": 50},
    {"kind": Rule.EVENT, "code": "passage", "label": "Passage non réalisé", "amount": 100},
    {"kind": Rule.SCORE, "code": "note-60", "label": "Note de 60 à 69", "score_from": 60, "score_below": 70,
     "percent": 5},
    {"kind": Rule.SCORE, "code": "note-50", "label": "Note de 50 à 59", "score_from": 50, "score_below": 60,
     "percent": 10},
    {"kind": Rule.SCORE, "code": "note-0", "label": "Note inférieure à 50", "score_from": 0, "score_below": 50,
     "percent": 20},
)  # fmt: skip


class Cleaned(NamedTuple):
    """A place with how well it is cleaned."""

    service: CleaningService
    quality: float
    drift: float


def cleaned_places(dice: Random, today: dt.date) -> list[Cleaned]:
    residences = list(Residence.objects.current().filter(unit_count__gt=0).order_by("pk")[:MOST_RESIDENCES])
    contracts = [_contract(firm, number, today) for number, firm in enumerate(FIRMS, 1)]
    keepers = {agency: user for user in _keepers() for agency in user.agency_ids()}
    found: list[Cleaned] = []
    for rank, residence in enumerate(residences):
        kind = ("firm", "firm", "caretaker", "firm", "staff")[rank % 5]
        firm, contract = contracts[rank % 2]
        if kind == "firm":
            price = dice.randint(6, 14) * 50
            ContractSite.objects.create(contract=contract, residence=residence, monthly_price=price)
        for staircase in _staircases(residence):
            own = {"employee": keepers.get(residence.agency_id) if kind == "caretaker" else None}
            service = CleaningService(
                residence=residence, building=staircase.building, staircase=staircase,
                performer=Performer.COMPANY if kind == "firm" else kind,
                period=DateRange(today - 500 * DAY, None),
                **({"contract": contract} if kind == "firm" else own),
            )  # fmt: skip
            quality, drift = (firm.quality, firm.drift) if kind == "firm" else OWN
            found.append(Cleaned(service, quality + dice.uniform(-0.04, 0.04), drift))
    CleaningService.objects.bulk_create([one.service for one in found])
    return found


def _staircases(residence: Residence):
    known = Staircase.objects.filter(residence=residence).select_related("building")
    return known.order_by("building__name", "name", "pk")[:MOST_STAIRCASES]


def _contract(firm: Firm, number: int, today: dt.date) -> tuple[Firm, Contract]:
    contractor = Contractor.objects.create(
        name=firm.name, siren=firm.siren, email=f"{firm.mailbox}@demo.palier.test",
        phone=PHONE.format(70_000 + number),
    )  # fmt: skip
    contract = Contract.objects.create(
        number=f"NET-{today.year % 100 - 1}-{number:02}", contractor=contractor, kind=Contract.Kind.CLEANING,
        lot=f"Nettoyage des parties communes, lot {number}",
        period=DateRange(dt.date(today.year - 2, 1, 1), dt.date(today.year + 1, 12, 31)),
        cap_percent=10, penalty_basis="CCAP, article 14, dérogeant au CCAG-FCS",
    )  # fmt: skip
    PenaltyRule.objects.bulk_create(PenaltyRule(contract=contract, **rule) for rule in RULES)
    return firm, contract


def _keepers():
    return User.objects.active().holding(Role.CARETAKER).order_by("-pk")
