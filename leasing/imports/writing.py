"""The lines that stand, written set by set."""

from typing import Any

from .. import occupancies
from ..filling import written_at_once
from ..models import Lease, LeaseLine
from ..parameters import SIX_WEEKS
from .columns import TERMS
from .staging import run

STANDS = "EXISTS (SELECT FROM li_changed changed WHERE changed.n = {alias}.n AND changed.fields <> '{{}}')"

NUMBER_CONTACTS = """
WITH fresh AS (
    SELECT key, nextval('messaging_contact_id_seq') AS id FROM (
        SELECT key FROM li_person person WHERE is_new AND {stands} GROUP BY key ORDER BY min(n)
    ) told
)
UPDATE li_person person SET contact_id = fresh.id FROM fresh WHERE person.key = fresh.key
"""
CONTACTS = """
INSERT INTO messaging_contact (id, agency_id, last_name, first_name, email, language, access_note, needs_care,
    care_instruction, birth_date, search_text)
SELECT DISTINCT ON (contact_id) contact_id, agency_id, last_name, first_name, coalesce(email, ''),
    coalesce(language, 'fr'), '', false, '', birth_date, ''
FROM li_person person WHERE is_new AND {stands}
ORDER BY contact_id, n, role DESC
"""
CONTACTS_CHANGED = """
UPDATE messaging_contact contact SET birth_date = coalesce(told.birth_date, contact.birth_date),
    email = coalesce(told.email, contact.email), language = coalesce(told.language, contact.language)
FROM (
    SELECT DISTINCT ON (contact_id) contact_id, birth_date, email,
        CASE WHEN role = 'holder' THEN language END AS language
    FROM li_person person WHERE NOT is_new AND {stands} ORDER BY contact_id, n DESC
) told
WHERE contact.id = told.contact_id AND (contact.birth_date, contact.email, contact.language) IS DISTINCT FROM (
    coalesce(told.birth_date, contact.birth_date), coalesce(told.email, contact.email),
    coalesce(told.language, contact.language))
"""
# A telephone that nobody told yet comes first: it is the one that gets texts.
PHONES = """
WITH told AS (
    SELECT DISTINCT contact_id, phone FROM li_person person
    WHERE phone IS NOT NULL AND {stands} AND NOT EXISTS (
        SELECT FROM messaging_phone known WHERE known.contact_id = person.contact_id AND known.number = phone)
), moved AS (
    UPDATE messaging_phone known SET position = position + 1 FROM told WHERE known.contact_id = told.contact_id
)
INSERT INTO messaging_phone (contact_id, number, position) SELECT contact_id, phone, 0 FROM told
"""
LEASES_CHANGED = """
UPDATE leasing_lease lease SET {terms},
    period = daterange(line.starts_on, coalesce(line.ends_on + 1, upper(lease.period)))
FROM li_changed changed JOIN li_line line USING (n)
WHERE lease.id = changed.lease_id AND changed.fields && %(of_lease)s::text[]
"""
LEASES = """
WITH rule AS MATERIALIZED (SELECT value, period FROM coordination_parameter WHERE code = %(six_weeks)s)
INSERT INTO leasing_lease (residence_id, building_id, staircase_id, unit_id, number, key, period, signed_on,
    occupants, deposit, kind, deposit_from, payment_term, payment_mode, payment_day, resolution_delay,
    insured_until, annexes)
SELECT home.residence_id, home.building_id, home.staircase_id, home.unit_id, line.number, gen_random_uuid(),
    daterange(line.starts_on, line.ends_on + 1), line.signed_on, line.occupants, line.deposit,
    coalesce(line.kind, %(kind)s), coalesce(line.deposit_from, %(deposit_from)s),
    coalesce(line.payment_term, %(payment_term)s), coalesce(line.payment_mode, ''), line.payment_day,
    coalesce(line.resolution_delay, (
        SELECT CASE WHEN value > 0 THEN 'six_weeks' ELSE 'two_months' END FROM rule
        WHERE period @> coalesce(line.signed_on, line.starts_on))),
    line.insured_until, coalesce(line.annexes, '')
FROM li_changed changed JOIN li_line line USING (n) JOIN li_home home USING (n)
WHERE changed.lease_id IS NULL ORDER BY line.n
"""
LEASE_IDS = """
UPDATE li_changed changed SET lease_id = lease.id FROM li_line line JOIN leasing_lease lease USING (number)
WHERE line.n = changed.n AND changed.lease_id IS NULL
"""
PARTIES = """
INSERT INTO leasing_leaseparty (lease_id, contact_id, role)
SELECT changed.lease_id, person.contact_id, person.role
FROM li_changed changed JOIN li_person person USING (n)
WHERE fields <> '{{}}' AND NOT EXISTS (SELECT FROM leasing_leaseparty party
    WHERE party.lease_id = changed.lease_id AND party.contact_id = person.contact_id)
ORDER BY person.n, person.role DESC
"""
DIFFERENT = """
SELECT told.*, changed.lease_id AS lease, held.id AS held, lower(held.period) AS held_since
FROM li_amount told JOIN li_changed changed USING (n)
LEFT JOIN leasing_leaseline held ON held.lease_id = changed.lease_id AND held.nature = told.nature
    AND held.label = '' AND held.period @> told.at
WHERE fields <> '{{}}' AND held.amount IS DISTINCT FROM told.amount
"""
AMOUNTS = (
    "CREATE TEMP TABLE li_different ON COMMIT DROP AS " + DIFFERENT,
    """UPDATE leasing_leaseline line SET amount = told.amount FROM li_different told
    WHERE line.id = told.held AND told.held_since = told.since""",
    """UPDATE leasing_leaseline line SET period = daterange(lower(line.period), told.since) FROM li_different told
    WHERE line.id = told.held AND told.held_since < told.since""",
    """INSERT INTO leasing_leaseline (lease_id, nature, label, amount, recoverable, period)
    SELECT lease, nature, '', amount, nature = ANY(%(recoverable)s), daterange(since, NULL) FROM li_different
    WHERE held IS NULL OR held_since < since ORDER BY n, nature DESC""",
    "DROP TABLE li_different",
)
OF_LEASE = [*TERMS, "starts_on", "ends_on"]
PEOPLE = "SELECT contact_id FROM li_person JOIN li_changed USING (n) WHERE fields <> '{}'"


def write(count: int) -> None:
    """Everything `li_changed` says, `count` new leases among it; what ends before what begins."""
    with written_at_once(count, PEOPLE):
        for sql in (NUMBER_CONTACTS, CONTACTS, CONTACTS_CHANGED, PHONES):
            run(sql.format(stands=STANDS.format(alias="person")))
        _leases()
        for sql in AMOUNTS:
            run(sql.format(), {"recoverable": list(LeaseLine.RECOVERABLE)})
        run("ANALYZE leasing_lease; ANALYZE leasing_leaseparty")
        _homes()


def _leases() -> None:
    terms = ", ".join(f"{name} = coalesce(line.{name}, lease.{name})" for name in TERMS)
    run(LEASES_CHANGED.format(terms=terms), {"of_lease": OF_LEASE})
    fields: Any = Lease._meta
    default = {name: fields.get_field(name).default for name in ("kind", "deposit_from", "payment_term")}
    run(LEASES, {**{name: str(value) for name, value in default.items()}, "six_weeks": SIX_WEEKS})
    run(LEASE_IDS)
    run(PARTIES.format())


def _homes() -> None:
    touched = "lease.id IN (SELECT lease_id FROM li_changed WHERE fields <> '{}')"
    for sql in occupancies.STATEMENTS:
        occupancies.run(sql, touched)
