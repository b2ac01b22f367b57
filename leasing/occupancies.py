"""Who lives where, as leases say it: floors below know people by `messaging.Occupancy`.

`keep` is called in the transaction of every change of a lease, its parties or its notice. Whoever is named on a
lease, guarantors excepted, lives in its home from its first day (or their own) until its last day, or until the
keys came back.
"""

from collections.abc import Iterable

from django.db import IntegrityError, connection, transaction

from teams.workflow import MoveRefused

WANTED = """
WITH wanted AS MATERIALIZED (
    SELECT party.contact_id, lease.number, lease.residence_id, lease.building_id, lease.staircase_id,
        lease.unit_id, greatest(lower(lease.period), party.since) AS since,
        least(coalesce(notice.keys_on, upper(lease.period) - 1), party.until) AS until
    FROM leasing_lease lease
    JOIN leasing_leaseparty party ON party.lease_id = lease.id AND party.role <> 'guarantor'
    LEFT JOIN leasing_notice notice ON notice.lease_id = lease.id AND notice.is_current
    WHERE {leases}
)
"""
LIVES = "(wanted.until IS NULL OR wanted.until >= wanted.since)"
SAME = "home.contact_id = wanted.contact_id AND home.unit_id = wanted.unit_id"
GONE = """
DELETE FROM messaging_occupancy home USING leasing_lease lease
WHERE home.lease_number = lease.number AND {leases}
    AND NOT EXISTS (SELECT FROM wanted WHERE wanted.number = home.lease_number AND {same} AND {lives})
"""
# A row that somebody typed without a lease is taken over.
CHANGED = """
UPDATE messaging_occupancy home SET since = wanted.since, until = wanted.until, lease_number = wanted.number
FROM wanted
WHERE {same} AND {lives} AND home.lease_number IN (wanted.number, '')
    AND (home.until IS NULL OR home.until >= wanted.since)
    AND (wanted.until IS NULL OR home.since <= wanted.until)
    AND (home.since, home.until, home.lease_number) IS DISTINCT FROM (wanted.since, wanted.until, wanted.number)
"""
NEW = """
INSERT INTO messaging_occupancy (contact_id, lease_number, residence_id, building_id, staircase_id, unit_id, since,
    until)
SELECT contact_id, number, residence_id, building_id, staircase_id, unit_id, since, until FROM wanted
WHERE {lives} AND NOT EXISTS (
    SELECT FROM messaging_occupancy home WHERE {same} AND home.lease_number = wanted.number
)
ORDER BY wanted.number, wanted.contact_id
"""
STATEMENTS = (GONE, CHANGED, NEW)


def keep(lease_ids: Iterable[int]) -> None:
    """Make the occupancies of these leases what their parties and periods say."""
    ids = list(lease_ids)
    try:
        with transaction.atomic():
            for sql in STATEMENTS:
                run(sql, "lease.id = ANY(%(ids)s)", {"ids": ids})
    except IntegrityError as error:
        if "occupancy_one_at_a_time" not in str(error):
            raise
        raise MoveRefused("Une de ces personnes habite déjà ce logement à cette période.") from None


def keep_all() -> None:
    """Those of every lease, after many were written at once."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE leasing_lease; ANALYZE leasing_leaseparty; ANALYZE leasing_notice")
    for sql in STATEMENTS:
        run(sql, "true")


def run(sql: str, leases: str, params: dict | None = None) -> None:
    """One statement for the leases so described."""
    wanted = WANTED.replace("{leases}", leases)
    with connection.cursor() as cursor:
        cursor.execute(wanted + sql.format(same=SAME, lives=LIVES, leases=leases), params)
