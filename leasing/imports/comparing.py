"""What the lines that stand would change, said column by column."""

from .columns import TERMS, TITLES
from .staging import GOOD, rows, run

NEW = "Nouveau bail"
SAID = {name: TITLES[name] for name in TERMS} | {
    "starts_on": TITLES["starts_on"], "ends_on": TITLES["ends_on"], "rent": TITLES["rent"],
    "extra": TITLES["extra"], "charges": TITLES["charges"], "person": "Personnes", "birth_date": "Naissance",
    "phone": TITLES["phone"], "email": TITLES["email"], "language": TITLES["language"],
}  # fmt: skip

OF_LEASE = [
    *(f"CASE WHEN line.{name} IS DISTINCT FROM lease.{name} AND line.{name} IS NOT NULL THEN '{name}' END"
      for name in TERMS),
    "CASE WHEN line.starts_on <> lower(lease.period) THEN 'starts_on' END",
    "CASE WHEN line.ends_on + 1 <> coalesce(upper(lease.period), 'infinity') THEN 'ends_on' END",
]  # fmt: skip
OF_PERSON = """
    SELECT person.n, unnest(array_remove(ARRAY[
        CASE WHEN party.id IS NULL THEN 'person' END,
        CASE WHEN person.birth_date IS DISTINCT FROM contact.birth_date AND person.birth_date IS NOT NULL
            THEN 'birth_date' END,
        CASE WHEN person.email <> contact.email THEN 'email' END,
        CASE WHEN person.role = 'holder' AND person.language <> contact.language THEN 'language' END,
        CASE WHEN person.phone IS NOT NULL AND NOT EXISTS (SELECT FROM messaging_phone phone
            WHERE phone.contact_id = contact.id AND phone.number = person.phone) THEN 'phone' END
    ], NULL)) AS field
    FROM li_person person JOIN li_known known USING (n)
    LEFT JOIN messaging_contact contact ON contact.id = person.contact_id
    LEFT JOIN leasing_leaseparty party
        ON party.lease_id = known.lease_id AND party.contact_id = person.contact_id
"""
OF_AMOUNT = """
    SELECT told.n, told.nature AS field FROM li_amount told
    LEFT JOIN leasing_leaseline held ON held.lease_id = told.lease_id AND held.nature = told.nature
        AND held.label = '' AND held.period @> told.at
    WHERE told.lease_id IS NOT NULL AND held.amount IS DISTINCT FROM told.amount
"""


def compare() -> dict[str, int]:
    """(new, changed, unchanged), in `li_changed` line by line."""
    lease = ", ".join(OF_LEASE)
    run(f"""
        CREATE TEMP TABLE li_changed ON COMMIT DROP AS
        WITH field AS (
            SELECT line.n, unnest(array_remove(ARRAY[{lease}], NULL)) AS field
            FROM li_line line JOIN li_known known USING (n) JOIN leasing_lease lease ON lease.id = known.lease_id
            UNION {OF_PERSON} UNION {OF_AMOUNT}
        ), told AS (SELECT n, array_agg(field ORDER BY field) AS fields FROM field GROUP BY n)
        SELECT line.n, known.lease_id, CASE WHEN known.lease_id IS NULL THEN ARRAY['new']
            ELSE coalesce(told.fields, ARRAY[]::text[]) END AS fields
        FROM li_line line LEFT JOIN li_known known USING (n) LEFT JOIN told USING (n) WHERE {GOOD}
    """)
    run("ANALYZE li_changed")
    counts = """
        SELECT count(*) FILTER (WHERE lease_id IS NULL),
            count(*) FILTER (WHERE lease_id IS NOT NULL AND fields <> '{}'), count(*) FILTER (WHERE fields = '{}')
        FROM li_changed
    """
    new, changed, unchanged = rows(counts)[0]
    return {"created": new, "changed": changed, "unchanged": unchanged}


def report(most: int = 100) -> dict:
    """What the preview shows: how many lines change each column, and the first of them."""
    fields = """
        SELECT field, count(*) FROM li_changed, unnest(fields) field WHERE field <> 'new'
        GROUP BY 1 ORDER BY 2 DESC, 1
    """
    samples = """
        SELECT line.n, line.number, concat_ws(' ', line.first_name, line.last_name), line.starts_on, changed.fields
        FROM li_changed changed JOIN li_line line USING (n) WHERE fields <> '{}' ORDER BY line.n LIMIT %(most)s
    """
    people = "SELECT count(DISTINCT key) FROM li_person person JOIN li_changed USING (n) WHERE is_new"
    return {
        "fields": [[SAID[field], count] for field, count in rows(fields)],
        "people": rows(people)[0][0],
        "samples": [
            [n, number, name, f"{start:%d/%m/%Y}", [SAID.get(field, NEW) for field in told]]
            for n, number, name, start, told in rows(samples, {"most": most})
        ],
    }
