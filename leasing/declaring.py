"""What leases know for the yearly declaration (RPLS): who rented on 1 January, since when, for how much.

A home whose last lease ended before that day stands empty; one that never had a lease here is told by the file.
"""

ON_1_JANUARY = """
SELECT DISTINCT ON (lease.unit_id) lease.unit_id,
    CASE WHEN lease.period @> %(on)s::date THEN '1' WHEN unit.occupancy = '1' THEN '2' ELSE unit.occupancy END
        AS occupancy,
    CASE WHEN lease.period @> %(on)s::date THEN date_trunc('month', lower(lease.period))::date END AS lease_month,
    date_trunc('month', lower(lease.period))::date AS relet_month,
    {rent} AS rent, {extra} AS extra_rent
FROM leasing_lease lease JOIN housing_unit unit ON unit.id = lease.unit_id
WHERE lower(lease.period) <= %(on)s::date
ORDER BY lease.unit_id, lower(lease.period) DESC
"""
AMOUNT = """(SELECT round(sum(amount))::int FROM leasing_leaseline line WHERE line.lease_id = lease.id
    AND line.nature = '{nature}' AND line.period @> %(on)s::date AND lease.period @> %(on)s::date)"""


def register() -> None:
    from housing.rpls.exporting import know_better

    know_better(
        "leasing",
        ON_1_JANUARY.format(rent=AMOUNT.format(nature="rent"), extra=AMOUNT.format(nature="extra")),
    )
