"""How long a notice runs, when it ends, and which text says so."""

import datetime as dt
from dataclasses import dataclass

from coordination.models import Parameter
from coordination.parameters import NoValue

from . import parameters as p
from .deadlines import end_of_notice
from .models.zones import PressureZone
from .reasons import RULES, Reason

NO_PROOF = "Sans justificatif, le préavis est celui du droit commun."
NOT_THERE = "Cette commune n’est pas en zone tendue à cette date : le préavis est celui du droit commun."


@dataclass(frozen=True)
class Reckoning:
    """`months` is None where no notice runs. `basis`: the text. `warning`: why it is longer than hoped for."""

    months: int | None
    ends_on: dt.date
    basis: str
    warning: str = ""


def reckon(
    reason: str, received_on: dt.date, *, proven: bool, commune_code: str = "", told: dt.date | None = None
) -> Reckoning:
    """The notice received that day. `told`: the day on which the lease ends, where no notice runs."""
    rule = RULES[Reason(reason)]
    if not rule.months:
        return Reckoning(None, told or received_on, rule.basis)
    wanted = [rule.months, p.NOTICE, p.TO_OPEN_DAY, p.KEEPS_LONG, p.NOTICE_OTHER_LANDLORD_LONG]
    rows = {row.code: row for row in Parameter.objects.on(received_on).filter(code__in=wanted)}
    code, basis, warning = _code(reason, rule, received_on, proven, commune_code, rows)
    if code not in rows:
        raise NoValue(f"Le paramètre « {code} » n’a pas de valeur à cette date.")
    months = int(rows[code].value)
    to_open_day = p.TO_OPEN_DAY in rows and bool(rows[p.TO_OPEN_DAY].value)
    end = end_of_notice(received_on, months, to_open_day=to_open_day)
    return Reckoning(months, end, basis or rows[code].basis, warning)


def _code(reason, rule, received_on, proven, commune_code, rows) -> tuple[str, str, str]:
    """(parameter, legal text where the reason has its own, warning)."""
    if rule.proof and not proven:
        return p.NOTICE, "", NO_PROOF
    if reason == Reason.PRESSURE_ZONE:
        zone = PressureZone.objects.holds(commune_code, received_on)
        return (rule.months, f"{rule.basis} ; {zone.basis}", "") if zone else (p.NOTICE, "", NOT_THERE)
    if reason == Reason.OTHER_LANDLORD and p.KEEPS_LONG in rows and rows[p.KEEPS_LONG].value:
        return p.NOTICE_OTHER_LANDLORD_LONG, "", ""
    return rule.months, rule.basis, ""
