"""What a fresh installation starts with: processes, opening hours, service levels and both default matrices."""

import datetime as dt

from django.db.backends.postgresql.psycopg_any import DateRange

from coordination.clock import Unit
from coordination.models.parameters import ParameterUnit
from coordination.parameters import Declared
from coordination.parameters import seed as seed_parameters
from teams.roles import Role

from .matrices import TERRITORY, TRADE

FROM = dt.date(2000, 1, 1)
DEFAULT = "Proposition de Palier, à valider"

PROCESSES = [
    ("request", "Demandes des locataires", Role.CONTACT_CENTRE),
    ("incident", "Incidents collectifs", Role.PROXIMITY_MANAGER),
    ("vacancy", "Relocation", Role.LEASING_OFFICER),
    ("arrears", "Impayés", Role.ARREARS_OFFICER),
    ("cleaning", "Propreté", Role.PROXIMITY_MANAGER),
    ("need", "Besoins pour le plan", Role.ASSET_PLANNER),
    ("inspection", "Contrôles réglementaires", Role.TECHNICIAN),
    ("review", "Revue des indicateurs", Role.AGENCY_MANAGER),
    ("alert", "Alertes sur les indicateurs", Role.AGENCY_MANAGER),
    ("order", "Ordres de service", Role.CONTRACT_MANAGER),
]
OPH31 = "Délais publiés par un OPH (4 h, 24 h, 5 jours ouvrés), à valider"
LEVELS = [
    ("request", 1, 4, Unit.HOURS, OPH31),
    ("request", 2, 24, Unit.HOURS, OPH31),
    ("request", 3, 5, Unit.WORKING_DAYS, OPH31),
    ("request", 4, 10, Unit.WORKING_DAYS, DEFAULT),
    ("incident", 1, 4, Unit.HOURS, OPH31),
    ("incident", 2, 24, Unit.HOURS, OPH31),
    ("incident", 3, 5, Unit.WORKING_DAYS, OPH31),
    ("incident", 4, 10, Unit.WORKING_DAYS, DEFAULT),
]

PARAMETERS = [
    (
        Declared(
            "matrix.window", "Période où l’on compte les corrections", ParameterUnit.DAYS, "Organisation",
            "Règles souvent corrigées de la matrice : dossiers confiés depuis ce délai.",
        ), "180", DEFAULT,
    ),
    (
        Declared(
            "matrix.corrected_share", "Part de corrections à signaler", ParameterUnit.PERCENT, "Organisation",
            "Une règle corrigée au moins aussi souvent est marquée dans la matrice.",
        ), "20", DEFAULT,
    ),
    (
        Declared(
            "matrix.corrected_least", "Nombre de corrections à signaler", ParameterUnit.COUNT, "Organisation",
            "Une seule correction ne dit rien d’une règle.",
        ), "3", DEFAULT,
    ),
    (
        Declared(
            "matrix.replayed", "Période rejouée par la simulation", ParameterUnit.DAYS, "Organisation",
            "La simulation d’un brouillon rejoue les dossiers ouverts depuis ce délai.",
        ), "91", DEFAULT,
    ),
    (
        Declared(
            "parameters.verified", "Délai entre deux vérifications", ParameterUnit.DAYS, "Organisation",
            "Une valeur qui n’a pas été vérifiée depuis est marquée « à vérifier ».",
        ), "365", DEFAULT,
    ),
]  # fmt: skip


def seed(apps, schema_editor=None):
    """Write what is missing; what somebody changed is left alone."""
    for position, (code, label, owner) in enumerate(PROCESSES):
        apps.get_model("coordination", "Process").objects.get_or_create(
            code=code, defaults={"label": label, "owner": owner, "position": position}
        )
    calendars = apps.get_model("coordination", "WorkingCalendar").objects
    if not calendars.exists():
        calendars.create(
            period=DateRange(FROM, None),
            weekdays=[0, 1, 2, 3, 4],
            opens=dt.time(8),
            closes=dt.time(18),
            basis=DEFAULT,
        )
    levels = apps.get_model("coordination", "ServiceLevel").objects
    known = set(levels.values_list("process_id", flat=True))
    for process, priority, amount, unit, basis in LEVELS:
        if process not in known:
            levels.create(
                process_id=process, priority=priority, amount=amount, unit=unit, basis=basis,
                period=DateRange(FROM, None),
            )  # fmt: skip
    matrices = apps.get_model("coordination", "ResponsibilityMatrix").objects
    if not matrices.exists():
        _write(apps, matrices.create(organisation="trade", number=1, basis=DEFAULT), TRADE)
        territory = matrices.create(organisation="territory", number=1, basis=DEFAULT)
        _write(apps, territory, TERRITORY)
        territory.state, territory.valid_from = "published", FROM
        territory.save()
    seed_parameters(apps, [(declared.code, value, basis) for declared, value, basis in PARAMETERS])


def _write(apps, matrix, rows):
    rules = apps.get_model("coordination", "Responsibility")
    rules.objects.bulk_create(rules(matrix=matrix, **_told(*row)) for row in rows)


def proposed(organisation):
    """The rows that Palier proposes for this organisation model, as fields of `Responsibility`."""
    return [_told(*row) for row in (TERRITORY if organisation == "territory" else TRADE)]


def _told(process, step, condition, responsible, accountable, consulted, informed, delay, action):
    accountable, service = accountable if isinstance(accountable, tuple) else (accountable, "")
    amount, unit = delay or (None, "")
    return {
        "process_id": process, "step": step, "condition": condition, "responsible": responsible,
        "accountable": accountable, "accountable_service": service, "consulted": consulted,
        "informed": informed, "amount": amount, "unit": unit, "action": action,
    }  # fmt: skip
