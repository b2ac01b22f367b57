"""Who pays for what at the exit: the tenant's share after wear, and whose the rest is (domain.md §3.2, §3.4)."""

import datetime as dt
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
WHOLE = Decimal(100)


@dataclass(frozen=True)
class Wear:
    """A row of a grid: how long it lasts, how many years are free, what each year takes off, what always stays."""

    free_years: int
    yearly: Decimal
    residual: Decimal


@dataclass(frozen=True)
class Shares:
    """Of one amount, to the cent: they always sum to it."""

    tenant: Decimal
    landlord: Decimal
    other: Decimal


def age(renovated_on: dt.date, left_on: dt.date, *, by_month: bool = False) -> Decimal:
    """Years between the last renovation and the exit: completed ones, or to the month."""
    months = (left_on.year - renovated_on.year) * 12 + left_on.month - renovated_on.month
    months -= left_on.day < renovated_on.day
    months = max(months, 0)
    return Decimal(months) / 12 if by_month else Decimal(months // 12)


def tenant_share(wear: Wear, years: Decimal) -> Decimal:
    """Per cent of the price that stays the tenant's."""
    if years <= wear.free_years:
        return WHOLE
    return max(wear.residual, WHOLE - wear.yearly * (years - wear.free_years))


def split(amount: Decimal, share: Decimal, *, to_other: bool = False) -> Shares:
    """`share`: the tenant's, in per cent. `to_other`: a contract or an insurer pays it all."""
    if to_other:
        return Shares(Decimal(0), Decimal(0), amount)
    tenant = (amount * share / WHOLE).quantize(CENT, ROUND_HALF_UP)
    return Shares(tenant, amount - tenant, Decimal(0))


def amount_of(quantity: Decimal, unit_price: Decimal) -> Decimal:
    return (quantity * unit_price).quantize(CENT, ROUND_HALF_UP)
