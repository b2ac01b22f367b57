"""A lease for each let home of the demo, written in blocks: 1 200 homes in seconds, 120 000 in flat memory."""

import datetime as dt
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import count, islice
from random import Random

from django.conf import settings
from django.db.backends.postgresql.psycopg_any import DateRange

from coordination.parameters import FROM
from housing.models import Unit
from messaging.models import ChannelChoice, Contact, Phone

from .. import occupancies
from ..filling import written_at_once
from ..models import Lease, LeaseLine, LeaseParty, Notice, PressureZone
from ..notice_period import reckon
from ..parameters import SIX_WEEKS_SINCE
from ..reasons import Reason
from .people import Household, Town

DAY = dt.timedelta(days=1)
SIX_WEEKS, TWO_MONTHS = Lease.Resolution.SIX_WEEKS, Lease.Resolution.TWO_MONTHS
BLOCK = 2_000
LEAVING = 30
"""Running notices of the small demo; of a large one, as many as 8 homes of 100 in a year make."""
COLUMNS = (
    "landlord_ref", "rooms", "living_area", "construction", "rent", "extra_rent", "lease_month", "apl_agreement",
    "commune_code", "commune_name", "residence__name", "residence__agency", "staircase__building", "floor",
)  # fmt: skip
REASONS = (
    (Reason.COMMON, 26), (Reason.PRESSURE_ZONE, 30), (Reason.OTHER_LANDLORD, 12), (Reason.SAME_LANDLORD, 10),
    (Reason.JOB_MOVE, 6), (Reason.NEW_JOB, 5), (Reason.FIRST_JOB, 5), (Reason.RSA, 4), (Reason.HEALTH, 2),
)  # fmt: skip
RECENT, RECENT_DAYS = 12, 330
"""One lease in so many began since the declaration, which knows those of 1 January."""
ANNEXES = ("Cave {n}", "Parking {n}", "Cave {n}, parking {n}", "Garage {n}")


def build(seed: int, today: dt.date, say: Callable[[str], None]) -> None:
    let = Unit.objects.in_stock().filter(occupancy=Unit.Occupancy.LET).order_by("residence", "staircase", "pk")
    homes = let.count()
    _mark_zones()
    town = Town(seed, today, {code for code, _ in settings.LANGUAGES}, homes)
    leaving = _leaving(let, seed, homes)
    numbers, people, gone = count(1), 0, 0
    with written_at_once(homes, "SELECT id FROM messaging_contact WHERE search_text = ''"):
        units = let.select_related("residence", "staircase").only(*COLUMNS).iterator(chunk_size=BLOCK)
        while households := [town.household(unit) for unit in islice(units, BLOCK)]:
            people += sum(len(home.people) for home in households)
            gone += _write(households, today, numbers, leaving)
        occupancies.keep_all()
    say(f"{homes} baux, {people} personnes, {gone} congés en cours")


def _mark_zones() -> None:
    """One commune in three is short of homes."""
    communes = Unit.objects.exclude(commune_code="").order_by("commune_code", "commune_name")
    known = list(communes.values_list("commune_code", "commune_name").distinct("commune_code"))
    PressureZone.objects.bulk_create(
        PressureZone(commune_code=code, commune_name=name, period=DateRange(FROM, None),
                     basis="Décret n° 2013-392, annexe (commune fictive)")
        for code, name in known[::3]
    )  # fmt: skip


def _leaving(let, seed: int, homes: int) -> set[int]:
    keys = list(let.values_list("pk", flat=True))
    return set(Random(f"{seed}/leaving").sample(keys, min(homes, max(LEAVING, homes // 125))))


def _write(households: list[Household], today: dt.date, numbers: Iterator[int], leaving: set[int]) -> int:
    Contact.objects.bulk_create([contact for home in households for contact, _ in home.people])
    Phone.objects.bulk_create([phone for home in households for phone in home.phones])
    ChannelChoice.objects.bulk_create([choice for home in households for choice in home.choices])
    leases = [_lease(home, today, next(numbers), home.unit.pk in leaving) for home in households]
    notices = [
        _notice(lease, home, today)
        for lease, home in zip(leases, households, strict=True)
        if home.unit.pk in leaving and lease.period.lower < today - dt.timedelta(days=120)
    ]
    for notice in notices:
        notice.lease.period = DateRange(notice.lease.period.lower, notice.ends_on + DAY)
    Lease.objects.bulk_create(leases)
    pairs = list(zip(leases, households, strict=True))
    LeaseParty.objects.bulk_create(
        LeaseParty(lease=lease, contact=contact, role=role)
        for lease, home in pairs
        for contact, role in home.people
    )
    LeaseLine.objects.bulk_create([line for lease, home in pairs for line in _lines(lease, home.unit, today)])
    Notice.objects.bulk_create(notices)
    return len(notices)


def _lease(home: Household, today: dt.date, number: int, is_leaving: bool) -> Lease:
    unit, dice = home.unit, home.dice
    starts_on = (unit.lease_month or dt.date(today.year - 3, 6, 1)).replace(day=dice.choice((1, 1, 1, 15)))
    if number % RECENT == 0 and not is_leaving:
        starts_on = today - dt.timedelta(days=3 + number * 37 % RECENT_DAYS)
    starts_on = min(starts_on, today - DAY)
    signed_on = starts_on - dt.timedelta(days=dice.randint(1, 9))
    return Lease(
        residence_id=unit.residence_id, building_id=unit.staircase.building_id, staircase_id=unit.staircase_id,
        unit=unit, number=f"{starts_on.year}-{number:06}", kind=_kind(unit), period=DateRange(starts_on, None),
        signed_on=signed_on, occupants=max(len(home.people), dice.randint(1, max(1, unit.rooms or 1))),
        deposit=unit.rent and Decimal(unit.rent),
        deposit_from=dice.choices(Lease.Financier.values, (60, 25, 12, 3))[0],
        payment_mode=dice.choices(Lease.Mode.values, (72, 10, 9, 5, 4))[0], payment_day=dice.choice((5, 10, 15)),
        resolution_delay=SIX_WEEKS if signed_on >= SIX_WEEKS_SINCE else TWO_MONTHS,
        **_insurance(dice, today),
        annexes=dice.choice(ANNEXES).format(n=dice.randint(1, 60)) if dice.random() < 0.35 else "",
    )  # fmt: skip


def _kind(unit: Unit) -> str:
    if unit.construction == "E":
        return Lease.Kind.STUDENT
    return Lease.Kind.APL if unit.apl_agreement is not False else Lease.Kind.PLAIN


def _insurance(dice: Random, today: dt.date) -> dict[str, dt.date | None]:
    """Most are insured; for some the certificate has run out, soon runs out, or never came."""
    draw = dice.random()
    if draw < 0.05:
        return {"insurance_received_on": None, "insured_until": None}
    left = dice.randint(-150, -1) if draw < 0.13 else dice.randint(1, 29) if draw < 0.18 else dice.randint(30, 364)
    until = today + dt.timedelta(days=left)
    return {"insurance_received_on": until - dt.timedelta(days=dice.randint(350, 365)), "insured_until": until}


def _lines(lease: Lease, unit: Unit, today: dt.date) -> Iterator[LeaseLine]:
    """This year's rent follows last year's: the index of the second quarter of 2025 gave 1.04 % more."""
    nature = LeaseLine.Nature
    rent, area = Decimal(unit.rent or 0), unit.living_area or 60
    raised = dt.date(today.year, 1, 1)
    if rent and lease.starts_on < raised:
        former = (rent / Decimal("1.0104")).quantize(Decimal("0.01"))
        yield LeaseLine(lease=lease, nature=nature.RENT, amount=former, period=DateRange(lease.starts_on, raised))
    since = max(lease.starts_on, raised)
    if rent:
        yield LeaseLine(lease=lease, nature=nature.RENT, amount=rent, period=DateRange(since, None))
    if unit.extra_rent:
        period = DateRange(lease.starts_on, None)
        yield LeaseLine(lease=lease, nature=nature.EXTRA, amount=Decimal(unit.extra_rent), period=period)
    charges, period = (Decimal(area) * Decimal("1.35")).quantize(Decimal("0.01")), DateRange(lease.starts_on, None)
    yield LeaseLine(lease=lease, nature=nature.CHARGES, amount=charges, recoverable=True, period=period)


def _notice(lease: Lease, home: Household, today: dt.date) -> Notice:
    """Received lately enough to be running still."""
    dice = home.dice
    reasons, weights = zip(*REASONS, strict=True)
    reason = dice.choices(reasons, weights)[0]
    proven = dice.random() < 0.85
    received = today - dt.timedelta(days=dice.randint(0, 80))
    told = reckon(reason, received, proven=proven, commune_code=home.unit.commune_code)
    if told.ends_on <= today:
        received = today - dt.timedelta(days=dice.randint(0, 25))
        told = reckon(reason, received, proven=proven, commune_code=home.unit.commune_code)
    return Notice(
        lease=lease, channel=dice.choices(Notice.Channel.values[:4], (78, 2, 14, 6))[0], received_on=received,
        reason=reason, proof_received=proven, months=told.months, basis=told.basis, ends_on=told.ends_on,
        leaving_on=told.ends_on - dt.timedelta(days=dice.choice((0, 0, 0, 1, 3, 7))),
    )  # fmt: skip
