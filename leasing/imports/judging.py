"""Which lines are refused, and what they speak of: homes, leases, people."""

from .staging import GOOD, refuse, rows, run

END = "coalesce(line.ends_on + 1, upper(known.period))"
"""SQL: the day after the lease, NULL without end; an empty cell leaves the end of a known lease as it is."""

HOMES = """
CREATE TEMP TABLE li_home ON COMMIT DROP AS
WITH seen AS (
    SELECT unit.id, unit.landlord_ref, unit.rpls_id FROM housing_unit unit
    JOIN housing_residence residence ON residence.id = unit.residence_id
    WHERE %(everything)s OR residence.agency_id = ANY(%(agencies)s)
), asked AS (
    SELECT line.n, seen.id FROM li_line line JOIN seen ON seen.landlord_ref = line.unit_ref
    UNION SELECT line.n, seen.id FROM li_line line JOIN housing_externalreference ref ON ref.value = line.unit_ref
        JOIN seen ON seen.id = ref.unit_id
    UNION SELECT line.n, seen.id FROM li_line line JOIN seen ON seen.rpls_id = line.rpls_id
        WHERE line.unit_ref IS NULL
), named AS (SELECT n, min(id) AS unit_id, count(*) AS homes FROM asked GROUP BY n)
SELECT named.*, unit.residence_id, unit.staircase_id, staircase.building_id, residence.agency_id, unit.left_on,
    unit.rpls_id
FROM named JOIN housing_unit unit ON unit.id = unit_id
JOIN housing_staircase staircase ON staircase.id = unit.staircase_id
JOIN housing_residence residence ON residence.id = unit.residence_id
"""
KNOWN = """
CREATE TEMP TABLE li_known ON COMMIT DROP AS
SELECT line.n, lease.id AS lease_id, lease.unit_id, lease.period,
    greatest(coalesce(line.starts_on, lower(lease.period)), least(%(today)s::date,
        coalesce(line.ends_on, upper(lease.period) - 1))) AS at,
    (SELECT ends_on FROM leasing_notice notice WHERE notice.lease_id = lease.id AND notice.is_current) AS told
FROM li_line line JOIN leasing_lease lease ON lease.number = line.number
"""
PEOPLE = f"""
CREATE TEMP TABLE li_person ON COMMIT DROP AS
SELECT line.n, told.*, home.agency_id, NULL::bigint AS contact_id, false AS is_new, NULL::uuid AS key,
    trim(palier_plain(told.last_name || ' ' || told.first_name)) AS plain
FROM li_line line JOIN li_home home USING (n), LATERAL (VALUES
    ('holder', line.last_name, coalesce(line.first_name, ''), line.birth_date, line.phone, line.email,
        line.language),
    ('co_holder', line.co_last_name, coalesce(line.co_first_name, ''), line.co_birth_date, line.co_phone,
        line.co_email, line.language)
) told (role, last_name, first_name, birth_date, phone, email, language)
WHERE told.last_name IS NOT NULL AND {GOOD}
"""
AMOUNTS = f"""
CREATE TEMP TABLE li_amount ON COMMIT DROP AS
SELECT line.n, told.*, known.lease_id, coalesce(line.amounts_from, known.at, line.starts_on) AS at,
    coalesce(line.amounts_from, CASE WHEN known.lease_id IS NOT NULL THEN known.at END, line.starts_on) AS since
FROM li_line line LEFT JOIN li_known known USING (n), LATERAL (VALUES
    ('rent', line.rent), ('extra', line.extra), ('charges', line.charges)
) told (nature, amount)
WHERE told.amount IS NOT NULL AND {GOOD}
"""


def find(user, today) -> None:
    """Homes and leases, whatever is wrong with the lines."""
    run(HOMES, {"everything": user.sees_everything, "agencies": user.agency_ids()})
    run(KNOWN, {"today": today})
    run("ANALYZE li_home; ANALYZE li_known")


def judge(today) -> None:
    """Refuse what cannot be, a line for each reason."""
    for reason in _dates(), _homes(), _numbers():
        for selection in reason:
            refuse(selection, {"today": today})
    while refuse(TWICE_IN_FILE):
        """The first of a home that overlaps the one before; without it, the next may not."""
    while refuse(TAKEN):
        """A line refused now may have been the one that ended another lease."""
    run(PEOPLE)
    run("ANALYZE li_person")
    _meet()
    for selection in STRANGER, SAME_TWICE:
        refuse(selection)
    run(AMOUNTS)
    for selection in LATER_AMOUNT, TOO_SOON:
        refuse(selection)


def _dates():
    yield """SELECT n, 'La fin du bail précède sa date d’effet.' FROM li_line WHERE ends_on < starts_on"""
    yield """SELECT n, 'Date d’effet : dans plus d’un an.' FROM li_line WHERE starts_on > %(today)s::date + 366"""
    yield """SELECT n, 'Date de naissance : à venir, ou après le bail.' FROM li_line
        WHERE birth_date >= least(starts_on, %(today)s::date)
            OR co_birth_date >= least(starts_on, %(today)s::date)"""
    yield """SELECT n, 'Signé le : plus de deux ans avant la date d’effet, ou à venir.' FROM li_line
        WHERE signed_on > %(today)s::date OR signed_on < starts_on - 731"""


def _homes():
    told = "coalesce(line.unit_ref, line.rpls_id, '')"
    yield f"""SELECT line.n, CASE WHEN {told} = '' THEN 'Donnez la référence du logement ou son identifiant RPLS.'
            ELSE 'Logement inconnu dans votre périmètre : « ' || {told} || ' ».' END
        FROM li_line line WHERE NOT EXISTS (SELECT FROM li_home home WHERE home.n = line.n)"""
    yield f"""SELECT line.n, homes || ' logements portent la référence « ' || {told} || ' ».'
        FROM li_line line JOIN li_home home USING (n) WHERE homes > 1"""
    yield """SELECT line.n, 'La référence et l’identifiant RPLS désignent deux logements.' FROM li_line line
        JOIN li_home home USING (n) WHERE line.rpls_id <> home.rpls_id AND home.rpls_id <> '' AND homes = 1"""
    yield """SELECT line.n, 'Ce logement est sorti du parc le ' || to_char(left_on, 'DD/MM/YYYY') || '.'
        FROM li_line line JOIN li_home home USING (n) WHERE left_on <= coalesce(line.ends_on, %(today)s::date)"""


def _numbers():
    yield """SELECT n, 'Ce numéro de bail est déjà à la ligne ' || first || '.' FROM (
            SELECT n, min(n) OVER (PARTITION BY number) AS first FROM li_line WHERE number IS NOT NULL
        ) told WHERE n > first"""
    yield """SELECT known.n, 'Ce numéro est celui du bail d’un autre logement.'
        FROM li_known known JOIN li_home home USING (n) WHERE known.unit_id <> home.unit_id"""
    yield """SELECT known.n, 'Un congé fixe la fin de ce bail au ' || to_char(told, 'DD/MM/YYYY')
            || ' : corrigez le congé.'
        FROM li_known known JOIN li_line line USING (n) WHERE line.ends_on <> told"""


TWICE_IN_FILE = f"""
SELECT DISTINCT ON (unit_id) n,
    'Ce bail chevauche celui de la ligne ' || before || ' dans le même logement.' FROM (
    SELECT n, unit_id, starts_on, max(last) OVER earlier AS taken_until, last_value(n) OVER earlier AS before
    FROM (
        SELECT line.n, home.unit_id, line.starts_on, coalesce({END}, 'infinity') AS last
        FROM li_line line JOIN li_home home USING (n) LEFT JOIN li_known known USING (n)
        WHERE {GOOD}
    ) good
    WINDOW earlier AS (PARTITION BY unit_id ORDER BY starts_on, n ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
) told WHERE starts_on < taken_until ORDER BY unit_id, starts_on, n
"""
# Against leases that the file does not speak of, or speaks of in vain.
TAKEN = f"""
SELECT line.n, 'Ce logement est déjà loué : bail ' || min(lease.number) || '.'
FROM li_line line JOIN li_home home USING (n) LEFT JOIN li_known known USING (n)
JOIN leasing_lease lease ON lease.unit_id = home.unit_id AND lease.number <> line.number
    AND lease.period && daterange(line.starts_on, {END})
WHERE {GOOD} AND NOT EXISTS (
    SELECT FROM li_line told WHERE told.number = lease.number
        AND NOT EXISTS (SELECT FROM li_problem problem WHERE problem.n = told.n)
)
GROUP BY line.n
"""

MEET_ON_LEASE = """
UPDATE li_person person SET contact_id = party.contact_id
FROM li_known known JOIN leasing_leaseparty party ON party.lease_id = known.lease_id
JOIN messaging_contact contact ON contact.id = party.contact_id
WHERE known.n = person.n AND person.contact_id IS NULL AND {part} AND (
    (contact.last_name, contact.first_name) = (person.last_name, person.first_name)
    OR trim(palier_plain(contact.last_name || ' ' || contact.first_name)) = person.plain
)
"""
MEET_ELSEWHERE = """
UPDATE li_person person SET contact_id = found.id FROM (
    SELECT DISTINCT ON (stranger.n, stranger.role) stranger.n, stranger.role, contact.id
    FROM li_person stranger JOIN (
        SELECT id, agency_id, birth_date, trim(palier_plain(last_name || ' ' || first_name)) AS plain
        FROM messaging_contact
    ) contact ON contact.agency_id = stranger.agency_id AND contact.plain = stranger.plain
    WHERE stranger.contact_id IS NULL AND (
        contact.birth_date = stranger.birth_date OR (
            (contact.birth_date IS NULL OR stranger.birth_date IS NULL) AND EXISTS (
                SELECT FROM messaging_phone phone
                WHERE phone.contact_id = contact.id AND phone.number = stranger.phone
            )
        )
    )
    ORDER BY stranger.n, stranger.role, contact.id
) found WHERE found.n = person.n AND found.role = person.role
"""
STRANGERS = "SELECT EXISTS (SELECT FROM li_person WHERE contact_id IS NULL)"
# Two lines about one person nobody knows yet make one contact.
NEW = """
UPDATE li_person SET is_new = true, key = md5(concat_ws('|', agency_id, plain, coalesce(
    birth_date::text, phone, n || role)))::uuid
WHERE contact_id IS NULL
"""
# Of somebody whom several lines name, the last word counts, and each line says it: sent again, nothing changes.
LAST_WORD = """
UPDATE li_person person SET birth_date = said.birth_date, email = said.email, language = said.language
FROM (
    SELECT {same},
        (array_agg(birth_date ORDER BY n DESC) FILTER (WHERE birth_date IS NOT NULL))[1] AS birth_date,
        (array_agg(email ORDER BY n DESC) FILTER (WHERE email IS NOT NULL))[1] AS email,
        (array_agg(language ORDER BY n DESC) FILTER (WHERE language IS NOT NULL AND role = 'holder'))[1]
            AS language
    FROM li_person WHERE {same} IS NOT NULL GROUP BY {same} HAVING count(*) > 1
) said
WHERE person.{same} = said.{same}
"""


def _meet() -> None:
    """Who these people are: those of the lease by their name; others by name, and birth date or telephone."""
    for sql in (MEET_ON_LEASE.format(part="party.role = person.role"), MEET_ON_LEASE.format(part="true"),
                MEET_ELSEWHERE, NEW):  # fmt: skip
        if rows(STRANGERS)[0][0]:
            run(sql)
    run("ANALYZE li_person")
    for same in ("contact_id", "key"):
        run(LAST_WORD.replace("{same}", same))


STRANGER = """
SELECT person.n, 'Le titulaire de ce bail est ' || trim(contact.first_name || ' ' || contact.last_name)
    || ' : changez-le sur la page du bail.'
FROM li_person person JOIN li_known known USING (n)
JOIN LATERAL (
    SELECT party.contact_id FROM leasing_leaseparty party
    WHERE party.lease_id = known.lease_id AND party.role = 'holder' ORDER BY party.id LIMIT 1
) holder ON true JOIN messaging_contact contact ON contact.id = holder.contact_id
WHERE person.role = 'holder' AND person.contact_id IS DISTINCT FROM holder.contact_id
"""
SAME_TWICE = """
SELECT person.n, 'Le cotitulaire est aussi le titulaire.'
FROM li_person person JOIN li_person other ON other.n = person.n AND other.role = 'holder'
WHERE person.role = 'co_holder'
    AND (person.contact_id = other.contact_id OR (person.is_new AND person.key = other.key))
"""
LATER_AMOUNT = """
SELECT DISTINCT told.n, 'Un montant commence déjà après le ' || to_char(told.since, 'DD/MM/YYYY') || '.'
FROM li_amount told JOIN leasing_leaseline held ON held.lease_id = told.lease_id AND held.nature = told.nature
    AND held.label = '' AND lower(held.period) > told.since
"""
TOO_SOON = """
SELECT DISTINCT told.n, 'Les montants commencent avant le bail.'
FROM li_amount told JOIN li_line line USING (n) WHERE told.since < line.starts_on
"""
