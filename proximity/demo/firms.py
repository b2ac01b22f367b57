"""Nine fictional firms of the demo, their contracts, response times, penalties and price lists."""

import datetime as dt
from decimal import Decimal
from random import Random
from typing import NamedTuple

from django.db.backends.postgresql.psycopg_any import DateRange

from coordination.clock import Unit
from housing.models import Residence

from ..models import Contract, Contractor, ContractSite, PenaltyRule, PriceLine, ResponseTime

Kind, Rule = Contract.Kind, PenaltyRule.Kind
DAY = dt.timedelta(days=1)
PHONE = "+336399{:05}"


class Firm(NamedTuple):
    """`tells_late`: hours between the end of its works and the day it says so, usually."""

    name: str
    person: str
    mailbox: str
    kind: str
    lot: str
    families: tuple[str, ...]
    prices: tuple[tuple[str, str, str, str], ...]
    months_left: int
    tells_late: int = 6


FIRMS = (
    Firm("Rivoire Plomberie", "Jeanne Rivoire", "rivoire", Kind.WORKS, "Plomberie, sanitaire", ("T1", "S1"), (
        ("PLO-010", "Recherche de fuite", "u", "95.00"),
        ("PLO-021", "Remplacement d’un joint ou d’un flexible", "u", "48.50"),
        ("PLO-030", "Remplacement d’un mitigeur d’évier", "u", "128.40"),
        ("PLO-045", "Débouchage d’une évacuation", "u", "112.00"),
        ("PLO-052", "Remplacement d’un mécanisme de chasse d’eau", "u", "89.90"),
    ), 26),
    Firm("Ateliers Vauquelin", "Rémi Vauquelin", "vauquelin", Kind.WORKS, "Menuiserie, serrurerie", ("T4",), (
        ("MEN-004", "Réglage d’une porte ou d’une fenêtre", "u", "62.00"),
        ("MEN-011", "Remplacement d’une serrure", "u", "174.00"),
        ("MEN-020", "Réparation d’un volet roulant", "u", "138.00"),
        ("MEN-033", "Reprise d’un garde-corps", "ml", "210.00"),
    ), 14, 60),
    Firm("Électricité Brossard", "Salima Brossard", "brossard", Kind.WORKS, "Électricité", ("T3", "C1"), (
        ("ELE-002", "Recherche de panne", "h", "54.00"),
        ("ELE-009", "Remplacement d’une prise ou d’un interrupteur", "u", "46.00"),
        ("ELE-017", "Remplacement d’un luminaire de palier", "u", "92.00"),
        ("ELE-024", "Mise en sécurité d’un tableau", "u", "385.00"),
    ), 20),
    Firm("Thermia Services", "Denis Aubrac", "thermia", Kind.UPKEEP, "Chauffage, VMC", ("T2",), (
        ("CHA-001", "Déplacement et diagnostic", "u", "68.00"),
        ("CHA-015", "Remplacement d’un robinet de radiateur", "u", "86.00"),
        ("CHA-022", "Remise en service d’une VMC", "u", "143.00"),
    ), 8, 12),
    Firm("Peinture Morvan", "Ewen Morvan", "morvan", Kind.WORKS, "Peinture, sols", ("T5",), (
        ("PEI-003", "Peinture murs et plafonds", "m²", "14.80"),
        ("PEI-007", "Traitement de moisissures", "m²", "22.50"),
        ("SOL-002", "Sol PVC, fourniture et pose", "m²", "38.00"),
        ("NET-001", "Nettoyage de fin de travaux", "u", "190.00"),
    ), 11, 30),
    Firm("Ascensa", "Laure Pichon", "ascensa", Kind.UPKEEP, "Ascenseurs", ("C2",), (
        ("ASC-001", "Déplacement hors contrat", "u", "145.00"),
        ("ASC-008", "Remplacement d’un galet de porte", "u", "260.00"),
    ), 31, 3),
    Firm("Clarté Nettoyage", "Ousmane Keita", "clarte", Kind.CLEANING, "Nettoyage des parties communes", ("C3",), (
        ("NET-010", "Remise en état d’un hall", "u", "120.00"),
        ("NET-014", "Enlèvement d’encombrants", "m³", "46.00"),
    ), 4),
    Firm("Verdure du Lac", "Paula Ferreira", "verdure", Kind.WORKS, "Espaces verts, clôtures", ("C4",), (
        ("VER-003", "Élagage d’une branche dangereuse", "u", "180.00"),
    ), 17),
    Firm("Contrôles Delta", "Igor Sabatier", "delta", Kind.CHECKS, "Contrôles et diagnostics", (), (
        ("DIA-001", "Diagnostic avant relocation", "u", "160.00"),
    ), 22),
)  # fmt: skip
DELAYS = ((1, 4, Unit.HOURS), (2, 24, Unit.HOURS), (3, 5, Unit.WORKING_DAYS), (4, 10, Unit.WORKING_DAYS))
CLEANING_RULES = (
    {"kind": Rule.EVENT, "code": "reprise", "label": "Reprise non faite sous 24 h", "amount": 50, "per_day": 50},
    {"kind": Rule.EVENT, "code": "passage", "label": "Passage non réalisé", "amount": 100},
    {"kind": Rule.EVENT, "code": "bacs", "label": "Bacs non sortis", "amount": 80},
    {"kind": Rule.EVENT, "code": "cahier", "label": "Cahier de passage absent", "amount": 30},
    {"kind": Rule.SCORE, "code": "note-60", "label": "Note de 60 à 69", "score_from": 60, "score_below": 70,
     "percent": 5},
    {"kind": Rule.SCORE, "code": "note-50", "label": "Note de 50 à 59", "score_from": 50, "score_below": 60,
     "percent": 10},
    {"kind": Rule.SCORE, "code": "note-0", "label": "Note inférieure à 50", "score_from": 0, "score_below": 50,
     "percent": 20},
)  # fmt: skip
LATE_RULE = {"kind": Rule.DELAY, "code": "retard", "label": "Retard d’exécution", "divisor": 1000}


def build(today: dt.date, dice: Random) -> dict[Firm, Contract]:
    """Each firm with one contract, of the whole stock; the cleaner's names its sites with their prices."""
    made = {}
    for rank, firm in enumerate(FIRMS, 1):
        contractor = Contractor.objects.create(
            name=firm.name, siren=a_siren(800_000_00 + rank * 137), contact_name=firm.person,
            email=f"{firm.mailbox}@firmes.palier.test", phone=PHONE.format(90_000 + rank * 10),
            mobile=PHONE.format(90_001 + rank * 10),
        )  # fmt: skip
        made[firm] = _contract(firm, contractor, rank, today)
    _sites(next(contract for firm, contract in made.items() if firm.kind == Kind.CLEANING), dice)
    return made


def _contract(firm: Firm, contractor: Contractor, rank: int, today: dt.date) -> Contract:
    ends = (today.replace(day=1) + dt.timedelta(days=firm.months_left * 30.5)).replace(day=1)
    starts = ends.replace(year=ends.year - 4)
    cleaning = firm.kind == Kind.CLEANING
    contract = Contract.objects.create(
        number=f"{starts.year}-{rank:03}", contractor=contractor, kind=firm.kind, lot=firm.lot,
        period=DateRange(starts, ends), covers_all=not cleaning, on_call=PHONE.format(90_002 + rank * 10),
        cap_percent=10, exempt_up_to=None if cleaning else 1000,
        penalty_basis="CCAP, art. 14, qui déroge au CCAG-FCS" if cleaning else "CCAG-FCS 2021, art. 14",
    )  # fmt: skip
    ResponseTime.objects.bulk_create(
        ResponseTime(contract=contract, priority=priority, amount=amount, unit=unit)
        for priority, amount, unit in DELAYS
    )
    rules = [*CLEANING_RULES, LATE_RULE] if cleaning else [LATE_RULE]
    PenaltyRule.objects.bulk_create(PenaltyRule(contract=contract, **rule) for rule in rules)
    PriceLine.objects.bulk_create(
        PriceLine(contract=contract, code=code, label=label, unit=unit, price=Decimal(price),
                  period=DateRange(starts, None))
        for code, label, unit, price in firm.prices
    )  # fmt: skip
    return contract


def _sites(contract: Contract, dice: Random) -> None:
    residences = Residence.objects.current().order_by("name", "pk")[:30]
    ContractSite.objects.bulk_create(
        ContractSite(contract=contract, residence=one, monthly_price=Decimal(dice.randrange(380, 1600, 10)))
        for one in residences
    )


def a_siren(body: int) -> str:
    """A number that no real firm need have, with the digit that makes its sum right."""
    total = sum(sum(divmod(int(digit) * (1 + place % 2), 10)) for place, digit in enumerate(f"{body:08}"))
    return f"{body:08}{-total % 10}"
